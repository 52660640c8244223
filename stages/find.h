/*
 * Finds books and authors by what people type: a name or a title for queries,
 * an id for explain and delete.
 */
#ifndef BIBLOAD_FIND_H
#define BIBLOAD_FIND_H

#include "../pipeline/config.h"
#include "../pipeline/store.h"

enum find_kind { FIND_BOOKS, FIND_AUTHORS };

#define FOUND_MAX 1000 /* ids; further ones are left out and `more` is set */

struct found {
    LIST(int64_t) ids; /* ascending */
    bool more;
};

/* By name or title in comparison form (case, accents and punctuation don't
 * matter). The first of these that finds any: equal; every word of `text` is a
 * word of it; `text` is a part of it. Names are looked up by key first, in
 * any form an author is known by. */
int find_by_name(struct store *store, enum find_kind kind, const char *text,
                 struct arena *arena, struct found *found, struct error *error);

/* By a number (the id), isbn:... (books), or SOURCE:ID, where SOURCE is a
 * source of the config or a namespace of own ids. ERROR_USAGE for any other
 * form; nothing found is no error. */
int find_by_id(struct store *store, const struct config *config,
               enum find_kind kind, const char *text, struct arena *arena,
               struct found *found, struct error *error);

/* The ids as a JSON array, NUL-terminated; {NULL, 0} when memory is short. */
struct slice found_json(const struct found *found, struct arena *arena);

#endif
