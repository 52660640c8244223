/* Sums of struct counts (store.h): of files, and of an import. */
#ifndef BIBLOAD_COUNTS_H
#define BIBLOAD_COUNTS_H

#include "store.h"

void counts_add(struct counts *sum, const struct counts *counts);

#endif
