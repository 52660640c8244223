/* The head of the chain: blocks are full but for the last, and exactly one is
 * the last, however long the file is and however it arrives. */
#include "../pipeline/stage.h"
#include "support/feed.h"

#include <check.h>
#include <stdlib.h>
#include <unistd.h>

extern const struct stage_type stage_read;

#define BLOCK ((size_t)256 * 1024)

static const struct row {
    const char *name;
    size_t len;
    bool gzip, pipe;
} rows[] = {
    {"nothing", 0, false, false},
    {"nothing, from a pipe", 0, false, true},
    {"one byte", 1, false, false},
    {"a block less one", BLOCK - 1, false, false},
    {"a block", BLOCK, false, false},
    {"a block and one", BLOCK + 1, false, false},
    {"blocks from a pipe", 2 * BLOCK + 7, false, true},
    {"blocks from gzip", 3 * BLOCK, true, false},
    {"blocks from gzip from a pipe", 3 * BLOCK + 1, true, true},
};

static struct slice sample(size_t len)
{
    char *at = malloc(len + 1);

    ck_assert_ptr_nonnull(at);
    for (size_t i = 0; i < len; i++)
        at[i] = (char)('a' + i * i % 23);
    return (struct slice){at, len};
}

static void stage_begin(struct stage *stage, struct file *file,
                        struct error *error)
{
    *stage = (struct stage){.type = &stage_read,
                            .file = file,
                            .error = error,
                            .state = calloc(1, stage_read.state_size)};
    ck_assert_ptr_nonnull(stage->state);
    ck_assert_int_eq(stage_read.open(stage), 0);
}

static void stage_end(struct stage *stage)
{
    stage_read.close(stage);
    free(stage->state);
}

/* Reads to the last block as the engine does, and compares each. */
static void check_blocks(const struct row *row, const char *path,
                         struct slice text)
{
    struct error error = {0};
    struct file file = {.name = row->name};
    struct stage stage;
    struct batch batch = {0};
    size_t at = 0;

    stage_begin(&stage, &file, &error);
    arena_init(&batch.arena, 4096);
    ck_assert_int_eq(input_open(&file.input, path, ENCODING_AUTO, &error), 0);
    do {
        batch.last = false;
        arena_reset(&batch.arena);
        ck_assert_int_eq(stage_read.read(&stage, &batch), 0);
        ck_assert_int_eq(batch.kind, BATCH_BYTES);
        ck_assert_msg(batch.last || batch.bytes.len == BLOCK,
                      "%s: a short block", row->name);
        ck_assert_uint_le(at + batch.bytes.len, text.len);
        ck_assert(!batch.bytes.len ||
                  memcmp(batch.bytes.at, text.at + at, batch.bytes.len) == 0);
        at += batch.bytes.len;
    } while (!batch.last);
    ck_assert_msg(at == text.len, "%s: %zu bytes", row->name, at);
    stage_end(&stage);
    input_close(file.input);
    arena_clear(&batch.arena);
}

START_TEST(each_row)
{
    const struct row *row = &rows[_i];
    struct slice text = sample(row->len);
    struct slice stored = row->gzip ? feed_gzip(text, false) : text;
    struct feed feed;

    if (row->pipe) {
        feed_pipe(&feed, stored, 1, 4099);
        check_blocks(row, feed.path, text);
        feed_join(&feed);
    } else {
        feed_file(&feed, stored);
        check_blocks(row, feed.path, text);
        feed_remove(&feed);
    }
    if (row->gzip)
        free((char *)stored.at);
    free((char *)text.at);
}
END_TEST

/* What came before the damage is the last block; the fault is on the input. */
START_TEST(damage_is_no_error)
{
    struct slice member = feed_gzip(SLICE("hello"), false);
    struct error error = {0};
    struct file file = {.name = "damaged"};
    struct stage stage;
    struct batch batch = {0};
    struct feed feed;

    feed_file(&feed, (struct slice){member.at, member.len - 3});
    stage_begin(&stage, &file, &error);
    arena_init(&batch.arena, 4096);
    ck_assert_int_eq(input_open(&file.input, feed.path, ENCODING_AUTO, &error),
                     0);
    ck_assert_int_eq(stage_read.read(&stage, &batch), 0);
    ck_assert(batch.last);
    ck_assert(slice_is(batch.bytes, "hello"));
    ck_assert_int_eq(input_fault(file.input)->code, GZIP_TRUNCATED);
    stage_end(&stage);
    input_close(file.input);
    arena_clear(&batch.arena);
    feed_remove(&feed);
    free((char *)member.at);
}
END_TEST

