/*
 * The SQL files of stages/ as text inside the program. The table is made by the
 * Makefile with stages/embed.awk.
 */
#ifndef BIBLOAD_EMBEDDED_H
#define BIBLOAD_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
    const char *name; /* "schema.sql", "reports/books_per_author.sql" */
    const char *text; /* NUL-terminated */
};

extern const struct embedded_file embedded_files[]; /* ends with {NULL, NULL} */

#endif
