/*
 * The parts of resolve, by what a record is: a book (resolve_book.c), a
 * contributor (resolve_author.c), a row of an authors' file
 * (resolve_author_row.c), a row that joins (resolve_join.c). The stage itself,
 * with the batch's way through them, is resolve.c.
 *
 * Everything here answers as if records came one at a time in input order; no
 * visible order depends on a key or on the secret.
 */
#ifndef BIBLOAD_RESOLVE_H
#define BIBLOAD_RESOLVE_H

#include "../pipeline/stage.h"
#include "keys.h"
#include "seen_names.h"
#include "working_set.h"

/* Consecutive link rows without isbn or book_ref that are one book. */
#define GROUP_MAX 10000

struct claims;

struct group {
    int64_t book_id; /* 0: no group is open */
    struct key key;  /* of title, subtitle, year and publisher */
    uint32_t rows;
    unsigned char orders[GROUP_MAX / 8 + 1]; /* stated so far, a bit each */
};

/* A biblio of the batch in hand, and who has its ident. */
struct look {
    struct record *record;
    struct biblio *biblio;
    struct probe *ident;
};

/* Ids of authors that a record named. */
struct claimed {
    struct slice text;    /* a JSON array */
    struct row_table ids; /* of a long one; else empty */
};

struct resolver {
    struct working_set set;
    struct keys_context keys;
    struct stage *stage;
    struct counts *counts;   /* of the file */
    LIST(struct look) looks; /* of the batch, in input order */
    struct record *record;   /* in hand */
    const struct look *look; /* likewise */
    size_t looked;           /* looks taken into hand */
    uint64_t seen_rejects;   /* of the batch, for the snapshot */
    struct group group;
    struct seen_names seen;
    LIST(int64_t) near;   /* books that nearly fitted the record in hand */
    struct arena scratch; /* of one batch */
    struct claimed
        claimed; /* the authors that the record in hand named before */
    /* what it said before, if that is replaced (restate.h); else NULL */
    const struct source_row *restated;
    struct row_table linked; /* restate.h */
    /* Of a restated record: authors by id, with the contributor (from 1) who means
     * each; and the contributor in hand. */
    struct row_table taken;
    size_t contributor;
    bool sure; /* the author found last was (match.h) */
    /* What else names the restated record's book; NULL: not asked yet. */
    const struct claims *others;
    struct slice referrers; /* likewise; referrers.h's */
    bool
        older; /* another record of the book has a later version than this one */
    bool renamed;   /* an author of the record was not met by his main name */
    bool look_only; /* find authors, but make and change none */
    /* what the record in hand did */
    bool made, changed, deleted;
    /* highest ids before it: what is above them it made itself */
    int64_t books_before, authors_before;
};

/* Decides what a batch changes, and emits it. */
int resolve_batch(struct resolver *resolver, struct batch *batch);
/* Fills looks, and the working set with what they need. */
int resolve_prepare(struct resolver *resolver, struct batch *batch);

/* One biblio of the record in hand: 0 or -1; a reject shows in the record. */
int resolve_book(struct resolver *resolver, struct biblio *biblio);
int resolve_join(struct resolver *resolver, struct biblio *biblio);
int resolve_author_row(struct resolver *resolver, struct biblio *biblio);

/* The author of a contributor, by ref, then by name and dates; made if there is
 * none. What the heading adds to the row is added. 0 and *id, or -1. With
 * look_only nothing is made or added, and *id may be 0. */
int resolve_contributor(struct resolver *resolver,
                        const struct contributor *contributor, int64_t *id);

/* Is the exact record in hand already there? *row is then its source record. */
int source_unchanged(struct resolver *resolver, struct source_row **row);
/* Is it of an earlier file, of this import or another one? */
bool source_is_earlier(const struct resolver *resolver,
                       const struct source_row *row);
/* What it said in an earlier file, the first such row; *row NULL if nothing is known. */
int source_prior(struct resolver *resolver, struct source_row **row);
/* Writes down what the record made: over `prior` if there is one. */
int source_keep(struct resolver *resolver, const struct biblio *biblio,
                struct source_row *prior, int64_t book_id, int64_t author_id,
                const char *rule, const int64_t *authors, size_t author_count);
/* Does the JSON array of ids hold this one? */
bool claims_hold(struct slice authors, int64_t id);
/* The same, asked for many ids: read once, if it is long. When memory is short, the
 * arena says so. */
void claimed_read(struct claimed *claimed, struct slice authors,
                  const struct row_source *from);
bool claimed_holds(const struct claimed *claimed, int64_t id);

/* Is a column in a row's list of columns edited by hand? */
bool edited_by_hand(struct slice edited, const char *column);

#endif
