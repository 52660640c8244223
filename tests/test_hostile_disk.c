/*
 * A database, its folder or what belongs to it that may not be written, and a disk
 * that is full: the reason is told, and when it is gone the same command does what
 * it was to do.
 */
#include "support/dump.h"
#include "support/hostile.h"

#include <check.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *hostile_disk_suite(void);

#define EMMA "title,author\nEmma,Jane Austen\n"
#define ULYSSES "title,author\nUlysses,James Joyce\nShort\n"

/* ---- what can't be written ----------------------------------------------- */

/* root may write anything, unless it gives that up. False: this one still may. */
static bool give_up_override(void)
{
    (void)prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
    (void)prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
    return geteuid() != 0 ||
           prctl(PR_CAPBSET_READ, CAP_DAC_OVERRIDE, 0, 0, 0) == 0;
}

static const struct {
    const char *what,
        *name; /* what loses its write permission; "": the folder */
    mode_t mode;
    const char *says;
} locked_up[] = {
    {"the database", "books.db", 0444, "is read-only"},
    {"its folder", "", 0555, "its folder must be writable"},
    {"the folder of rejects", "books.db.rejects", 0555, "Permission denied"},
    {"the lock", "books.db.lock", 0444, "books.db.lock: is read-only"},
    {"a database that may not be read", "books.db", 0000, "is read-only"},
};

/* In the test's own process, which has nothing else to do as root. */
START_TEST(test_read_only)
{
    struct program program;
    char path[PATH_MAX], input[PATH_MAX];
    struct stat status;

    program_begin_in_memory(&program);
    ck_assert_int_eq(hostile_import(&program, "a.csv", EMMA), 0);
    ck_assert_int_eq(hostile_import(&program, "b.csv", EMMA "x,y,z\n"), 1);
    program_write(&program, "u.csv", SLICE(ULYSSES), input);
    program_write(&program, "said", SLICE(""), path);
    snprintf(path, sizeof path, "%s/%s", program.folder, locked_up[_i].name);
    ck_assert_int_eq(stat(path, &status), 0);
    if (!give_up_override()) {
        fprintf(stderr, "hostile_disk: root can't give up its rights here: "
                        "nothing is read-only\n");
    } else {
        ck_assert_int_eq(chmod(path, locked_up[_i].mode), 0);
        ck_assert_int_eq(program_run(&program, "import", input, NULL), 3);
        hostile_said(&program, locked_up[_i].says);
        ck_assert_int_eq(chmod(path, status.st_mode & 07777), 0);
        ck_assert_int_eq(program_run(&program, "import", input, NULL), 1);
        hostile_check(&program, "Emma|Ulysses; CSV_COLUMNS 2");
    }
    program_end(&program);
}
END_TEST

#define ROWS 8000

static char *many_rows(void)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    ck_assert_ptr_nonnull(out);
    fputs("title,author\n", out);
    for (int i = 0; i < ROWS; i++)
        fprintf(out, "A book of number %d,Author %d B\n", i, i);
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

/* Seen by this process alone, and gone with it. */
static bool mount_small(const char *folder)
{
    return unshare(CLONE_NEWNS) == 0 &&
           mount("none", "/", "none", MS_REC | MS_PRIVATE, "") == 0 &&
           mount("none", folder, "tmpfs", 0, "size=2m") == 0;
}

/* A disk of 2 MB is full soon; with room the same command goes on. */
START_TEST(test_full_disk)
{
    struct program program;
    char folder[PATH_MAX], input[PATH_MAX], *text = many_rows();

    program_begin_in_memory(&program);
    program_write(&program, "in.csv", slice_of(text), input);
    snprintf(folder, sizeof folder, "%s/disk", program.folder);
    ck_assert_int_eq(mkdir(folder, 0755), 0);
    if (!mount_small(folder)) {
        fprintf(stderr, "hostile_disk: nothing can be mounted here: no disk "
                        "is full\n");
    } else {
        snprintf(program.database, sizeof program.database, "%s/disk/books.db",
                 program.folder);
        ck_assert_int_eq(program_run(&program, "import", input, NULL), 3);
        hostile_said(&program, "running it again helps");
        ck_assert_int_eq(mount("none", folder, "tmpfs", MS_REMOUNT, "size=64m"),
                         0);
        ck_assert_int_eq(program_run(&program, "import", input, NULL), 0);
        ck_assert_int_eq(
            dump_number(program.database, "SELECT count(*) FROM books"), ROWS);
        ck_assert_int_eq(program_run(&program, "verify", NULL), 0);
        ck_assert_int_eq(umount(folder), 0);
    }
    free(text);
    program_end(&program);
}
END_TEST

/* The same without a disk of its own: no file may grow beyond 1 MB. */
START_TEST(test_file_size)
{
    struct program program;
    struct rlimit little = {1 << 20, RLIM_INFINITY},
                  any = {RLIM_INFINITY, RLIM_INFINITY};
    char input[PATH_MAX], *text = many_rows();

    program_begin_in_memory(&program);
    program_write(&program, "in.csv", slice_of(text), input);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &little), 0);
    ck_assert_int_eq(program_run(&program, "import", input, NULL), 3);
    hostile_said(&program, "running it again helps");
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &any), 0);
    ck_assert_int_eq(program_run(&program, "import", input, NULL), 0);
    ck_assert_int_eq(
        dump_number(program.database, "SELECT count(*) FROM books"), ROWS);
    free(text);
    program_end(&program);
}
END_TEST

Suite *hostile_disk_suite(void)
{
    Suite *suite = suite_create("hostile_disk");
    TCase *tests = tcase_create("disk");

    tcase_set_tags(tests, HOSTILE_TAG);
    tcase_add_loop_test(tests, test_read_only, 0,
                        sizeof locked_up / sizeof *locked_up);
    tcase_add_test(tests, test_full_disk);
    tcase_add_test(tests, test_file_size);
    suite_add_tcase(suite, tests);
    return suite;
}
