/*
 * Where bytes can come from, and what can go wrong there: files, directories,
 * devices, FIFOs, standard input; signals, sharers, writers. Seen through
 * input, which adds nothing of its own here.
 */
#include "../pipeline/input.h"
#include "support/feed.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>
#include <xxhash.h>

#define TEXT_MAX 8192

static struct input *open_good(const char *path, enum encoding encoding)
{
    struct error error = {0};
    struct input *input;

    ck_assert_msg(input_open(&input, path, encoding, &error) == 0, "%s",
                  error.text);
    return input;
}

static size_t read_all(struct input *input, size_t room, char *text)
{
    struct error error = {0};
    size_t len = 0;
    int64_t got;

    for (;;) {
        ck_assert_uint_lt(len, TEXT_MAX);
        got = input_read(input, text + len,
                         room < TEXT_MAX - len ? room : TEXT_MAX - len, &error);
        if (got <= 0)
            break;
        len += (size_t)got;
    }
    ck_assert_msg(got == 0, "%s", error.text);
    return len;
}

/* A long file that no period of ours divides; the caller frees it. */
static struct slice long_text(size_t len)
{
    char *at = malloc(len);

    ck_assert_ptr_nonnull(at);
    for (size_t i = 0; i < len; i++)
        at[i] = (char)('a' + i * i % 23);
    return (struct slice){at, len};
}

static void check_long(struct input *input, struct slice text)
{
    struct error error = {0};
    size_t len = 0;
    int64_t got = 1;
    char *at = malloc(text.len + 1);

    ck_assert_ptr_nonnull(at);
    while (got > 0) {
        got = input_read(input, at + len, text.len + 1 - len, &error);
        len += got > 0 ? (size_t)got : 0;
    }
    ck_assert_int_eq(got, 0);
    ck_assert(slice_equal((struct slice){at, len}, text));
    free(at);
}

static const char no_bytes_digest[] = "99aa06d3014798d86001c324468d497f";

static void hex_of(struct slice bytes, char hex[33])
{
    XXH128_hash_t hash = XXH3_128bits(bytes.at, bytes.len);

    snprintf(hex, 33, "%016llx%016llx", (unsigned long long)hash.high64,
             (unsigned long long)hash.low64);
}

START_TEST(digest_position_size)
{
    struct slice text = long_text(700001), member = feed_gzip(text, false);
    const struct slice stored[] = {text, member, {"", 0}, {"x", 1}};

    for (size_t i = 0; i < sizeof stored / sizeof stored[0]; i++) {
        struct feed feed;
        struct input *input;
        char hex[33], expected[33];

        hex_of(stored[i], expected);
        feed_file(&feed, stored[i]);
        input = open_good(feed.path, ENCODING_AUTO);
        ck_assert_uint_eq(input_size(input), stored[i].len);
        ck_assert_uint_le(input_position(input), stored[i].len);
        check_long(input, i < 2 ? text : stored[i]);
        ck_assert_uint_eq(input_position(input), stored[i].len);
        input_digest(input, hex);
        ck_assert_str_eq(hex, expected);
        ck_assert(stored[i].len > 0 || strcmp(hex, no_bytes_digest) == 0);
        input_close(input);
        feed_remove(&feed);
    }
    free((char *)text.at);
    free((char *)member.at);
}
END_TEST

static const struct {
    const char *name, *path, *says;
} bad_paths[] = {
    {"a directory", "/tmp", "/tmp: it is a directory"},
    {"not there", "/tmp/no-such-file.csv",
     "can't open /tmp/no-such-file.csv: No such file"},
    {"no name", "", "No such file"},
    {"below a file", "/dev/null/x.csv", "Not a directory"},
};

START_TEST(what_can_not_be_opened)
{
    struct error error = {0};
    struct input *input;

    ck_assert_int_eq(
        input_open(&input, bad_paths[_i].path, ENCODING_AUTO, &error), -1);
    ck_assert_ptr_null(input);
    ck_assert_int_eq(error.kind, ERROR_INPUT);
    ck_assert_msg(strstr(error.text, bad_paths[_i].says), "%s: %s",
                  bad_paths[_i].name, error.text);
    input_close(input);
}
END_TEST

