/*
 * See isbn.h. A cell is a row of words, separated by blanks, commas, semicolons
 * and the like. A word of ISBN characters alone is a piece; pieces with nothing
 * but blanks between them may be one number written with blanks ("0 940016 73
 * 7") or several numbers: a piece that is whole by itself stays alone, else the
 * pieces that give a valid number together are joined.
 */
#include "isbn.h"

#include "isbn_digits.h"

#include <assert.h>
#include <strings.h>

#define SHORTEST 7 /* a number without its three leading zeros: block 000 */
#define PIECES_MAX 8
/* Bounds the look-ahead: doubles have 17 digits. */
#define EXPONENT_LENGTH_MAX 40

void isbn_write(uint64_t isbn, char digits[ISBN_DIGITS + 1])
{
    for (size_t i = ISBN_DIGITS; i-- > 0; isbn /= 10)
        digits[i] = (char)('0' + isbn % 10);
    digits[ISBN_DIGITS] = '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- words of a cell ---- */

/* NUL too: strchr finds it at the end of them. */
static bool is_between(char c)
{
    return strchr(" \t\r\n,;|=\"'[]:/()", c);
}

/* The length of the ISBN characters in front: digits with hyphens between,
 * and an X at the end. 0: doesn't begin with a digit. */
static size_t piece_length(struct slice text)
{
    size_t len = 0;

    if (!text.len || !is_digit(text.at[0]))
        return 0;
    for (;;) {
        struct slice rest = {text.at + len, text.len - len};
        size_t hyphen = isbn_hyphen(rest);

        if (hyphen && rest.len > hyphen &&
            (is_digit(rest.at[hyphen]) || (rest.at[hyphen] | 32) == 'x'))
            len += hyphen;
        else if (!rest.len || !is_digit(rest.at[0]))
            break;
        else
            len++;
    }
    if (len < text.len && (text.at[len] | 32) == 'x')
        len++;
    return len;
}

/* 9.78043902348e+12 or 9,78E+12: the length, 0 if it isn't one. */
static size_t exponent_length(struct slice text)
{
    size_t i = 0;

    if (text.len > EXPONENT_LENGTH_MAX)
        text.len = EXPONENT_LENGTH_MAX;
    while (i < text.len &&
           (is_digit(text.at[i]) || text.at[i] == '.' || text.at[i] == ','))
        i++;
    if (i == 0 || i + 1 >= text.len || (text.at[i] | 32) != 'e')
        return 0;
    i++;
    if (text.at[i] == '+')
        i++;
    if (i == text.len || !is_digit(text.at[i]))
        return 0;
    while (i < text.len && is_digit(text.at[i]))
        i++;
    return i;
}

/* ".0" that a spreadsheet or data frame put behind a number. */
static size_t zero_fraction(struct slice text)
{
    size_t i = 1;

    if (text.len < 2 || text.at[0] != '.' || text.at[1] != '0')
        return 0;
    while (i < text.len && text.at[i] == '0')
        i++;
    return i < text.len && !is_between(text.at[i]) ? 0 : i;
}

static struct slice without(struct slice text, size_t count)
{
    return (struct slice){text.at + count, text.len - count};
}

/* Skips a qualifier in parentheses; one that is not closed ends the cell. */
static struct slice skip_qualifier(struct slice text)
{
    const char *end = memchr(text.at, ')', text.len);

    return end ? slice_between(end + 1, text.at + text.len)
               : without(text, text.len);
}

/* Skips "ISBN" and a "-13" after it. */
static struct slice skip_isbn(struct slice text)
{
    struct slice after = without(text, 4);

    if (after.len && (after.at[0] == '-' || after.at[0] == ' '))
        after = without(after, 1);
    if (after.len >= 2 && after.at[0] == '1' &&
        (after.at[1] == '0' || after.at[1] == '3') &&
        (after.len == 2 || after.at[2] == ':' || after.at[2] == ' '))
        return without(after, 2);
    return without(text, 4);
}

/* Skips letters, prices, volume numbers. */
static struct slice skip_word(struct slice text)
{
    if (text.len >= 4 && strncasecmp(text.at, "isbn", 4) == 0)
        return skip_isbn(text);
    while (text.len && !is_between(text.at[0]))
        text = without(text, 1);
    return text;
}

/* ---- pieces that are one number or several ---- */

struct group {
    struct slice piece[PIECES_MAX];
    size_t count;
};

static struct slice group_text(const struct group *group, size_t count)
{
    const struct slice *last = &group->piece[count - 1];

    assert(count > 0 && count <= group->count);
    return slice_between(group->piece[0].at, last->at + last->len);
}

static void group_read(struct group *group, struct slice text)
{
    size_t len;

    group->count = 0;
    while (group->count < PIECES_MAX && (len = piece_length(text)) > 0) {
        struct slice after = without(text, len);

        if (group->count && exponent_length(text))
            break;
        group->piece[group->count++] = (struct slice){text.at, len};
        if (!after.len || after.at[0] != ' ')
            break;
        text = slice_trim(after);
    }
}

/* How many pieces, from the first, make a valid number; 13 digits before 10. */
static size_t group_valid(const struct group *group, uint64_t *number)
{
    struct isbn_digits digits = {.count = 0};
    size_t pieces = 0;

    for (size_t i = 0; i < group->count; i++) {
        uint64_t found;

        isbn_digits_add(&digits, group->piece[i]);
        if (digits.count > ISBN_DIGITS)
            break;
        found = isbn_whole(&digits);
        if (found) {
            *number = found;
            pieces = i + 1;
            if (i == 0)
                break;
        }
        if (digits.x)
            break;
    }
    return pieces;
}

/* How many pieces a number that is not valid takes: all up to one that is long
 * enough by itself, if together they are not too long for one. */
static size_t group_invalid(const struct group *group)
{
    struct isbn_digits all = {.count = 0};
    size_t i;

    for (i = 0; i < group->count; i++) {
        struct isbn_digits one = {.count = 0};

        isbn_digits_add(&one, group->piece[i]);
        if (one.count >= SHORTEST)
            break;
        isbn_digits_add(&all, group->piece[i]);
    }
    return i == 0 || all.count > ISBN_DIGITS ? 1 : i;
}

/* Fills `found` from the number that begins here and returns what comes
 * after it. *skip: it was nothing but zeros, or too short to be meant as an
 * ISBN. */
static struct slice take_number(struct slice text, struct isbn_found *found,
                                bool *skip)
{
    struct isbn_digits digits = {.count = 0};
    struct group group;
    struct slice rest;
    size_t pieces;

    *skip = false;
    group_read(&group, text);
    *found = (struct isbn_found){.form = ISBN_FORM_VALID};
    pieces = group_valid(&group, &found->number);
    if (!pieces) {
        found->form = ISBN_FORM_INVALID;
        pieces = group_invalid(&group);
    }
    found->text = group_text(&group, pieces);
    for (size_t i = 0; i < pieces; i++)
        isbn_digits_add(&digits, group.piece[i]);
    rest = slice_between(found->text.at + found->text.len, text.at + text.len);
    if (found->form == ISBN_FORM_INVALID) {
        *skip = isbn_digits_are_zero(&digits) || digits.count < SHORTEST;
        if (digits.count >= SHORTEST && digits.count < ISBN10_DIGITS)
            found->number = isbn10_of(&digits);
        if (found->number)
            found->form = ISBN_FORM_REPAIRED;
    }
    return without(rest, zero_fraction(rest));
}

static bool has_digit(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] >= '1' && text.at[i] <= '9')
            return true;
    return false;
}

