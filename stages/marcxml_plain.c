/*
 * See marcxml_plain.h. A cursor that moves over the text by exact expectations;
 * every function returns false at what it does not expect, and false ends it
 * all.
 *
 * Source of rules: XML 1.0, sections 2.3, 2.4, 3.1 and 4.6.
 */
#include "marcxml_plain.h"

#include "marcxml_cursor.h"

#include <ctype.h>

#define ATTRIBUTES_MAX 6

struct attribute {
    struct slice name, value;
};

struct tag {
    struct slice name;                           /* without the prefix */
    struct attribute attributes[ATTRIBUTES_MAX]; /* count of them are set */
    size_t count;
    bool empty;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void skip_blanks(struct plain *plain)
{
    while (plain->at < plain->end && is_blank(*plain->at))
        plain->at++;
}

/* ASCII letters and digits, beginning with a letter: less than XML allows. */
static struct slice take_name(struct plain *plain)
{
    const char *from = plain->at;

    while (plain->at < plain->end) {
        char c = *plain->at;

        if ((unsigned)(c | 0x20) - 'a' >= 26 &&
            (plain->at == from || (unsigned)c - '0' >= 10))
            break;
        plain->at++;
    }
    return slice_between(from, plain->at);
}

/* With a prefix, but not the one that XML gives a meaning to. */
static struct slice take_attribute_name(struct plain *plain)
{
    struct slice name = take_name(plain);
    const char *from = name.at;

