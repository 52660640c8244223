/* See cut_xml_run.h. */
#include "cut_xml_run.h"

#include <check.h>
#include <stdlib.h>
#include <unistd.h>

static void describe(FILE *out, const struct record *record)
{
    fprintf(
        out, "%llu L%llu @%llu+%llu%s (", (unsigned long long)record->ordinal,
        (unsigned long long)record->line, (unsigned long long)record->offset,
        (unsigned long long)record->length,
        record->flags & RECORD_CUT_SHORT ? " short" : "");
    bench_print_slice(out, record->context);
    fputs("): ", out);
    bench_print_slice(out, record->raw);
    for (const struct finding *f = record->findings; f; f = f->next)
        fprintf(out, " [%s]", code_name(f->code));
    putc('\n', out);
}

/* One run: the bytes of a real input, so that encodings and faults are its own.
 * */
struct run {
    struct bench bench;
    char path[32];
    char *bytes;
    size_t length;
};

static void run_begin(struct run *run, struct slice file, uint64_t bound)
{
    int fd;
    int64_t got;

    memset(run, 0, sizeof *run);
    bench_init(&run->bench, &stage_cut_xml, describe);
    if (bound)
        run->bench.job.record_bytes = bound;
    strcpy(run->path, "/tmp/bibload-cut-XXXXXX");
    fd = mkstemp(run->path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, file.at, file.len), (ssize_t)file.len);
    ck_assert_int_eq(close(fd), 0);
    ck_assert_int_eq(input_open(&run->bench.file.input, run->path,
                                ENCODING_AUTO, &run->bench.error),
                     0);
    run->bytes = malloc(file.len * 2 + 1);
    ck_assert_ptr_nonnull(run->bytes);
    while ((got = input_read(run->bench.file.input, run->bytes + run->length,
                             file.len * 2 + 1 - run->length,
                             &run->bench.error)) > 0)
        run->length += (size_t)got;
    ck_assert_int_eq(got, 0);
    ck_assert_int_eq(bench_open(&run->bench), 0);
}

static const char *run_end(struct run *run)
{
    const struct input_fault *fault;

    ck_assert_int_eq(bench_finish(&run->bench), 0);
    fault = input_fault(run->bench.file.input);
    if (fault->code != CODE_NONE)
        fprintf(run->bench.out, "! %s @%llu\n", code_name(fault->code),
                (unsigned long long)fault->offset);
    return bench_text(&run->bench);
}

static void run_clear(struct run *run)
{
    input_close(run->bench.file.input);
    unlink(run->path);
    free(run->bytes);
    bench_clear(&run->bench);
}

char *cut_xml_run(struct slice file, uint64_t bound, size_t block, size_t split)
{
    struct run run;
    struct slice bytes;
    char *text;

    run_begin(&run, file, bound);
    bytes = (struct slice){run.bytes, run.length};
    if (split && split < bytes.len) {
        struct batch *batch = bench_take(&run.bench, BATCH_BYTES);

        batch->bytes =
            arena_copy(&batch->arena, (struct slice){bytes.at, split});
        ck_assert_int_eq(bench_feed(&run.bench, batch), 0);
        bytes.at += split;
        bytes.len -= split;
    }
    ck_assert_int_eq(bench_bytes(&run.bench, bytes, block), 0);
    text = strdup(run_end(&run));
    ck_assert_ptr_nonnull(text);
    run_clear(&run);
    return text;
}

void cut_xml_check(const char *why, struct slice file, uint64_t bound,
                   size_t block, size_t split, const char *expected)
{
    char *text = cut_xml_run(file, bound, block, split);

    ck_assert_msg(strcmp(text, expected) == 0,
                  "%s (blocks of %zu, split at %zu)\n%s-- expected --\n%s", why,
                  block, split, text, expected);
    free(text);
}