START_TEST(devices)
{
    struct input *input = open_good("/dev/null", ENCODING_AUTO);
    struct error error = {0};
    struct slice ahead;
    bool whole;

    ck_assert_int_eq(input_peek(input, &ahead, &whole, &error), 0);
    ck_assert(whole && ahead.len == 0);
    input_close(input);
    input = open_good("/dev/zero", ENCODING_AUTO);
    ck_assert_int_eq(input_peek(input, &ahead, &whole, &error), 0);
    ck_assert(!whole && ahead.len == INPUT_PEEK_MAX);
    input_close(input);
}
END_TEST

/* Puts fd in the place of standard input; returns what was there. */
static int swap_standard_input(int fd)
{
    int kept = dup(STDIN_FILENO);

    ck_assert_int_ge(dup2(fd, STDIN_FILENO), 0);
    return kept;
}

static void restore_standard_input(int kept)
{
    ck_assert_int_ge(dup2(kept, STDIN_FILENO), 0);
    close(kept);
}

/* Also when whoever shares it has made it non-blocking. */
START_TEST(standard_input)
{
    struct feed feed;
    struct input *input;
    int kept;

    feed_pipe(&feed, SLICE("a,b\nc,d\n"), 1, 1);
    if (_i)
        ck_assert_int_eq(fcntl(feed.read_fd, F_SETFL, O_NONBLOCK), 0);
    kept = swap_standard_input(feed.read_fd);
    input = open_good("-", ENCODING_AUTO);
    check_long(input, SLICE("a,b\nc,d\n"));
    ck_assert_uint_eq(input_size(input), 0);
    input_close(input);
    ck_assert_int_ge(fcntl(STDIN_FILENO, F_GETFD), 0);
    restore_standard_input(kept);
    feed_join(&feed);
}
END_TEST

/* The shell read the first line, the rest is ours; of a file that was cut meanwhile
 * there is none. */
static const struct {
    off_t at;
    const char *rest;
} middles[] = {{5, "body\n"}, {100, ""}};

START_TEST(standard_input_from_the_middle)
{
    struct slice rest = slice_of(middles[_i].rest);
    struct feed feed;
    struct input *input;
    int kept, fd;

    feed_file(&feed, SLICE("head\nbody\n"));
    fd = open(feed.path, O_RDONLY);
    ck_assert_int_eq(lseek(fd, middles[_i].at, SEEK_SET), middles[_i].at);
    kept = swap_standard_input(fd);
    input = open_good("-", ENCODING_AUTO);
    ck_assert_uint_eq(input_size(input), rest.len);
    check_long(input, rest);
    ck_assert_int_eq(input_fault(input)->code, CODE_NONE);
    input_close(input);
    restore_standard_input(kept);
    close(fd);
    feed_remove(&feed);
}
END_TEST

static void *write_fifo(void *path)
{
    int fd = open(path, O_WRONLY);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, "fifo\n", 5), 5);
    close(fd);
    return NULL;
}

START_TEST(a_fifo)
{
    struct feed feed;
    pthread_t writer;
    struct input *input;

    feed_file(&feed, SLICE(""));
    feed_remove(&feed);
    ck_assert_int_eq(mkfifo(feed.path, 0600), 0);
    ck_assert_int_eq(pthread_create(&writer, NULL, write_fifo, feed.path), 0);
    input = open_good(feed.path, ENCODING_AUTO);
    check_long(input, SLICE("fifo\n"));
    input_close(input);
    ck_assert_int_eq(pthread_join(writer, NULL), 0);
    feed_remove(&feed);
}
END_TEST

static void on_alarm(int number)
{
    (void)number;
}

/* A progress timer must not end the import. */
START_TEST(signals_while_reading)
{
    struct sigaction action = {.sa_handler = on_alarm}; /* no SA_RESTART */
    struct itimerval often = {{0, 300}, {0, 300}}, never = {{0, 0}, {0, 0}};
    struct slice text = long_text(200000);
    struct feed feed;
    struct input *input;

    ck_assert_int_eq(sigaction(SIGALRM, &action, NULL), 0);
    feed_pipe(&feed, text, 1, 997);
    ck_assert_int_eq(setitimer(ITIMER_REAL, &often, NULL), 0);
    input = open_good(feed.path, ENCODING_AUTO);
    check_long(input, text);
    ck_assert_int_eq(setitimer(ITIMER_REAL, &never, NULL), 0);
    input_close(input);
    feed_join(&feed);
    free((char *)text.at);
}
END_TEST

