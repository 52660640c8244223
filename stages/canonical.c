/* See canonical.h. */
#include "canonical.h"

#include "text.h"

#include <utf8proc.h>

/* What one character becomes at most: U+FDFA has 18 characters of 2 bytes. */
#define PARTS_MAX 32
#define CHARACTER_BYTES_MAX (PARTS_MAX * 4 + 1)

void canonical_init(struct canonical *canonical, struct arena *arena)
{
    canonical->arena = arena;
    canonical->at = canonical->local;
    canonical->len = 0;
    canonical->room = sizeof canonical->local;
}

static bool canonical_room(struct canonical *canonical, size_t more)
{
    size_t room = canonical->room;
    char *at;

    if (!canonical->at)
        return false;
    if (more <= room - canonical->len)
        return true;
    if (more > SIZE_MAX / 4 || room > SIZE_MAX / 4) {
        canonical->arena->failed = true;
        canonical->at = NULL;
        return false;
    }
    room = room * 2 + more;
    at = arena_alloc(canonical->arena, room);
    if (at)
        memcpy(at, canonical->at, canonical->len);
    canonical->at = at;
    canonical->room = room;
    return at;
}

void canonical_byte(struct canonical *canonical, char byte)
{
    if (canonical_room(canonical, 1))
        canonical->at[canonical->len++] = byte;
}

void canonical_bytes(struct canonical *canonical, struct slice bytes)
{
    if (bytes.len == 0 || !canonical_room(canonical, bytes.len))
        return;
    memcpy(canonical->at + canonical->len, bytes.at, bytes.len);
    canonical->len += bytes.len;
}

struct slice canonical_text(const struct canonical *canonical)
{
    return canonical->at ? (struct slice){canonical->at, canonical->len}
                         : SLICE_NONE;
}

/* What an ASCII character becomes: itself in upper case, a blank, or nothing
 * (0) for apostrophe, brackets and what is not printed. */
static const char ascii_form[128] = {
    ['\t'] = ' ', ['\n'] = ' ', ['\v'] = ' ', ['\f'] = ' ', ['\r'] = ' ',
    [' '] = ' ',  ['!'] = ' ',  ['"'] = ' ',  ['#'] = '#',  ['$'] = ' ',
    ['%'] = ' ',  ['&'] = '&',  ['\''] = 0,   ['('] = ' ',  [')'] = ' ',
    ['*'] = ' ',  ['+'] = '+',  [','] = ' ',  ['-'] = ' ',  ['.'] = ' ',
    ['/'] = ' ',  ['0'] = '0',  ['1'] = '1',  ['2'] = '2',  ['3'] = '3',
    ['4'] = '4',  ['5'] = '5',  ['6'] = '6',  ['7'] = '7',  ['8'] = '8',
    ['9'] = '9',  [':'] = ' ',  [';'] = ' ',  ['<'] = ' ',  ['='] = ' ',
    ['>'] = ' ',  ['?'] = ' ',  ['@'] = '@',  ['A'] = 'A',  ['B'] = 'B',
    ['C'] = 'C',  ['D'] = 'D',  ['E'] = 'E',  ['F'] = 'F',  ['G'] = 'G',
    ['H'] = 'H',  ['I'] = 'I',  ['J'] = 'J',  ['K'] = 'K',  ['L'] = 'L',
    ['M'] = 'M',  ['N'] = 'N',  ['O'] = 'O',  ['P'] = 'P',  ['Q'] = 'Q',
    ['R'] = 'R',  ['S'] = 'S',  ['T'] = 'T',  ['U'] = 'U',  ['V'] = 'V',
    ['W'] = 'W',  ['X'] = 'X',  ['Y'] = 'Y',  ['Z'] = 'Z',  ['['] = 0,
    ['\\'] = ' ', [']'] = 0,    ['^'] = ' ',  ['_'] = ' ',  ['`'] = ' ',
    ['a'] = 'A',  ['b'] = 'B',  ['c'] = 'C',  ['d'] = 'D',  ['e'] = 'E',
    ['f'] = 'F',  ['g'] = 'G',  ['h'] = 'H',  ['i'] = 'I',  ['j'] = 'J',
    ['k'] = 'K',  ['l'] = 'L',  ['m'] = 'M',  ['n'] = 'N',  ['o'] = 'O',
    ['p'] = 'P',  ['q'] = 'Q',  ['r'] = 'R',  ['s'] = 'S',  ['t'] = 'T',
    ['u'] = 'U',  ['v'] = 'V',  ['w'] = 'W',  ['x'] = 'X',  ['y'] = 'Y',
    ['z'] = 'Z',  ['{'] = ' ',  ['|'] = ' ',  ['}'] = ' ',  ['~'] = ' ',
};

/* Letters that have no decomposition but one in the rules; after case
 * folding. */
