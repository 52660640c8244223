/* See filing.h. */
#include "filing.h"

#include "text.h"

#include <utf8proc.h>

#define NONSORT_BEGIN 0x98
#define NONSORT_END 0x9c
#define DECOMPOSED_MAX 8 /* characters that one decomposes to; there are 4 */

enum character_class { BETWEEN, LETTER, MARK, DIGIT, SPLIT };

/* Letters are the words, BETWEEN is what may stand behind an article; SPLIT is
 * all else: "U.S.A." has no article. */
static enum character_class class_of(uint32_t c)
{
    if ((c >= 0x2bb && c <= 0x2bf) || (c >= 0x2018 && c <= 0x201f))
        return BETWEEN; /* ayn, alif, quotation marks */
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return MARK;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return DIGIT;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_PD: /* hyphens */
    case UTF8PROC_CATEGORY_PS: /* brackets */
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI: /* quotation marks */
    case UTF8PROC_CATEGORY_PF:
        return BETWEEN;
    default:
        return c == '\'' || c == '"' || c == '`' ? BETWEEN : SPLIT;
    }
}

static struct slice without(struct slice text, size_t count)
{
    return (struct slice){text.at + count, text.len - count};
}

static bool has_word(struct slice text)
{
    size_t size;

    for (; text.len; text = without(text, size)) {
        enum character_class class = class_of(text_character(text, &size));

        if (class == LETTER || class == DIGIT)
            return true;
    }
    return false;
}

/* ---- a number of characters ---- */

/* A character and, if `decomposed`, the marks that are part of it. */
static int characters_of(uint32_t c, bool decomposed)
{
    utf8proc_int32_t parts[DECOMPOSED_MAX];
    int last_class = 0;
    utf8proc_ssize_t count = 1;

    if (decomposed)
        count =
            utf8proc_decompose_char((utf8proc_int32_t)c, parts, DECOMPOSED_MAX,
                                    UTF8PROC_DECOMPOSE, &last_class);
    return count < 1 || count > DECOMPOSED_MAX ? 1 : (int)count;
}

/* Bytes of the first `skip` characters, or 0 if there are no such, nothing comes
 * after them, or they are not whole words. */
static size_t skipped(struct slice text, int skip, bool decomposed)
{
    struct slice rest = text;
    bool word = false; /* the last character was a letter or its mark */
    size_t size;

    while (skip > 0 && rest.len) {
        uint32_t c = text_character(rest, &size);
        enum character_class class = class_of(c);

        if (class == DIGIT || (word && class == SPLIT))
            return 0;
        word = class == LETTER || (word && class == MARK);
        skip -= characters_of(c, decomposed);
        rest = without(rest, size);
    }
    if (skip != 0 || !has_word(rest) ||
        (word && class_of(text_character(rest, &size)) != BETWEEN) ||
        class_of(text_character(rest, &size)) == MARK)
        return 0;
    return text.len - rest.len;
}

static struct slice sort_by_number(struct slice display, int skip)
{
    size_t size = 0;

    if (skip > 0)
        size = skipped(display, skip, false);
    if (skip > 0 && !size)
        size = skipped(display, skip, true);
    return size ? slice_trim(without(display, size)) : SLICE_NONE;
}

/* ---- control characters ---- */

static uint32_t control_at(struct slice text)
{
    if (text.len < 2 || text.at[0] != '\xc2')
        return 0;
    switch ((unsigned char)text.at[1]) {
    case NONSORT_BEGIN:
    case NONSORT_END:
        return (unsigned char)text.at[1];
    default:
        return 0;
    }
}

/* Where the next of them is, or the end. */
static size_t find_control(struct slice text)
{
    size_t at = 0;

    while (at < text.len && !control_at(without(text, at)))
        at++;
    return at;
}

static void add(struct slice *to, char *at, struct slice part)
{
    memcpy(at + to->len, part.at, part.len);
    to->len += part.len;
}

/* Copies all but the control characters and, if `sort`, what stands between a
 * pair of them. */
static struct slice copied(struct slice text, char *at, bool sort)
{
    struct slice made = {at, 0};

    while (text.len) {
        size_t size = find_control(text), end;
        bool begins;

        add(&made, at, (struct slice){text.at, size});
        if (size == text.len)
            break;
        begins = control_at(without(text, size)) == NONSORT_BEGIN;
        text = without(text, size + 2);
        end = find_control(text);
        if (sort && begins && control_at(without(text, end)) == NONSORT_END)
            text = without(text, end + 2);
        while (sort && text.len && text.at[0] == ' ' &&
               (!made.len || made.at[made.len - 1] == ' '))
            text = without(text, 1);
    }
    return made;
}

bool filing_title(struct arena *arena, struct slice text, int skip,
                  struct slice *display, struct slice *sort)
{
    char *room;

    *display = text;
    *sort = SLICE_NONE;
    if (find_control(text) < text.len) {
        room = arena_alloc(arena, 2 * text.len);
        if (!room)
            return false;
        *display = copied(text, room, false);
        *sort = copied(text, room + text.len, true);
        if (!has_word(*sort) || slice_equal(*sort, *display))
            *sort = SLICE_NONE;
    }
    if (!sort->len)
        *sort = sort_by_number(*display, skip);
    return true;
}
