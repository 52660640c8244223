/*
 * See authority_number.h. A reader for each scheme checks a number and writes it.
 */
#include "authority_number.h"

#include "control_numbers.h"

#include <stdint.h>
#include <strings.h>

#define VIAF_DIGITS_MAX 22
#define WIKIDATA_DIGITS_MAX 12
#define GND_DIGITS_MAX 10
#define ISNI_DIGITS 16
#define BNF_CHARACTERS 11
#define IDREF_DIGITS 9
/* Blocks that ISNI has set aside for ORCID, without the check digit. */
#define ORCID_BLOCK_1 15000000u
#define ORCID_BLOCK_1_END 35000000u
#define ORCID_BLOCK_2 900000000000u
#define ORCID_BLOCK_2_END 900100000000u

/* Where a reader writes; it has room for any of them. */
struct writer {
    char *at;
    size_t len;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool take(struct slice *text, const char *prefix)
{
    size_t len = strlen(prefix);

    if (text->len < len || strncasecmp(text->at, prefix, len) != 0)
        return false;
    *text = (struct slice){text->at + len, text->len - len};
    return true;
}

static void write_all(struct writer *to, struct slice text)
{
    memcpy(to->at + to->len, text.at, text.len);
    to->len += text.len;
}

/* Digits that begin with none of the useless zeros. */
static bool is_number(struct slice text, size_t digits_max)
{
    if (!text.len || text.len > digits_max || text.at[0] == '0')
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!is_digit(text.at[i]))
            return false;
    return true;
}

/* Digits, the last of them perhaps an X: their values. False: something else,
 * or more than `max`. */
static bool read_digits(struct slice text, unsigned char *digits, size_t *count,
                        size_t max)
{
    for (*count = 0; *count < text.len; ++*count) {
        char c = text.at[*count];
        bool x = *count + 1 == text.len && (c | 32) == 'x';

        if (*count == max || (!x && !is_digit(c)))
            return false;
        digits[*count] = x ? 10 : (unsigned char)(c - '0');
    }
    return *count > 1;
}

static void write_digits(struct writer *to, const unsigned char *digits,
                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        to->at[to->len++] = digits[i] == 10 ? 'X' : (char)('0' + digits[i]);
}

/* All but the last, times 2, 3 ... from the right. */
static unsigned weighed(const unsigned char *digits, size_t count)
{
    unsigned sum = 0;

    for (size_t i = 0; i + 1 < count; i++)
        sum += digits[i] * (unsigned)(count - i);
    return sum;
}

static bool read_viaf(struct slice value, struct writer *to)
{
    if (!is_number(value, VIAF_DIGITS_MAX))
        return false;
    write_all(to, value);
    return true;
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* "n79021164" and "no2008123456", not "nnn25000001". */
static bool read_lcnaf(struct slice value, struct writer *to)
{
    char lccn[LCCN_CHARACTERS + 1];

    if (lccn_read(value, lccn) != LCCN_FORM_VALID || lccn[0] != 'n' ||
        is_letter(lccn[2]))
        return false;
    write_all(to, slice_of(lccn));
    return true;
}

/* A hyphen stands before the check digit of what came from the files of bodies
 * and of subjects; there the remainder itself is the check digit. */
static bool read_gnd(struct slice value, struct writer *to)
{
    unsigned char digits[GND_DIGITS_MAX];
    bool hyphen = value.len > 2 && value.at[value.len - 2] == '-';
    char number[GND_DIGITS_MAX];
    size_t count;
    unsigned sum;

    if (value.len > sizeof number)
        return false;
    if (hyphen) {
        memcpy(number, value.at, value.len - 2);
        number[value.len - 2] = value.at[value.len - 1];
        value = (struct slice){number, value.len - 1};
    }
    if (!read_digits(value, digits, &count, GND_DIGITS_MAX) || !digits[0] ||
        (!hyphen && count < 9))
        return false;
    sum = weighed(digits, count);
    if (hyphen ? sum % 11 != digits[count - 1]
               : (sum + digits[count - 1]) % 11 != 0)
        return false;
    write_digits(to, digits, count - 1);
    if (hyphen)
        to->at[to->len++] = '-';
    write_digits(to, digits + count - 1, 1);
    return true;
}

/* 16 characters, whatever blanks and hyphens stand between; *hyphens: how many
 * of the latter. */
static bool read_16(struct slice value, unsigned char *digits, size_t *hyphens)
{
    char plain[ISNI_DIGITS];
    size_t len = 0, count;
    unsigned sum = 0;

    *hyphens = 0;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];

        *hyphens += c == '-';
        if (c == ' ' || c == '-')
            continue;
        if (len == sizeof plain)
            return false;
        plain[len++] = c;
    }
    if (len != ISNI_DIGITS ||
        !read_digits((struct slice){plain, len}, digits, &count, ISNI_DIGITS))
        return false;
    for (size_t i = 0; i < ISNI_DIGITS - 1; i++)
        sum = (sum + digits[i]) * 2 % 11;
    return (12 - sum) % 11 == digits[ISNI_DIGITS - 1];
}

