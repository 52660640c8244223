/* See detect_encoding.h. */
#include "detect_encoding.h"

#include "transcode.h"

#define FIRST_PAIRS 4
#define LONG_SAMPLE 256 /* pairs */

/* UTF-32 first: the mark of its little-endian form begins with UTF-16's. */
static const struct mark {
    struct slice bytes;
    enum encoding encoding;
    bool utf32;
} marks[] = {
    {{"\xff\xfe\0\0", 4}, ENCODING_AUTO, true},
    {{"\0\0\xfe\xff", 4}, ENCODING_AUTO, true},
    {{"\xff\xfe", 2}, ENCODING_UTF16LE, false},
    {{"\xfe\xff", 2}, ENCODING_UTF16BE, false},
    {{"\xef\xbb\xbf", 3}, ENCODING_UTF8, false},
};

static bool begins_with(struct slice text, struct slice with)
{
    return text.len >= with.len && memcmp(text.at, with.at, with.len) == 0;
}

/* The mark belongs to what the config says: to the same UTF-16, or UTF-8's to
 * any 8-bit encoding. */
static bool mark_fits(const struct mark *mark, enum encoding configured)
{
    if (configured == ENCODING_AUTO || mark->encoding == configured)
        return true;
    return mark->encoding == ENCODING_UTF8 && !transcode_is_utf16(configured);
}

static bool is_ascii(char c)
{
    return c != 0 && ((unsigned char)c & 0x80) == 0;
}

/* Pairs of bytes that would be an ASCII character in UTF-16. */
static size_t ascii_pairs(struct slice head, bool big)
{
    size_t found = 0;

    for (size_t i = 0; i + 1 < head.len; i += 2)
        found += head.at[i + !big] == 0 && is_ascii(head.at[i + big]);
    return found;
}

/* If the first characters are ASCII, a sixteenth of all is enough: Chinese
 * below an ASCII header has that much. Otherwise an eighth of a long sample,
 * as blanks, digits and separators give. NULs here and there in 8-bit text
 * are as often at odd places as at even ones, and never make up the first
 * bytes. */
static bool looks_utf16(struct slice head, bool big)
{
    size_t pairs = head.len / 2, ascii = ascii_pairs(head, big);
    size_t first = pairs < FIRST_PAIRS ? pairs : FIRST_PAIRS;

    if (pairs < 2 || ascii_pairs(head, !big) > ascii / 2)
        return false;
    if (ascii_pairs((struct slice){head.at, 2 * first}, big) == first)
        return ascii >= pairs / 16;
    return pairs >= LONG_SAMPLE && ascii >= pairs / 8;
}

struct detected_encoding detect_encoding(struct slice head,
                                         enum encoding configured)
{
    struct detected_encoding found = {.encoding = configured};

    if (head.len > DETECT_ENCODING_BYTES)
        head.len = DETECT_ENCODING_BYTES;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        const struct mark *mark = &marks[i];

        if (!begins_with(head, mark->bytes) || !mark_fits(mark, configured))
            continue;
        found.utf32 = mark->utf32;
        found.mark = (unsigned)mark->bytes.len;
        if (configured == ENCODING_AUTO)
            found.encoding = mark->encoding;
        return found;
    }
    if (configured == ENCODING_AUTO && looks_utf16(head, false))
        found.encoding = ENCODING_UTF16LE;
    else if (configured == ENCODING_AUTO && looks_utf16(head, true))
        found.encoding = ENCODING_UTF16BE;
    return found;
}
