/* See marc8.h. */
#include "marc8.h"

#include "csv_text.h"
#include "marc_charset.h"
#include "xml_memory.h"

#include <stdlib.h>
#include <yaz/yaz-iconv.h>

#define ESCAPE '\x1b'
#define EACC '1' /* Chinese, Japanese, Korean: three bytes a character */
#define ANSEL 'E'
#define GROWTH 3 /* bytes of UTF-8 for one of MARC-8, at most */

struct marc8 {
    yaz_iconv_t converter;
};

/* libyaz sets itself up when it is first used, and writes to a lock that it found no
 * memory for. So that is before main, where nothing has begun. */
__attribute__((constructor)) static void set_up(void)
{
    xml_memory_watch();
    yaz_init_globals();
}

struct marc8 *marc8_open(void)
{
    struct marc8 *marc8 = calloc(1, sizeof *marc8);

    if (!marc8)
        return NULL;
    xml_memory_watch();
    marc8->converter = yaz_iconv_open("UTF-8", "MARC-8");
    if (xml_memory_failed() || !marc8->converter) {
        marc8_close(marc8);
        return NULL;
    }
    return marc8;
}

void marc8_close(struct marc8 *marc8)
{
    if (!marc8)
        return;
    if (marc8->converter)
        yaz_iconv_close(marc8->converter);
    free(marc8);
}

/* ---- counting ------------------------------------------------------------ */

/* The sets in force for lower and upper bytes, by their final characters. */
struct sets {
    char lower, upper;
};

/* Passes over an escape sequence; its length, or 0 if it is none. */
static size_t escape(struct slice text, struct sets *sets)
{
    char *set = &sets->lower;
    size_t at = 1;

    if (!marc8_is_escape(text))
        return 0;
    if (text.at[at] == '$')
        at++;
    if (at < text.len && (text.at[at] == '(' || text.at[at] == ',')) {
        at++;
    } else if (at < text.len && (text.at[at] == ')' || text.at[at] == '-')) {
        set = &sets->upper;
        at++;
    }
    if (at < text.len && text.at[at] == '!')
        at++;
    if (at >= text.len)
        return 0;
    *set = text.at[at];
    return at + 1;
}

/* The second half of a mark over two letters is part of the first. */
static bool is_second_half(unsigned char byte)
{
    return byte == 0xec || byte == 0xfb;
}

/* Characters that MARC-8 text should give. False: at *bad a character is cut off
 * or has no meaning, or a mark has no letter. */
static bool count_characters(struct slice text, size_t *count, size_t *bad)
{
    struct sets sets = {'B', ANSEL};
    bool mark = false;

    *count = 0;
    for (size_t i = 0; i < text.len;) {
        unsigned char byte = (unsigned char)text.at[i];
        char set = byte & 0x80 ? sets.upper : sets.lower;
        bool ansel = set == ANSEL && byte & 0x80;
        size_t length = 1;

        *bad = i;
        if (text.at[i] == ESCAPE) {
            length = escape((struct slice){text.at + i, text.len - i}, &sets);
            if (!length)
                return false;
            i += length;
            continue;
        }
        if (set == EACC && (byte & 0x7f) > ' ')
            length = 3;
        if (i + length > text.len ||
            (ansel && !ansel_is_mark(byte) && !ansel_is_character(byte)))
            return false;
        mark = ansel && ansel_is_mark(byte);
        *count += !(ansel && is_second_half(byte));
        i += length;
    }
    return !mark;
}

static size_t count_utf8(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    return count;
}

/* ---- numeric references -------------------------------------------------- */

/* "&#x" digits ";" at the start: its length, or 0. */
static size_t reference(struct slice text, uint32_t *character)
{
    size_t at = 3;

    *character = 0;
    if (text.len < 8 || memcmp(text.at, "&#x", 3) != 0)
        return 0;
    for (; at < text.len && at < 9 && text.at[at] != ';'; at++) {
        char c = text.at[at];
        unsigned digit = (unsigned)c - '0' < 10 ? (unsigned)(c - '0')
                         : (unsigned)(c | 32) - 'a' < 6
                             ? (unsigned)((c | 32) - 'a' + 10)
                             : 16;

        if (digit == 16)
            return 0;
        *character = *character << 4 | digit;
    }
    if (at < 7 || at == text.len || text.at[at] != ';' || *character < 0x80 ||
        *character > 0x10ffff || (*character & 0xfff800) == 0xd800)
        return 0;
    return at + 1;
}

/* In place: what a reference stands for is shorter. */
static size_t resolve_references(char *at, size_t len)
{
    size_t made = 0;

    if (!memmem(at, len, "&#x", 3))
        return len;
    for (size_t i = 0; i < len;) {
        uint32_t character;
        size_t length = reference((struct slice){at + i, len - i}, &character);

        if (length)
            made += utf8_write(at + made, character);
        else
            at[made++] = at[i];
        i += length ? length : 1;
    }
    return made;
}

/* ---- one value ----------------------------------------------------------- */

bool marc8_convert(struct marc8 *marc8, struct arena *arena, struct slice *text,
                   size_t *bad)
{
    char *from = (char *)text->at; /* yaz_iconv only reads it */
    size_t room = text->len * GROWTH + 16, left = room, len = text->len;
    size_t expected;
    char *made, *to;

    if (!count_characters(*text, &expected, bad))
        return false;
    *bad = 0;
    made = to = arena_alloc(arena, room);
    if (!made)
        return false;
    yaz_iconv(marc8->converter, NULL, NULL, NULL, NULL);
    if (yaz_iconv(marc8->converter, &from, &len, &to, &left) == (size_t)-1 ||
        yaz_iconv(marc8->converter, NULL, NULL, &to, &left) == (size_t)-1)
        return false;
    len = (size_t)(to - made);
    if (count_utf8((struct slice){made, len}) != expected)
        return false;
    *text = (struct slice){made, resolve_references(made, len)};
    return true;
}