static const char *letter_form(int32_t c)
{
    switch (c) {
    case 0x00e6: /* ae */
        return "AE";
    case 0x0153: /* oe */
        return "OE";
    case 0x00fe: /* thorn */
        return "TH";
    case 0x00f0: /* eth */
    case 0x0111: /* d with stroke */
        return "D";
    case 0x00f8: /* o with stroke */
        return "O";
    case 0x0142: /* l with stroke */
        return "L";
    case 0x0131: /* dotless i */
        return "I";
    default:
        return NULL;
    }
}

/* Ayn, alif, primes, and the quotation marks that people write for
 * apostrophes. */
static bool is_apostrophe(int32_t c)
{
    return (c >= 0x2b0 && c <= 0x2ff) || c == 0x2018 || c == 0x2019 ||
           c == 0x201b || c == 0x2032 || c == 0x640;
}

/* Digits come in runs of ten, from 0 to 9, in every script. */
static char digit_form(int32_t c)
{
    int32_t first = c;

    while (utf8proc_category(first - 1) == UTF8PROC_CATEGORY_ND)
        first--;
    return (char)('0' + (c - first) % 10);
}

/* Where a form is being written: the blank is due, not written yet. */
struct form {
    struct canonical *to;
    size_t start;
    bool blank;
    bool wide; /* the last one written is Chinese, Japanese or Korean */
};

static void form_byte(struct form *form, char byte)
{
    struct canonical *to = form->to;

    if (form->blank && to->len > form->start)
        to->at[to->len++] = ' ';
    form->blank = form->wide = false;
    to->at[to->len++] = byte;
}

/* Scripts without blanks between words: those that are there separate nothing.
 * Of Hangul only letters come here: its syllables have been taken apart. */
static bool is_wide(int32_t c)
{
    return (c >= 0x1100 && c <= 0x11ff) || (c >= 0x2e80 && c <= 0x9fff) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

static void form_character(struct form *form, int32_t c)
{
    char bytes[4];
    size_t size = text_encode((uint32_t)c, bytes);
    bool wide = is_wide(c);

    if (wide && form->wide)
        form->blank = false;
    form_byte(form, bytes[0]);
    for (size_t i = 1; i < size; i++)
        form->to->at[form->to->len++] = bytes[i];
    form->wide = wide;
}

/* A character outside ASCII, decomposed and folded; marks are gone. */
static void form_part(struct form *form, int32_t c)
{
    const char *letters = letter_form(c);

    if (letters) {
        for (; *letters; letters++)
            form_byte(form, *letters);
        return;
    }
    if (is_apostrophe(c))
        return;
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
        return;
    case UTF8PROC_CATEGORY_ND:
        form_byte(form, digit_form(c));
        return;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        if (c != 0x266d && c != 0x266f) { /* music: flat and sharp */
            form->blank = true;
            return;
        }
        break;
    default:
        break;
    }
    form_character(form, utf8proc_toupper(c));
}

static void form_ascii(struct form *form, unsigned char c)
{
    char byte = ascii_form[c];

    if (byte == ' ')
        form->blank = true;
    else if (byte)
        form_byte(form, byte);
}

static void form_unicode(struct form *form, int32_t c)
{
    int32_t parts[PARTS_MAX];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        c, parts, PARTS_MAX,
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &boundary);

    if (count < 0 || count > PARTS_MAX) {
        form_part(form, c);
        return;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++)
        if (parts[i] < 0x80)
            form_ascii(form, (unsigned char)parts[i]);
        else
            form_part(form, parts[i]);
}

/* The ASCII characters in front, with everything in registers: nearly all names
 * are nothing else. Returns how many. */
static size_t form_ascii_run(struct form *form, struct slice text)
{
    char *start = form->to->at + form->start;
    char *at = form->to->at + form->to->len;
    bool blank = form->blank;
    size_t i;

    for (i = 0; i < text.len && !(text.at[i] & 0x80); i++) {
        char byte = ascii_form[(unsigned char)text.at[i]];

        if (byte > ' ') {
            if (blank && at > start)
                *at++ = ' ';
            blank = form->wide = false;
            *at++ = byte;
        } else if (byte) {
            blank = true;
        }
    }
    form->blank = blank;
    form->to->len = (size_t)(at - form->to->at);
    return i;
}

void canonical_form(struct canonical *canonical, struct slice text)
{
    struct form form = {.to = canonical, .start = canonical->len};
    size_t size;

    /* One byte for each of ASCII is enough: a blank that is due stands for a
     * byte that was not written. */
    if (!canonical_room(canonical, text.len + 1))
        return;
    for (; text.len; text.at += size, text.len -= size) {
        size = form_ascii_run(&form, text);
        if (size)
            continue;
        if (!canonical_room(canonical, CHARACTER_BYTES_MAX + text.len))
            return;
        form_unicode(&form, (int32_t)text_character(text, &size));
    }
}

void canonical_form_or_text(struct canonical *canonical, struct slice text)
{
    size_t start = canonical->len;

    canonical_form(canonical, text);
    if (canonical->len == start)
        canonical_bytes(canonical, text);
}