    if (!name.len || !plain_take(plain, SLICE(":")))
        return name;
    if (slice_equal(name, SLICE("xml")) || !take_name(plain).len)
        return SLICE_NONE;
    return slice_between(from, plain->at);
}

/* name="value", whose value no rule of XML changes. */
static bool take_attribute(struct plain *plain, struct tag *tag)
{
    struct attribute *attribute = &tag->attributes[tag->count];
    const char *from;
    char quote;

    if (tag->count == ATTRIBUTES_MAX)
        return false;
    attribute->name = take_attribute_name(plain);
    if (!attribute->name.len || !plain_take(plain, SLICE("=")) ||
        plain->at == plain->end)
        return false;
    for (size_t i = 0; i < tag->count; i++)
        if (slice_equal(attribute->name, tag->attributes[i].name))
            return false;
    quote = *plain->at++;
    if (quote != '"' && quote != '\'')
        return false;
    for (from = plain->at; plain->at < plain->end; plain->at++) {
        char c = *plain->at;

        if (c == quote)
            break;
        if (c == '<' || c == '&' || (unsigned char)c < ' ')
            return false;
    }
    attribute->value = slice_between(from, plain->at);
    tag->count++;
    return plain->at++ < plain->end;
}

/* Attributes and the tag's end, behind its name. */
static bool take_tag_rest(struct plain *plain, struct tag *tag)
{
    for (;;) {
        const char *before = plain->at;

        skip_blanks(plain);
        if (plain->at == plain->end)
            return false;
        if (*plain->at == '>' || *plain->at == '/')
            break;
        if (plain->at == before || !take_attribute(plain, tag))
            return false;
    }
    tag->empty = *plain->at == '/';
    plain->at += tag->empty;
    return plain_take(plain, SLICE(">"));
}

static inline bool take_prefix(struct plain *plain)
{
    return !plain->prefix.len || plain_take(plain, plain->prefix);
}

static bool take_start(struct plain *plain, struct tag *tag)
{
    tag->count = 0;
    if (!plain_take(plain, SLICE("<")) || !take_prefix(plain))
        return false;
    tag->name = take_name(plain);
    return tag->name.len && take_tag_rest(plain, tag);
}

static inline bool take_end(struct plain *plain, struct slice name)
{
    if (!plain_take(plain, SLICE("</")) || !take_prefix(plain) ||
        !plain_take(plain, name))
        return false;
    skip_blanks(plain);
    return plain_take(plain, SLICE(">"));
}

static struct slice value_of(const struct tag *tag, struct slice name)
{
    for (size_t i = 0; i < tag->count; i++)
        if (slice_equal(tag->attributes[i].name, name))
            return tag->attributes[i].value;
    return SLICE_NONE;
}

/* The content of an element that holds text alone, and its end tag. */
static bool take_content(struct plain *plain, const struct tag *tag,
                         struct slice *text)
{
    *text = SLICE_NONE;
    return tag->empty ||
           (plain_take_text(plain, text) && take_end(plain, tag->name));
}

/* <subfield code="a">, as nearly every one is written: taken at a glance. */
static bool take_usual_subfield(struct plain *plain, struct slice *code)
{
    const char *from = plain->at;

    if (plain_take(plain, SLICE("<")) && take_prefix(plain) &&
        plain_take(plain, SLICE("subfield code=\"")) &&
        plain->end - plain->at >= 3 && isalnum((unsigned char)plain->at[0]) &&
        plain->at[1] == '"' && plain->at[2] == '>') {
        *code = (struct slice){plain->at, 1};
        plain->at += 3;
        return true;
    }
    plain->at = from;
    return false;
}

static bool take_subfields(struct plain *plain)
{
    for (;;) {
        struct tag tag;
        struct slice code, text;

        skip_blanks(plain);
        if (plain->end - plain->at >= 2 && plain->at[1] == '/')
            return true;
        if (take_usual_subfield(plain, &code)) {
            marc_build_subfield_begin(plain->build, code);
            if (!plain_take_text(plain, &text) ||
                !take_end(plain, SLICE("subfield")))
                return false;
        } else {
            if (!take_start(plain, &tag) ||
                !slice_equal(tag.name, SLICE("subfield")))
                return false;
            marc_build_subfield_begin(plain->build,
                                      value_of(&tag, SLICE("code")));
            if (!take_content(plain, &tag, &text))
                return false;
        }
        marc_build_subfield_end(plain->build, text);
    }
}

/* As many letters, digits or blanks. */
static inline bool take_value(struct plain *plain, size_t len,
                              struct slice *value)
{
    if ((size_t)(plain->end - plain->at) < len)
        return false;
    *value = (struct slice){plain->at, len};
    for (size_t i = 0; i < len; i++)
        if (!isalnum((unsigned char)plain->at[i]) && plain->at[i] != ' ')
            return false;
    plain->at += len;
    return true;
}

/* <datafield tag="245" ind1="1" ind2="0">, likewise. */
static bool take_usual_field(struct plain *plain)
{
    const char *from = plain->at;
    struct slice tag, first, second;

    if (plain_take(plain, SLICE("<")) && take_prefix(plain) &&
        plain_take(plain, SLICE("datafield tag=\"")) &&
        take_value(plain, 3, &tag) && plain_take(plain, SLICE("\" ind1=\"")) &&
        take_value(plain, 1, &first) &&
        plain_take(plain, SLICE("\" ind2=\"")) &&
        take_value(plain, 1, &second) && plain_take(plain, SLICE("\">"))) {
        marc_build_field_begin(plain->build, tag, first, second);
        return true;
    }
    plain->at = from;
    return false;
}

/* <controlfield tag="008">, likewise. */
static bool take_usual_control(struct plain *plain)
{
    const char *from = plain->at;
    struct slice tag;

    if (plain_take(plain, SLICE("<")) && take_prefix(plain) &&
        plain_take(plain, SLICE("controlfield tag=\"")) &&
        take_value(plain, 3, &tag) && plain_take(plain, SLICE("\">"))) {
        marc_build_control_begin(plain->build, tag);
        return true;
    }
    plain->at = from;
    return false;
}

static bool take_field_rest(struct plain *plain)
{
    if (!take_subfields(plain) || !take_end(plain, SLICE("datafield")))
        return false;
    marc_build_field_end(plain->build);
    return true;
}

static bool take_data_field(struct plain *plain, const struct tag *tag)
{
    marc_build_field_begin(plain->build, value_of(tag, SLICE("tag")),
                           value_of(tag, SLICE("ind1")),
                           value_of(tag, SLICE("ind2")));
    if (!tag->empty)
        return take_field_rest(plain);
    marc_build_field_end(plain->build);
    return true;
}

static bool take_child(struct plain *plain)
{
    struct tag tag;
    struct slice text;

    if (take_usual_field(plain))
        return take_field_rest(plain);
    if (take_usual_control(plain)) {
        if (!plain_take_text(plain, &text) ||
            !take_end(plain, SLICE("controlfield")))
            return false;
        marc_build_control_end(plain->build, text);
        return true;
    }
    if (!take_start(plain, &tag))
        return false;
    if (slice_equal(tag.name, SLICE("datafield")))
        return take_data_field(plain, &tag);
    if (slice_equal(tag.name, SLICE("controlfield"))) {
        marc_build_control_begin(plain->build, value_of(&tag, SLICE("tag")));
        if (!take_content(plain, &tag, &text))
            return false;
        marc_build_control_end(plain->build, text);
        return true;
    }
    if (!slice_equal(tag.name, SLICE("leader")) ||
        !take_content(plain, &tag, &text))
        return false;
    marc_build_leader(plain->build, text);
    return true;
}

/* <record ...> under whatever prefix it has. Namespace declarations may have
 * any plain value, for nobody looks at them. */
static bool take_record_start(struct plain *plain)
{
    struct tag tag = {.count = 0};
    const char *from;

    if (!plain_take(plain, SLICE("<")))
        return false;
    from = plain->at;
    tag.name = take_name(plain);
    if (plain_take(plain, SLICE(":"))) {
        plain->prefix = slice_between(from, plain->at);
        tag.name = take_name(plain);
    }
    return slice_equal(tag.name, SLICE("record")) &&
           take_tag_rest(plain, &tag) && !tag.empty;
}

static bool take_record(struct plain *plain)
{
    if (!take_record_start(plain))
        return false;
    for (;;) {
        skip_blanks(plain);
        if (plain->end - plain->at >= 2 && plain->at[1] == '/')
            break;
        if (!take_child(plain))
            return false;
    }
    return take_end(plain, SLICE("record")) && plain->at == plain->end;
}

/* U+FFFE and U+FFFF are valid UTF-8, but no characters of XML. */
static bool has_noncharacter(struct slice text)
{
    const char *at = text.at, *end = at + text.len;

    while ((at = memchr(at, 0xef, (size_t)(end - at)))) {
        if (end - at >= 3 && at[1] == '\xbf' && (unsigned char)at[2] >= 0xbe)
            return true;
        at++;
    }
    return false;
}

bool marcxml_plain_parse(struct slice text, struct marc_build *build,
                         struct record *record)
{
    struct plain plain = {.at = text.at,
                          .end = text.at + text.len,
                          .prefix = {"", 0},
                          .build = build};
    struct record before = *record;

    if (has_noncharacter(text))
        return false;
    marc_build_begin(build, record);
    build->stable = true;
    if (take_record(&plain)) {
        marc_build_end(build);
        return true;
    }
    *record = before;
    if (record->last_finding)
        record->last_finding->next = NULL;
    return false;
}
