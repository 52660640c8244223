/* See marc_find.h. */
#include "marc_find.h"

bool marc_is_mapped(const char *tag)
{
    /* 200 tells that it is not MARC 21 */
    static const char *const numbers[] = {
        "001", "003", "005", "008", "010", "020", "022", "035",
        "041", "200", "240", "245", "260", "264", "880", "DEL",
    };

    if (tag[0] == '1' || tag[0] == '7')
        return true;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (memcmp(tag, numbers[i], 3) == 0)
            return true;
    return false;
}

bool marc_tag_is(const struct marc_field *field, const char *tag)
{
    return memcmp(field->tag, tag, 3) == 0;
}

const struct marc_field *marc_find(const struct marc *marc, const char *tag,
                                   const struct marc_field *after)
{
    size_t i = after ? (size_t)(after - marc->fields.at) + 1 : 0;

    for (; i < marc->fields.count; i++)
        if (marc_tag_is(&marc->fields.at[i], tag))
            return &marc->fields.at[i];
    return NULL;
}

struct slice marc_control(const struct marc *marc, const char *tag)
{
    const struct marc_field *field = marc_find(marc, tag, NULL);

    return field ? slice_trim(field->value) : SLICE_NONE;
}

struct slice marc_subfield(const struct marc_field *field, char code)
{
    for (size_t i = 0; i < field->subfield_count; i++) {
        struct slice value = slice_trim(field->subfields[i].value);

        if (field->subfields[i].code == code && value.len)
            return value;
    }
    return SLICE_NONE;
}

static bool is_wanted(const struct marc_subfield *subfield, const char *codes)
{
    return strchr(codes, subfield->code) != NULL;
}

struct slice marc_join(const struct marc_field *field, const char *codes,
                       struct arena *arena)
{
    struct slice one = SLICE_NONE;
    size_t room = 0, parts = 0, len = 0;
    char *made;

    for (size_t i = 0; i < field->subfield_count; i++) {
        struct slice value = slice_trim(field->subfields[i].value);

        if (value.len && is_wanted(&field->subfields[i], codes)) {
            one = value;
            parts++;
            room += value.len + 1;
        }
    }
    if (parts < 2)
        return one;
    made = arena_alloc(arena, room);
    if (!made)
        return SLICE_NONE;
    for (size_t i = 0; i < field->subfield_count; i++) {
        struct slice value = slice_trim(field->subfields[i].value);

        if (!value.len || !is_wanted(&field->subfields[i], codes))
            continue;
        if (len)
            made[len++] = ' ';
        memcpy(made + len, value.at, value.len);
        len += value.len;
    }
    return (struct slice){made, len};
}
