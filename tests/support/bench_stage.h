/*
 * One stage, or a few in a row, on the bench: between batches that a test hands
 * in and a sink that writes down what comes out. Any stage of HEAD or WORK can
 * stand on it.
 *
 *     bench_init bench_then* (set job, config, source, file)? bench_open
 *         ( bench_bytes | bench_take ... bench_feed )* bench_finish
 *     bench_text ... ( bench_again bench_open ... )* bench_clear
 *
 * The sink asks the test's `describe` to print every record (and says nothing
 * of its own), so a test compares one text with one text. Batches go back to
 * the pool as soon as they have been described: nothing that came out may be
 * kept.
 *
 * The job has the defaults of an import; the file's plan is zeroed: a test
 * fills bench.file.plan, on bench.arena, before bench_open. job.store and
 * file.input are NULL.
 */
#ifndef BIBLOAD_BENCH_STAGE_H
#define BIBLOAD_BENCH_STAGE_H

#include "../../pipeline/chain.h"
#include "../../pipeline/stage.h"

#include <stdio.h>

#define BENCH_STAGES 6

struct bench;

/* Prints one record of the batch that came out. */
typedef void bench_describe(FILE *out, const struct record *record);

struct bench {
    struct config config;
    struct source_config source;
    struct job job;
    struct file file;
    struct error error;
    struct arena arena;       /* the test's, for plans */
    bench_describe *describe; /* NULL: records are only counted */
    /* What came out so far. */
    uint64_t batches, records, rejects;
    enum batch_kind kind; /* of the last batch */
    uint64_t sequence;
    struct checkpoint after;
    /* The bench's own. */
    struct stage stages[BENCH_STAGES + 1]; /* then the sink */
    size_t count;                          /* without the sink */
    struct batch_pool pool;
    struct chain *chain;
    FILE *out;
    char *text;
    size_t text_size;
};

void bench_init(struct bench *bench, const struct stage_type *type,
                bench_describe *describe);
/* Another stage behind those there are; before bench_open. */
void bench_then(struct bench *bench, const struct stage_type *type);
void bench_clear(struct bench *bench);
/* The same stages for another text, with all settings as they are; what came
 * out and errors are forgotten, bench_text's text is not. */
void bench_again(struct bench *bench);

/* As the engine calls them: 0, or -1 with bench->error filled. */
int bench_open(struct bench *bench);
int bench_finish(struct bench *bench);

/* An empty batch, to be filled and fed. */
struct batch *bench_take(struct bench *bench, enum batch_kind kind);
int bench_feed(struct bench *bench, struct batch *batch);

/* The text as BATCH_BYTES of `block` bytes each (0: all in one), the last one
 * marked as last. An empty text is one empty batch. */
int bench_bytes(struct bench *bench, struct slice text, size_t block);

/* What describe printed since bench_init. */
const char *bench_text(struct bench *bench);

/* For a describe: [CODE field expected=... found=...], one after another, with
 * a blank before each; control characters as \xNN. Nothing if there is none. */
void bench_print_findings(FILE *out, const struct record *record);
/* Text with control characters, backslashes and bytes that are no ASCII as
 * \xNN, so that an expected text can be written plainly. */
void bench_print_slice(FILE *out, struct slice text);

#endif
