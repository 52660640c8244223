/*
 * See csv_text.h. Files that are said to be Latin-1 are read as Windows-1252
 * too, as browsers do: the C1 controls that differ never occur in a text, and
 * the quotes and dashes in their place do.
 */
#include "csv_text.h"

static const uint16_t windows_1252[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
    0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

uint32_t windows_1252_character(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
}

size_t utf8_write(char *at, uint32_t character)
{
    if (character < 0x80) {
        at[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        at[0] = (char)(0xc0 | character >> 6);
        at[1] = (char)(0x80 | (character & 0x3f));
        return 2;
    }
    if (character < 0x10000) {
        at[0] = (char)(0xe0 | character >> 12);
        at[1] = (char)(0x80 | (character >> 6 & 0x3f));
        at[2] = (char)(0x80 | (character & 0x3f));
        return 3;
    }
    at[0] = (char)(0xf0 | character >> 18);
    at[1] = (char)(0x80 | (character >> 12 & 0x3f));
    at[2] = (char)(0x80 | (character >> 6 & 0x3f));
    at[3] = (char)(0x80 | (character & 0x3f));
    return 4;
}

/* Leading ASCII bytes, eight at a time. */
static size_t ascii_length(struct slice text)
{
    size_t at = 0;

    for (; at + 8 <= text.len; at += 8) {
        uint64_t eight;

        memcpy(&eight, text.at + at, 8);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < text.len && !(text.at[at] & 0x80))
        at++;
    return at;
}

static bool continues(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

/* Bytes of the valid character outside ASCII that starts here, or 0. */
static size_t character_length(const unsigned char *at, size_t room)
{
    if (at[0] < 0xc2 || at[0] > 0xf4 || room < 2 || !continues(at[1]))
        return 0;
    if (at[0] < 0xe0)
        return 2;
    if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
        (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f))
        return 0;
    if (room < 3 || !continues(at[2]))
        return 0;
    if (at[0] < 0xf0)
        return 3;
    return room >= 4 && continues(at[3]) ? 4 : 0;
}

size_t csv_text_valid(struct slice text)
{
    const unsigned char *bytes = (const unsigned char *)text.at;
    size_t at = 0;

    while (at < text.len) {
        size_t length;

        if (bytes[at] < 0x80) {
            at += ascii_length((struct slice){text.at + at, text.len - at});
            continue;
        }
        length = character_length(bytes + at, text.len - at);
        if (!length)
            break;
        at += length;
    }
    return at;
}

/* A byte of Windows-1252 takes at most three in UTF-8. */
static struct slice decode_1252(struct arena *arena, struct slice text)
{
    char *made =
        text.len < SIZE_MAX / 3 ? arena_alloc(arena, text.len * 3 + 1) : NULL;
    size_t at = 0;

    if (!made) {
        arena->failed = true;
        return SLICE_NONE;
    }
    for (size_t i = 0; i < text.len; i++)
        at += utf8_write(made + at,
                         windows_1252_character((unsigned char)text.at[i]));
    return (struct slice){made, at};
}

enum csv_text_kind csv_text_decode(struct arena *arena, enum encoding encoding,
                                   struct slice *text, size_t *bad)
{
    const char *nul = text->len ? memchr(text->at, '\0', text->len) : NULL;
    bool eight_bit =
        encoding == ENCODING_WINDOWS_1252 || encoding == ENCODING_LATIN1;

    if (nul) {
        *bad = (size_t)(nul - text->at);
        return CSV_TEXT_NUL;
    }
    *bad = eight_bit ? ascii_length(*text) : csv_text_valid(*text);
    if (*bad == text->len)
        return CSV_TEXT_GOOD;
    if (!eight_bit && encoding != ENCODING_AUTO)
        return CSV_TEXT_INVALID;
    *text = decode_1252(arena, *text);
    return eight_bit ? CSV_TEXT_GOOD : CSV_TEXT_REPAIRED;
}
