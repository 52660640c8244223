/*
 * The bibliographic record: what map makes of a CSV row or a MARC record, what
 * normalise puts into canonical form, what key adds match keys to, and what
 * resolve reads. One input record usually gives one biblio; a CSV row that names
 * one author and several titles gives one for each title.
 *
 * After map: text as the source wrote it (UTF-8, blanks trimmed). The *_text
 * members are only filled then, and only read by normalise.
 * After normalise: NFC, punctuation stripped, numbers parsed; what was invalid is
 * empty and has a finding on the record.
 * After key: the keys are set (the none key where there is nothing to hash).
 *
 * All slices point into the batch's arena.
 */
#ifndef BIBLOAD_BIBLIO_H
#define BIBLOAD_BIBLIO_H

#include "arena.h"
#include "key.h"

#include <stdint.h>

enum biblio_kind {
    BIBLIO_BOOK,   /* a book with its contributors */
    BIBLIO_AUTHOR, /* a row of an authors' file: one contributor, no book */
    BIBLIO_LINK,   /* a row that joins: names a book and an author that exist */
};

/* The columns of books that a record can fill, in the table's order. */
enum book_field {
    BOOK_TITLE,
    BOOK_SUBTITLE,
    BOOK_ISBN, /* 13 digits */
    BOOK_ISSN, /* 1234-567X */
    BOOK_YEAR, /* digits */
    BOOK_PUBLISHER,
    BOOK_LANGUAGE,
    BOOK_MATERIAL,   /* text, music, map, film, ... as docs/FORMATS.md lists */
    BOOK_EXTRA,      /* a JSON object */
    BOOK_SORT_TITLE, /* without what is not filed; empty: as the title */
    BOOK_UNIFORM_TITLE, /* of the work: 130, 240 */
    BOOK_LCCN,          /* n78890351 */
    BOOK_OCLC,          /* digits */
    BOOK_FIELDS
};

/* The columns of authors that a record can fill, in the table's order. */
enum author_field {
    AUTHOR_NAME,      /* display form, direct order: Jane Austen */
    AUTHOR_SORT_NAME, /* Austen, Jane */
    AUTHOR_KIND,  /* person, corporate, meeting, family; empty: nobody said */
    AUTHOR_DATES, /* as stated: 1775-1817 */
    AUTHOR_AUTHORITY_ID, /* viaf:102333412 lcnaf:n79032879; one of a scheme */
    AUTHOR_TITLES,      /* words beside the name: Sir; Pope; Queen of England */
    AUTHOR_FULLER_NAME, /* T. S. Eliot: Thomas Stearns */
    AUTHOR_FIELDS
};

enum name_kind {
    NAME_UNKNOWN,
    NAME_PERSON,
    NAME_CORPORATE,
    NAME_MEETING,
    NAME_FAMILY
};

/* How a name is written. NAME_AS_IS is never turned round (corporate names). */
enum name_order { NAME_DIRECT, NAME_INVERTED, NAME_LIBRARY, NAME_AS_IS };

/* What tells two authors of one name apart; fits into 64 bits for key tables. */
struct author_facts {
    int16_t birth, death; /* year, 0 if unknown; negative for BC */
    /* Without birth and death: years of activity, likewise; the same if one is
     * known. */
    int16_t active_from, active_to;
    uint8_t kind;  /* enum name_kind */
    bool capitals; /* the name is written in capitals: a form with small
                             letters is better */
    bool variant;  /* of a key: the name is not the author's main one */
    /* 1 to FACT_TAG_MAX for what stands in AUTHOR_TITLES and AUTHOR_FULLER_NAME,
     * 0 for nothing: differing tags are differing words, equal ones nearly always
     * equal words */
    uint16_t titles, fuller;
};
#define FACT_TAG_MAX 2047

#define ROYALTY_SCALE 10000 /* a royalty is counted in 1/10000 of a percent */
#define ROYALTY_NONE (-1)   /* nobody said */

/* Another form of a contributor's name: in another script, or fuller. */
struct name_variant {
    /* map: the name as written; normalise: as shown and as filed */
    struct slice name, sort;
    enum name_order written; /* map */
    const char *source;      /* 880, fuller form */
    struct key key;          /* key; as name_key of the contributor */
};

/* An id in an authority file. */
struct authority {
    struct slice id; /* viaf:102333412 */
    int scheme;      /* enum authority_scheme, stages/authority_id.h */
    struct key key;  /* key */
};

/* What few headings have. */
struct contributor_more {
    LIST(struct name_variant) variants;
    LIST(struct authority) authorities; /* one of a scheme */
};

/* What the thread of the database reads of every contributor comes first and is
 * together, for it fetches each line from another processor's cache. */
struct contributor {
    /* key */
    struct key name_key, ref_key;
    uint64_t form; /* of the name as it is written: seen_names.h */
    /* normalise */
    struct author_facts facts;
    int32_t order;   /* publication order from 1; 0: as it comes */
    int32_t royalty; /* in 1/ROYALTY_SCALE percent, or ROYALTY_NONE */
    /* map, then normalise */
    struct contributor_more *more; /* NULL: nothing */
    struct slice role; /* relator codes, space-separated; may be empty */
    struct slice field[AUTHOR_FIELDS];
    /* map */
    struct slice ref;           /* author_ref; empty: none */
    enum name_order written;    /* how field[AUTHOR_NAME] is written */
    struct slice family, given; /* from two columns, instead of a name */
    struct slice order_text, royalty_text;
    const struct marc_field *heading; /* it came from; NULL: no MARC */
};

#define ISBN_MAX 64    /* valid ISBNs of one record that become keys */
#define NUMBERS_MAX 64 /* other numbers */
#define WORK_KEYS 3

/* An LCCN, OCLC number or ISSN. */
struct biblio_number {
    int32_t kind;      /* enum key_kind, rows.h */
    struct slice text; /* map: as stated; normalise: canonical */
    struct key key;    /* key */
};

struct biblio {
    enum biblio_kind kind;
    /* map */
    LIST(struct slice) isbn_texts;
    LIST(struct biblio_number) numbers; /* then normalise, key */
    struct slice year_text;
    /* map, then normalise */
    struct slice field[BOOK_FIELDS];
    LIST(struct contributor) contributors; /* publication order: as they come */
    struct slice own_id;  /* book_ref, or 003 and 001 with a blank between */
    struct slice version; /* MARC 005; empty: none */
    bool withdrawn;       /* leader/05 is d */
    bool link_row;        /* one row per link: identity is book and author */
    /* normalise */
    LIST(uint64_t) isbns; /* valid, as 13-digit numbers, first stated first */
    int32_t year;         /* 0: unknown */
    /* key */
    struct key ident;   /* this record within its source, see stages/keys.h */
    struct key own_key; /* own_id within its namespace */
    struct key
        title_key; /* title, subtitle and first author; none without both */
    struct key *isbn_keys; /* isbns.count of them */
    /* The work it is an edition of: by its uniform title, by its title alone, and by
     * that without its article; none where a key would be the title key. */
    struct key work_keys[WORK_KEYS];
};

const char *name_kind_text(enum name_kind kind); /* "" for NAME_UNKNOWN */
enum name_kind name_kind_of(struct slice text);

/* Facts as one number, so that a key row can carry them and SQL can compare
 * them: 0 when nothing is known. */
int64_t author_facts_pack(struct author_facts facts);
struct author_facts author_facts_unpack(int64_t packed);

#endif
