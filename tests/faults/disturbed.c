/* See disturbed.h. */
#include "disturbed.h"

#include <err.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORDS_MAX 60

char *file_text(const char *path, size_t *len)
{
    struct stat status;
    FILE *from = fopen(path, "r");
    char *text;

    if (!from || fstat(fileno(from), &status) != 0 ||
        !(text = malloc((size_t)status.st_size + 1)))
        err(2, "%s", path);
    *len = fread(text, 1, (size_t)status.st_size, from);
    text[*len] = '\0';
    fclose(from);
    return text;
}

/* The library is beside the sweep. Temporary files come where they are seen. */
static void set_environment(int from, int to)
{
    char path[PATH_MAX] = "", work[PATH_MAX], pipes[40];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 20);
    char *slash = len > 0 ? strrchr(path, '/') : NULL;

    if (!slash)
        err(2, "/proc/self/exe");
    strcpy(slash, "/preload.so");
    if (!getcwd(work, sizeof work - 6))
        err(2, "getcwd");
    strcat(work, "/work");
    snprintf(pipes, sizeof pipes, "%d %d", from, to);
    if (setenv("LD_PRELOAD", path, 1) || setenv(FAULTS_PIPES, pipes, 1) ||
        setenv("TMPDIR", work, 1))
        err(2, "setenv");
}

struct program program_start(const char *bibload, char **words)
{
    char *argv[WORDS_MAX + 2] = {(char *)bibload};
    int requests[2], answers[2];
    pid_t child;

    for (int i = 0; i < WORDS_MAX && words[i]; i++)
        argv[i + 1] = words[i];
    if (pipe(requests) != 0 || pipe(answers) != 0 || (child = fork()) < 0)
        err(2, "fork");
    if (child == 0) {
        close(requests[1]);
        close(answers[0]);
        set_environment(requests[0], answers[1]);
        execv(bibload, argv);
        err(2, "%s", bibload);
    }
    close(requests[0]);
    close(answers[1]);
    return (struct program){.to = requests[1], .from = answers[0]};
}

struct fault_report program_ask(const struct program *program,
                                struct fault_request request)
{
    struct fault_report report;

    request.program = program->to;
    snprintf(request.work, sizeof request.work, "work");
    if (write(program->to, &request, sizeof request) != sizeof request ||
        read(program->from, &report, sizeof report) != sizeof report)
        errx(2, "the preloaded library does not answer");
    return report;
}

struct said program_said(const struct program *program)
{
    char path[40];
    struct said said;
    size_t len;

    snprintf(path, sizeof path, "said.%d.out", program->to);
    said.out = file_text(path, &said.out_len);
    snprintf(path, sizeof path, "said.%d.err", program->to);
    said.err = file_text(path, &len);
    return said;
}

struct fault_report program_run(const struct program *program,
                                struct fault_request request, struct said *said)
{
    struct fault_report report = program_ask(program, request);

    *said = program_said(program);
    return report;
}

void said_free(struct said *said)
{
    free(said->out);
    free(said->err);
    *said = (struct said){0};
}
