/*
 * The functions that fuzzers call (fuzz/fuzz.h), with inputs that are always the
 * same: every fixture of their format, every seed, every input that once broke a
 * promise, and some thousand damaged copies of them. A broken promise aborts,
 * with a word on it on standard error.
 */
#include "fuzz/fuzz.h"

#include <check.h>
#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define INPUT_MAX (32 * 1024)
#define DAMAGED_MAX 4096 /* bytes of an input whose copies are damaged */
#define COPIES 40        /* of each */

Suite *fuzz_suite(void);

static const struct fuzz_target {
    const char *name;     /* of its seeds */
    const char *fixtures; /* folder under fixtures/ whose files it reads */
    fuzz_function *run;
} targets[] = {
    {"input", "gzip", fuzz_input},        {"csv", "csv", fuzz_csv},
    {"marcxml", "marcxml", fuzz_marcxml}, {"marc", "iso2709", fuzz_marc},
    {"config", "csv", fuzz_config},
};

/* Pseudo-random numbers, the same everywhere. */
static uint32_t state;

static size_t below(size_t limit)
{
    state = state * 1664525 + 1013904223;
    return (state >> 8) % limit;
}

struct room {
    char bytes[FUZZ_OPTION_BYTES + 2 * INPUT_MAX];
    size_t len;
};

/* A copy in memory of its own length: what reads behind it is found. */
static void run(const struct fuzz_target *target, const struct room *room)
{
    char *copy = malloc(room->len ? room->len : 1);

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, room->bytes, room->len);
    target->run((struct slice){copy, room->len});
    free(copy);
}

/* One damage, behind the options. */
static void damage(struct room *room)
{
    static const char bytes[] = "<>/&;'\"=: \n\r,]!-?#a0\0\xc3\xbf\x1d\x1e\x1f";
    size_t from = FUZZ_OPTION_BYTES, len = room->len - from;
    char *at = room->bytes + from + below(len);
    size_t left = (size_t)(room->bytes + room->len - at);
    size_t count = 1 + below(left < 40 ? left : 40);

    switch (below(4)) {
    case 0:
        *at = bytes[below(sizeof bytes - 1)];
        break;
    case 1:
        *at ^= (char)(1 << below(8));
        break;
    case 2:
        memmove(at, at + count, left - count);
        room->len -= count;
        break;
    default:
        memmove(at + count, at, left);
        room->len += count;
    }
}

static void run_damaged(const struct fuzz_target *target,
                        const struct room *room)
{
    static struct room copy;

    for (int i = 0; i < COPIES; i++) {
        size_t damages = 1 + below(4);

        copy = *room;
        for (size_t k = 0; k < FUZZ_OPTION_BYTES; k++)
            copy.bytes[k] = (char)below(256);
        while (damages-- && copy.len > FUZZ_OPTION_BYTES)
            damage(&copy);
        run(target, &copy);
    }
}

static bool read_file(const char *path, struct room *room, size_t from)
{
    struct stat status;
    FILE *file;

    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    room->len = from + fread(room->bytes + from, 1, INPUT_MAX, file);
    ck_assert_int_eq(fclose(file), 0);
    return true;
}

/* A file of the format, under some options. */
static void run_fixture(const struct fuzz_target *target, const char *path)
{
    static const char options[][FUZZ_OPTION_BYTES + 1] = {
        "\0\3\0\0",   "\1\0\7\20",     "\2\2\1\0",
        "\3\0\0\100", "\145\7\100\20", "\101\0\31\0",
    };
    static struct room room;

    if (!read_file(path, &room, FUZZ_OPTION_BYTES))
        return;
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        memcpy(room.bytes, options[i], FUZZ_OPTION_BYTES);
        run(target, &room);
    }
    if (room.len > DAMAGED_MAX)
        room.len = DAMAGED_MAX;
    run_damaged(target, &room);
}

/* A seed, whose first bytes are options. */
static void run_seed(const struct fuzz_target *target, const char *path)
{
    static struct room room;

    if (!read_file(path, &room, 0))
        return;
    run(target, &room);
    if (room.len > FUZZ_OPTION_BYTES && room.len <= DAMAGED_MAX)
        run_damaged(target, &room);
}

static void for_each(const char *pattern, const struct fuzz_target *target,
                     void (*with)(const struct fuzz_target *, const char *))
{
    glob_t found;

    if (glob(pattern, 0, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        with(target, found.gl_pathv[i]);
    globfree(&found);
}

START_TEST(inputs_break_no_promise)
{
    const struct fuzz_target *target = &targets[_i];
    static const char *const fixtures[] = {"fixtures/%s/*", "fixtures/%s/*/*"};
    static const char *const seeds[] = {"tests/fuzz/seeds/%s/*",
                                        "tests/fuzz/found/%s/*"};
    char pattern[PATH_MAX];

    state = 1701;
    for (int i = 0; i < 2; i++) {
        snprintf(pattern, sizeof pattern, fixtures[i], target->fixtures);
        for_each(pattern, target, run_fixture);
        snprintf(pattern, sizeof pattern, seeds[i], target->name);
        for_each(pattern, target, run_seed);
    }
    if (strcmp(target->name, "config") == 0)
        run_fixture(target, "config.ini");
}
END_TEST

START_TEST(no_bytes_break_no_promise)
{
    static const char bytes[FUZZ_OPTION_BYTES] = {0};

    for (size_t len = 0; len <= sizeof bytes; len++)
        targets[_i].run((struct slice){bytes, len});
}
END_TEST

Suite *fuzz_suite(void)
{
    Suite *suite = suite_create("fuzz");
    TCase *tests = tcase_create("fuzz");
    int count = sizeof targets / sizeof *targets;

    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, inputs_break_no_promise, 0, count);
    tcase_add_loop_test(tests, no_bytes_break_no_promise, 0, count);
    suite_add_tcase(suite, tests);
    return suite;
}
