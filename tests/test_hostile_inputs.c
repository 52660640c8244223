/*
 * What is given for a file and is none, or does not stay what it is: devices,
 * folders, FIFOs, sockets, links in a circle; a file that grows, shrinks or is
 * replaced while it is read.
 */
#include "support/hostile.h"
#include "support/hostile_marcxml.h"
#include "support/program.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *hostile_inputs_suite(void);

/* ---- what is no file ----------------------------------------------------- */

static void make_folder(const char *path)
{
    ck_assert_int_eq(mkdir(path, 0755), 0);
}

static void make_circle(const char *path)
{
    ck_assert_int_eq(symlink(path, path), 0);
}

static void make_dangling(const char *path)
{
    ck_assert_int_eq(symlink("nowhere", path), 0);
}

static void make_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    close(fd);
}

static const struct {
    const char *path; /* NULL: `make` makes it */
    void (*make)(const char *path);
    int status;
    const char *says, *answer;
} kinds[] = {
    {NULL, make_folder, 3, "it is a directory, not a file", "no database"},
    {NULL, make_circle, 3, "Too many levels of symbolic links", "no database"},
    {NULL, make_dangling, 3, "No such file or directory", "no database"},
    {NULL, make_socket, 3, "No such device or address", "no database"},
    {"/dev/null", NULL, 0, "", ""},
    {"/dev/zero", NULL, 3, "no text", "; fault FORMAT_UNKNOWN"},
    {"/dev/full", NULL, 3, "no text", "; fault FORMAT_UNKNOWN"},
    {"/proc/self/mem", NULL, 3, "Input/output error", "no database"},
    {"/proc/version", NULL, 2, "no header", "no database"},
};

START_TEST(test_kind)
{
    struct program program;
    char path[PATH_MAX], *answer, *said;

    program_begin_in_memory(&program);
    snprintf(path, sizeof path, "%s/in", program.folder);
    if (kinds[_i].make)
        kinds[_i].make(path);
    else
        snprintf(path, sizeof path, "%s", kinds[_i].path);
    ck_assert_int_eq(program_run(&program, "import", path, NULL),
                     kinds[_i].status);
    said = program_said(&program);
    answer = hostile_answer(program.database);
    ck_assert_msg(strstr(said, kinds[_i].says), "%s: %s", path, said);
    ck_assert_str_eq(answer, kinds[_i].answer);
    free(answer);
    free(said);
    program_end(&program);
}
END_TEST

/* A FIFO is read like a file, and one that nobody writes to is left at a signal. */
START_TEST(test_fifo)
{
    struct program program;
    char path[PATH_MAX], *answer;
    pid_t child;
    int status;

    program_begin_in_memory(&program);
    ck_assert_int_eq(program_pipe(&program, NULL, "in",
                                  SLICE("title,author\nEmma,Jane Austen\n"), 7),
                     0);
    answer = hostile_answer(program.database);
    ck_assert_str_eq(answer, "Emma");
    free(answer);
    snprintf(path, sizeof path, "%s/silent", program.folder);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    child = program_start(&program, -1, 0, "import", path, NULL);
    usleep(100000);
    ck_assert_int_eq(kill(child, SIGTERM), 0);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status) ? WTERMSIG(status) == SIGTERM
                                  : WEXITSTATUS(status) == 3);
    program_end(&program);
}
END_TEST

/* ---- what changes -------------------------------------------------------- */

/* A comment of NULs that takes no room on a disk, and some tenths of a second. */
#define HOLE ((off_t)128 << 20)

static void append(const char *path)
{
    FILE *file = fopen(path, "a");

    ck_assert_ptr_nonnull(file);
    fputs("<!-- more -->", file);
    ck_assert_int_eq(fclose(file), 0);
}

static void shorten(const char *path)
{
    ck_assert_int_eq(truncate(path, HOLE - 1), 0);
}

static void rewrite(const char *path)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(pwrite(fd, "T", 1, HOLE / 2), 1);
    ck_assert_int_eq(close(fd), 0);
}

static void replace(const char *path)
{
    char other[PATH_MAX];
    FILE *file;

    snprintf(other, sizeof other, "%.4000s.new", path);
    file = fopen(other, "w");
    ck_assert_ptr_nonnull(file);
    fputs("author,title\nA B,Other\n", file);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_int_eq(rename(other, path), 0);
}

static void take_away(const char *path)
{
    ck_assert_int_eq(unlink(path), 0);
}

static const struct {
    void (*change)(const char *path);
    bool reading; /* it is being read; else it was only looked at so far */
    int status;
    const char *answer;
} changes[] = {
    {append, true, 3, "Emma|Ulysses; fault FILE_UNREADABLE"},
    {shorten, true, 3, "Emma; fault FILE_UNREADABLE"},
    {rewrite, true, 3, "Emma|Ulysses; fault FILE_UNREADABLE"},
    {replace, true, 0, "Emma|Ulysses"}, /* what is open is read on */
    {take_away, true, 0, "Emma|Ulysses"},
    {append, false, 3, "; fault FILE_UNREADABLE"},
    {replace, false, 3, "; fault FILE_UNREADABLE"},
    {take_away, false, 3, ""},
};

