/*
 * The dates of a person as catalogues write them: 1775-1817, b. 1947, -1962,
 * ca. 1500-1560, 384-322 B.C., active 13th century. Patterns of MARC 21 X00 $d
 * as RDA 9.3 and AACR2 22.17 made them, and of library exports (751? BCE-651?
 * BCE).
 */
#ifndef BIBLOAD_NAME_DATES_H
#define BIBLOAD_NAME_DATES_H

#include "../pipeline/biblio.h"

/* Has it a digit, and nothing but years, months and the words that go with
 * them? "1775-1817" is, "3rd Earl of Shaftesbury" is not. */
bool name_is_dates(struct slice text);

/* Without the punctuation that leads to the next subfield: "1775-1817," and
 * "1819-1893." but not "322 B.C.". */
struct slice name_dates_strip(struct slice dates);

/*
 * Birth and death, or years of activity, into facts (0 where unknown, negative
 * before Christ); the rest is left alone. A doubtful year (ca. 1500, 1835?, 1500 or
 * 1501) counts with the first year named: two people of one name centuries apart
 * must not become one. Years of activity are neither birth nor death; a century is
 * all its years. A lone year is a birth.
 */
void name_dates_read(struct slice dates, struct author_facts *facts);

#endif
