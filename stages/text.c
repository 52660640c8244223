/*
 * See text.h. Nearly all text is ASCII without anything to clean, so that is
 * found out eight bytes at a time and costs no copy. What is left goes through
 * a filter by characters, and only what the filter can't prove to be NFC goes
 * through text_nfc.c.
 */
#include "text.h"

#include "text_nfc.h"

#define ONES 0x0101010101010101u
#define HIGH (ONES * 0x80)

static uint64_t word_at(const char *at)
{
    uint64_t word;

    memcpy(&word, at, sizeof word);
    return word;
}

/* The length of the ASCII part at the beginning, to the last whole word. */
static size_t ascii_words(struct slice text)
{
    size_t i = 0;

    while (text.len - i >= 8 && !(word_at(text.at + i) & HIGH))
        i += 8;
    return i;
}

bool text_is_ascii(struct slice text)
{
    for (size_t i = ascii_words(text); i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

/* Bytes of the valid character at the beginning; 0 if there is none. */
static size_t character_size(const unsigned char *at, size_t room)
{
    unsigned char low = 0x80, high = 0xbf; /* bounds of the second byte */
    size_t size;

    if (at[0] < 0x80)
        return 1;
    if (at[0] < 0xc2 || at[0] > 0xf4)
        return 0;
    size = at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
    if (size > room)
        return 0;
    if (at[0] == 0xe0)
        low = 0xa0;
    else if (at[0] == 0xed)
        high = 0x9f;
    else if (at[0] == 0xf0)
        low = 0x90;
    else if (at[0] == 0xf4)
        high = 0x8f;
    if (at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    return size;
}

bool text_is_utf8(struct slice text)
{
    size_t size, i = 0;

    while (i < text.len) {
        i += ascii_words((struct slice){text.at + i, text.len - i});
        if (i == text.len)
            break;
        size = character_size((const unsigned char *)text.at + i, text.len - i);
        if (!size)
            return false;
        i += size;
    }
    return true;
}

uint32_t text_character(struct slice text, size_t *size)
{
    const unsigned char *at = (const unsigned char *)text.at;

    *size = character_size(at, text.len);
    switch (*size) {
    case 1:
        return at[0];
    case 2:
        return (uint32_t)(at[0] & 0x1f) << 6 | (at[1] & 0x3f);
    case 3:
        return (uint32_t)(at[0] & 0x0f) << 12 | (uint32_t)(at[1] & 0x3f) << 6 |
               (at[2] & 0x3f);
    case 4:
        return (uint32_t)(at[0] & 0x07) << 18 | (uint32_t)(at[1] & 0x3f) << 12 |
               (uint32_t)(at[2] & 0x3f) << 6 | (at[3] & 0x3f);
    default:
        *size = 1;
        return 0xfffd;
    }
}

size_t text_encode(uint32_t character, char *at)
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

/* All of its bytes are printable ASCII. Bytes below 0x80 can be added to
 * without a carry into the next: +0x60 lifts all but controls over 0x7f, +1
 * only DEL. */
static bool word_is_printable(uint64_t word)
{
    return !(word & HIGH) && ((word + ONES * 0x60) & HIGH) == HIGH &&
           !((word + ONES) & HIGH);
}

/* For a printable word: has it two blanks side by side? */
static bool word_has_blanks(uint64_t word)
{
    uint64_t blanks = ~((word ^ ONES * 0x20) + ONES * 0x7f) & HIGH;

    return blanks & blanks << 8;
}

/* Printable ASCII with nothing to squeeze or trim. */
static bool is_clean_ascii(struct slice text)
{
    const char *at = text.at;
    size_t i = 0;

    if (text.len == 0)
        return true;
    if (at[0] == ' ' || at[text.len - 1] == ' ')
        return false;
    for (; text.len - i >= 8; i += 8) {
        uint64_t word = word_at(at + i);

        if (!word_is_printable(word) || word_has_blanks(word) ||
            (i && at[i] == ' ' && at[i - 1] == ' '))
            return false;
    }
    for (; i < text.len; i++)
        if (at[i] < 0x20 || at[i] > 0x7e ||
            (i && at[i] == ' ' && at[i - 1] == ' '))
            return false;
    return true;
}

enum text_class { PLAIN, BLANK, CONTROL, INVISIBLE, JOINER };

static enum text_class class_of(uint32_t c)
{
    if (c >= 0x20 && c < 0x7f)
        return c == ' ' ? BLANK : PLAIN;
    if (c < 0xa0)
        return (c >= 0x09 && c <= 0x0d) || c == 0x85 ? BLANK
               : c >= 0x98 && c <= 0x9c              ? INVISIBLE
                                                     : CONTROL;
    if (c < 0x61c)
        return c == 0xa0 ? BLANK : c == 0xad ? INVISIBLE : PLAIN;
    if (c == 0x61c || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
        (c >= 0xe0000 && c <= 0xe007f))
        return INVISIBLE;
    if (c == 0x1680 || c == 0x3000)
        return BLANK;
    if (c < 0x2000 || c > 0x206f)
        return PLAIN;
    if (c == 0x200c || c == 0x200d)
        return JOINER;
    if (c <= 0x200a || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f)
        return BLANK;
    return c <= 0x200f || (c >= 0x202a && c <= 0x202e) ||
                   (c >= 0x2060 && c != 0x2065)
               ? INVISIBLE
               : PLAIN;
}

/* Arabic to Vedic without Hangul letters, and emoji. None of these becomes a
 * character of another block in NFC, so the answer is the same before and
 * after. */
static bool spells_with_joiners(uint32_t c)
{
    return (c >= 0x620 && c <= 0x10ff) || (c >= 0x1200 && c <= 0x1cff) ||
           (c >= 0x2600 && c <= 0x27bf) || c == 0xfe0f ||
           (c >= 0x1f000 && c <= 0x1faff);
}

struct filter {
    char *at; /* room for the whole text: nothing here grows */
    size_t len;
    uint32_t last; /* character written last, 0 at the beginning */
    bool blank;    /* one is due before the next character */
    bool control;  /* a control character was removed */
    bool composed; /* all characters so far are safe in NFC */
};

static void filter_write(struct filter *filter, uint32_t c)
{
    if (filter->blank && filter->len)
        filter->at[filter->len++] = ' ';
    filter->blank = false;
    filter->len += text_encode(c, filter->at + filter->len);
    filter->last = c;
    if (c >= 0x300 && !text_nfc_is_safe(c))
        filter->composed = false;
}

/* What comes after the character of `size` bytes; 0 at the end. */
static uint32_t character_after(struct slice text, size_t size)
{
    text = (struct slice){text.at + size, text.len - size};
    return text.len ? text_character(text, &size) : 0;
}

static void filter_text(struct filter *filter, struct slice text)
{
    size_t size;

    for (; text.len; text.at += size, text.len -= size) {
        uint32_t c = text_character(text, &size);

        switch (class_of(c)) {
        case PLAIN:
            filter_write(filter, c);
            break;
        case BLANK:
            filter->blank = true;
            break;
        case CONTROL:
            filter->control = true;
            break;
        case JOINER:
            if (!filter->blank && spells_with_joiners(filter->last) &&
                spells_with_joiners(character_after(text, size)))
                filter_write(filter, c);
            break;
        case INVISIBLE:
            break;
        }
    }
}

enum text_fault text_clean(struct arena *arena, struct slice *text,
                           bool *control)
{
    struct filter filter = {.composed = true};
    struct slice clean;

    if (text->len > TEXT_MAX)
        return TEXT_TOO_LONG;
    if (is_clean_ascii(*text))
        return TEXT_GOOD;
    if (!text_is_utf8(*text))
        return TEXT_NOT_UTF8;
    filter.at = arena_alloc(arena, text->len + 1);
    if (!filter.at)
        return TEXT_MEMORY;
    filter_text(&filter, *text);
    filter.at[filter.len] = '\0';
    clean = (struct slice){filter.at, filter.len};
    if (!filter.composed && !text_nfc(arena, &clean))
        return TEXT_MEMORY;
    *text = clean;
    *control |= filter.control;
    return TEXT_GOOD;
}

/* Characters outside ASCII count as letters: those that are none are rare
 * before a period, and losing one period more does no harm. */
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

static bool ends_in_three_letters(struct slice text)
{
    int letters = 0;

    while (text.len && letters < 3 && is_letter(text.at[text.len - 1])) {
        if (((unsigned char)text.at[text.len - 1] & 0xc0) != 0x80)
            letters++;
        text.len--;
    }
    return letters == 3;
}

struct slice text_strip(struct slice text)
{
    while (text.len) {
        char last = text.at[text.len - 1];

        if (last == '.') {
            if (!ends_in_three_letters((struct slice){text.at, text.len - 1}))
                break;
        } else if (last == '=') {
            if (text.len == 1)
                break;
        } else if (!strchr(" ,/;:", last) || !last) {
            break;
        }
        text.len--;
    }
    return text;
}
