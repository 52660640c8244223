/*
 * How what a record says is put into the rows it met: PRODUCT's policies on_match
 * (between sources) and on_update (a source about its own record). A field that a
 * record does not carry is never emptied; what was edited by hand stays. Each
 * change of a row that was there is in the ledger, with what was before.
 */
#ifndef BIBLOAD_MERGE_H
#define BIBLOAD_MERGE_H

#include "resolve.h"

/* Name of the column, as the ledger and `edited` have it. */
const char *book_field_column(enum book_field field);
const char *author_field_column(enum author_field field);

/* Fields of a book. New books take everything. */
int merge_fields(struct resolver *resolver, const struct biblio *biblio,
                 struct book_row *book, enum merge_policy policy);

/* Which columns that a merge of two books filled in the restated record states as
 * well, for the ledger: a split leaves them. After merge_fields. */
int merge_note_stated(struct resolver *resolver, const struct biblio *biblio,
                      const struct book_row *book);

/* Keys: own id, ISBNs, and title keys for what the row now says (before_key:
 * what book_title_key gave before the merge; it goes if the row lost it). */
int merge_keys(struct resolver *resolver, const struct biblio *biblio,
               struct book_row *book, struct key before_key);

/* The name of the author who comes first; empty: there is none. */
int book_first_author(struct resolver *resolver, struct book_row *book,
                      struct slice *name);

/* The title key of a row with its first author, as the row stands. */
int book_title_key(struct resolver *resolver, struct book_row *book,
                   struct key *key);

/* What a record may do to links: `links` is for roles, and whether links come and
 * go; `royalty` for royalties; `order` for the places of authors, which only the record that
 * made the book, or of a link row that one, may change. `moves`: an author who
 * stands at the place moves behind, else the place is taken. */
struct link_policy {
    enum merge_policy links, royalty, order;
    bool moves;
};

/* The links of a record's contributors; authors[i] is contributor i's author, or
 * 0 for one that names an author named before in the record. prior: what the
 * record said in an earlier import, or NULL. */
int merge_links(struct resolver *resolver, const struct biblio *biblio,
                struct book_row *book, const int64_t *authors,
                const struct source_row *prior, struct link_policy policy);

/* One link: role, royalty and order of a contributor onto (book, author). */
int merge_link(struct resolver *resolver, struct book_row *book,
               const struct contributor *contributor, int64_t author,
               int32_t order, struct link_policy policy);

struct link_row *book_link(struct book_row *book, int64_t author_id);

/* How a link stores what the source in hand states. */
enum royalty_mode_stored link_mode_of(const struct resolver *resolver);

#endif