/* Of all descriptors, those on `path` are closed by an exec. */
START_TEST(children_do_not_inherit)
{
    struct feed feed;
    struct input *input;
    char link[64], target[256];
    int found = 0;

    feed_file(&feed, SLICE("x"));
    input = open_good(feed.path, ENCODING_AUTO);
    for (int fd = 0; fd < 256; fd++) {
        ssize_t len;

        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        len = readlink(link, target, sizeof target - 1);
        target[len > 0 ? len : 0] = '\0';
        if (strcmp(target, feed.path) != 0)
            continue;
        ck_assert_int_eq(fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
        found++;
    }
    ck_assert_int_eq(found, 1);
    input_close(input);
    feed_remove(&feed);
}
END_TEST

/* Half an upload must not pass for the whole file. */
START_TEST(a_file_that_changes_meanwhile)
{
    struct feed feed;
    struct input *input;
    char text[TEXT_MAX];
    int fd;

    feed_file(&feed, SLICE("hello"));
    input = open_good(feed.path, ENCODING_AUTO);
    ck_assert_uint_eq(read_all(input, 2, text), 5);
    ck_assert_int_eq(input_fault(input)->code, CODE_NONE);
    input_close(input);

    fd = open(feed.path, O_WRONLY | O_APPEND);
    for (size_t i = 0; i < 1000; i++)
        ck_assert_int_eq(write(fd, "hello", 5), 5);
    input = open_good(feed.path, ENCODING_AUTO);
    ck_assert_int_eq(write(fd, "more", 4), 4);
    ck_assert_uint_eq(read_all(input, 1000, text), 5009);
    ck_assert_str_eq(code_name(input_fault(input)->code), "FILE_UNREADABLE");
    input_close(input);
    close(fd);
    feed_remove(&feed);
}
END_TEST

static int no_position; /* what lseek fails with */

off_t lseek(int fd, off_t at, int whence)
{
    errno = no_position;
    return no_position ? -1 : (off_t)syscall(SYS_lseek, fd, at, whence);
}

/* Without its size the file seemed to have changed when it was opened again. */
START_TEST(a_file_without_a_position)
{
    struct error error = {0};
    struct input *input;
    struct feed feed;
    char text[TEXT_MAX];
    int result;

    feed_file(&feed, SLICE("hello"));
    no_position = EIO;
    result = input_open(&input, feed.path, ENCODING_AUTO, &error);
    no_position = 0;
    ck_assert_int_eq(result, -1);
    ck_assert_int_eq(error.kind, ERROR_DISK);
    ck_assert_ptr_nonnull(strstr(error.text, "Input/output error"));

    no_position = ESPIPE;
    input = open_good(feed.path, ENCODING_AUTO);
    no_position = 0;
    ck_assert_uint_eq(read_all(input, 1000, text), 5);
    ck_assert_int_eq(input_fault(input)->code, CODE_NONE);
    input_close(input);
    feed_remove(&feed);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof((table)[0]))

Suite *stored_suite(void);
Suite *stored_suite(void)
{
    Suite *suite = suite_create("stored");
    TCase *tests = tcase_create("stored");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, digest_position_size);
    tcase_add_loop_test(tests, what_can_not_be_opened, 0, ROWS(bad_paths));
    tcase_add_test(tests, devices);
    tcase_add_loop_test(tests, standard_input, 0, 2);
    tcase_add_loop_test(tests, standard_input_from_the_middle, 0,
                        ROWS(middles));
    tcase_add_test(tests, a_fifo);
    tcase_add_test(tests, signals_while_reading);
    tcase_add_test(tests, children_do_not_inherit);
    tcase_add_test(tests, a_file_that_changes_meanwhile);
    tcase_add_test(tests, a_file_without_a_position);
    suite_add_tcase(suite, tests);
    return suite;
}
