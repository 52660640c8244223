/*
 * One statement for a command or a report, with named parameters and typed
 * values.
 */
#ifndef BIBLOAD_SQLITE_QUERY_H
#define BIBLOAD_SQLITE_QUERY_H

#include "sqlite_store.h"

int sqlite_query(struct store *head, const char *sql,
                 const struct parameter *parameters, size_t count,
                 const struct result_sink *sink, struct error *error);

#endif
