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
    bool keep; /* the ids of all rows that verdict_row is told, ascending */
    LIST(int64_t) rows;
};

enum severity { CHECK_FAILURE, CHECK_NOTE };

struct repair;

struct check {
    const char *name; /* what is wrong if it finds something */
    enum severity severity;
    const char *sql; /* a row for each breach, its text in the first column;
                         NULL: run */
    int (*run)(struct store *store, struct verdict *verdict,
               struct error *error);
    /* What `verify --repair` does about it: "makes it anew"; NULL: nothing. */
    const char *mends;
    int (*repair)(struct repair *repair, const struct verdict *verdict,
                  struct error *error);
    bool vital; /* nothing is repaired while it finds something */
    /* Why that can't be, or not always, and what to do then; NULL: it can. */
    const char *advice;
};

extern const struct check check_list[]; /* ends with a NULL name */

int check_run(const struct check *check, struct store *store,
              struct verdict *verdict, struct error *error);

/* Counts a breach, and keeps its text if it is one of the first. */
int verdict_add(struct verdict *verdict, struct error *error,
                const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same of a row: "books 12". */
int verdict_row(struct verdict *verdict, struct error *error, const char *table,
                int64_t id);

/* For result sinks that need no names of columns. */
int check_no_columns(void *context, const char *const *names, size_t count,
                     struct error *error);

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

int check_book_facts(struct store *store, struct verdict *verdict,
                     struct error *error);

/* verify_facts.c: what stands beside keys of authors and forms of names to save
 * reading the row. */
int check_author_facts(struct store *store, struct verdict *verdict,
                       struct error *error);
int check_form_scripts(struct store *store, struct verdict *verdict,
                       struct error *error);

/* verify_schema.c: tables, views, triggers and indexes as this program makes
 * them. */
int check_damage(struct store *store, struct verdict *verdict,
                 struct error *error);
int check_schema(struct store *store, struct verdict *verdict,
                 struct error *error);
int check_indexes(struct store *store, struct verdict *verdict,
                  struct error *error);

/* verify_further.c: columns of the three tables that are not ours. */
int check_further(struct store *store, struct verdict *verdict,
                  struct error *error);

/* verify_adopted.c: the three tables of a database that was taken over. */
int check_adopted(struct store *store, struct verdict *verdict,
                  struct error *error);

#endif
