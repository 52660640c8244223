/*
 * The statements that make our tables, views, triggers and indexes, one by one, and
 * whether a database has each as it is written there.
 */
#ifndef BIBLOAD_SCHEMA_OBJECTS_H
#define BIBLOAD_SCHEMA_OBJECTS_H

#include "../pipeline/store.h"

struct schema_object {
    struct slice type, name; /* "TABLE", "books" */
    struct slice text;       /* the statement without its semicolon */
};

/* schema.sql or indexes.sql, as it was built in. */
const char *schema_text(const char *file);
/* The next statement from *at on; false at the end. */
bool schema_object_next(const char **at, struct schema_object *object);

enum schema_state { SCHEMA_EQUAL, SCHEMA_CHANGED, SCHEMA_MISSING };
int schema_compare(struct store *store, const struct schema_object *object,
                   enum schema_state *state, struct error *error);

#endif
