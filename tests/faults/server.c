/* Stops at main, and forks a run for every request: see preload.h. */
#include "preload.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS_MAX 60    /* of a processor; a run takes a tenth of one */
#define SECONDS_WAIT 1800 /* by the clock: it waits for what never comes */

typedef int main_function(int argc, char **argv, char **environment);
typedef int start_function(main_function *main, int argc, char **argv,
                           void (*init)(void), void (*fini)(void),
                           void (*rtld_fini)(void), void *stack_end);

int __libc_start_main(main_function *main, int argc, char **argv,
                      void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack_end);

struct fault_shared *faults;

static main_function *real_main;

static int redirect(const char *path, int flags, int to)
{
    int fd = open(path, flags, 0666);

    if (fd < 0 || dup2(fd, to) < 0)
        return -1;
    close(fd);
    return 0;
}

static int redirect_output(int program, const char *which, int to)
{
    char path[40];

    snprintf(path, sizeof path, "../said.%d.%s", program, which);
    return redirect(path, O_WRONLY | O_CREAT | O_TRUNC, to);
}

bool faults_limit(void)
{
    struct rlimit limit = {SECONDS_MAX, SECONDS_MAX};

    alarm(SECONDS_WAIT);
    return setrlimit(RLIMIT_CPU, &limit) == 0;
}

/* Standard input is the file `stdin` beside the folder, if it is there. */
static int child_begin(const struct fault_request *request, int from, int to)
{
    struct rlimit none = {0, 0};

    if (request->stop != FAULT_NONE) {
        if (!stops_begin(from, to))
            return -1;
    } else {
        close(from);
        close(to);
        if (!faults_limit())
            return -1;
    }
    if (chdir(request->work) || setrlimit(RLIMIT_CORE, &none) ||
        (redirect("../stdin", O_RDONLY, STDIN_FILENO) &&
         redirect("/dev/null", O_RDONLY, STDIN_FILENO)) ||
        redirect_output(request->program, "out", STDOUT_FILENO) ||
        redirect_output(request->program, "err", STDERR_FILENO))
        return -1;
    return streams_begin();
}

bool faults_transfer(int fd, void *bytes, size_t size, bool out)
{
    ssize_t moved = out ? write(fd, bytes, size) : read(fd, bytes, size);

    return moved == (ssize_t)size;
}

/* Returns in a child; the server itself never does. Nothing fails until then. */
static void serve(struct fault_shared *shared, int from, int to)
{
    struct fault_request request;
    struct fault_report report;

    while (faults_transfer(from, &request, sizeof request, false)) {
        pid_t child;

        *shared = (struct fault_shared){.request = request};
        child = fork();
        if (child < 0)
            _exit(125);
        if (child == 0) {
            if (child_begin(&request, from, to) != 0)
                _exit(125);
            return;
        }
        if (waitpid(child, &shared->report.status, 0) != child)
            _exit(125);
        report = shared->report;
        if (!faults_transfer(to, &report, sizeof report, true))
            _exit(125);
    }
    _exit(0);
}

/* A descriptor where those of a run don't come. */
static int far_away(int fd)
{
    int far = fcntl(fd, F_DUPFD, FAULTS_FILES);

    if (far < 0)
        _exit(125);
    close(fd);
    return far;
}

static int disturbed_main(int argc, char **argv, char **environment)
{
    const char *pipes = getenv(FAULTS_PIPES);
    struct fault_shared *shared;
    int from, to, status;

    if (!pipes || sscanf(pipes, "%d %d", &from, &to) != 2)
        return real_main(argc, argv, environment);
    from = far_away(from);
    to = far_away(to);
    unsetenv(FAULTS_PIPES);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        _exit(125);
    memory_prepare();
    serve(shared, from, to);
    faults = shared;
    memory_begin();
    status = real_main(argc, argv, environment);
    faults->report.ended = true;
    memory_end();
    return status;
}

int __libc_start_main(main_function *main, int argc, char **argv,
                      void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack_end)
{
    start_function *start;

    *(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = main;
    return start(disturbed_main, argc, argv, init, fini, rtld_fini, stack_end);
}
