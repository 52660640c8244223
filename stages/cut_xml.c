/*
 * Cuts a MARC-XML file into records: byte slices, each with its place in the
 * file and the start tags of the elements around it. Nothing is decoded here,
 * and no XML library sees bytes before they have been cut: a record that is
 * damaged costs that record alone.
 *
 * xml_scan finds the markup, xml_records tells which of it is records, and this
 * file feeds them with blocks. Markup is scanned in the block where it lies;
 * only what straddles blocks is copied together first.
 */
#include "byte_carry.h"
#include "xml_records.h"

#include <stdio.h>

#define CARRY_STEP (64 * 1024) /* of a block, joined at a time */

struct cut_xml {
    struct xml_records records;
    struct byte_carry carry;
    uint64_t carry_base; /* position of its first byte */
};

static int cut_xml_open(struct stage *stage)
{
    struct cut_xml *cut = stage->state;
    const struct input *input = stage->file->input;

    xml_records_open(&cut->records, stage,
                     input ? input_encoding(input) : stage->file->plan.encoding,
                     input ? input_bom_length(input) : 0);
    return 0;
}

/* Cuts what a stretch holds; *keep is where the bytes still needed begin. */
static int cut_stretch(struct cut_xml *cut, struct slice bytes, uint64_t base,
                       bool last, uint64_t *keep)
{
    struct xml_records *records = &cut->records;
    enum xml_token token;

    xml_scan_show(&records->scan, bytes.at, base, bytes.len, last);
    do {
        token = xml_scan_next(&records->scan);
        if (token == XML_MORE)
            break;
        if (xml_records_token(records, token) != 0)
            return -1;
    } while (!records->stopped);
    *keep = records->stopped ? base + bytes.len : xml_records_pause(records);
    return 0;
}

/* Joins the carried bytes with the block's first ones, until what straddles is
 * complete; *block is then what is left to cut in place, and *base its
 * position. */
static int cut_carried(struct cut_xml *cut, struct slice *block, bool last,
                       uint64_t *base)
{
    *base = cut->carry_base + cut->carry.len;
    while (cut->carry.len && !cut->records.stopped) {
        struct slice step = {block->at,
                             block->len < CARRY_STEP ? block->len : CARRY_STEP};
        bool final = last && step.len == block->len;
        uint64_t keep, from = *base;

        if (carry_append(&cut->carry, step) != 0)
            return error_memory(cut->records.batches.stage->error);
        block->at += step.len;
        block->len -= step.len;
        *base += step.len;
        if (cut_stretch(cut, (struct slice){cut->carry.at, cut->carry.len},
                        cut->carry_base, final, &keep) != 0)
            return -1;
        if (keep >= from) {
            block->at -= *base - keep;
            block->len += *base - keep;
            *base = keep;
            cut->carry.len = 0;
            break;
        }
        carry_drop(&cut->carry, (size_t)(keep - cut->carry_base));
        cut->carry_base = keep;
        if (!block->len)
            break;
    }
    return 0;
}

static int cut_block(struct cut_xml *cut, struct slice block, bool last)
{
    uint64_t base, keep;

    if (cut_carried(cut, &block, last, &base) != 0)
        return -1;
    if (cut->carry.len || cut->records.stopped)
        return 0;
    if (cut_stretch(cut, block, base, last, &keep) != 0)
        return -1;
    cut->carry_base = keep;
    if (carry_append(&cut->carry,
                     (struct slice){block.at + (keep - base),
                                    (size_t)(base + block.len - keep)}) != 0)
        return error_memory(cut->records.batches.stage->error);
    return 0;
}

static int cut_xml_process(struct stage *stage, struct batch *batch)
{
    struct cut_xml *cut = stage->state;
    int result = 0;

    if (!cut->records.stopped)
        result = cut_block(cut, batch->bytes, batch->last);
    stage_release(stage, batch);
    return result;
}

static void report_fault(struct cut_xml *cut, struct input *input)
{
    const struct xml_records *records = &cut->records;
    char text[160];

    snprintf(text, sizeof text, "line %llu: %s",
             (unsigned long long)records->fault_line, records->fault_text);
    input_fault_set(input, records->fault, records->fault_offset, text);
}

static int cut_xml_finish(struct stage *stage)
{
    struct cut_xml *cut = stage->state;

    if (cut->records.fault != CODE_NONE && stage->file->input)
        report_fault(cut, stage->file->input);
    return slice_batches_flush(&cut->records.batches);
}

static void cut_xml_close(struct stage *stage)
{
    struct cut_xml *cut = stage->state;

    xml_records_close(&cut->records);
    carry_clear(&cut->carry);
}

const struct stage_type stage_cut_xml = {
    .name = "cut_xml",
    .summary = "cuts MARC-XML into records",
    .section = SECTION_HEAD,
    .takes = BATCH_BYTES,
    .gives = BATCH_SLICES,
    .state_size = sizeof(struct cut_xml),
    .open = cut_xml_open,
    .process = cut_xml_process,
    .finish = cut_xml_finish,
    .close = cut_xml_close,
};
