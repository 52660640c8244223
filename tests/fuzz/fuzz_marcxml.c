/*
 * MARC-XML through cut, parse, map and normalise; every record that is cut is
 * also read by both parsers, which must agree. Documents that libxml2 reads
 * whole must give as many records as it sees, none of them malformed.
 *
 * With the option ALONE there is no cutting: the bytes are the record.
 */
#include "../../stages/csv_text.h"
#include "../../stages/marcxml_plain.h"
#include "../../stages/marcxml_sax.h"
#include "../../stages/record_text.h"
#include "fuzz_chain.h"
#include "fuzz_cuts.h"
#include "xml_model.h"

#define WHOLE_WAY 1
#define ALONE 2
#define BOUND 4
#define MAPPED 32
#define TOLD 64

extern const struct stage_type stage_cut_xml, stage_parse_marcxml,
    stage_map_marc, stage_normalise;

static const struct stage_type *const short_way[] = {
    &stage_cut_xml, &stage_parse_marcxml, NULL};
static const struct stage_type *const whole_way[] = {
    &stage_cut_xml, &stage_parse_marcxml, &stage_map_marc, &stage_normalise,
    NULL};

static const enum encoding encodings[] = {
    ENCODING_AUTO, ENCODING_UTF8, ENCODING_WINDOWS_1252, ENCODING_LATIN1};

static struct fuzz_cuts cuts;
static enum encoding encoding;
static bool malformed; /* a record that was cut, by libxml2's word */
static struct marc_build build;

static struct marcxml_sax *parser(void)
{
    static struct marcxml_sax *sax;

    if (!sax)
        sax = marcxml_sax_open();
    fuzz_must(sax, "there is memory for a parser");
    return sax;
}

/* What the plain parser takes, libxml2 reads the same; what it does not take, it
 * leaves alone. */
static void compare(struct slice text, struct slice context,
                    const struct record *record)
{
    static struct fuzz_text one, other;
    struct record first = *record, second = *record;

    if (!marcxml_plain_parse(text, &build, &first)) {
        fuzz_must(!first.marc && first.state == record->state &&
                      first.findings == record->findings &&
                      first.last_finding == record->last_finding &&
                      !(first.last_finding && first.last_finding->next),
                  "the plain parser leaves alone what it does not take");
        return;
    }
    fuzz_must(marcxml_sax_context(parser(), context), "a context is set");
    fuzz_must(marcxml_sax_parse(parser(), text, &build, &second),
              "libxml2 has memory");
    fuzz_forget(&one);
    fuzz_put_parsed(&one, &first);
    fuzz_forget(&other);
    fuzz_put_parsed(&other, &second);
    fuzz_must_equal(fuzz_text_slice(&one), fuzz_text_slice(&other),
                    "the plain parser and libxml2 agree");
}

static void look(const struct record *record)
{
    struct record fresh = {.arena = record->arena, .raw = record->raw};
    struct slice text;

    fuzz_cuts_record(&cuts, record);
    for (const struct finding *f = record->findings; f; f = f->next)
        malformed |= f->code == XML_MALFORMED || f->code == XML_UNCLOSED;
    if (record->flags & (RECORD_CUT_SHORT | RECORD_ENVELOPE))
        return;
    if (record_text(&fresh, encoding, encoding_declared(record->context),
                    &text))
        compare(text, record->context, &fresh);
    fuzz_must(!record->arena->failed, "there is memory for a record");
}

/* The text as the parsers get it. */
static void run_alone(struct slice input)
{
    static struct arena arena;
    struct record record = {.arena = &arena, .raw = input};
    struct slice text;

    if (!arena.block_size)
        arena_init(&arena, 64 * 1024);
    arena_reset(&arena);
    record.raw = arena_copy(&arena, input);
    if (record_text(&record, ENCODING_AUTO, ENCODING_AUTO, &text))
        compare(text, SLICE_NONE, &record);
}

static void check_count(struct slice input, const struct fuzz_chain *chain)
{
    uint64_t records;

    if (!xml_model_records(input, &records))
        return;
    fuzz_must(cuts.count == records,
              "a well-formed document gives all its records");
    fuzz_must(!malformed, "none of them is malformed");
    fuzz_must(chain->fault == CODE_NONE || chain->fault == XML_DAMAGED,
              "and all of it is read");
}

void fuzz_marcxml(struct slice input)
{
    static struct fuzz_chain chains[2];
    struct fuzz_options options = fuzz_take_options(&input);
    bool whole = options.flags & WHOLE_WAY;
    struct fuzz_chain *chain = &chains[whole];

    build.mapped = options.flags & MAPPED;
    if (options.flags & ALONE) {
        run_alone(input);
        return;
    }
    fuzz_chain_make(chain, whole ? whole_way : short_way);
    chain->told = (options.flags & TOLD) && options.first % 16 == 0;
    encoding = encodings[options.flags >> 3 & 3];
    chain->bench.file.plan.encoding = encoding;
    chain->bench.file.plan.mapped_fields = build.mapped;
    chain->bench.job.record_bytes = options.flags & BOUND
                                        ? 1 + (uint64_t)options.extra * 4
                                        : RECORD_BYTES_DEFAULT;
    fuzz_cuts_begin(&cuts, input);
    malformed = false;
    fuzz_chain_run_both_ways(chain, input, options, look);
    if (!(options.flags & BOUND) && encoding <= ENCODING_UTF8)
        check_count(input, chain);
}