/* The interrupted import had read so many bytes; now the file is another. */
static const struct resume_row {
    const char *what;
    size_t read, now; /* bytes then, and of the file now */
    size_t changed;   /* the byte that is another one; SIZE_MAX: none */
    bool same;
} resume_rows[] = {
    {"the same file", 2 * BLOCK, 3 * BLOCK, SIZE_MAX, true},
    {"the end was reached", 3 * BLOCK - 5, 3 * BLOCK - 5, SIZE_MAX, true},
    {"it has grown since", 2 * BLOCK - 9, 3 * BLOCK, SIZE_MAX, true},
    {"what is behind the place is another", 2 * BLOCK, 3 * BLOCK, 2 * BLOCK,
     true},
    {"its first byte is another", 2 * BLOCK, 3 * BLOCK, 0, false},
    {"the last byte before the place is", 2 * BLOCK, 3 * BLOCK, 2 * BLOCK - 1,
     false},
    {"the last byte before a place within a block", 2 * BLOCK - 9, 3 * BLOCK,
     2 * BLOCK - 10, false},
    {"it is shorter", 2 * BLOCK, 2 * BLOCK - 1, SIZE_MAX, false},
    {"it is empty", 1, 0, SIZE_MAX, false},
};

/* Reads all of a file; the place that it came to, or an error. */
static struct read_place read_all(struct slice text,
                                  const struct read_place *wanted,
                                  struct error *error)
{
    struct job job = {.import.id = 7};
    struct file file = {.name = "resumed"};
    struct batch batch = {0};
    struct stage stage;
    struct feed feed;

    if (wanted)
        file.resume.read = *wanted;
    feed_file(&feed, text);
    stage_begin(&stage, &file, error);
    stage.job = &job;
    arena_init(&batch.arena, 4096);
    ck_assert_int_eq(input_open(&file.input, feed.path, ENCODING_AUTO, error),
                     0);
    while (!batch.last && stage_read.read(&stage, &batch) == 0)
        arena_reset(&batch.arena);
    stage_end(&stage);
    input_close(file.input);
    arena_clear(&batch.arena);
    feed_remove(&feed);
    return file.read;
}

START_TEST(goes_on_with_the_same_file_alone)
{
    const struct resume_row *row = &resume_rows[_i];
    struct slice text = sample(3 * BLOCK);
    struct error error = {0};
    struct read_place wanted =
        read_all((struct slice){text.at, row->read}, NULL, &error);

    ck_assert_uint_eq(wanted.bytes, row->read);
    if (row->changed != SIZE_MAX)
        ((char *)text.at)[row->changed] ^= 1;
    (void)read_all((struct slice){text.at, row->now}, &wanted, &error);
    ck_assert_msg(error.kind == (row->same ? ERROR_NONE : ERROR_CHANGED), "%s",
                  row->what);
    ck_assert(row->same || strstr(error.text, "import 7"));
    free((char *)text.at);
}
END_TEST

/* Standard input that was closed under us stands for a failing disk. */
START_TEST(a_failing_read_is_an_error)
{
    struct slice text = sample(BLOCK);
    struct error error = {0};
    struct file file = {.name = "-"};
    struct stage stage;
    struct batch batch = {0};
    struct feed feed;
    int kept = dup(STDIN_FILENO);

    feed_pipe(&feed, text, 0, 4099);
    ck_assert_int_ge(dup2(feed.read_fd, STDIN_FILENO), 0);
    stage_begin(&stage, &file, &error);
    arena_init(&batch.arena, 4096);
    ck_assert_int_eq(input_open(&file.input, "-", ENCODING_AUTO, &error), 0);
    close(STDIN_FILENO);
    ck_assert_int_eq(stage_read.read(&stage, &batch), -1);
    ck_assert_int_eq(error.kind, ERROR_INPUT);
    ck_assert_ptr_nonnull(
        strstr(error.text, "can't read standard input at byte"));
    ck_assert_int_ge(dup2(kept, STDIN_FILENO), 0);
    close(kept);
    stage_end(&stage);
    input_close(file.input);
    arena_clear(&batch.arena);
    feed_join(&feed);
    free((char *)text.at);
}
END_TEST

Suite *read_suite(void);
Suite *read_suite(void)
{
    Suite *suite = suite_create("read");
    TCase *tests = tcase_create("read");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, each_row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tests, damage_is_no_error);
    tcase_add_loop_test(tests, goes_on_with_the_same_file_alone, 0,
                        sizeof resume_rows / sizeof resume_rows[0]);
    tcase_add_test(tests, a_failing_read_is_an_error);
    suite_add_tcase(suite, tests);
    return suite;
}
