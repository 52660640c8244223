/* See marc_build.h. */
#include "marc_build.h"

#include "marc_find.h"

#include <stdint.h>
#include <stdlib.h>

void marc_build_begin(struct marc_build *build, struct record *record)
{
    build->record = record;
    build->marc = arena_zero(record->arena, sizeof *build->marc);
    build->has_leader = false;
    build->count = 0;
    build->repairs = 0;
    build->fields = 0;
}

void marc_build_clear(struct marc_build *build)
{
    free(build->subfields);
    *build = (struct marc_build){0};
}

void marc_build_end(struct marc_build *build)
{
    build->record->marc = build->marc;
}

void marc_build_repaired(struct marc_build *build, const char *expected,
                         struct slice found)
{
    if (build->repairs++ < MARC_REPAIRS_TOLD)
        record_warn(build->record, MARC_REPAIRED,
                    build->field.tag[0] ? slice_of(build->field.tag)
                                        : SLICE_NONE,
                    slice_of(expected), found);
}

static bool is_break(char c)
{
    return c == '\n' || c == '\r' || c == '\t';
}

/* Is a byte below 0x20 in it? Eight at a time: this sees every value. */
static bool has_control(struct slice text)
{
    const uint64_t ones = UINT64_MAX / 255;
    size_t i = 0;

    for (; i + 8 <= text.len; i += 8) {
        uint64_t eight;

        memcpy(&eight, text.at + i, 8);
        if ((eight - ones * 0x20) & ~eight & ones * 0x80)
            return true;
    }
    for (; i < text.len; i++)
        if ((unsigned char)text.at[i] < 0x20)
            return true;
    return false;
}

/* The end of the run of blanks and breaks at `i`; *breaks: it holds a break. */
static size_t blank_run(struct slice text, size_t i, bool *breaks)
{
    *breaks = false;
    for (; i < text.len && (text.at[i] == ' ' || is_break(text.at[i])); i++)
        *breaks |= is_break(text.at[i]);
    return i;
}

static struct slice collapse(struct arena *arena, struct slice text)
{
    char *made = arena_alloc(arena, text.len + 1);
    size_t len = 0;

    if (!made)
        return SLICE_NONE;
    for (size_t i = 0; i < text.len;) {
        bool breaks;
        size_t end = blank_run(text, i, &breaks);

        if (!breaks && end > i) {
            memcpy(made + len, text.at + i, end - i);
            len += end - i;
        } else if (breaks && i > 0 && end < text.len) {
            made[len++] = ' ';
        }
        i = end;
        while (i < text.len && text.at[i] != ' ' && !is_break(text.at[i]))
            made[len++] = text.at[i++];
    }
    return (struct slice){made, len};
}

static struct slice value_of(struct marc_build *build, struct slice value)
{
    if (has_control(value))
        return collapse(build->record->arena, value);
    if (build->stable || !value.len)
        return value;
    return arena_copy(build->record->arena, value);
}

void marc_build_leader(struct marc_build *build, struct slice value)
{
    memset(build->field.tag, 0, sizeof build->field.tag);
    if (build->has_leader)
        marc_build_repaired(build, "one leader", value);
    else if (build->marc)
        build->marc->leader = value_of(build, value);
    build->has_leader = true;
}

static bool is_alphanumeric(char c)
{
    return (unsigned)(c | 0x20) - 'a' < 26 || (unsigned)c - '0' < 10;
}

/* Begins a field if the tag is one. */
static void tag_set(struct marc_build *build, struct slice tag)
{
    build->field = (struct marc_field){.indicator = {' ', ' '}};
    build->count = 0;
    build->field_good = tag.len == 3 && is_alphanumeric(tag.at[0]) &&
                        is_alphanumeric(tag.at[1]) &&
                        is_alphanumeric(tag.at[2]);
    if (build->field_good)
        memcpy(build->field.tag, tag.at, 3);
    else
        marc_build_repaired(build, "a tag of three letters or digits", tag);
    build->field_kept = build->field_good &&
                        (!build->mapped || marc_is_mapped(build->field.tag));
}

static void field_add(struct marc_build *build)
{
    struct marc_field *field;

    if (!build->marc)
        return;
    if (build->fields++ >= MARC_FIELDS_MAX) {
        record_reject(build->record, MARC_STRUCTURE, SLICE_NONE,
                      SLICE("at most 100000 fields"), SLICE("more"));
        return;
    }
    if (!build->field_kept)
        return;
    field = list_push(build->record->arena, &build->marc->fields);
    if (field)
        *field = build->field;
}

void marc_build_control_begin(struct marc_build *build, struct slice tag)
{
    tag_set(build, tag);
}

void marc_build_control_end(struct marc_build *build, struct slice value)
{
    if (!build->field_good)
        return;
    if (build->field_kept)
        build->field.value = value_of(build, value);
    field_add(build);
}

static char indicator_of(struct marc_build *build, struct slice text)
{
    if (text.len == 0)
        return ' ';
    if (text.len == 1 && (signed char)text.at[0] >= ' ')
        return text.at[0];
    marc_build_repaired(build, "an indicator of one ASCII character", text);
    return ' ';
}

void marc_build_field_begin(struct marc_build *build, struct slice tag,
                            struct slice ind1, struct slice ind2)
{
    tag_set(build, tag);
    if (!build->field_good)
        return;
    if (tag.at[0] == '0' && tag.at[1] == '0') {
        marc_build_repaired(build, "a controlfield", SLICE("a datafield"));
        build->field_good = build->field_kept = false;
        return;
    }
    build->field.indicator[0] = indicator_of(build, ind1);
    build->field.indicator[1] = indicator_of(build, ind2);
}

void marc_build_subfield_begin(struct marc_build *build, struct slice code)
{
    build->code_good = code.len == 1 && code.at[0] > ' ' && code.at[0] < 0x7f;
    if (!build->code_good) {
        if (build->field_good)
            marc_build_repaired(build, "a subfield code of one character",
                                code);
        return;
    }
    if (build->count == build->room) {
        size_t room = build->room ? build->room * 2 : 64;
        struct marc_subfield *grown =
            realloc(build->subfields, room * sizeof *grown);

        if (!grown) {
            build->record->arena->failed = true;
            build->code_good = false;
            return;
        }
        build->subfields = grown;
        build->room = room;
    }
    build->subfields[build->count].code = code.at[0];
}

void marc_build_subfield_end(struct marc_build *build, struct slice value)
{
    if (build->code_good && build->field_kept)
        build->subfields[build->count++].value = value_of(build, value);
}

void marc_build_field_end(struct marc_build *build)
{
    size_t size = build->count * sizeof *build->subfields;

    if (!build->field_good)
        return;
    if (size) {
        build->field.subfields = arena_alloc(build->record->arena, size);
        if (!build->field.subfields)
            return;
        memcpy(build->field.subfields, build->subfields, size);
        build->field.subfield_count = build->count;
    }
    field_add(build);
}
