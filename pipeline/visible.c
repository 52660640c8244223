/* See visible.h. Widths are utf8proc's. */
#include "visible.h"

#include <stdio.h>
#include <utf8proc.h>

/* The character at the beginning of text; negative: none, or one not to show. */
static utf8proc_ssize_t showable(struct slice text, utf8proc_int32_t *code)
{
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text.at,
                                            (utf8proc_ssize_t)text.len, code);

    if (len > 0 && (*code < 0x20 || (*code >= 0x7f && *code < 0xa0)))
        return -1;
    return len;
}

size_t visible_text(char *to, size_t room, struct slice text)
{
    size_t len = 0;
    utf8proc_int32_t code;

    while (text.len) {
        utf8proc_ssize_t step = showable(text, &code);
        size_t taken = step > 0 ? (size_t)step : 1;
        size_t given = step > 0 ? taken : 4;

        if (len + given >= room)
            break;
        if (step > 0)
            memcpy(to + len, text.at, taken);
        else
            snprintf(to + len, 5, "\\x%02X", (unsigned char)*text.at);
        len += given;
        text.at += taken;
        text.len -= taken;
    }
    to[len] = '\0';
    return len;
}

struct slice visible_cut(struct slice visible, size_t columns)
{
    struct slice rest = visible;
    utf8proc_int32_t code;

    while (rest.len) {
        utf8proc_ssize_t step = showable(rest, &code);
        size_t width = step > 0 ? (size_t)utf8proc_charwidth(code) : 1;

        if (width > columns)
            break;
        columns -= width;
        rest.at += step > 0 ? step : 1;
        rest.len -= step > 0 ? (size_t)step : 1;
    }
    return slice_between(visible.at, rest.at);
}

size_t visible_width(struct slice visible)
{
    size_t width = 0;
    utf8proc_int32_t code;

    while (visible.len) {
        utf8proc_ssize_t step = showable(visible, &code);

        width += step > 0 ? (size_t)utf8proc_charwidth(code) : 1;
        visible.at += step > 0 ? step : 1;
        visible.len -= step > 0 ? (size_t)step : 1;
    }
    return width;
}
