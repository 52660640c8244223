/*
 * Parses cut records of ISO 2709 into MARC fields: marc_fields says which bytes
 * are which field, marc_text makes text of those that are kept, and marc_build
 * judges tags, indicators and codes as it does for MARC-XML.
 */
#include "marc_build.h"
#include "marc_fields.h"
#include "marc_text.h"

#include "../pipeline/stage.h"
#include "../pipeline/visible.h"

struct parse_marc {
    struct marc_fields fields;
    struct marc_text text;
    struct marc_build build;
};

/* Values that are plain need no copy: they lie in the batch's arena. */
static int parse_marc_open(struct stage *stage)
{
    struct parse_marc *parse = stage->state;

    parse->build.mapped = stage->file->plan.mapped_fields;
    parse->build.stable = true;
    if (marc_text_open(&parse->text, stage->file->plan.encoding) != 0)
        return error_memory(stage->error);
    return 0;
}

/* A tag, indicator or code as it is; bytes that are no graphic ASCII as \xNN,
 * so that it is not taken for good and can be shown. */
static struct slice structural(struct record *record, struct slice text)
{
    char room[4 * 8 + 1];
    size_t len = visible_text(room, sizeof room, text);

    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < ' ' || text.at[i] > '~')
            return arena_copy(record->arena, (struct slice){room, len});
    return text;
}

static bool is_control_field(const struct marc_piece *piece)
{
    const char *tag = piece->tag.at;

    if (tag[0] == '0' && tag[1] == '0')
        return true;
    return marc_digits(tag, 3) < 0 &&
           !memchr(piece->bytes.at, MARC_SUBFIELD, piece->bytes.len);
}

static bool control_field(struct parse_marc *parse,
                          const struct marc_piece *piece)
{
    struct marc_build *build = &parse->build;
    struct slice value = piece->bytes;

    marc_build_control_begin(build, structural(build->record, piece->tag));
    if (memchr(value.at, MARC_SUBFIELD, value.len)) {
        marc_build_repaired(build, "no subfields", SLICE("subfields"));
        return true;
    }
    if (build->field_kept &&
        !marc_text_value(&parse->text, build->field.tag, 0, &value))
        return false;
    marc_build_control_end(build, value);
    return true;
}

/* What stands between two delimiters: a code and its value. */
static bool subfield(struct parse_marc *parse, struct slice bytes)
{
    struct marc_build *build = &parse->build;
    struct slice code = {bytes.at, bytes.len > 0};
    struct slice value = {bytes.at + code.len, bytes.len - code.len};

    marc_build_subfield_begin(build, structural(build->record, code));
    if (build->field_kept && build->code_good &&
        !marc_text_value(&parse->text, build->field.tag, code.at[0], &value))
        return false;
    marc_build_subfield_end(build, value);
    return true;
}

static bool data_field(struct parse_marc *parse, const struct marc_piece *piece)
{
    struct marc_build *build = &parse->build;
    struct record *record = build->record;
    const char *end = piece->bytes.at + piece->bytes.len;
    const char *at = memchr(piece->bytes.at, MARC_SUBFIELD, piece->bytes.len);
    struct slice front = slice_between(piece->bytes.at, at ? at : end);
    size_t first = front.len > 0, second = front.len > 1;

    marc_build_field_begin(
        build, structural(record, piece->tag),
        structural(record, (struct slice){front.at, first}),
        structural(record, (struct slice){front.at + first, second}));
    if (build->field_good && front.len != 2)
        marc_build_repaired(
            build, "two indicators",
            arena_printf(record->arena, "%zu bytes", front.len));
    while (at) {
        const char *from = at + 1;

        at = memchr(from, MARC_SUBFIELD, (size_t)(end - from));
        if (!subfield(parse, slice_between(from, at ? at : end)))
            return false;
    }
    marc_build_field_end(build);
    return true;
}

static void parse_record(struct parse_marc *parse, struct record *record)
{
    const struct marc_fields *fields = &parse->fields;

    if (!marc_fields_take(&parse->fields, record) ||
        !marc_text_begin(&parse->text, record))
        return;
    marc_build_begin(&parse->build, record);
    marc_build_leader(&parse->build,
                      (struct slice){record->raw.at, MARC_LEADER_BYTES});
    for (size_t i = 0; i < fields->count; i++) {
        const struct marc_piece *piece = &fields->pieces[i];

        if (!(is_control_field(piece) ? control_field(parse, piece)
                                      : data_field(parse, piece)))
            return;
    }
    marc_build_end(&parse->build);
}

static int parse_marc_process(struct stage *stage, struct batch *batch)
{
    struct parse_marc *parse = stage->state;

    for (size_t i = 0; i < batch->records.count; i++) {
        struct record *record = &batch->records.at[i];

        if (record->state != RECORD_GOOD)
            continue;
        parse_record(parse, record);
        if (batch->arena.failed) {
            stage_release(stage, batch);
            return error_memory(stage->error);
        }
    }
    return stage_emit(stage, batch);
}

static void parse_marc_close(struct stage *stage)
{
    struct parse_marc *parse = stage->state;

    marc_fields_clear(&parse->fields);
    marc_text_close(&parse->text);
    marc_build_clear(&parse->build);
}

const struct stage_type stage_parse_marc = {
    .name = "parse_marc",
    .summary = "parses records of ISO 2709 into fields",
    .section = SECTION_WORK,
    .takes = BATCH_SLICES,
    .gives = BATCH_MARC,
    .state_size = sizeof(struct parse_marc),
    .open = parse_marc_open,
    .process = parse_marc_process,
    .close = parse_marc_close,
};
