/* See numbers.h. */
#include "numbers.h"

#include "../pipeline/biblio.h"

#include <strings.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_length(struct slice text)
{
    size_t len = 0;

    while (len < text.len && is_digit(text.at[len]))
        len++;
    return len;
}

static struct slice without(struct slice text, size_t count)
{
    return (struct slice){text.at + count, text.len - count};
}

/* The number of the digits, or `most` + 1 if it is more. */
static int64_t digits_value(struct slice digits, int64_t most)
{
    int64_t value = 0;

    for (size_t i = 0; i < digits.len; i++) {
        value = value * 10 + (digits.at[i] - '0');
        if (value > most)
            return most + 1;
    }
    return value;
}

/* ---- years ---- */

static bool is_four_digit_year(int64_t year)
{
    return year >= 1000 && year <= YEAR_MAX;
}

/* Without the ".0" of a data frame and the period of a catalogue. */
static bool is_whole_number(struct slice text, struct slice *digits)
{
    size_t len = digits_length(text);
    struct slice rest = without(text, len);

    *digits = (struct slice){text.at, len};
    if (len == 0)
        return false;
    if (rest.len && rest.at[0] == '.') {
        rest = without(rest, 1);
        while (rest.len && rest.at[0] == '0')
            rest = without(rest, 1);
    }
    return rest.len == 0;
}

/* 20060916 */
static bool is_compact_date(struct slice digits)
{
    int64_t date = digits_value(digits, 99999999);

    return digits.len == 8 && is_four_digit_year(date / 10000) &&
           date / 100 % 100 >= 1 && date / 100 % 100 <= 12 && date % 100 >= 1 &&
           date % 100 <= 31;
}

/* 0: there is none. */
static int32_t first_year(struct slice text)
{
    size_t len;

    for (; text.len; text = without(text, len ? len : 1)) {
        len = digits_length(text);
        if (len == 4) {
            int64_t year = digits_value((struct slice){text.at, 4}, YEAR_MAX);

            if (is_four_digit_year(year))
                return (int32_t)year;
        }
    }
    return 0;
}

/* What a cataloguer supplied after another date; 0 if nothing. */
static int32_t bracketed_year(struct slice text)
{
    const char *open = memchr(text.at, '[', text.len);

    if (!open || open == text.at)
        return 0;
    text = slice_between(open + 1, text.at + text.len);
    if (text.len && (strchr("cpCP", text.at[0]) || (text.at[0] & 0x80)))
        return 0;
    return first_year(text);
}

/* 19uu, 19--, 199?, [198-]: the cataloguer says that the rest is unknown. */
static bool is_unknown_decade(struct slice text)
{
    while (text.len && !is_digit(text.at[0]))
        text = without(text, 1);
    for (size_t len = digits_length(text); len == 2 || len == 3; len = 0) {
        text = without(text, len);
        return text.len && strchr("uU-?|xX", text.at[0]);
    }
    return false;
}

static bool says_nothing(struct slice text)
{
    static const char *const words[] = {
        "n.d.", "n. d.", "nd",      "n/a",     "na",   "nan",  "null",  "none",
        "s.a.", "s. a.", "unknown", "undated", "uuuu", "####", "|||||", "||||",
    };

    while (text.len && strchr("[(< ", text.at[0]))
        text = without(text, 1);
    while (text.len && strchr("])>?, ", text.at[text.len - 1]))
        text.len--;
    if (text.len == 0 || (text.len == 1 && strchr("-?", text.at[0])))
        return true;
    if (is_digit(text.at[0])) /* as nearly every one; no word begins so */
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == text.len &&
            strncasecmp(words[i], text.at, text.len) == 0)
            return true;
    return false;
}

enum number_form number_year(struct slice text, int32_t *year)
{
    struct slice digits;

    *year = 0;
    text = slice_trim(text);
    if (says_nothing(text))
        return NUMBER_NONE;
    if (is_whole_number(text, &digits)) {
        if (is_compact_date(digits))
            digits.len = 4;
        *year = (int32_t)digits_value(digits, YEAR_MAX);
        if (*year > YEAR_MAX) {
            *year = 0;
            return NUMBER_INVALID;
        }
        return *year ? NUMBER_GOOD : NUMBER_NONE;
    }
    if (text.at[0] == '-' && is_whole_number(without(text, 1), &digits))
        return NUMBER_INVALID;
    *year = bracketed_year(text);
    if (!*year)
        *year = first_year(text);
    if (*year)
        return NUMBER_GOOD;
    return is_unknown_decade(text) ? NUMBER_NONE : NUMBER_INVALID;
}

/* ---- royalties ---- */

#define DECIMALS 4

/* The decimals as a number of DECIMALS digits; false if more of them count. */
static bool decimals_value(struct slice decimals, int32_t *value)
{
    *value = 0;
    for (size_t i = 0; i < DECIMALS; i++)
        *value = *value * 10 + (i < decimals.len ? decimals.at[i] - '0' : 0);
    for (size_t i = DECIMALS; i < decimals.len; i++)
        if (decimals.at[i] != '0')
            return false;
    return true;
}

enum number_form number_royalty(struct slice text, int32_t *royalty)
{
    struct slice whole, decimals = SLICE_NONE;
    int32_t fraction;
    int64_t value;

    *royalty = ROYALTY_NONE;
    text = slice_trim(text);
    if (text.len == 0)
        return NUMBER_NONE;
    if (text.at[text.len - 1] == '%')
        text.len--;
    text = slice_trim(text);
    whole = (struct slice){text.at, digits_length(text)};
    text = without(text, whole.len);
    if (text.len && (text.at[0] == '.' || text.at[0] == ',')) {
        text = without(text, 1);
        decimals = (struct slice){text.at, digits_length(text)};
        text = without(text, decimals.len);
    }
    if (text.len || whole.len + decimals.len == 0 ||
        !decimals_value(decimals, &fraction))
        return NUMBER_INVALID;
    value = digits_value(whole, 100) * ROYALTY_SCALE + fraction;
    if (value > 100 * ROYALTY_SCALE)
        return NUMBER_INVALID;
    *royalty = (int32_t)value;
    return NUMBER_GOOD;
}

struct slice number_royalty_text(struct arena *arena, int32_t royalty)
{
    char digits[] = "000.0000";
    int32_t rest = royalty;

    for (int at = 7; at >= 0; at--) {
        if (digits[at] == '.')
            continue;
        digits[at] = (char)('0' + rest % 10);
        rest /= 10;
    }
    return arena_copy(arena,
                      slice_of(digits + (royalty < 10 * ROYALTY_SCALE    ? 2
                                         : royalty < 100 * ROYALTY_SCALE ? 1
                                                                         : 0)));
}

/* ---- orders ---- */

enum number_form number_order(struct slice text, int32_t *order)
{
    int64_t value;

    *order = 0;
    text = slice_trim(text);
    if (text.len == 0)
        return NUMBER_NONE;
    if (digits_length(text) != text.len)
        return NUMBER_INVALID;
    value = digits_value(text, ORDER_MAX);
    if (value < 1 || value > ORDER_MAX)
        return NUMBER_INVALID;
    *order = (int32_t)value;
    return NUMBER_GOOD;
}
