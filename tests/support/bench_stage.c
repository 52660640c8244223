/*
 * See bench_stage.h. The sink is a stage like any other: the engine's
 * stage_emit calls it through stage->next, as it would the next stage of a
 * section.
 */
#include "bench_stage.h"

#include <stdlib.h>

#define BENCH_BATCHES 8
#define BENCH_BLOCK (64 * 1024)

struct sink_state {
    struct bench *bench;
};

static int sink_process(struct stage *stage, struct batch *batch)
{
    struct bench *bench = ((struct sink_state *)stage->state)->bench;

    bench->batches++;
    bench->kind = batch->kind;
    bench->sequence = batch->sequence;
    bench->after = batch->after;
    for (size_t i = 0; i < batch->records.count; i++) {
        const struct record *record = &batch->records.at[i];

        bench->records++;
        bench->rejects += record->state == RECORD_REJECTED;
        if (bench->describe)
            bench->describe(bench->out, record);
    }
    stage_release(stage, batch);
    return 0;
}

static const struct stage_type sink_type = {
    .name = "sink",
    .summary = "writes down what comes out",
    .section = SECTION_WORK,
    .state_size = sizeof(struct sink_state),
    .process = sink_process,
};

/* A bench that can't be set up is no test result. */
static void *must(void *made)
{
    if (!made) {
        fprintf(stderr, "bench: out of memory\n");
        abort();
    }
    return made;
}

static void set_stage(struct bench *bench, struct stage *stage,
                      const struct stage_type *type)
{
    *stage = (struct stage){
        .type = type,
        .job = &bench->job,
        .file = &bench->file,
        .error = &bench->error,
        .chain = bench->chain,
        .state = must(calloc(1, type->state_size + 1)),
    };
}

/* The sink moves one place on. */
void bench_then(struct bench *bench, const struct stage_type *type)
{
    struct stage *at = &bench->stages[bench->count];

    if (bench->count == BENCH_STAGES)
        must(NULL);
    at[1] = at[0];
    set_stage(bench, at, type);
    at->next = at + 1;
    bench->count++;
}

void bench_init(struct bench *bench, const struct stage_type *type,
                bench_describe *describe)
{
    memset(bench, 0, sizeof *bench);
    arena_init(&bench->arena, BENCH_BLOCK);
    arena_init(&bench->config.arena, BENCH_BLOCK);
    arena_init(&bench->file.plan.arena, BENCH_BLOCK);
    bench->config.batch_records = 20000;
    bench->job.batch_records = 20000;
    bench->config.threads = 1;
    bench->source.name = "default";
    bench->source.title_separator = "";
    bench->job.config = &bench->config;
    bench->job.source = &bench->source;
    bench->job.ids = "default";
    bench->job.batch_bytes = 4 * 1024 * 1024;
    bench->job.record_bytes = RECORD_BYTES_DEFAULT;
    bench->file.name = "bench";
    bench->describe = describe;
    if (batch_pool_init(&bench->pool, BENCH_BATCHES, BENCH_BLOCK) != 0)
        must(NULL);
    bench->chain = must(chain_for_test(&bench->pool));
    bench->out = must(open_memstream(&bench->text, &bench->text_size));
    set_stage(bench, &bench->stages[0], &sink_type);
    ((struct sink_state *)bench->stages[0].state)->bench = bench;
    bench_then(bench, type);
}

static void close_stage(struct stage *stage)
{
    if (stage->type->close)
        stage->type->close(stage);
}

void bench_again(struct bench *bench)
{
    for (size_t i = bench->count; i-- > 0;) {
        close_stage(&bench->stages[i]);
        memset(bench->stages[i].state, 0, bench->stages[i].type->state_size);
    }
    bench->error = (struct error){0};
    bench->batches = bench->records = bench->rejects = bench->sequence = 0;
    bench->kind = BATCH_NONE;
    bench->after = (struct checkpoint){0};
}

void bench_clear(struct bench *bench)
{
    for (size_t i = bench->count + 1; i-- > 0;) {
        close_stage(&bench->stages[i]);
        free(bench->stages[i].state);
    }
    fclose(bench->out);
    free(bench->text);
    chain_for_test_free(bench->chain);
    batch_pool_clear(&bench->pool);
    arena_clear(&bench->file.plan.arena);
    arena_clear(&bench->config.arena);
    arena_clear(&bench->arena);
}

int bench_open(struct bench *bench)
{
    int result = 0;

    for (size_t i = 0; result == 0 && i < bench->count; i++)
        if (bench->stages[i].type->open)
            result = bench->stages[i].type->open(&bench->stages[i]);
    return result;
}

int bench_finish(struct bench *bench)
{
    int result = 0;

    for (size_t i = 0; result == 0 && i < bench->count; i++)
        if (bench->stages[i].type->finish)
            result = bench->stages[i].type->finish(&bench->stages[i]);
    return result;
}

struct batch *bench_take(struct bench *bench, enum batch_kind kind)
{
    struct batch *batch = must(batch_take(&bench->pool));

    batch->kind = kind;
    return batch;
}

int bench_feed(struct bench *bench, struct batch *batch)
{
    struct stage *stage = &bench->stages[0];

    if (!stage->type->process)
        return stage_emit(stage, batch);
    return stage->type->process(stage, batch);
}

int bench_bytes(struct bench *bench, struct slice text, size_t block)
{
    int result = 0;

    do {
        struct batch *batch = bench_take(bench, BATCH_BYTES);
        size_t len = block && block < text.len ? block : text.len;

        batch->bytes = arena_copy(&batch->arena, (struct slice){text.at, len});
        text.at += len;
        text.len -= len;
        batch->last = text.len == 0;
        result = bench_feed(bench, batch);
    } while (result == 0 && text.len);
    return result;
}

const char *bench_text(struct bench *bench)
{
    fflush(bench->out);
    return bench->text;
}

void bench_print_slice(FILE *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];

        if (c < 0x20 || c >= 0x7f || c == '\\')
            fprintf(out, "\\x%02X", c);
        else
            putc(c, out);
    }
}

static void print_part(FILE *out, const char *name, struct slice text)
{
    if (!text.len)
        return;
    fputs(name, out);
    bench_print_slice(out, text);
}

void bench_print_findings(FILE *out, const struct record *record)
{
    for (const struct finding *f = record->findings; f; f = f->next) {
        fprintf(out, " [%s", code_name(f->code));
        print_part(out, " ", f->field);
        print_part(out, " expected=", f->expected);
        print_part(out, " found=", f->found);
        putc(']', out);
    }
}
