/* See fuzz_chain.h. */
#include "fuzz_chain.h"

#define BLOCKS_MAX 64 /* each costs more than the bytes in it */

static struct fuzz_chain *running; /* whose records are being described */

static void describe(FILE *out, const struct record *record)
{
    (void)out;
    fuzz_put_record(&running->text, record);
    if (running->look)
        running->look(record);
}

void fuzz_chain_make(struct fuzz_chain *chain,
                     const struct stage_type *const *types)
{
    if (chain->bench.count)
        return;
    bench_init(&chain->bench, types[0], describe);
    for (size_t i = 1; types[i]; i++)
        bench_then(&chain->bench, types[i]);
    chain->bench.file.plan.encoding = ENCODING_AUTO;
}

/* One without a byte will do. */
static void fresh_input(struct fuzz_chain *chain)
{
    struct bench *bench = &chain->bench;
    struct input **input = &bench->file.input;

    if (!chain->told) {
        input_close(*input);
        *input = NULL;
        return;
    }
    if (*input && input_fault(*input)->code == CODE_NONE)
        return;
    input_close(*input);
    fuzz_must(input_open(input, "/dev/null", ENCODING_UTF8, &bench->error) == 0,
              "/dev/null can be opened");
}

static void feed(struct bench *bench, struct slice bytes, bool last)
{
    struct batch *batch = bench_take(bench, BATCH_BYTES);

    batch->bytes = arena_copy(&batch->arena, bytes);
    batch->last = last;
    fuzz_must(bench_feed(bench, batch) == 0, "stages take every block");
}

static void feed_blocks(struct bench *bench, struct slice bytes,
                        struct fuzz_options options)
{
    size_t block = options.block ? options.block : bytes.len;
    size_t len = options.first ? options.first : block;
    bool empty_last = options.first & 1;

    if (block < bytes.len / BLOCKS_MAX)
        block = bytes.len / BLOCKS_MAX;
    do {
        if (len > bytes.len)
            len = bytes.len;
        feed(bench, (struct slice){bytes.at, len},
             len == bytes.len && !empty_last);
        bytes.at += len;
        bytes.len -= len;
        len = block;
    } while (bytes.len);
    if (empty_last)
        feed(bench, SLICE_NONE, true);
}

static void put_fault(struct fuzz_chain *chain)
{
    const struct input_fault *fault;

    chain->fault = CODE_NONE;
    if (!chain->told)
        return;
    fault = input_fault(chain->bench.file.input);
    chain->fault = fault->code;
    if (fault->code == CODE_NONE)
        return;
    fuzz_put(&chain->text, slice_of(code_name(fault->code)));
    fuzz_put_number(&chain->text, fault->offset);
    fuzz_put(&chain->text, slice_of(fault->text));
}

void fuzz_chain_run(struct fuzz_chain *chain, struct slice bytes,
                    struct fuzz_options options)
{
    struct bench *bench = &chain->bench;

    running = chain;
    fuzz_forget(&chain->text);
    bench_again(bench);
    fresh_input(chain);
    fuzz_must(bench_open(bench) == 0, "stages open");
    feed_blocks(bench, bytes, options);
    fuzz_must(bench_finish(bench) == 0, "stages finish");
    fuzz_must(!error_is_set(&bench->error), "bad data is no error");
    put_fault(chain);
}

void fuzz_chain_run_both_ways(struct fuzz_chain *chain, struct slice bytes,
                              struct fuzz_options options, fuzz_look *look)
{
    static struct fuzz_text whole;

    chain->look = look;
    fuzz_chain_run(chain, bytes, (struct fuzz_options){0});
    chain->look = NULL;
    fuzz_forget(&whole);
    fuzz_put(&whole, fuzz_text_slice(&chain->text));
    fuzz_chain_run(chain, bytes, options);
    fuzz_must_equal(fuzz_text_slice(&whole), fuzz_text_slice(&chain->text),
                    "where blocks end changes nothing");
}
