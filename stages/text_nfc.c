/*
 * See text_nfc.h. The steps are Unicode's: decompose, put the marks of each
 * letter in canonical order, compose. utf8proc has the tables for the first and
 * the last; the middle is done here because its own sorting takes quadratic
 * time on a long run of marks, which hostile input can have.
 */
#include "text_nfc.h"

#include "text.h"

#include <utf8proc.h>

/* UAX #15, Stream-Safe Text Format: U+034F after 30 marks in a row. */
#define MARKS_MAX 30
#define GRAPHEME_JOINER 0x34f
/* The longest canonical decomposition has 4 characters. */
#define DECOMPOSED_MAX 8

struct range {
    uint32_t first, last;
};

static const struct range safe[] = {
    {0x0000, 0x02ff},                   /* Latin, IPA */
    {0x0388, 0x03ff},                   /* Greek, its accents composed */
    {0x0400, 0x0482},                   /* Cyrillic */
    {0x048a, 0x0559}, {0x05d0, 0x05ea}, /* Hebrew letters */
    {0x0620, 0x064a},                   /* Arabic letters */
    {0x1e00, 0x1eff}, /* Latin, composed: Vietnamese and others */
    {0x2010, 0x2027}, /* dashes and quotation marks */
    {0x2030, 0x205e}, {0x2070, 0x20cf}, {0x3001, 0x3029}, /* CJK punctuation */
    {0x3041, 0x3096},                                     /* kana */
    {0x30a1, 0x30fe}, {0x3400, 0x4dbf},                   /* Han */
    {0x4e00, 0x9fff}, {0xac00, 0xd7a3},                   /* Hangul syllables */
};

bool text_nfc_is_safe(uint32_t character)
{
    size_t low = 0, high = sizeof safe / sizeof *safe;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (character > safe[middle].last)
            low = middle + 1;
        else if (character < safe[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

static utf8proc_propval_t mark_class(int32_t character)
{
    return utf8proc_get_property(character)->combining_class;
}

struct letters {
    int32_t *at;
    size_t len;
    size_t marks; /* in a row at the end */
};

/* Insertion from the right: at most MARKS_MAX steps. */
static void letters_add(struct letters *letters, int32_t character)
{
    utf8proc_propval_t class = mark_class(character);
    size_t i;

    if (class == 0)
        letters->marks = 0;
    else if (letters->marks == MARKS_MAX) {
        letters->at[letters->len++] = GRAPHEME_JOINER;
        letters->marks = 1;
    } else
        letters->marks++;
    i = letters->len++;
    while (class && i && mark_class(letters->at[i - 1]) > class) {
        letters->at[i] = letters->at[i - 1];
        i--;
    }
    letters->at[i] = character;
}

static void letters_decompose(struct letters *letters, struct slice text)
{
    int32_t parts[DECOMPOSED_MAX];
    int boundary = 0;
    size_t size;

    for (; text.len; text.at += size, text.len -= size) {
        int32_t character = (int32_t)text_character(text, &size);
        utf8proc_ssize_t count = utf8proc_decompose_char(
            character, parts, DECOMPOSED_MAX, UTF8PROC_DECOMPOSE, &boundary);

        if (count < 1 || count > DECOMPOSED_MAX) {
            letters_add(letters, character); /* unassigned: stands for itself */
            continue;
        }
        for (utf8proc_ssize_t i = 0; i < count; i++)
            letters_add(letters, parts[i]);
    }
}

static bool letters_encode(struct letters *letters, struct arena *arena,
                           struct slice *text)
{
    char scratch[4];
    size_t len = 0;
    char *at;

    for (size_t i = 0; i < letters->len; i++)
        len += text_encode((uint32_t)letters->at[i], scratch);
    at = arena_alloc(arena, len + 1);
    if (!at)
        return false;
    *text = (struct slice){at, len};
    for (size_t i = 0; i < letters->len; i++)
        at += text_encode((uint32_t)letters->at[i], at);
    *at = '\0';
    return true;
}

bool text_nfc(struct arena *arena, struct slice *text)
{
    int32_t local[768];
    /* Worst are 3 characters from 2 bytes, and a joiner for each 30 marks. */
    size_t room = text->len * 2 + 16;
    struct letters letters = {.at = local};
    utf8proc_ssize_t len;

    if (room > sizeof local / sizeof *local) {
        letters.at = arena_alloc(arena, room * sizeof *letters.at);
        if (!letters.at)
            return false;
    }
    letters_decompose(&letters, *text);
    len = utf8proc_normalize_utf32(letters.at, (utf8proc_ssize_t)letters.len,
                                   UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (len >= 0) /* negative only for options it doesn't know */
        letters.len = (size_t)len;
    return letters_encode(&letters, arena, text);
}
