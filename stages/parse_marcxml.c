/*
 * Parses cut records of MARC-XML into MARC fields. Bytes become text first
 * (record_text); records of the plain form that nearly all have are then read
 * by marcxml_plain, and every other by libxml2 (marcxml_sax), with equal
 * results.
 */
#include "marcxml_plain.h"
#include "marcxml_sax.h"
#include "record_text.h"

#include "../pipeline/stage.h"

struct parse_marcxml {
    enum encoding encoding;
    enum encoding declared; /* by the context below */
    const char *context;    /* of the last record; its batch's */
    struct marcxml_sax *sax;
    struct marc_build build;
};

static bool is_utf16(enum encoding encoding)
{
    return encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE;
}

/* UTF-16 has become UTF-8 on the way in: what is invalid now was so before. */
static int parse_marcxml_open(struct stage *stage)
{
    struct parse_marcxml *parse = stage->state;
    const struct input *input = stage->file->input;

    parse->encoding = stage->file->plan.encoding;
    if (is_utf16(parse->encoding) || (input && is_utf16(input_encoding(input))))
        parse->encoding = ENCODING_UTF8;
    parse->build.mapped = stage->file->plan.mapped_fields;
    parse->sax = marcxml_sax_open();
    return parse->sax ? 0 : error_memory(stage->error);
}

static bool parse_record(struct parse_marcxml *parse, struct record *record)
{
    struct slice text;

    if (record->context.at != parse->context || !record->context.at) {
        parse->context = record->context.at;
        parse->declared = encoding_declared(record->context);
        if (!marcxml_sax_context(parse->sax, record->context))
            return false;
    }
    if (!record_text(record, parse->encoding, parse->declared, &text))
        return !record->arena->failed;
    if (marcxml_plain_parse(text, &parse->build, record))
        return true;
    return marcxml_sax_parse(parse->sax, text, &parse->build, record);
}

static int parse_marcxml_process(struct stage *stage, struct batch *batch)
{
    struct parse_marcxml *parse = stage->state;

    parse->context = NULL; /* an address may come again in another batch */
    for (size_t i = 0; i < batch->records.count; i++) {
        struct record *record = &batch->records.at[i];

        if (record->state != RECORD_GOOD || (record->flags & RECORD_ENVELOPE))
            continue;
        if (!parse_record(parse, record) || batch->arena.failed) {
            stage_release(stage, batch);
            return error_memory(stage->error);
        }
    }
    return stage_emit(stage, batch);
}

static void parse_marcxml_close(struct stage *stage)
{
    struct parse_marcxml *parse = stage->state;

    marcxml_sax_close(parse->sax);
    marc_build_clear(&parse->build);
}

const struct stage_type stage_parse_marcxml = {
    .name = "parse_marcxml",
    .summary = "parses records of MARC-XML into fields",
    .section = SECTION_WORK,
    .takes = BATCH_SLICES,
    .gives = BATCH_MARC,
    .state_size = sizeof(struct parse_marcxml),
    .open = parse_marcxml_open,
    .process = parse_marcxml_process,
    .close = parse_marcxml_close,
};
