/*
 * The digits of an ISBN or ISSN, and the sums that check them (ISO 2108). For
 * isbn.c alone.
 */
#ifndef BIBLOAD_ISBN_DIGITS_H
#define BIBLOAD_ISBN_DIGITS_H

#include "../pipeline/slice.h"

#include <stdint.h>

#define ISBN10_DIGITS 10
#define ISBN13_DIGITS 13

/* Digits of a number under way; X stands for 10 and only at the end. */
struct isbn_digits {
    unsigned char at[ISBN13_DIGITS];
    size_t count; /* may be more than there is room for: then it is none */
    bool x;       /* the last is X */
};

/* Bytes of the hyphen in front, or of a dash (U+2010..U+2015, U+2212) that a
 * word processor made of it; 0: none. */
size_t isbn_hyphen(struct slice text);

/* Adds the digits of a piece: digits with hyphens between, an X at the end. */
void isbn_digits_add(struct isbn_digits *digits, struct slice piece);
bool isbn_digits_are_zero(const struct isbn_digits *digits);

/* The 13-digit number if the digits are an ISBN as they stand; 0 if not. */
uint64_t isbn_whole(const struct isbn_digits *digits);
/* Of one to ten digits, filled up with zeros in front; 0 if it is none. */
uint64_t isbn10_of(const struct isbn_digits *digits);

#endif
