/*
 * Rows on their way into the database: what resolve decided for a batch and the
 * store writes. It lives in resolve's arena until the next batch reaches resolve,
 * so load, which comes right behind it, may keep none of it.
 *
 * Ids are given by resolve in input order, from the store's counters.
 */
#ifndef BIBLOAD_ROWS_H
#define BIBLOAD_ROWS_H

#include "biblio.h"
#include "record.h"

enum row_state {
    ROW_CLEAN, /* as in the database */
    ROW_NEW,
    ROW_CHANGED,
    ROW_REMOVED,
};

/* Kinds of keys; ids of one database beyond KEY_KIND_IDS are made as namespaces
 * appear (table key_kinds, "id:trade"). Numbers are stored: never reuse one. */
enum key_kind {
    KEY_ISBN = 1,
    KEY_TITLE = 2,     /* fact: the year, 0 if unknown */
    KEY_NAME = 3,      /* of authors; fact: author_facts_pack */
    KEY_VARIANT = 4,   /* of authors, another form; fact likewise */
    KEY_AUTHORITY = 5, /* of authors; fact: enum authority_scheme */
    KEY_WORK = 6, /* uniform title or title alone, where that is not the title
                     key; fact: the year */
    KEY_LCCN = 7,
    KEY_OCLC = 8,
    KEY_ISSN = 9,
    KEY_KIND_IDS = 100,
};

struct key_row {
    int64_t owner; /* books.id or authors.id */
    int32_t kind;
    enum row_state state; /* CHANGED: another fact; CLEAN: as fetched */
    struct key key;
    int64_t fact;
};

struct link_index;

struct link_row {
    int64_t book_id, author_id;
    int32_t order;   /* 0: none stated (rows written by other programs) */
    int32_t royalty; /* in 1/ROYALTY_SCALE percent; 0 when nobody said */
    bool stated;     /* somebody said */
    enum royalty_mode_stored { LINK_RATE, LINK_SHARE } mode;
    struct slice role;
    struct slice edited; /* columns edited by hand, space-separated */
    enum row_state state;
    /* What the ledger says of it so far, by the record in hand */
    uint64_t told_by; /* 0: none has told yet */
    bool told_linked, told_changed;
};

struct book_row {
    int64_t id;
    enum row_state state;
    unsigned changed; /* bit per enum book_field, for ROW_CHANGED */
    struct slice field[BOOK_FIELDS];
    struct slice edited; /* columns edited by hand, space-separated */
    int64_t work_id;     /* 0: none, it is a work's first book */
    bool unwritten; /* REMOVED, and the database never had it: its id is used */
    LIST(struct link_row) links;   /* by author_id when fetched */
    struct link_index *link_index; /* stages/link_index.h; NULL: none */
    LIST(struct key_row) keys;
};

/* Another form of an author's name, for author_names; written only if it is not
 * there yet. */
struct name_row {
    int64_t author_id;
    struct slice name, sort;
    const char *script, *source;
};

struct author_row {
    int64_t id;
    enum row_state state;
    unsigned changed; /* bit per enum author_field */
    struct slice field[AUTHOR_FIELDS];
    struct slice edited;
    LIST(struct key_row) keys;
    LIST(struct name_row) names; /* new ones; none when fetched */
};

/* A row of source_records: one record of one source, as last seen. */
struct source_row {
    int64_t id;
    enum row_state state;
    int32_t source_id;
    struct key ident;
    uint64_t digest;            /* the high half of record.digest: compared with
                                the same record's own last digest only */
    int64_t book_id, author_id; /* 0: none, or deleted since */
    int64_t import_id, file_id; /* import_id: of file_id, filled by fetch */
    uint64_t record, line, offset, length;
    const char *rule;     /* why this book: "new", "id", "isbn", "title", ... */
    struct slice authors; /* JSON array of the author ids it names */
    struct slice version; /* MARC 005; empty: none */
};

/* What happened to a row and why; explain and undo read it. */
struct ledger_row {
    uint64_t record;     /* 0: no record (a hand edit found at the start) */
    const char *subject; /* book, author, link, source_record */
    int64_t book_id, author_id; /* 0: none */
    const char *event;          /* changed, linked, unlinked, matched, conflict,
                             candidate, edited, deleted, withdrawn, stated */
    const char *rule;  /* isbn, title, name, name-date, ...; NULL: none */
    const char *field; /* column; NULL: none */
    struct slice before, after; /* text; at NULL: SQL NULL */
};

struct changes {
    /* Rows new or changed; pointers, because lists move when they grow. Books
     * and authors hold their own links and keys, each with its own state. */
    LIST(struct book_row *) books;
    LIST(struct author_row *) authors;
    LIST(struct source_row *) sources;
    LIST(struct ledger_row) ledger;
};

#endif
