/*
 * Cuts a file of ISO 2709 into records. Where a record ends is marc_scan.h's
 * business; here the bytes are kept until a record is complete, and places are
 * counted. Nothing is judged but the length: what is no record, or only a part
 * of one, is parse_marc's to tell.
 *
 * A record over the bound is followed to its end, but only its first 64 KB
 * stay. If damage ended the file, the bytes behind the last terminator are part
 * of what could not be read, and are no record.
 */
#include "byte_carry.h"
#include "marc_scan.h"
#include "slice_batches.h"
#include "text_place.h"

#include "../pipeline/marc_leader.h"

struct cut_marc {
    struct slice_batches batches;
    struct marc_scan scan;
    struct byte_carry carry; /* the record at hand, and what follows */
    size_t start;            /* of it in the carry */
    struct text_place place;
    struct record *over; /* being followed to its end; NULL: none */
    enum encoding encoding;
};

static int cut_marc_open(struct stage *stage)
{
    struct cut_marc *cut = stage->state;
    const struct input *input = stage->file->input;

    cut->batches.stage = stage;
    cut->scan.bound = stage->job->record_bytes;
    cut->encoding = stage->file->plan.encoding;
    cut->place = (struct text_place){
        .offset = input ? input_bom_length(input) : 0, .line = 1};
    return 0;
}

static struct record *add(struct cut_marc *cut, struct slice raw)
{
    struct record *record =
        slice_batches_add(&cut->batches, raw, SLICE_NONE, SLICE_NONE);

    if (record) {
        record->line = cut->place.line;
        record->offset = cut->place.offset;
    }
    return record;
}

/* Of a record over the bound, its beginning. */
static struct record *add_head(struct cut_marc *cut, struct slice bytes)
{
    uint64_t bound = cut->scan.bound;
    struct record *record;

    bytes.len = bound < RECORD_HEAD ? (size_t)bound : RECORD_HEAD;
    record = add(cut, bytes);
    if (record)
        record->flags |= RECORD_CUT_SHORT;
    return record;
}

static void reject_long(const struct cut_marc *cut, struct record *record)
{
    struct slice expected = arena_printf(record->arena, "at most %llu bytes",
                                         (unsigned long long)cut->scan.bound);
    struct slice found = arena_printf(record->arena, "%llu bytes",
                                      (unsigned long long)record->length);

    record_reject(record, RECORD_TOO_LONG, SLICE_NONE, expected, found);
}

/* The record ends with these bytes, of which the place is already the end. */
static int end_record(struct cut_marc *cut, struct record *record)
{
    record->length = cut->place.offset - record->offset;
    if (record->flags & RECORD_CUT_SHORT)
        reject_long(cut, record);
    else if (cut->batches.stage->job->heads && record_is_head(record))
        record_reject_head(record);
    cut->over = NULL;
    if (record->arena->failed)
        return error_memory(cut->batches.stage->error);
    return slice_batches_after(&cut->batches, cut->place.offset,
                               cut->place.line);
}

static int take(struct cut_marc *cut, enum marc_cut_kind kind,
                struct slice bytes)
{
    struct record *record = cut->over;

    if (!record) {
        record = bytes.len > cut->scan.bound ? add_head(cut, bytes)
                                             : add(cut, bytes);
        if (!record)
            return -1;
    }
    place_advance(&cut->place, cut->encoding, bytes);
    if (kind == MARC_CUT_RECORD)
        return end_record(cut, record);
    cut->over = record;
    return 0;
}

/* What follows the last terminator of a file that damage ended is no record. */
static bool is_torn(const struct cut_marc *cut, struct slice bytes)
{
    const struct input *input = cut->batches.stage->file->input;
    enum code code;

    if (!input || cut->over || bytes.at[bytes.len - 1] == MARC_RECORD_END)
        return false;
    code = input_fault(input)->code;
    return code == GZIP_DAMAGED || code == GZIP_TRUNCATED ||
           code == FILE_UNREADABLE;
}

static int cut_window(struct cut_marc *cut, bool end)
{
    for (;;) {
        struct slice text = {cut->carry.at + cut->start,
                             cut->carry.len - cut->start};
        struct marc_cut found = marc_scan_next(&cut->scan, text, end);
        bool rest = found.length == text.len;

        if (found.kind == MARC_CUT_MORE)
            return 0;
        text.len = found.length;
        if (found.kind == MARC_CUT_PADDING ||
            (end && rest && is_torn(cut, text)))
            place_advance(&cut->place, cut->encoding, text);
        else if (take(cut, found.kind, text) != 0)
            return -1;
        cut->start += found.length;
    }
}

static int cut_marc_process(struct stage *stage, struct batch *batch)
{
    struct cut_marc *cut = stage->state;
    int result;

    carry_drop(&cut->carry, cut->start);
    cut->start = 0;
    result = carry_append(&cut->carry, batch->bytes);
    stage_release(stage, batch);
    if (result != 0)
        return error_memory(stage->error);
    return cut_window(cut, false);
}

static int cut_marc_finish(struct stage *stage)
{
    struct cut_marc *cut = stage->state;

    return cut_window(cut, true) != 0 ? -1 : slice_batches_flush(&cut->batches);
}

static void cut_marc_close(struct stage *stage)
{
    struct cut_marc *cut = stage->state;

    slice_batches_clear(&cut->batches);
    carry_clear(&cut->carry);
}

const struct stage_type stage_cut_marc = {
    .name = "cut_marc",
    .summary = "cuts ISO 2709 into records",
    .section = SECTION_HEAD,
    .takes = BATCH_BYTES,
    .gives = BATCH_SLICES,
    .state_size = sizeof(struct cut_marc),
    .open = cut_marc_open,
    .process = cut_marc_process,
    .finish = cut_marc_finish,
    .close = cut_marc_close,
};
