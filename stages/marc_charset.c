/* See marc_charset.h. */
#include "marc_charset.h"

#include "csv_text.h"

#include "../pipeline/marc_leader.h"

#define ESCAPE '\x1b'
#define DAMAGE_RATIO 4 /* exceptions that the leader's word outweighs */
#define RUNS_LEAST 8   /* bytes in runs that make another alphabet */

struct tally {
    size_t characters; /* of more than one byte, in UTF-8 */
    size_t stray;      /* bytes that are not UTF-8 */
    size_t escapes;
    size_t fitting, unfitting; /* upper bytes as MARC-8 */
    size_t upper, runs;        /* upper bytes; those beside another one */
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
    return text.len >= 2 && text.at[0] == ESCAPE &&
           memchr("(,)-$gbps", text.at[1], 9);
}

static bool is_upper(char c)
{
    return ((unsigned char)c & 0x80) != 0;
}

static bool is_letter(char c)
{
    return (unsigned)(c | 0x20) - 'a' < 26;
}

static void count_upper(struct tally *tally, struct slice text, size_t at)
{
    unsigned char byte = (unsigned char)text.at[at];
    unsigned char next =
        at + 1 < text.len ? (unsigned char)text.at[at + 1] : ' ';
    bool fits =
        ansel_is_character(byte) ||
        (ansel_is_mark(byte) && (is_letter((char)next) || ansel_is_mark(next) ||
                                 ansel_is_character(next)));

    tally->upper++;
    if (fits)
        tally->fitting++;
    else
        tally->unfitting++;
    tally->runs +=
        (at > 0 && is_upper(text.at[at - 1])) || is_upper((char)next);
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
    if (tally->unfitting == 0 ||
        (!unicode && tally->unfitting * DAMAGE_RATIO <= tally->fitting))
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
