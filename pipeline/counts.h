/* Struct counts (store.h): sums of files and of an import, and as a row of numbers. */
#ifndef BIBLOAD_COUNTS_H
#define BIBLOAD_COUNTS_H

#include "store.h"

void counts_add(struct counts *sum, const struct counts *counts);

void counts_subtract(struct counts *sum, const struct counts *counts);

/* All but the codes, in the order of the columns of imports and import_files. */
#define COUNTS_NUMBERS 16
void counts_numbers(const struct counts *counts,
                    uint64_t numbers[COUNTS_NUMBERS]);
void counts_of_numbers(struct counts *counts,
                       const uint64_t numbers[COUNTS_NUMBERS]);

#endif
