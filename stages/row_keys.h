/*
 * Keys of the ids that a row states: numbers of a book, ids of an author in
 * authority files. One place says which they are, for rows that other programs
 * wrote and for `verify`. Other programs write what they like: what is no number
 * of its kind has no key.
 */
#ifndef BIBLOAD_ROW_KEYS_H
#define BIBLOAD_ROW_KEYS_H

#include "../pipeline/rows.h"
#include "authority_id.h"
#include "keys.h"

/* ISBN, ISSN, LCCN and OCLC number. */
#define ROW_NUMBERS 4

struct row_number {
    const char *column;
    enum book_field field;
    int32_t kind;
    /* The key of what the column holds; context->arena.failed when memory is
     * short. */
    struct key (*key)(const struct keys_context *context, struct slice text);
};
extern const struct row_number row_numbers[ROW_NUMBERS];
/* NULL: keys of that kind are of no number. */
const struct row_number *row_number_of(int32_t kind);

struct row_authority {
    struct key key;
    enum authority_scheme scheme; /* the key row's fact */
};

/* The next id of authors.authority_id; false: there is none left. Words that are
 * no ids are passed over. */
bool row_next_authority(const struct keys_context *context, struct slice *rest,
                        struct row_authority *authority);

#endif
