/*
 * A run that stops at points on its way, so that what comes before a point is done
 * once and not for every way to be disturbed there. It says where it stops, and for
 * every request that then comes forks a child that goes on with that disturbance; it
 * goes on itself when nothing is asked for. Memory is the child's own; the files are
 * the same ones, and whoever asks puts them back as they were (kept.c). Here that is
 * done for what only this process sees: how far each file was read or written.
 *
 * A child does not inherit locks, so they are not taken at all: there is nobody
 * else. Nor does it inherit threads: a command that starts one is not for this.
 */
#include "preload.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct places {
    off_t at[FAULTS_FILES]; /* -1: no file that has a place */
    off_t out, err;         /* how long they are */
};

static int requests = -1, answers = -1;
static struct fault_shared *of_child;
static bool stopping; /* here, or in the run that this is a child of */

bool stops_begin(int from, int to)
{
    requests = from;
    answers = to;
    stopping = true;
    of_child = mmap(NULL, sizeof *of_child, PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return of_child != MAP_FAILED;
}

/* What can't be written can't be locked for writing. */
static int lock_as_asked(int fd, const struct flock *lock)
{
    int how = (int)syscall(SYS_fcntl, fd, F_GETFL) & O_ACCMODE;

    if (!(lock->l_type == F_WRLCK && how == O_RDONLY) &&
        !(lock->l_type == F_RDLCK && how == O_WRONLY))
        return 0;
    errno = EBADF;
    return -1;
}

bool stops_lock(int fd, int command, struct flock *lock, int *result)
{
    if (!stopping ||
        (command != F_SETLK && command != F_SETLKW && command != F_GETLK))
        return false;
    *result = 0;
    if (command == F_GETLK)
        lock->l_type = F_UNLCK;
    else
        *result = lock_as_asked(fd, lock);
    return true;
}

void stops_hide_link(struct stat *status)
{
    if (stopping && S_ISREG(status->st_mode) && status->st_nlink == 2)
        status->st_nlink = 1;
}

static off_t size_of(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 ? status.st_size : 0;
}

static struct places places_of_files(void)
{
    struct places places = {.out = size_of(STDOUT_FILENO),
                            .err = size_of(STDERR_FILENO)};

    for (int fd = 0; fd < FAULTS_FILES; fd++)
        places.at[fd] = lseek(fd, 0, SEEK_CUR);
    return places;
}

static void go_back(const struct places *places)
{
    for (int fd = 0; fd < FAULTS_FILES; fd++)
        if (places->at[fd] >= 0 &&
            lseek(fd, places->at[fd], SEEK_SET) != places->at[fd])
            _exit(125);
    if (ftruncate(STDOUT_FILENO, places->out) != 0 ||
        ftruncate(STDERR_FILENO, places->err) != 0)
        _exit(125);
}

/* True in the child. By the system's own call, which neither runs what libraries have
 * for a fork nor tells the C library that this is another thread now: it holds the
 * locks that were held, and takes some of them again. */
static bool fork_child(const struct fault_shared *ours,
                       const struct fault_request *request)
{
    pid_t child;

    *of_child = *ours;
    of_child->request = *request;
    child = (pid_t)syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
    if (child < 0)
        _exit(125);
    if (child == 0)
        return faults_limit();
    if (waitpid(child, &of_child->report.status, 0) != child)
        _exit(125);
    return false;
}

/* Calls are not counted while this lasts. */
static void stop(void)
{
    struct fault_shared *ours = faults;
    struct fault_report report = ours->report;
    struct fault_request request;
    struct places places;

    faults = NULL;
    places = places_of_files();
    report.stopped = (pid_t)syscall(SYS_getpid);
    if (!faults_transfer(answers, &report, sizeof report, true))
        _exit(125);
    while (faults_transfer(requests, &request, sizeof request, false)) {
        go_back(&places); /* not before: what a child wrote has been read now */
        if (request.kind == FAULT_NONE)
            break;
        if (fork_child(ours, &request)) {
            faults = of_child;
            return;
        }
        report = of_child->report;
        report.stopped = 0;
        if (!faults_transfer(answers, &report, sizeof report, true))
            _exit(125);
    }
    faults = ours;
}

void stops_at(enum fault_kind kind, long count)
{
    const struct fault_request *request = &faults->request;
    int number = errno;

    if (request->stop != kind || count < request->at ||
        (count - request->at) % request->step != 0)
        return;
    stop();
    errno = number;
}

int pthread_create(pthread_t *restrict thread,
                   const pthread_attr_t *restrict attributes,
                   void *(*start)(void *), void *restrict argument)
{
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

    if (faults)
        faults->report.threads++;
    *(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
    return real(thread, attributes, start, argument);
}
