/*
 * Runs a command and appends one line about it to a file:
 *
 *     measure RESULTS NAME COMMAND [ARGUMENT]...
 *
 *     NAME, wall seconds, user + system seconds, peak KB and status, with tabs
 *
 * The command's output is thrown away: writing it is not what is measured. What
 * it says on standard error is shown. The kernel counts (wait4), so children of
 * the command that it waits for are in the seconds.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct measured {
    double wall, cpu;
    long peak_kb;
    int status; /* 128 and the signal, if one ended it */
};

static int fail(const char *what)
{
    fprintf(stderr, "measure: %s: %s\n", what, strerror(errno));
    return 125;
}

static double seconds_between(struct timespec from, struct timespec to)
{
    return (double)(to.tv_sec - from.tv_sec) +
           (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void run(char **command)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

    if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0)
        _exit(fail("/dev/null"));
    execvp(command[0], command);
    _exit(fail(command[0]));
}

static int measure(char **command, struct measured *measured)
{
    struct timespec begun, ended;
    struct rusage usage;
    int status;
    pid_t child;

    clock_gettime(CLOCK_MONOTONIC, &begun);
    child = fork();
    if (child == 0)
        run(command);
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        return -1;
    clock_gettime(CLOCK_MONOTONIC, &ended);
    measured->wall = seconds_between(begun, ended);
    measured->cpu = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    measured->peak_kb = usage.ru_maxrss;
    measured->status =
        WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return 0;
}

int main(int argc, char **argv)
{
    struct measured measured;
    FILE *results;

    if (argc < 4) {
        fputs("usage: measure RESULTS NAME COMMAND [ARGUMENT]...\n", stderr);
        return 2;
    }
    if (measure(argv + 3, &measured) != 0)
        return fail(argv[3]);
    results = fopen(argv[1], "ae");
    if (!results)
        return fail(argv[1]);
    if (fprintf(results, "%s\t%.3f\t%.3f\t%ld\t%d\n", argv[2], measured.wall,
                measured.cpu, measured.peak_kb, measured.status) < 0) {
        fclose(results);
        return fail(argv[1]);
    }
    if (fclose(results) != 0)
        return fail(argv[1]);
    return measured.status;
}
