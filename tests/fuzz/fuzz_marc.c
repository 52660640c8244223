/*
 * ISO 2709 through cut, parse, map and normalise. Between records there is only
 * padding. What was parsed is written again (marc_write.h), as ISO 2709 and as
 * MARC-XML, and must be read as it was.
 */
#include "fuzz_chain.h"
#include "fuzz_cuts.h"
#include "marc_write.h"

#define WHOLE_WAY 1
#define BOUND 4
#define MAPPED 32

extern const struct stage_type stage_cut_marc, stage_parse_marc, stage_cut_xml,
    stage_parse_marcxml, stage_map_marc, stage_normalise;

static const struct stage_type *const short_way[] = {&stage_cut_marc,
                                                     &stage_parse_marc, NULL};
static const struct stage_type *const whole_way[] = {
    &stage_cut_marc, &stage_parse_marc, &stage_map_marc, &stage_normalise,
    NULL};
static const struct stage_type *const xml_way[] = {&stage_cut_xml,
                                                   &stage_parse_marcxml, NULL};

static const enum encoding encodings[] = {
    ENCODING_AUTO, ENCODING_UTF8, ENCODING_MARC8, ENCODING_WINDOWS_1252};

static struct fuzz_cuts cuts;
static struct fuzz_text fields; /* of all records that were read */
static struct fuzz_text as_marc, as_xml;

static bool is_padding(struct slice gap, const struct fuzz_cuts *so_far)
{
    (void)so_far;
    for (size_t i = 0; i < gap.len; i++) {
        if (gap.len - i >= 3 && memcmp(gap.at + i, "\xef\xbb\xbf", 3) == 0)
            i += 2;
        else if (!memchr(" \t\r\n\0\x1a\x1d", gap.at[i], 7))
            return false;
    }
    return true;
}

static void look(const struct record *record)
{
    fuzz_cuts_record(&cuts, record);
    if (!record->marc || !marc_write(&as_marc, record->marc))
        return;
    marc_write_xml(&as_xml, record->marc);
    marc_write_fields(&fields, record->marc);
}

static struct fuzz_text again;

static void look_again(const struct record *record)
{
    static struct fuzz_text said;

    fuzz_forget(&said);
    fuzz_put_findings(&said, record);
    fuzz_must_equal(fuzz_text_slice(&said), SLICE_NONE,
                    "what was written well is read without a finding");
    fuzz_must(record->marc, "what was written is a record");
    marc_write_fields(&again, record->marc);
}

static void read_again(const struct stage_type *const *stages,
                       struct fuzz_chain *chain, const struct fuzz_text *text)
{
    fuzz_chain_make(chain, stages);
    chain->look = look_again;
    fuzz_forget(&again);
    fuzz_chain_run(chain, fuzz_text_slice(text), (struct fuzz_options){0});
    fuzz_must(chain->fault == CODE_NONE, "what was written is whole");
    fuzz_must_equal(fuzz_text_slice(&fields), fuzz_text_slice(&again),
                    "what was written is read as it was");
}

void fuzz_marc(struct slice input)
{
    static struct fuzz_chain chains[2], marc_chain, xml_chain;
    struct fuzz_options options = fuzz_take_options(&input);
    bool whole = options.flags & WHOLE_WAY;
    struct fuzz_chain *chain = &chains[whole];

    fuzz_chain_make(chain, whole ? whole_way : short_way);
    chain->bench.file.plan.encoding = encodings[options.flags >> 3 & 3];
    chain->bench.file.plan.mapped_fields = options.flags & MAPPED;
    chain->bench.job.record_bytes = options.flags & BOUND
                                        ? 1 + (uint64_t)options.extra * 4
                                        : RECORD_BYTES_DEFAULT;
    fuzz_cuts_begin(&cuts, input);
    cuts.between = is_padding;
    fuzz_forget(&fields);
    fuzz_forget(&as_marc);
    fuzz_forget(&as_xml);
    marc_write_xml_begin(&as_xml);
    fuzz_chain_run_both_ways(chain, input, options, look);
    fuzz_cuts_end(&cuts);
    if (!fields.len)
        return;
    marc_write_xml_end(&as_xml);
    read_again(short_way, &marc_chain, &as_marc);
    read_again(xml_way, &xml_chain, &as_xml);
}