static bool read_isni(struct slice value, struct writer *to)
{
    unsigned char digits[ISNI_DIGITS];
    size_t hyphens;

    if (!read_16(value, digits, &hyphens))
        return false;
    write_digits(to, digits, ISNI_DIGITS);
    return true;
}

static bool read_orcid(struct slice value, struct writer *to)
{
    unsigned char digits[ISNI_DIGITS];
    size_t hyphens;

    if (!read_16(value, digits, &hyphens))
        return false;
    for (size_t i = 0; i < ISNI_DIGITS; i += 4) {
        if (i)
            to->at[to->len++] = '-';
        write_digits(to, digits + i, 4);
    }
    return true;
}

static bool read_wikidata(struct slice value, struct writer *to)
{
    if (!take(&value, "Q") || !is_number(value, WIKIDATA_DIGITS_MAX))
        return false;
    to->at[to->len++] = 'Q';
    write_all(to, value);
    return true;
}

/* "cb", eight digits and a check character: the sum of each character's place in
 * the alphabet of NOIDs times its position, modulo 29. */
static bool read_bnf(struct slice value, struct writer *to)
{
    static const char alphabet[] = "0123456789bcdfghjkmnpqrstvwxz";
    size_t sum = 0;

    if (value.len != BNF_CHARACTERS || memcmp(value.at, "cb", 2) != 0)
        return false;
    for (size_t i = 0; i < BNF_CHARACTERS - 1; i++) {
        if (i >= 2 && !is_digit(value.at[i]))
            return false;
        sum += (i + 1) * (size_t)(strchr(alphabet, value.at[i]) - alphabet);
    }
    if (value.at[BNF_CHARACTERS - 1] != alphabet[sum % 29])
        return false;
    write_all(to, value);
    return true;
}

static bool read_idref(struct slice value, struct writer *to)
{
    unsigned char digits[IDREF_DIGITS];
    size_t count;

    if (!read_digits(value, digits, &count, IDREF_DIGITS) ||
        count != IDREF_DIGITS ||
        (weighed(digits, count) + digits[count - 1]) % 11 != 0)
        return false;
    write_digits(to, digits, count);
    return true;
}

static const struct {
    const char *name;
    bool (*read)(struct slice value, struct writer *to);
} schemes[AUTHORITY_SCHEMES] = {
    [AUTHORITY_VIAF] = {"viaf", read_viaf},
    [AUTHORITY_LCNAF] = {"lcnaf", read_lcnaf},
    [AUTHORITY_GND] = {"gnd", read_gnd},
    [AUTHORITY_ISNI] = {"isni", read_isni},
    [AUTHORITY_ORCID] = {"orcid", read_orcid},
    [AUTHORITY_WIKIDATA] = {"wikidata", read_wikidata},
    [AUTHORITY_BNF] = {"bnf", read_bnf},
    [AUTHORITY_IDREF] = {"idref", read_idref},
};

const char *authority_scheme_name(enum authority_scheme scheme)
{
    return schemes[scheme].name;
}

size_t authority_number(enum authority_scheme scheme, struct slice value,
                        char *at)
{
    struct writer to = {at, 0};

    return scheme && schemes[scheme].read(value, &to) ? to.len : 0;
}

bool authority_number_is_orcid(struct slice value)
{
    unsigned char digits[ISNI_DIGITS];
    uint64_t number = 0;
    size_t hyphens;

    if (!read_16(value, digits, &hyphens) || hyphens != 3)
        return false;
    for (size_t i = 0; i < ISNI_DIGITS - 1; i++)
        number = number * 10 + digits[i];
    return (number >= ORCID_BLOCK_1 && number <= ORCID_BLOCK_1_END) ||
           (number >= ORCID_BLOCK_2 && number <= ORCID_BLOCK_2_END);
}
