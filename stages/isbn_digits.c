/* See isbn_digits.h. */
#include "isbn_digits.h"

size_t isbn_hyphen(struct slice text)
{
    if (text.len && text.at[0] == '-')
        return 1;
    if (text.len >= 3 && ((memcmp(text.at, "\xe2\x80", 2) == 0 &&
                           (unsigned char)text.at[2] >= 0x90 &&
                           (unsigned char)text.at[2] <= 0x95) ||
                          memcmp(text.at, "\xe2\x88\x92", 3) == 0))
        return 3;
    return 0;
}

void isbn_digits_add(struct isbn_digits *digits, struct slice piece)
{
    while (piece.len) {
        size_t skip = isbn_hyphen(piece);

        if (!skip) {
            bool x = piece.at[0] == 'X' || piece.at[0] == 'x';

            if (digits->count < ISBN13_DIGITS)
                digits->at[digits->count] =
                    x ? 10 : (unsigned char)(piece.at[0] - '0');
            digits->count++;
            digits->x = x;
            skip = 1;
        }
        piece = (struct slice){piece.at + skip, piece.len - skip};
    }
}

static bool digits_are_same(const struct isbn_digits *digits)
{
    for (size_t i = 1; i < digits->count && i < ISBN13_DIGITS; i++)
        if (digits->at[i] != digits->at[0])
            return false;
    return true;
}

static unsigned isbn13_check(const unsigned char *at)
{
    unsigned sum = 0;

    for (size_t i = 0; i < ISBN13_DIGITS - 1; i++)
        sum += at[i] * (i % 2 ? 3u : 1u);
    return (10 - sum % 10) % 10;
}

static uint64_t isbn13_number(const unsigned char *at)
{
    uint64_t number = 0;

    for (size_t i = 0; i < ISBN13_DIGITS; i++)
        number = number * 10 + at[i];
    return number;
}

/* 978 and 979 are books, but 9790 is printed music (ISMN). A number of zeros is
 * valid by its check digit and is nobody's. */
static uint64_t isbn13_of(const struct isbn_digits *digits)
{
    const unsigned char *at = digits->at;
    uint64_t number = isbn13_number(at);

    if (digits->x || at[0] != 9 || at[1] != 7 || at[2] < 8 ||
        (at[2] == 9 && at[3] == 0) || isbn13_check(at) != at[12] ||
        number / 10 == 978000000000)
        return 0;
    return number;
}

/* Fewer than ten digits are filled up with zeros in front. One digit ten times
 * passes the check too, and is what people type who have no number. */
uint64_t isbn10_of(const struct isbn_digits *digits)
{
    unsigned char full[ISBN13_DIGITS] = {9, 7, 8};
    size_t zeros = ISBN10_DIGITS - digits->count;
    unsigned sum = 0;

    if (digits_are_same(digits) || memchr(digits->at, 10, digits->count - 1))
        return 0; /* the last may be X alone */
    memcpy(full + 3 + zeros, digits->at, digits->count);
    for (unsigned i = 0; i < ISBN10_DIGITS; i++)
        sum += (ISBN10_DIGITS - i) * full[3 + i];
    if (sum % 11 != 0)
        return 0;
    full[12] = (unsigned char)isbn13_check(full);
    return isbn13_number(full);
}

/* The number if the digits are an ISBN as a whole; 0 if not. */
uint64_t isbn_whole(const struct isbn_digits *digits)
{
    if (digits->count == ISBN13_DIGITS)
        return isbn13_of(digits);
    if (digits->count == ISBN10_DIGITS)
        return isbn10_of(digits);
    return 0;
}

bool isbn_digits_are_zero(const struct isbn_digits *digits)
{
    return digits_are_same(digits) && digits->at[0] == 0;
}
