/*
 * Command tests: each tests/cli/NAME.sh runs in a folder of its own, with
 *
 *     BIBLOAD     the program
 *     FIXTURES    the fixtures folder
 *     UNMEASURED  1 in a build that takes its time; else not set
 *
 * and must print NAME.out exactly, NAME.err exactly on standard error if that
 * file is there, and end with the status in NAME.status (0 without one).
 * UPDATE=1 in the environment rewrites the expected files: read the difference
 * before it is kept.
 */
#include "support/program.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *cli_suite(void);

#define TEXT_BYTES (1024 * 1024)

static glob_t scripts;

/* The whole file, NUL-terminated; NULL if it is not there. */
static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text;
    size_t len;

    if (!file)
        return NULL;
    text = malloc(TEXT_BYTES);
    ck_assert_ptr_nonnull(text);
    len = fread(text, 1, TEXT_BYTES - 1, file);
    ck_assert_msg(len < TEXT_BYTES - 1, "%s is too long", path);
    ck_assert_int_eq(ferror(file), 0);
    text[len] = '\0';
    fclose(file);
    return text;
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    ck_assert_msg(file != NULL, "%s: %s", path, strerror(errno));
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

/* "tests/cli/help.sh" and ".out" give "tests/cli/help.out". */
static void beside(char path[PATH_MAX], const char *script, const char *suffix)
{
    int stem = (int)(strlen(script) - strlen(".sh"));

    ck_assert_int_lt(snprintf(path, PATH_MAX, "%.*s%s", stem, script, suffix),
                     PATH_MAX);
}

static void set_real_path(const char *name, const char *path)
{
    char real[PATH_MAX];

    ck_assert_msg(realpath(path, real) != NULL, "%s: %s", path,
                  strerror(errno));
    ck_assert_int_eq(setenv(name, real, 1), 0);
}

static void redirect(const char *folder, const char *name, int descriptor)
{
    char path[PATH_MAX];
    int file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0 || dup2(file, descriptor) < 0)
        _exit(125);
}

static int run_script(const char *script, const char *folder)
{
    char real[PATH_MAX], work[PATH_MAX];
    int status;
    pid_t child;

    ck_assert_ptr_nonnull(realpath(script, real));
    snprintf(work, sizeof work, "%s/work", folder);
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        redirect(folder, "stdout", STDOUT_FILENO);
        redirect(folder, "stderr", STDERR_FILENO);
        if (chdir(work) == 0)
            execl("/bin/sh", "sh", real, (char *)NULL);
        _exit(126);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFEXITED(status), "%s: killed by signal %d", script,
                  WTERMSIG(status));
    return WEXITSTATUS(status);
}

static void compare(const char *script, const char *folder, const char *name,
                    const char *suffix, bool update)
{
    char path[PATH_MAX], written[PATH_MAX];
    char *expected, *found;

    snprintf(written, sizeof written, "%s/%s", folder, name);
    found = read_text(written);
    ck_assert_ptr_nonnull(found);
    beside(path, script, suffix);
    if (update)
        write_text(path, found);
    expected = read_text(path);
    ck_assert_msg(expected != NULL, "%s is missing; it would be:\n%s", path,
                  found);
    ck_assert_msg(strcmp(expected, found) == 0,
                  "%s\n---- expected ----\n%.1800s---- found ----\n%.1800s----",
                  path, expected, found);
    free(expected);
    free(found);
}

static void compare_status(const char *script, int status, bool update)
{
    char path[PATH_MAX], number[16];
    char *text;
    int expected;

    beside(path, script, ".status");
    snprintf(number, sizeof number, "%d\n", status);
    if (update && status)
        write_text(path, number);
    if (update && !status)
        unlink(path);
    text = read_text(path);
    expected = text ? atoi(text) : 0;
    ck_assert_msg(status == expected, "%s: status %d, expected %d", script,
                  status, expected);
    free(text);
}

static int remove_entry(const char *path, const struct stat *stat, int flag,
                        struct FTW *ftw)
{
    (void)stat;
    (void)flag;
    (void)ftw;
    return remove(path);
}

START_TEST(test_script)
{
    const char *script = scripts.gl_pathv[_i];
    bool update = getenv("UPDATE") != NULL;
    char folder[] = "/tmp/bibload-cli-XXXXXX", path[PATH_MAX];
    int status;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/work", folder);
    ck_assert_int_eq(mkdir(path, 0755), 0);
    status = run_script(script, folder);
    beside(path, script, ".err");
    if (access(path, F_OK) == 0)
        compare(script, folder, "stderr", ".err", update);
    compare(script, folder, "stdout", ".out", update);
    compare_status(script, status, update);
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}
END_TEST

/* What a user's environment may hold must not change what is printed. */
static void set_environment(void)
{
    const char *program = getenv("BIBLOAD");

    set_real_path("BIBLOAD", program ? program : "./bibload");
    set_real_path("FIXTURES", "fixtures");
    if (!PROGRAM_MEASURED)
        ck_assert_int_eq(setenv("UNMEASURED", "1", 1), 0);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);
    setenv("TERM", "dumb", 1);
    unsetenv("COLUMNS");
}

Suite *cli_suite(void)
{
    Suite *suite = suite_create("cli");
    TCase *tests = tcase_create("scripts");

    if (glob("tests/cli/*.sh", 0, NULL, &scripts) != 0)
        scripts.gl_pathc = 0;
    tcase_add_unchecked_fixture(tests, set_environment, NULL);
    tcase_add_loop_test(tests, test_script, 0, (int)scripts.gl_pathc);
    suite_add_tcase(suite, tests);
    return suite;
}
