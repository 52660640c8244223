/*
 * A record is one unit cut from a file, on its way from cut to load.
 *
 * Bad data is data: a record that can't be used is rejected with a code and
 * flows on with its batch, to be written by the one place that writes rejects.
 * Stages leave all but good records alone.
 *
 * All slices point into the batch's arena.
 */
#ifndef BIBLOAD_RECORD_H
#define BIBLOAD_RECORD_H

#include "arena.h"
#include "biblio.h"
#include "codes.h"

enum record_state {
    RECORD_GOOD,
    RECORD_REJECTED,
    RECORD_SKIPPED, /* not a book */
    RECORD_LOADED, /* in the database since before the import was interrupted */
};

/* What became of a good record; set by resolve. */
enum outcome {
    OUTCOME_NONE,
    OUTCOME_NEW,     /* made a book (in an authors' file: an author) */
    OUTCOME_MATCHED, /* changed something that was there */
    OUTCOME_UNCHANGED,
    OUTCOME_DELETED,
};

/* Set by cut. */
enum record_flag {
    RECORD_LITERAL_QUOTES = 1, /* CSV: quotes in this line are ordinary text */
    RECORD_UNVERIFIED = 2,     /* from a gzip member whose check failed */
    RECORD_CUT_SHORT = 4,      /* over the bound: raw is only its beginning */
    RECORD_DELETED = 8,        /* its envelope says that it is deleted */
    RECORD_ENVELOPE = 16,      /* there is an envelope, and nothing in it */
    RECORD_OPEN_QUOTE = 32,    /* CSV: a beginning that ends within quotes */
};

#define RECORD_HEAD ((size_t)64 * 1024) /* kept of a record over the bound */

/* A reject, or a warning. Text is cut to FINDING_TEXT bytes. */
#define FINDING_TEXT 200
struct finding {
    struct finding *next;
    enum code code;
    struct slice field;    /* "royalty", "245$a"; may be empty */
    struct slice expected; /* may be empty */
    struct slice found;    /* may be empty */
};

struct marc_subfield {
    char code;
    struct slice value;
};

struct marc_field {
    char tag[4];        /* NUL-terminated */
    char indicator[2];  /* ' ' if blank or absent */
    struct slice value; /* of a control field, else empty */
    struct marc_subfield *subfields;
    size_t subfield_count;
};

/* In file order. The leader may have any length, also 0. */
struct marc {
    struct slice leader;
    LIST(struct marc_field) fields;
};

struct record {
    struct arena *arena; /* the batch's */
    /* cut */
    uint64_t ordinal; /* from 1 within the file */
    uint64_t line;    /* physical line of its first byte, from 1 */
    uint64_t offset;  /* of its first byte in the file as stored after gunzip */
    uint64_t length;  /* bytes in the file's own encoding */
    struct slice raw; /* UTF-8 if the file is UTF-16; else the file's bytes */
    struct slice context; /* XML: start tags of the open ancestors, in order */
    unsigned flags;
    /* any stage */
    enum record_state state;
    struct finding *findings, *last_finding;
    /* parse */
    LIST(struct slice) cells; /* CSV */
    struct marc *marc;        /* MARC */
    /* map, normalise, key */
    struct biblio *biblios;
    size_t biblio_count;
    struct key digest; /* of raw and what the mapping made of it */
    /* resolve */
    enum outcome outcome;
};

/* The first reject decides; later ones on the same record are not kept. Text is
 * copied to the arena. An allocation failure shows as arena.failed. */
void record_reject(struct record *record, enum code code, struct slice field,
                   struct slice expected, struct slice found);
void record_warn(struct record *record, enum code code, struct slice field,
                 struct slice expected, struct slice found);
void record_skip(struct record *record, enum code code, struct slice found);

/* Of a replay: is it the head of a record over the bound, as the reject file has it?
 * That ends between characters, so it may be three bytes shorter, and may have got a
 * closing quote or a terminator. */
static inline bool record_is_head(const struct record *record)
{
    return record->raw.len + 3 >= RECORD_HEAD &&
           record->raw.len <= RECORD_HEAD + 1;
}
void record_reject_head(struct record *record);

#endif
