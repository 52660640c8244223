/* See fuzz_cuts.h. */
#include "fuzz_cuts.h"

#include "fuzz_text.h"

void fuzz_cuts_begin(struct fuzz_cuts *cuts, struct slice input)
{
    *cuts = (struct fuzz_cuts){.input = input, .line = 1};
}

static void count_to(struct fuzz_cuts *cuts, size_t to)
{
    const char *at = cuts->input.at;

    for (; cuts->counted < to; cuts->counted++) {
        char c = at[cuts->counted];
        bool pair = cuts->counted + 1 < cuts->input.len &&
                    at[cuts->counted + 1] == '\n';

        cuts->line += c == '\n' || (cuts->cr && c == '\r' && !pair);
    }
}

static void check_gap(const struct fuzz_cuts *cuts, size_t to)
{
    struct slice gap = {cuts->input.at + cuts->end, to - cuts->end};

    if (cuts->between)
        fuzz_must(cuts->between(gap, cuts), "nothing is lost between records");
}

void fuzz_cuts_record(struct fuzz_cuts *cuts, const struct record *record)
{
    struct slice raw;

    fuzz_must(record->ordinal == ++cuts->count, "records are counted from 1");
    fuzz_must(record->offset >= cuts->end &&
                  record->offset <= cuts->input.len &&
                  record->length <= cuts->input.len - record->offset,
              "records lie in the input, one behind the other");
    raw = (struct slice){cuts->input.at + record->offset, record->length};
    if (record->flags & RECORD_CUT_SHORT) {
        fuzz_must(record->raw.len <= raw.len, "a head is part of its record");
        raw.len = record->raw.len;
    }
    fuzz_must_equal(record->raw, raw, "a record is the bytes at its place");
    check_gap(cuts, record->offset);
    count_to(cuts, record->offset);
    fuzz_must(record->line == cuts->line, "a record knows its line");
    cuts->end = record->offset + record->length;
}

void fuzz_cuts_end(struct fuzz_cuts *cuts)
{
    check_gap(cuts, cuts->input.len);
}
