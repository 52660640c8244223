/* See program.h. */
#include "program.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ARGUMENTS_MAX 16
#define TAKEN_TRIES 100000 /* then the reader has gone away, or sleeps */

static void begin_in(struct program *program, const char *where)
{
    snprintf(program->folder, sizeof program->folder, "%s/bibload-test-XXXXXX",
             where);
    ck_assert_ptr_nonnull(mkdtemp(program->folder));
    snprintf(program->database, sizeof program->database, "%s/books.db",
             program->folder);
}

void program_begin(struct program *program)
{
    begin_in(program, "/tmp");
}

void program_begin_in_memory(struct program *program)
{
    begin_in(program,
             access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp");
}

static int remove_entry(const char *path, const struct stat *stat, int flag,
                        struct FTW *ftw)
{
    (void)stat;
    (void)flag;
    (void)ftw;
    return remove(path);
}

void program_end(struct program *program)
{
    ck_assert_int_eq(
        nftw(program->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS), 0);
}

static void write_all(int fd, struct slice bytes)
{
    while (bytes.len) {
        ssize_t done = write(fd, bytes.at, bytes.len);

        ck_assert_msg(done > 0, "write: %s", strerror(errno));
        bytes.at += done;
        bytes.len -= (size_t)done;
    }
}

void program_write(const struct program *program, const char *name,
                   struct slice bytes, char path[PATH_MAX])
{
    int fd;

    snprintf(path, PATH_MAX, "%s/%s", program->folder, name);
    fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    ck_assert_msg(fd >= 0, "%s: %s", path, strerror(errno));
    write_all(fd, bytes);
    ck_assert_int_eq(close(fd), 0);
}

struct slice program_read(const char *path)
{
    FILE *file = fopen(path, "rbe");
    struct stat stat;
    char *at;

    if (!file)
        return SLICE_NONE;
    ck_assert_int_eq(fstat(fileno(file), &stat), 0);
    at = malloc((size_t)stat.st_size + 1);
    ck_assert_ptr_nonnull(at);
    ck_assert_uint_eq(fread(at, 1, (size_t)stat.st_size, file),
                      (size_t)stat.st_size);
    at[stat.st_size] = '\0';
    ck_assert_int_eq(fclose(file), 0);
    return (struct slice){at, (size_t)stat.st_size};
}

char *program_said(const struct program *program)
{
    char path[PATH_MAX];

    snprintf(path, sizeof path, "%s/said", program->folder);
    return (char *)program_read(path).at;
}

/* Not from /etc or the current folder: an absolute path works from anywhere. */
static void find_binary(char path[PATH_MAX])
{
    const char *name = getenv("BIBLOAD");

    if (!name)
        name = "./bibload";
    ck_assert_msg(realpath(name, path) != NULL, "%s: %s", name,
                  strerror(errno));
}

/* What the child may take; in the child. */
struct bounds {
    int input;        /* standard input; -1: as it is */
    unsigned seconds; /* of processor time; 0: any */
};

static bool set_bounds(struct bounds bounds)
{
    struct rlimit limit = {bounds.seconds, bounds.seconds + 1};

    if (bounds.seconds && setrlimit(RLIMIT_CPU, &limit) != 0)
        return false;
    return bounds.input < 0 || dup2(bounds.input, STDIN_FILENO) >= 0;
}

static pid_t start(const struct program *program, struct bounds bounds,
                   char **arguments)
{
    char binary[PATH_MAX], said[PATH_MAX];
    pid_t child;
    int fd;

    find_binary(binary);
    snprintf(said, sizeof said, "%s/said", program->folder);
    arguments[0] = binary;
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child)
        return child;
    fd = open(said, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd >= 0 && dup2(fd, STDOUT_FILENO) >= 0 &&
        dup2(fd, STDERR_FILENO) >= 0 && chdir(program->folder) == 0 &&
        set_bounds(bounds))
        execv(binary, arguments);
    _exit(126);
}

static int finish(const struct program *program, pid_t child)
{
    int status;

    ck_assert_int_eq(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 4) {
        char *said = program_said(program);

        ck_abort_msg("ended with %s %d; it said:\n%s",
                     WIFEXITED(status) ? "status" : "signal",
                     WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status),
                     said ? said : "nothing");
    }
    return WEXITSTATUS(status);
}

/* The command line, ended by NULL. */
static void collect(const struct program *program, const char *command,
                    va_list list, char *arguments[ARGUMENTS_MAX])
{
    size_t count = 1;
    const char *argument;

    arguments[count++] = (char *)command;
    arguments[count++] = (char *)"-q";
    arguments[count++] = (char *)"-d";
    arguments[count++] = (char *)program->database;
    while ((argument = va_arg(list, const char *))) {
        ck_assert_uint_lt(count, ARGUMENTS_MAX - 1);
        arguments[count++] = (char *)argument;
    }
    arguments[count] = NULL;
}

int program_run(const struct program *program, const char *command, ...)
{
    char *arguments[ARGUMENTS_MAX];
    va_list list;

    va_start(list, command);
    collect(program, command, list, arguments);
    va_end(list);
    return finish(program, start(program, (struct bounds){-1, 0}, arguments));
}

pid_t program_start(const struct program *program, int input, unsigned seconds,
                    const char *command, ...)
{
    char *arguments[ARGUMENTS_MAX];
    va_list list;

    va_start(list, command);
    collect(program, command, list, arguments);
    va_end(list);
    return start(program, (struct bounds){input, seconds}, arguments);
}

static void wait_taken(int fd)
{
    int waiting = 1;

    for (int i = 0; waiting && i < TAKEN_TRIES; i++) {
        if (ioctl(fd, FIONREAD, &waiting) != 0)
            return;
        if (waiting)
            sched_yield();
    }
}

int program_pipe(const struct program *program, const char *config,
                 const char *name, struct slice bytes, size_t piece)
{
    char *arguments[ARGUMENTS_MAX] = {
        NULL,
        (char *)"import",
        (char *)"-q",
        (char *)"-d",
        (char *)program->database,
        (char *)name,
        config ? (char *)"-c" : NULL,
        (char *)config,
    };
    char path[PATH_MAX];
    pid_t child;
    int fd;

    snprintf(path, sizeof path, "%s/%s", program->folder, name);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    child = start(program, (struct bounds){-1, 0}, arguments);
    fd = open(path, O_WRONLY | O_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    while (bytes.len) {
        size_t len = bytes.len < piece ? bytes.len : piece;

        write_all(fd, (struct slice){bytes.at, len});
        wait_taken(fd);
        bytes.at += len;
        bytes.len -= len;
    }
    ck_assert_int_eq(close(fd), 0);
    return finish(program, child);
}
