/*
 * What people decided, as an import needs it: the keys of rows that were merged
 * into others, with what was known of them. A heading or a record that would have
 * met the row that is gone meets the one it became, whatever that one says.
 *
 *     decisions_read decisions_of* decisions_clear
 *
 * Read once, at the start of an import.
 */
#ifndef BIBLOAD_DECISIONS_H
#define BIBLOAD_DECISIONS_H

#include "../pipeline/arena.h"
#include "../pipeline/store.h"

/* Keys; more are refused: decisions are made by hand. */
#define DECISIONS_MAX 500000

/* A key that a row had when it was merged into another. */
struct decided {
    struct key key;
    int64_t id;                      /* who it is now */
    int64_t fact;                    /* of the key */
    int64_t facts;                   /* of an author: of the key of the name */
    const struct decided_book *book; /* of a book */
};
struct decided_book {
    struct slice title, subtitle, publisher, material;
    bool has_isbn;
};

/* Two authors of one name that people told apart: what some records say is the
 * second's. */
struct divided {
    int64_t first, second;
};

/* A column of a book that was filled in from one that was merged into it. */
struct filled {
    int64_t book;
    struct slice column;
};

struct decisions {
    struct arena arena;
    LIST(struct filled) filled; /* by book */
    LIST(struct divided) divided;
    LIST(struct decided) list; /* by key */
};

int decisions_read(struct decisions *decisions, struct store *store,
                   struct error *error);
/* Those of a key; decisions may be NULL. */
const struct decided *decisions_of(const struct decisions *decisions,
                                   struct key key, size_t *count);
/* Those of a book, likewise. */
const struct filled *decisions_filled(const struct decisions *decisions,
                                      int64_t book, size_t *count);
void decisions_clear(struct decisions *decisions);

#endif
