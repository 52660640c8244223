/* See marc_charset.h. */
#include "marc_charset.h"

#include "csv_text.h"

#include "../pipeline/marc_leader.h"

#define ESCAPE '\x1b'
#define LIGATURE_LEFT 0xeb
#define LIGATURE_RIGHT 0xec
#define RUNS_LEAST 8 /* bytes in runs that make another alphabet */

struct tally {
    size_t characters; /* of more than one byte, in UTF-8 */
    size_t stray;      /* bytes that are not UTF-8 */
    size_t escapes;
    /* upper bytes as MARC-8 */
    size_t known;       /* characters, and marks with a usual letter */
    size_t unusual;     /* marks with another letter */
    size_t wrong;       /* what is neither, and marks without a letter */
    size_t upper, runs; /* upper bytes; those beside another one */
};

/* The letters that Unicode has with each mark, from E0 on; */
static const char *const letters_of[32] = {
    [0x00] = "aeiouy",
    [0x01] = "aeinouwy",
    [0x02] = "acegiklmnoprsuwyz",
    [0x03] = "aceghijosuwyz",
    [0x04] = "aeinouvy",
    [0x05] = "aegiouy",
    [0x06] = "aegiou",
    [0x07] = "abcdefghmnoprstwxyz",
    [0x08] = "aehiotuwxy",
    [0x09] = "acdeghijklnorstuz",
    [0x0a] = "auwy",
    [0x0b] = "",
    [0x0c] = "",
    [0x0d] = "",
    [0x0e] = "ou",
    [0x0f] = "",
    [0x10] = "cdeghklnrst",
    [0x11] = "aeiou",
    [0x12] = "abdehiklmnorstuvwyz",
    [0x13] = "u",
    [0x14] = "a",
    [0x15] = "",
    [0x16] = "bdhklnrtz",
    [0x17] = "st",
    [0x18] = "",
    [0x19] = "h",
    [0x1a] = "",
    [0x1b] = "",
    [0x1c] = "",
    [0x1d] = "",
    [0x1e] = "",
    [0x1f] = "",
};

bool ansel_is_mark(unsigned char byte)
{
    return byte >= 0xe0 && byte != 0xfc && byte != 0xfd && byte != 0xff;
}

bool ansel_is_character(unsigned char byte)
{
    return byte == 0x88 || byte == 0x89 || byte == 0x8d || byte == 0x8e ||
           (byte >= 0xa1 && byte <= 0xc8 && byte != 0xaf && byte != 0xbb &&
            byte != 0xbe && byte != 0xbf);
}

bool marc8_is_escape(struct slice text)
{
    return text.len >= 2 && text.at[0] == ESCAPE && text.at[1] &&
           strchr("(,)-$gbps", text.at[1]);
}

static bool is_upper(char c)
{
    return ((unsigned char)c & 0x80) != 0;
}

static bool is_letter(char c)
{
    return (unsigned)(c | 0x20) - 'a' < 26;
}

/* Halves of a ligature stand before two letters in a row. */
static bool is_usual(struct slice text, size_t at)
{
    unsigned char mark = (unsigned char)text.at[at];
    const char *letters = letters_of[mark - 0xe0];

    if (mark == LIGATURE_LEFT)
        return at + 2 < text.len && text.at[at + 2] == (char)LIGATURE_RIGHT;
    if (mark == LIGATURE_RIGHT)
        return at >= 2 && text.at[at - 2] == (char)LIGATURE_LEFT;
    return strchr(letters, text.at[at + 1] | 0x20);
}

/* A mark on another mark says nothing: the last one tells. */
static void count_upper(struct tally *tally, struct slice text, size_t at)
{
    unsigned char byte = (unsigned char)text.at[at];
    unsigned char next =
        at + 1 < text.len ? (unsigned char)text.at[at + 1] : ' ';

    tally->upper++;
    tally->runs +=
        (at > 0 && is_upper(text.at[at - 1])) || is_upper((char)next);
    if (ansel_is_character(byte))
        tally->known++;
    else if (!ansel_is_mark(byte))
        tally->wrong++;
    else if (is_letter((char)next))
        *(is_usual(text, at) ? &tally->known : &tally->unusual) += 1;
    else if (!ansel_is_mark(next) && !ansel_is_character(next))
        tally->wrong++;
}

/* ASCII characters are passed over, other ones counted; where they are no UTF-8
 * a byte is passed over. */
static void count_utf8(struct tally *tally, struct slice text)
{
    while (text.len) {
        size_t valid = csv_text_valid(text);

        for (size_t i = 0; i < valid; i++)
            tally->characters += ((unsigned char)text.at[i] & 0xc0) == 0xc0;
        if (valid == text.len)
            break;
        tally->stray++;
        text.at += valid + 1;
        text.len -= valid + 1;
    }
}

static struct tally count(struct slice text)
{
    struct tally tally = {0};

    for (size_t i = 0; i < text.len; i++) {
        if (is_upper(text.at[i]))
            count_upper(&tally, text, i);
        else if (text.at[i] == ESCAPE)
            tally.escapes +=
                marc8_is_escape((struct slice){text.at + i, text.len - i});
    }
    if (tally.upper)
        count_utf8(&tally, text);
    return tally;
}

static enum marc_charset eight_bit(const struct tally *tally, bool unicode)
{
    size_t against = tally->unusual + tally->wrong;

    if (against <= tally->known && (!unicode || !tally->wrong))
        return CHARSET_MARC8;
    if (tally->runs >= RUNS_LEAST && tally->runs * 2 > tally->upper)
        return CHARSET_UNKNOWN;
    return CHARSET_1252;
}

struct marc_judged marc_charset_judge(struct slice raw, bool unicode)
{
    struct tally tally = count(raw);
    struct marc_judged judged = {.charset = CHARSET_ASCII};

    if (tally.characters && tally.characters >= tally.stray) {
        judged.charset = CHARSET_UTF8;
        judged.damaged = tally.stray > 0;
    } else if (tally.escapes) {
        judged.charset = CHARSET_MARC8;
    } else if (tally.upper) {
        judged.charset = eight_bit(&tally, unicode);
    }
    return judged;
}
