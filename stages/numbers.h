/*
 * Numbers in text, as spreadsheets, catalogues and people write them: years,
 * royalties, publication orders. Nothing is rounded and nothing is guessed.
 */
#ifndef BIBLOAD_NUMBERS_H
#define BIBLOAD_NUMBERS_H

#include "../pipeline/arena.h"

#include <stdint.h>

enum number_form {
    NUMBER_NONE, /* nobody said: empty, or a year like 0, 19uu, n.d. */
    NUMBER_GOOD,
    NUMBER_INVALID,
};

#define YEAR_MAX 2100
#define ORDER_MAX 1000000

/*
 * A year of publication: a number from 1 to 2100 that is the whole text (2008,
 * 2008.0, 987), else the first four digits in a row from 1000 to 2100: c1999,
 * [1998?], 9/16/2006, 2006-09-16, 20060916. A year before Christ is none here:
 * books were not published then. "1985 [i.e. 1986]" and "1378 [1999]" give what
 * the cataloguer put in brackets, unless that is a copyright year.
 */
enum number_form number_year(struct slice text, int32_t *year);

/* A percentage from 0 to 100 in 1/ROYALTY_SCALE: 12.5, 12,5, 12.50 %. A fifth
 * decimal must be 0. */
enum number_form number_royalty(struct slice text, int32_t *royalty);

/* Four decimals: 12.5000. {NULL, 0} and arena.failed when memory is short. */
struct slice number_royalty_text(struct arena *arena, int32_t royalty);

/* Digits alone, 1 to ORDER_MAX. */
enum number_form number_order(struct slice text, int32_t *order);

#endif
