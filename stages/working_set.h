/*
 * What resolve knows while it decides a batch: which rows have which keys, and
 * the rows themselves, as the database has them and as earlier records of the
 * batch left them. So a record is decided as if records came one at a time,
 * though the store is asked for a whole batch at once.
 *
 *     init ( want | load | get | add | change | key )*
 *
 * Rows and lists live in the arena given, and stay where they are until it is
 * reset. A NULL or -1 means that the error is filled.
 */
#ifndef BIBLOAD_WORKING_SET_H
#define BIBLOAD_WORKING_SET_H

#include "key_slots.h"

struct working_set {
    struct row_source from;
    struct key_slots keys;
    struct row_table books, authors, sources;
    struct changes *changes;
};

void working_set_init(struct working_set *set, struct store *store,
                      struct arena *arena, struct changes *changes,
                      struct error *error);

/* Keys. The none key is ignored by want. */
int working_want(struct working_set *set, enum key_table table, struct key key);
struct probe *working_want_slot(struct working_set *set, enum key_table table,
                                struct key key);
int working_load_keys(struct working_set *set);
struct probe *working_slot(struct working_set *set, enum key_table table,
                           struct key key);

/* Rows by id; the id in a row is 0 if there is none in the database. */
int working_want_book(struct working_set *set, int64_t id);
int working_want_author(struct working_set *set, int64_t id);
int working_want_source(struct working_set *set, int64_t id);
int working_load_books(struct working_set *set);
int working_load_authors(struct working_set *set);
int working_load_sources(struct working_set *set);
struct book_row *working_book(struct working_set *set, int64_t id);
struct author_row *working_author(struct working_set *set, int64_t id);
struct source_row *working_source(struct working_set *set, int64_t id);

/* New rows, with the next id, among the changes. */
struct book_row *working_add_book(struct working_set *set);
/* A number from the same sequence for a work whose number can't be its book's id; no
 * book gets it. 0 with the error filled. */
int64_t working_draw_work(struct working_set *set);
struct author_row *working_add_author(struct working_set *set);
struct source_row *working_add_source(struct working_set *set);

/* Marks a fetched row as changed and puts it among the changes, once. */
int working_change_book(struct working_set *set, struct book_row *book);
int working_change_author(struct working_set *set, struct author_row *author);
int working_change_source(struct working_set *set, struct source_row *source);

/* The row is no more: its id reads 0 from now on, and its keys are nobody's. Links
 * and keys go with a book. */
int working_remove_book(struct working_set *set, struct book_row *book);
int working_remove_source(struct working_set *set, struct source_row *source);

/* Gives a row a key of a kind; nothing happens if it has it with this fact already.
 * A key it has with another fact changes its fact. */
int working_key_book(struct working_set *set, struct book_row *book,
                     int32_t kind, struct key key, int64_t fact);
int working_key_author(struct working_set *set, struct author_row *author,
                       int32_t kind, struct key key, int64_t fact);
int working_unkey_book(struct working_set *set, struct book_row *book,
                       int32_t kind, struct key key);
/* The ident of a source record is its key. */
int working_key_source(struct working_set *set, struct source_row *source,
                       struct key ident);

/* A line for the ledger; the caller fills in the rest. */
struct ledger_row *working_ledger(struct working_set *set, uint64_t record,
                                  const char *subject, const char *event);
/* Has the record a line of this event for this row already? Asked of the record
 * in hand, whose lines are the last. */
bool working_noted(const struct working_set *set, uint64_t record,
                   const char *subject, int64_t book_id, int64_t author_id,
                   const char *event);

#endif
