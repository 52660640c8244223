/* See marc_text.h. */
#include "marc_text.h"

#include "csv_text.h"

#include "../pipeline/marc_leader.h"

#include <stdio.h>

#define LEADER_CODING 9
#define ESCAPE '\x1b'

int marc_text_open(struct marc_text *text, enum encoding encoding)
{
    bool utf16 = encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE;

    /* UTF-16 has become UTF-8 on the way in. */
    text->encoding = utf16 ? ENCODING_UTF8 : encoding;
    text->marc8 = marc8_open();
    return text->marc8 ? 0 : -1;
}

void marc_text_close(struct marc_text *text)
{
    marc8_close(text->marc8);
    text->marc8 = NULL;
}

/* ---- the record ---------------------------------------------------------- */

static const char *charset_text(enum marc_charset charset)
{
    static const char *const texts[] = {
        [CHARSET_ASCII] = "ASCII",
        [CHARSET_UTF8] = "UTF-8",
        [CHARSET_MARC8] = "MARC-8",
        [CHARSET_1252] = "Windows-1252",
        [CHARSET_UNKNOWN] = "an unknown encoding",
    };

    return texts[charset];
}

static struct slice bad_byte(struct record *record, const char *at)
{
    if (at < record->raw.at || at >= record->raw.at + record->raw.len)
        return SLICE_NONE;
    return arena_printf(record->arena, "byte %02X at %zu of the record",
                        (unsigned char)*at, (size_t)(at - record->raw.at));
}

static const char *first_invalid(struct slice text)
{
    return text.at + csv_text_valid(text);
}

static bool judge(struct marc_text *text, struct record *record)
{
    char coding =
        record->raw.len > LEADER_CODING ? record->raw.at[LEADER_CODING] : ' ';
    bool unicode = coding == 'a';
    struct marc_judged judged = marc_charset_judge(record->raw, unicode);
    struct slice declared = unicode         ? SLICE("UTF-8")
                            : coding == ' ' ? SLICE("MARC-8")
                                            : SLICE("neither");
    struct slice field = SLICE("leader/09");

    text->charset = judged.charset;
    if (judged.charset == CHARSET_UNKNOWN) {
        record_reject(record, ENCODING_INVALID, SLICE_NONE,
                      SLICE("UTF-8, MARC-8 or Windows-1252"),
                      bad_byte(record, first_invalid(record->raw)));
        return false;
    }
    if (judged.charset == CHARSET_1252)
        record_warn(record, ENCODING_REPAIRED, SLICE_NONE, declared,
                    bad_byte(record, first_invalid(record->raw)));
    else if (judged.charset == CHARSET_UTF8 && judged.damaged)
        record_warn(record, ENCODING_DECLARED, field, declared,
                    bad_byte(record, first_invalid(record->raw)));
    else if ((judged.charset == CHARSET_UTF8 && !unicode) ||
             (judged.charset == CHARSET_MARC8 && unicode))
        record_warn(record, ENCODING_DECLARED, field, declared,
                    slice_of(charset_text(judged.charset)));
    return true;
}

bool marc_text_begin(struct marc_text *text, struct record *record)
{
    struct slice raw = record->raw;
    const char *nul = memchr(raw.at, '\0', raw.len);
    const char *invalid;

    text->record = record;
    text->controls = false;
    if (nul) {
        record_reject(record, NUL_BYTE, SLICE_NONE, SLICE_NONE,
                      bad_byte(record, nul));
        return false;
    }
    switch (text->encoding) {
    case ENCODING_AUTO:
        return judge(text, record);
    case ENCODING_MARC8:
        text->charset = CHARSET_MARC8;
        return true;
    case ENCODING_WINDOWS_1252:
    case ENCODING_LATIN1:
        text->charset = CHARSET_1252;
        return true;
    default:
        break;
    }
    text->charset = CHARSET_UTF8;
    invalid = first_invalid(raw);
    if (invalid == raw.at + raw.len)
        return true;
    record_reject(record, ENCODING_INVALID, SLICE_NONE, SLICE("UTF-8"),
                  bad_byte(record, invalid));
    return false;
}

/* ---- values -------------------------------------------------------------- */

static bool is_break(char c)
{
    return c == '\n' || c == '\r' || c == '\t';
}

/* In MARC-8 escapes are part of the text. */
static bool is_control(const struct marc_text *text, char c)
{
    if (c == ESCAPE)
        return text->charset != CHARSET_MARC8;
    return ((unsigned char)c < ' ' && !is_break(c)) ||
           (c == '\x7f' && text->charset == CHARSET_MARC8);
}

/* libyaz knows no line ends: in MARC-8 they become the blanks that they are
 * taken for later. */
static bool remove_controls(struct marc_text *text, struct slice *value)
{
    bool marc8 = text->charset == CHARSET_MARC8;
    char found[16], *made = NULL;
    size_t len = 0, first = 0;

    while (first < value->len && !is_control(text, value->at[first]) &&
           !(marc8 && is_break(value->at[first])))
        first++;
    if (first == value->len)
        return true;
    made = arena_alloc(text->record->arena, value->len);
    if (!made)
        return false;
    for (size_t i = 0; i < value->len; i++) {
        char c = value->at[i];

        if (!is_control(text, c)) {
            made[len++] = marc8 && is_break(c) ? ' ' : c;
        } else if (!text->controls) {
            text->controls = true;
            snprintf(found, sizeof found, "U+%04X", (unsigned)c);
            record_warn(text->record, CONTROL_CHARACTER, SLICE_NONE, SLICE_NONE,
                        slice_of(found));
        }
    }
    *value = (struct slice){made, len};
    return true;
}

/* False: at *bad it is not what it should be, or memory is short. */
static bool convert(struct marc_text *text, struct slice *value, size_t *bad)
{
    struct arena *arena = text->record->arena;

    switch (text->charset) {
    case CHARSET_MARC8:
        return marc8_convert(text->marc8, arena, value, bad);
    case CHARSET_1252:
        csv_text_decode(arena, ENCODING_WINDOWS_1252, value, bad);
        return !arena->failed;
    default:
        *bad = csv_text_valid(*value);
        return *bad == value->len;
    }
}

/* Is it the same in every encoding? */
static bool is_plain(const struct marc_text *text, struct slice value)
{
    unsigned char all = 0;

    for (size_t i = 0; i < value.len; i++)
        all |= (unsigned char)value.at[i];
    if (all & 0x80)
        return false;
    return text->charset != CHARSET_MARC8 || !value.len ||
           (!memchr(value.at, ESCAPE, value.len) &&
            !memmem(value.at, value.len, "&#x", 3));
}

bool marc_text_value(struct marc_text *text, const char *tag, char code,
                     struct slice *value)
{
    struct arena *arena = text->record->arena;
    struct slice field;
    size_t bad = 0;

    if (!remove_controls(text, value))
        return false;
    if (is_plain(text, *value) || convert(text, value, &bad))
        return true;
    if (arena->failed)
        return false;
    field = code ? arena_printf(arena, "%s$%c", tag, code) : slice_of(tag);
    /* the same again in another script: the record can do without */
    if (strcmp(tag, "880") == 0) {
        record_warn(text->record, ENCODING_LOST, field,
                    slice_of(charset_text(text->charset)),
                    bad_byte(text->record, value->at + bad));
        *value = SLICE_NONE;
        return true;
    }
    record_reject(text->record, ENCODING_INVALID, field,
                  slice_of(charset_text(text->charset)),
                  bad_byte(text->record, value->at + bad));
    return false;
}
