/*
 * What a source wants with a MARC record as a whole: to load it, to pass it over,
 * or to take back what it once said.
 */
#ifndef BIBLOAD_MARC_WANTED_H
#define BIBLOAD_MARC_WANTED_H

#include "../pipeline/config.h"
#include "../pipeline/record.h"

/* Leader/05 is d, Alma's field DEL has $a Y, or the envelope says so. */
bool marc_is_withdrawn(const struct record *record);

/* Is the biblio's material among `types`? False: the record is skipped. What takes
 * a book back is always wanted, for the source may have wanted it before. */
bool marc_is_wanted(struct record *record, const struct biblio *biblio,
                    const struct source_config *source);

#endif
