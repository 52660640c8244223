/* See name_dates.h. */
#include "name_dates.h"

#include <strings.h>

#define BIRTH_MAX 2100
#define YEAR_BC_MAX 9999

/* Words that may stand beside years. */
static const char *const date_words[] = {
    "b",         "born",
    "n",         "d",
    "died",      "fl",
    "active",    "flourished",
    "floruit",   "ca",
    "c",         "cca",
    "circa",     "approximately",
    "about",     "or",
    "and",       "to",
    "between",   "before",
    "after",     "century",
    "centuries", "cent",
    "early",     "late",
    "st",        "nd",
    "rd",        "th",
    "bc",        "bce",
    "a",         "ad",
    "ce",        "e",
    "jan",       "january",
    "feb",       "february",
    "mar",       "march",
    "apr",       "april",
    "may",       "june",
    "jun",       "july",
    "jul",       "aug",
    "august",    "sept",
    "sep",       "september",
    "oct",       "october",
    "nov",       "november",
    "dec",       "december",
    "present",   "s",
};

static const char *const activity_words[] = {
    "fl",
    "active",
    "flourished",
    "floruit",
};

static const char *const century_words[] = {
    "century",
    "centuries",
    "cent",
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/* The first letters tell nearly all words apart without a call. */
static bool is_one_of(struct slice word, const char *const *list, size_t count)
{
    for (size_t i = 0; word.len && i < count; i++)
        if (((list[i][0] ^ word.at[0]) & ~0x20) == 0 &&
            strlen(list[i]) == word.len &&
            strncasecmp(word.at, list[i], word.len) == 0)
            return true;
    return false;
}
#define IS_ONE_OF(word, list) \
    is_one_of((word), (list), sizeof(list) / sizeof *(list))

/* En and em dash; the minus has its own test. */
static size_t dash_size(struct slice text)
{
    return text.len >= 3 && (memcmp(text.at, "\xe2\x80\x93", 3) == 0 ||
                             memcmp(text.at, "\xe2\x80\x94", 3) == 0)
               ? 3
               : text.len && text.at[0] == '-';
}

/* The next word of letters, or number, after whatever is between; *text goes
 * behind it. "B.C." and "B. C. E." are one word "BC" to `era`. */
static struct slice next_word(struct slice *text)
{
    const char *end = text->at + text->len, *at = text->at, *from;

    while (at < end && !is_digit(*at) &&
           (!is_letter(*at) || dash_size(slice_between(at, end))))
        at += dash_size(slice_between(at, end)) == 3 ? 3 : 1;
    from = at;
    if (at < end && is_digit(*at))
        while (at < end && is_digit(*at))
            at++;
    else
        while (at < end && is_letter(*at) && !dash_size(slice_between(at, end)))
            at++;
    *text = slice_between(at, end);
    return slice_between(from, at);
}

/* "B.C.", "BCE", "b. c." */
static bool says_before_christ(struct slice text)
{
    for (size_t i = 0; i + 1 < text.len; i++) {
        size_t c = i + 1;

        if ((text.at[i] | 32) != 'b' || (i && is_letter(text.at[i - 1])))
            continue;
        while (c < text.len && (text.at[c] == '.' || text.at[c] == ' '))
            c++;
        if (c == text.len || (text.at[c] | 32) != 'c')
            continue;
        if (c + 1 == text.len || !is_letter(text.at[c + 1]) ||
            (text.at[c + 1] | 32) == 'e')
            return true;
    }
    return false;
}

/* Bounds the time spent on a hostile cell: no dates are that long. */
#define DATES_LENGTH_MAX 80

bool name_is_dates(struct slice text)
{
    bool digit = false;
    struct slice word;

    if (text.len > DATES_LENGTH_MAX)
        return false;
    while ((word = next_word(&text)).len) {
        if (is_digit(word.at[0])) {
            if (word.len > 4)
                return false;
            digit = true;
        } else if (!IS_ONE_OF(word, date_words)) {
            return false;
        }
    }
    return digit;
}

struct slice name_dates_strip(struct slice dates)
{
    while (dates.len) {
        char last = dates.at[dates.len - 1];
        char before = dates.len > 1 ? dates.at[dates.len - 2] : '\0';

        if (last == '.' && is_letter(before))
            break;
        if (last == '\0' || !strchr(" ,;:.", last))
            break;
        dates.len--;
    }
    return dates;
}

static bool has_one_of(struct slice text, const char *const *list, size_t count)
{
    struct slice word;

    while ((word = next_word(&text)).len)
        if (is_one_of(word, list, count))
            return true;
    return false;
}
#define HAS_ONE_OF(text, list) \
    has_one_of((text), (list), sizeof(list) / sizeof *(list))

/* The year of one side: its first number of four digits, else of three, else of
 * fewer (70-19 B.C., and days of the month when there is no year). */
static int32_t side_year(struct slice side)
{
    size_t best = 0;
    int32_t year = 0;
    struct slice word;

    while ((word = next_word(&side)).len) {
        if (!is_digit(word.at[0]) || word.len > 4 || word.len <= best)
            continue;
        best = word.len;
        year = 0;
        for (size_t i = 0; i < word.len; i++)
            year = year * 10 + (word.at[i] - '0');
    }
    return year;
}

/* 1947-05-03 and 1947-05 are one date. */
static bool is_iso_date(struct slice text)
{
    static const char pattern[] = "dddd-dd-dd";

    if (text.len != 10)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (pattern[i] == 'd' ? !is_digit(text.at[i]) : text.at[i] != '-')
            return false;
    return true;
}

/* Cuts at the dash between birth and death. */
static bool split_dates(struct slice text, struct slice *left,
                        struct slice *right)
{
    for (size_t i = 0; i < text.len && !is_iso_date(text); i++) {
        size_t dash = dash_size((struct slice){text.at + i, text.len - i});

        if (dash) {
            *left = (struct slice){text.at, i};
            *right = slice_between(text.at + i + dash, text.at + text.len);
            return true;
        }
    }
    *left = text;
    *right = SLICE_NONE;
    return false;
}

/* 1853-90 */
static int32_t full_death(int32_t birth, int32_t death)
{
    if (birth >= 1000 && death > 0 && death < 100) {
        death += birth / 100 * 100;
        return death >= birth ? death : 0;
    }
    return death;
}

static int16_t fact_year(int32_t year, bool before_christ)
{
    /* 19--- is no year, 70-19 B.C. are two. */
    if (year < (before_christ ? 1 : 100) ||
        year > (before_christ ? YEAR_BC_MAX : BIRTH_MAX))
        return 0;
    return (int16_t)(before_christ ? -year : year);
}

static bool says_death(struct slice text)
{
    static const char *const words[] = {"d", "died"};

    return IS_ONE_OF(next_word(&text), words);
}

/* What stands on the two sides of the dash, and which of it is before Christ. */
struct span {
    int32_t from, to; /* 0: nothing */
    bool from_before, to_before;
};

static struct span span_of(struct slice left, struct slice right)
{
    struct span span = {
        .from = side_year(left),
        .to = side_year(right),
        .to_before = says_before_christ(right),
    };

    /* 384-322 B.C. is said of both; 63 B.C.-14 A.D. is not. */
    span.from_before =
        says_before_christ(left) || (span.to_before && span.from >= span.to);
    return span;
}

/* One side of "5th-4th century B.C." stands for both if it is alone. */
static struct span both_sides(struct span span)
{
    if (!span.from) {
        span.from = span.to;
        span.from_before = span.to_before;
    } else if (!span.to) {
        span.to = span.from;
        span.to_before = span.from_before;
    }
    return span;
}

#define CENTURY_MAX 21    /* after Christ */
#define CENTURY_BC_MAX 40 /* before */

static bool is_century(int32_t number, bool before_christ)
{
    return number >= 1 &&
           number <= (before_christ ? CENTURY_BC_MAX : CENTURY_MAX);
}

/* The 13th century is 1201-1300, the 5th before Christ 500-401. */
static void centuries(struct span span, struct author_facts *facts)
{
    int32_t from = span.from, to = span.to;

    if (!is_century(from, span.from_before) || !is_century(to, span.to_before))
        return;
    facts->active_from =
        (int16_t)(span.from_before ? -from * 100 : from * 100 - 99);
    facts->active_to = (int16_t)(span.to_before ? 99 - to * 100 : to * 100);
}

static void read_activity(struct slice dates, struct author_facts *facts)
{
    struct slice left, right;
    struct span span;

    (void)split_dates(dates, &left, &right);
    span = span_of(left, right);
    if (HAS_ONE_OF(dates, century_words)) {
        centuries(both_sides(span), facts);
    } else {
        if (!span.from_before && !span.to_before)
            span.to = full_death(span.from, span.to);
        span = both_sides(span);
        facts->active_from = fact_year(span.from, span.from_before);
        facts->active_to = fact_year(span.to, span.to_before);
    }
    if (!facts->active_from || facts->active_to < facts->active_from)
        facts->active_from = facts->active_to = 0;
}

static void read_life(struct slice dates, struct author_facts *facts)
{
    struct slice left, right;
    struct span span;

    if (!split_dates(dates, &left, &right) && says_death(left)) {
        right = left;
        left = SLICE_NONE;
    }
    span = span_of(left, right);
    if (!span.from_before && !span.to_before)
        span.to = full_death(span.from, span.to);
    facts->birth = fact_year(span.from, span.from_before);
    facts->death = fact_year(span.to, span.to_before);
    if (facts->birth && facts->death && facts->death < facts->birth)
        facts->death = 0; /* one is wrong; matching compares the birth */
}

void name_dates_read(struct slice dates, struct author_facts *facts)
{
    facts->birth = facts->death = 0;
    facts->active_from = facts->active_to = 0;
    if (!name_is_dates(dates))
        return;
    if (HAS_ONE_OF(dates, activity_words) || HAS_ONE_OF(dates, century_words))
        read_activity(dates, facts);
    else
        read_life(dates, facts);
}
