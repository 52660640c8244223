/*
 * The shapes of file that generate makes, one function each. Each returns 0, or
 * -1 when the disk is full or memory is short.
 */
#ifndef BIBLOAD_BENCH_GENERATE_H
#define BIBLOAD_BENCH_GENERATE_H

#include "book.h"

#include <stdbool.h>
#include <stdio.h>

/* Title, authors, isbn13, year, publisher, language, royalties. About 7 rows in
 * 100 name a book that was there before. changed: one row in 100 says something
 * else than without. */
int generate_csv(const struct catalogue *catalogue, uint64_t rows, bool changed,
                 FILE *to);

/* A collection of MARC-XML records of about 2.9 KB, indented. */
int generate_marcxml(const struct catalogue *catalogue, uint64_t records,
                     FILE *to);

#endif
