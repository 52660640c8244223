/*
 * Rows of another program's tables that refer to a book (an order, a review): a
 * book that they refer to is not ours to take away.
 */
#ifndef BIBLOAD_REFERRERS_H
#define BIBLOAD_REFERRERS_H

#include "resolve.h"

/* The tables are asked for once in a batch: they seldom change. */
int book_is_referred(struct resolver *resolver, int64_t book_id, bool *is);

#endif
