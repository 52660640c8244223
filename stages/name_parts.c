/* See name_parts.h. */
#include "name_parts.h"

#include <ctype.h>
#include <strings.h>

static const char *const suffixes[] = {
    "jr",  "sr",  "ii",  "iii", "iv",   "phd", "md", "esq",
    "dds", "mba", "obe", "cbe", "dmin", "edd", "rn", "jd",
};

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (c & 0x80);
}

static bool is_word(struct slice separator)
{
    return separator.len && isalpha((unsigned char)separator.at[0]) &&
           isalpha((unsigned char)separator.at[separator.len - 1]);
}

static bool stands_alone(struct slice text, size_t at, size_t len)
{
    return at > 0 && text.at[at - 1] == ' ' && at + len < text.len &&
           text.at[at + len] == ' ';
}

static size_t find(struct slice text, struct slice separator)
{
    bool word = is_word(separator);
    size_t from = 0;

    if (!separator.len)
        return text.len;
    while (from < text.len) {
        const char *at = memmem(text.at + from, text.len - from, separator.at,
                                separator.len);

        if (!at)
            break;
        from = (size_t)(at - text.at);
        if (!word || stands_alone(text, from, separator.len))
            return from;
        from++;
    }
    return text.len;
}

bool name_next_part(struct slice *rest, const char *separator,
                    struct slice *part)
{
    struct slice by = slice_of(separator);
    size_t at;

    if (!rest->at)
        return false;
    at = find(*rest, by);
    *part = (struct slice){rest->at, at};
    if (at == rest->len)
        *rest = SLICE_NONE;
    else
        *rest = (struct slice){rest->at + at + by.len, rest->len - at - by.len};
    return true;
}

bool name_is_suffix(struct slice part)
{
    char letters[8];
    size_t len = 0;

    for (size_t i = 0; i < part.len; i++) {
        if (part.at[i] == '.' || part.at[i] == ' ')
            continue;
        if (len == sizeof letters - 1)
            return false;
        letters[len++] = part.at[i];
    }
    letters[len] = '\0';
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (strcasecmp(letters, suffixes[i]) == 0)
            return true;
    return false;
}

bool name_is_likely(struct slice part)
{
    size_t letters = 0;

    part = slice_trim(part);
    if (part.len < 2 || part.len > 120)
        return false;
    for (size_t i = 0; i < part.len; i++) {
        if (isdigit((unsigned char)part.at[i]))
            return false;
        letters += is_letter(part.at[i]);
    }
    return letters * 2 > part.len;
}

bool name_has_blank(struct slice part)
{
    part = slice_trim(part);
    return part.len && memchr(part.at, ' ', part.len);
}