/* The next number of a text; false at its end. *seen: there was something short
 * with digits in it. */
static bool scan(struct slice *rest, struct isbn_found *found, bool *seen)
{
    struct slice text = *rest;
    struct isbn_found number;
    bool skip;

    while (text.len) {
        size_t exponent = exponent_length(text);

        if (exponent) {
            *found = (struct isbn_found){.form = ISBN_FORM_DESTROYED,
                                         .text = {text.at, exponent}};
            *rest = without(text, exponent);
            return true;
        }
        if (is_digit(text.at[0])) {
            text = take_number(text, &number, &skip);
            *seen |= skip && has_digit(number.text);
            if (!skip) {
                *found = number;
                *rest = text;
                return true;
            }
            text = skip_word(text);
        } else if (text.at[0] == '(') {
            text = skip_qualifier(text);
        } else if (is_between(text.at[0])) {
            text = without(text, 1);
        } else {
            text = skip_word(text);
        }
    }
    *rest = text;
    return false;
}

bool isbn_next(struct slice *rest, struct isbn_found *found)
{
    struct slice cell = *rest;
    bool first = !found->text.at, seen = false;

    if (scan(rest, found, &seen))
        return true;
    if (!seen || !first)
        return false;
    *found = (struct isbn_found){.form = ISBN_FORM_INVALID,
                                 .text = slice_trim(cell)};
    return true;
}

enum issn_form issn_read(struct slice cell, char issn[ISSN_CHARACTERS + 1])
{
    struct isbn_digits digits = {.count = 0};
    unsigned sum = 0;

    while (cell.len && !is_digit(cell.at[0]))
        cell = without(cell, 1);
    if (!has_digit(cell))
        return ISSN_FORM_EMPTY;
    isbn_digits_add(&digits, (struct slice){cell.at, piece_length(cell)});
    if (digits.count != 8)
        return ISSN_FORM_INVALID;
    for (unsigned i = 0; i < 8; i++)
        sum += (8 - i) * digits.at[i];
    if (sum % 11 != 0)
        return ISSN_FORM_INVALID;
    for (size_t i = 0, to = 0; i < 8; i++) {
        if (i == 4)
            issn[to++] = '-';
        issn[to++] = digits.at[i] == 10 ? 'X' : (char)('0' + digits.at[i]);
    }
    issn[ISSN_CHARACTERS] = '\0';
    return ISSN_FORM_VALID;
}
