/*
 * CSV, in two ways: as a file whose plan is made from its bytes, through cut,
 * parse, map and normalise; and under a plan that the options give, through cut
 * and parse, where a model of RFC 4180 (csv_model.h) says what cells there are
 * if every quote is as it should be.
 */
#include "csv_model.h"
#include "fuzz_chain.h"
#include "fuzz_cuts.h"

#define PLANNED 1
#define BACKSLASH 8
#define HEADER 16
#define BOUND 32

extern const struct stage_type stage_cut_csv, stage_parse_csv, stage_map_csv,
    stage_normalise;

static const struct stage_type *const all_stages[] = {
    &stage_cut_csv, &stage_parse_csv, &stage_map_csv, &stage_normalise, NULL};

static const enum encoding encodings[] = {
    ENCODING_AUTO, ENCODING_UTF8, ENCODING_WINDOWS_1252, ENCODING_LATIN1};
static const char delimiters[] = ",;\t|";

static struct fuzz_cuts cuts;
static struct fuzz_text rows;
static const struct csv_plan *plan;

/* Line ends, and lines without anything in them; a record ends at a line end. */
static bool is_blank(struct slice gap, const struct fuzz_cuts *so_far)
{
    if (plan->header && so_far->count <= 1)
        return true; /* the header is no record */
    if (so_far->end && gap.len && gap.at[0] != '\n' && gap.at[0] != '\r')
        return false;
    if (so_far->end && !gap.len && so_far->end != so_far->input.len)
        return false;
    for (size_t i = 0; i < gap.len; i++) {
        char c = gap.at[i];

        if (c != '\n' && c != '\r' &&
            ((c != ' ' && c != '\t') || c == plan->delimiter))
            return false;
    }
    return true;
}

static void look(const struct record *record)
{
    fuzz_cuts_record(&cuts, record);
    fuzz_must(record->state != RECORD_GOOD || record->biblio_count ||
                  record->cells.count == plan->columns || !plan->columns,
              "a good row has the file's columns");
    csv_model_row(&rows, record->cells.at, record->cells.count, plan->columns);
}

static void run(struct fuzz_chain *chain, struct slice input,
                struct fuzz_options options)
{
    fuzz_cuts_begin(&cuts, input);
    cuts.cr = true;
    cuts.between = is_blank;
    fuzz_forget(&rows);
    fuzz_chain_run_both_ways(chain, input, options, look);
}

static void run_planned(struct slice input, struct fuzz_options options)
{
    static struct fuzz_chain chain;
    struct plan *made = &chain.bench.file.plan;
    struct source_config *source = &chain.bench.source;

    fuzz_chain_make(&chain, all_stages);
    source->escape = options.flags & BACKSLASH ? ESCAPE_BACKSLASH : ESCAPE_NONE;
    source->name_order = options.flags >> 1 & 3;
    source->header = options.extra & 3;
    if (source->header > DETECT_NO)
        source->header = DETECT_AUTO;
    arena_reset(&made->arena);
    made->notes.at = NULL;
    made->notes.count = made->notes.room = 0;
    made->encoding = encodings[options.flags >> 6];
    plan = &made->csv;
    if (plan_csv(made, input, true, source, "fuzz", &chain.bench.error) != 0) {
        fuzz_must(chain.bench.error.kind == ERROR_USAGE,
                  "a header may only ask for another config");
        return;
    }
    run(&chain, input, options);
}

static void run_given(struct slice input, struct fuzz_options options)
{
    static const struct stage_type *const stages[] = {&stage_cut_csv,
                                                      &stage_parse_csv, NULL};
    static struct fuzz_chain chain;
    static struct fuzz_text model;
    struct bench *bench = &chain.bench;
    struct csv_plan *csv = &bench->file.plan.csv;

    fuzz_chain_make(&chain, stages);
    bench->file.plan.encoding = encodings[options.flags >> 6];
    bench->job.record_bytes = options.flags & BOUND
                                  ? 1 + (uint64_t)options.extra / 4
                                  : RECORD_BYTES_DEFAULT;
    plan = csv;
    *csv = (struct csv_plan){
        .delimiter = delimiters[options.flags >> 1 & 3],
        .backslash = options.flags & BACKSLASH,
        .header = options.flags & HEADER,
        .columns = options.extra & 3,
    };
    run(&chain, input, options);
    fuzz_cuts_end(&cuts);
    if (csv->columns && !csv->backslash && !(options.flags & BOUND) &&
        !(options.flags >> 7) && csv_model(&model, input, csv))
        fuzz_must_equal(fuzz_text_slice(&rows), fuzz_text_slice(&model),
                        "well-formed CSV gives its cells");
}

void fuzz_csv(struct slice input)
{
    struct fuzz_options options = fuzz_take_options(&input);

    /* A plan takes ten times as long as the rest. */
    if ((options.flags & PLANNED) && options.first % 16 == 0)
        run_planned(input, options);
    else
        run_given(input, options);
}