static void write_hole(const struct program *program, char path[PATH_MAX])
{
    FILE *out;

    snprintf(path, PATH_MAX, "%s/in", program->folder);
    out = fopen(path, "w");
    ck_assert_ptr_nonnull(out);
    fputs(COLLECTION EMMA "<!--", out);
    ck_assert_int_eq(fseeko(out, HOLE, SEEK_SET), 0);
    fputs("-->" ULYSSES COLLECTION_END, out);
    ck_assert_int_eq(fclose(out), 0);
}

/* How far the process is in its descriptor DESCRIPTOR, one of /proc. */
static uint64_t place_in(pid_t child, const char *descriptor)
{
    char path[320];
    unsigned long long place = 0;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%ld/fdinfo/%s", (long)child, descriptor);
    file = fopen(path, "re");
    if (!file)
        return 0;
    if (fscanf(file, "pos: %llu", &place) != 1)
        place = 0;
    fclose(file);
    return place;
}

/* How far the process has read in the file; 0 if it has not opened it. */
static uint64_t bytes_read(pid_t child, const char *path)
{
    struct stat file, open;
    char name[64];
    uint64_t place = 0;
    struct dirent *entry;
    DIR *folder;

    snprintf(name, sizeof name, "/proc/%ld/fd", (long)child);
    folder = opendir(name);
    ck_assert_int_eq(stat(path, &file), 0);
    while (folder && !place && (entry = readdir(folder))) {
        if (fstatat(dirfd(folder), entry->d_name, &open, 0) == 0 &&
            open.st_dev == file.st_dev && open.st_ino == file.st_ino)
            place = place_in(child, entry->d_name);
    }
    if (folder)
        closedir(folder);
    return place;
}

/* Stops the program amid the file. False: it was faster than we. */
static bool stop_amid(pid_t child, const char *path)
{
    while (bytes_read(child, path) < 8 << 20) {
        siginfo_t ended = {.si_pid = 0};

        if (waitid(P_PID, (id_t)child, &ended, WEXITED | WNOHANG | WNOWAIT) ||
            ended.si_pid)
            return false;
        usleep(50);
    }
    return kill(child, SIGSTOP) == 0;
}

static bool change_while_read(const struct program *program, const char *path,
                              void (*change)(const char *path), int *status)
{
    pid_t child = program_start(program, -1, 0, "import", path, NULL);
    bool stopped = stop_amid(child, path);

    if (stopped) {
        change(path);
        ck_assert_int_eq(kill(child, SIGCONT), 0);
    }
    ck_assert_int_eq(waitpid(child, status, 0), child);
    return stopped;
}

/* All files are looked at before the first is read: that is a FIFO, of which more
 * is taken than is looked at, so the change comes in between for certain. */
static bool change_before_read(const struct program *program, const char *path,
                               void (*change)(const char *path), int *status)
{
    char first[PATH_MAX];
    pid_t child;
    FILE *out;

    snprintf(first, sizeof first, "%s/first", program->folder);
    ck_assert_int_eq(mkfifo(first, 0600), 0);
    child = program_start(program, -1, 0, "import", first, path, NULL);
    out = fopen(first, "w");
    ck_assert_ptr_nonnull(out);
    fputs("title,author\n", out);
    hostile_repeat(out, "\n", 2 << 20);
    ck_assert_int_eq(fflush(out), 0);
    change(path);
    ck_assert_int_eq(fclose(out), 0);
    ck_assert_int_eq(waitpid(child, status, 0), child);
    return true;
}

#define TRIES 10

/* What was read of it is loaded, and the change is told. */
START_TEST(test_change)
{
    struct program program;
    char path[PATH_MAX], *answer, *said;
    int status = 0;
    bool done = false;

    for (int i = 0; i < TRIES && !done; i++) {
        if (i)
            program_end(&program);
        program_begin_in_memory(&program);
        write_hole(&program, path);
        done = (changes[_i].reading ? change_while_read : change_before_read)(
            &program, path, changes[_i].change, &status);
    }
    ck_assert(done);
    said = program_said(&program);
    answer = hostile_answer(program.database);
    ck_assert_msg(WIFEXITED(status) &&
                      WEXITSTATUS(status) == changes[_i].status &&
                      strcmp(answer, changes[_i].answer) == 0,
                  "status %d: %s\n%s", WEXITSTATUS(status), answer, said);
    free(answer);
    free(said);
    program_end(&program);
}
END_TEST

Suite *hostile_inputs_suite(void)
{
    Suite *suite = suite_create("hostile_inputs");
    TCase *tests = tcase_create("inputs");

    tcase_set_tags(tests, HOSTILE_TAG);
    tcase_add_loop_test(tests, test_kind, 0, sizeof kinds / sizeof *kinds);
    tcase_add_test(tests, test_fifo);
    tcase_add_loop_test(tests, test_change, 0,
                        sizeof changes / sizeof *changes);
    suite_add_tcase(suite, tests);
    return suite;
}
