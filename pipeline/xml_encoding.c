/* See xml_encoding.h. */
#include "xml_encoding.h"

#include <utf8proc.h>

#define LONGEST_CHARACTER 4

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct slice skip_blanks(struct slice text)
{
    while (text.len && is_blank(text.at[0]))
        text.at++, text.len--;
    return text;
}

static bool skip(struct slice *text, struct slice what)
{
    if (text->len < what.len || memcmp(text->at, what.at, what.len) != 0)
        return false;
    text->at += what.len;
    text->len -= what.len;
    return true;
}

/* The value in quotes after name and '='; the text moves behind it. */
static bool take_value(struct slice *text, struct slice *value)
{
    const char *end;
    char quote;

    *text = skip_blanks(*text);
    if (!skip(text, SLICE("=")))
        return false;
    *text = skip_blanks(*text);
    if (!text->len || (text->at[0] != '"' && text->at[0] != '\''))
        return false;
    quote = text->at[0];
    end = memchr(text->at + 1, quote, text->len - 1);
    if (!end)
        return false;
    *value = slice_between(text->at + 1, end);
    *text = slice_between(end + 1, text->at + text->len);
    return true;
}

struct slice xml_encoding(struct slice text)
{
    struct slice value = SLICE_NONE;

    if (!skip(&text, SLICE("<?xml")) || !text.len || !is_blank(text.at[0]))
        return SLICE_NONE;
    text = skip_blanks(text);
    if (skip(&text, SLICE("version")) && !take_value(&text, &value))
        return SLICE_NONE;
    text = skip_blanks(text);
    if (skip(&text, SLICE("encoding")) && take_value(&text, &value))
        return value;
    return SLICE_NONE;
}

bool xml_encoding_is_utf8(struct slice text)
{
    bool beyond = false;

    while (text.len) {
        utf8proc_int32_t point;
        utf8proc_ssize_t used = 1;

        if ((unsigned char)text.at[0] >= 0x80) {
            used = utf8proc_iterate((const utf8proc_uint8_t *)text.at,
                                    (utf8proc_ssize_t)text.len, &point);
            if (used <= 0)
                return beyond && text.len < LONGEST_CHARACTER;
            beyond = true;
        }
        text.at += used;
        text.len -= (size_t)used;
    }
    return beyond;
}
