/*
 * ISBN and ISSN: found in whatever a cell or an 020 $a holds, checked, and made
 * one number. Rules: ISO 2108 (ISBN-10 modulo 11, ISBN-13 modulo 10), ISO 3297
 * (ISSN modulo 11). An SBN of nine digits is an ISBN-10 without its zero.
 *
 *     struct slice rest = cell;
 *     struct isbn_found found = {0};
 *     while (isbn_next(&rest, &found)) ...
 */
#ifndef BIBLOAD_ISBN_H
#define BIBLOAD_ISBN_H

#include "../pipeline/slice.h"

#include <stdint.h>

#define ISBN_DIGITS 13
#define ISSN_CHARACTERS 9

enum isbn_form {
    ISBN_FORM_VALID,
    ISBN_FORM_REPAIRED, /* one to three leading zeros were missing */
    ISBN_FORM_INVALID,
    ISBN_FORM_DESTROYED, /* 9.78043902348e+12: digits are lost */
};

struct isbn_found {
    enum isbn_form form;
    uint64_t number;   /* 13 digits; 0 unless VALID or REPAIRED */
    struct slice text; /* the part of the cell it was read from */
};

/* Takes the next ISBN, or what is meant to be one, off the cell; `found` is
 * zeroed before the first call and then left alone. Hyphens and blanks
 * inside, "ISBN" in front, ="..." of spreadsheets and qualifiers such as
 * "(pbk. : v. 1)" are understood. False: nothing more, and nothing at all
 * from a cell without digits or with nothing but zeros. A cell whose only
 * digits are no number of that length (a price) is INVALID as a whole. */
bool isbn_next(struct slice *rest, struct isbn_found *found);

/* The 13 digits and a NUL. */
void isbn_write(uint64_t isbn, char digits[ISBN_DIGITS + 1]);

enum issn_form { ISSN_FORM_EMPTY, ISSN_FORM_VALID, ISSN_FORM_INVALID };

/* The first ISSN of a cell, as "1234-567X" and a NUL. */
enum issn_form issn_read(struct slice cell, char issn[ISSN_CHARACTERS + 1]);

#endif
