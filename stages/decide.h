/*
 * Decisions of people about the rows: two authors are one, two books are one, and
 * back. Like any other program it works by statements, under the triggers of the
 * schema and the foreign keys of whatever tables are beside ours.
 *
 *     decide_begin ( decide_merge | decide_split | decide_divide ) decide_commit
 *
 * What was not committed is rolled back when the store is closed.
 *
 * Authors and books are two sides of the same links, so most statements are one
 * text for both: @own stands for the side that is decided about (author or book),
 * @other for the other one. @@ is an @: so a statement that is made of the names of
 * columns says them, and one that makes it writes @@@@. A statement names what it needs
 * of :keep (the row that stays), :gone (the row that becomes the other), :batch,
 * :decision and :login.
 *
 * A merge leaves an image in `decisions`: the row that goes, its links, keys, forms
 * and records; what the row that stays was like before, and what the links were
 * like after. A split gives back from it what nobody changed since.
 */
#ifndef BIBLOAD_DECIDE_H
#define BIBLOAD_DECIDE_H

#include "find.h"

struct decide {
    struct store *store;
    struct arena *arena;
    enum find_kind subject;
    int64_t keep, gone;
    int64_t batch, decision;
    const char *login; /* may be NULL */
    /* what was done */
    int64_t moved;  /* links that are the other row's now */
    int64_t united; /* pairs of links that became one */
    int64_t left;   /* links that a split could not give back */
};

/* The transaction, with a batch in `imports` of that source. */
int decide_begin(struct decide *decide, struct error *error);
int decide_batch(struct decide *decide, const char *source,
                 struct error *error);
int decide_commit(struct decide *decide, struct error *error);

/* :gone becomes :keep. ERROR_USAGE says what stands in the way. */
int decide_merge(struct decide *decide, struct error *error);
/* Takes the decision back; keep and gone are its. */
int decide_split(struct decide *decide, struct error *error);

/* What the source records in temp.divided (id, book_id) gave of author :keep goes to
 * a new author, :gone. */
int decide_divide(struct decide *decide, struct error *error);

/* ---- what the files of this module share ---- */

/* "author" or "book". */
const char *decide_own(const struct decide *decide);
/* One statement; the number that its last row begins with goes to *number, which
 * may be NULL and stays as it is without a row. */
int decide_run(struct decide *decide, const char *sql, int64_t *number,
               struct error *error);
/* Statements, to a NULL. */
int decide_run_all(struct decide *decide, const char *const *statements,
                   struct error *error);
/* The text its last row begins with, in the arena; SLICE_NONE without a row. */
int decide_text(struct decide *decide, const char *sql, struct slice *text,
                struct error *error);
int decide_rows(struct decide *decide, const char *sql,
                const struct result_sink *sink, struct error *error);

/* decide_image.c: the decision with its image; what the merge made, into it. */
int decide_image(struct decide *decide, struct error *error);
int decide_image_after(struct decide *decide, struct error *error);

/* decide_keys.c: a row that another program added has no keys yet: the one that
 * goes gets its name's. */
int decide_key_gone(struct decide *decide, struct error *error);
/* The name keys of an author carry what the row says. */
int decide_facts(struct decide *decide, int64_t author, struct error *error);
/* decide_stated.c: after a split, of one of the two rows: the keys of its name, its
 * numbers, its ids in authority files. */
int decide_stated(struct decide *decide, int64_t id, struct error *error);
/* Title and work keys of the books that were linked to the one that went, and of the books
 * themselves, before the rows change and after. A merge keeps in the image what was
 * there (decide_titles_image); `drop` is for a split: those are taken away that were
 * right before it, and what was there before the merge is there again. Work keys are those
 * of the rows. */
struct title_keys;
int decide_titles_before(struct decide *decide, struct title_keys **keys,
                         struct error *error);
int decide_titles_image(struct decide *decide, const struct title_keys *keys,
                        struct error *error);
int decide_titles_after(struct decide *decide, struct title_keys *keys,
                        bool drop, struct error *error);

#endif
