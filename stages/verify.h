/*
 * What a database promises, as a table of checks. Each finds the rows that
 * break one promise; the command verify runs them all.
 */
#ifndef BIBLOAD_VERIFY_H
#define BIBLOAD_VERIFY_H

#include "../pipeline/store.h"

#define VERDICT_FIRST 10

/* What one check found. */
struct verdict {
    uint64_t count;
    struct slice first[VERDICT_FIRST]; /* "books 12"; the first ones */
    struct arena *arena;
};

enum severity { CHECK_FAILURE, CHECK_NOTE };

struct check {
    const char *name; /* what is wrong if it finds something */
    enum severity severity;
    const char *sql; /* a row for each breach, its text in the first column;
                         NULL: run */
    int (*run)(struct store *store, struct verdict *verdict,
               struct error *error);
};

extern const struct check check_list[]; /* ends with a NULL name */

int check_run(const struct check *check, struct store *store,
              struct verdict *verdict, struct error *error);

/* Counts a breach, and keeps its text if it is one of the first. */
int verdict_add(struct verdict *verdict, struct error *error,
                const char *format, ...) __attribute__((format(printf, 3, 4)));

/* verify_keys.c: keys made anew from the rows, as imports make them, and compared.
 * Rows in `touched` are left out: the next import keys them. */
int check_name_keys(struct store *store, struct verdict *verdict,
                    struct error *error);
int check_authority_keys(struct store *store, struct verdict *verdict,
                         struct error *error);
int check_isbn_keys(struct store *store, struct verdict *verdict,
                    struct error *error);
int check_issn_keys(struct store *store, struct verdict *verdict,
                    struct error *error);
int check_lccn_keys(struct store *store, struct verdict *verdict,
                    struct error *error);
int check_oclc_keys(struct store *store, struct verdict *verdict,
                    struct error *error);
int check_title_keys(struct store *store, struct verdict *verdict,
                     struct error *error);
int check_work_keys(struct store *store, struct verdict *verdict,
                    struct error *error);
int check_work_keys_differ(struct store *store, struct verdict *verdict,
                           struct error *error);

/* verify_schema.c: tables, views, triggers and indexes as this program makes
 * them. */
int check_schema(struct store *store, struct verdict *verdict,
                 struct error *error);
int check_indexes(struct store *store, struct verdict *verdict,
                  struct error *error);

/* verify_adopted.c: the three tables of a database that was taken over. */
int check_adopted(struct store *store, struct verdict *verdict,
                  struct error *error);

#endif
