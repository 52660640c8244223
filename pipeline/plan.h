/*
 * What is known of a file once its first bytes have been seen: format, encoding,
 * and for a CSV its dialect and which column is what. Made before the chain is
 * wired, then read only, by any thread.
 *
 *     input_open -> plan_file -> chain
 */
#ifndef BIBLOAD_PLAN_H
#define BIBLOAD_PLAN_H

#include "config.h"
#include "input.h"

/* Columns that give one field, by index from 0, in order of preference. */
struct plan_columns {
    const uint32_t *at;
    size_t count;
};

/* One numbered set of columns: author.2, royalty.2, ... or the unnumbered one. */
struct plan_contributor {
    unsigned number; /* 0: the unnumbered columns */
    struct plan_columns name, family, given, ref, dates, role, order, royalty;
    bool several; /* name holds several names: role and royalty are parallel */
};

struct csv_plan {
    char delimiter;
    bool backslash;           /* \" and \\ are escapes inside quotes */
    bool html;                /* cells hold HTML entities */
    bool header;              /* the first record names the columns */
    size_t columns;           /* cells that every record must have */
    struct slice *names;      /* header cells (empty slices without a header) */
    struct slice header_text; /* the header record's bytes, without line end */
    struct plan_columns book[CSV_FIELDS]; /* the fields of the book itself */
    struct plan_contributor *contributors;
    size_t contributor_count;
    uint32_t *extra; /* columns kept in books.extra */
    size_t extra_count;
    const char *author_separator; /* "": a cell is one name */
    const char *title_separator;  /* "": a cell is one title */
    enum biblio_kind kind;        /* what a row is */
    bool link_rows; /* BIBLIO_BOOK: one row per link (order or royalty of one
                         author): the record's identity is book and author */
};

struct plan {
    struct arena arena;
    enum format format;     /* never FORMAT_AUTO once planned */
    enum encoding encoding; /* ENCODING_AUTO: UTF-8, and a record that is not
                               is read as Windows-1252 with a warning */
    struct csv_plan csv;
    bool mapped_fields; /* MARC: fields that no mapping reads are not kept */
    /* Sentences for the user: "author_separator: / (found in 812 of 1000
     * rows)", "columns used for nothing: average_rating, ...". */
    LIST(struct slice) notes;
};

/* Reads no further than input_peek. An empty file is a CSV without records. A
 * format that can't be told is input_fault FORMAT_UNKNOWN and still returns 0.
 * -1: a column that the config names is not in the header, ... (ERROR_USAGE). */
int plan_file(struct plan *plan, struct input *input,
              const struct source_config *source, const char *name,
              struct error *error);
void plan_clear(struct plan *plan);

/* The part of plan_file that knows CSV (stages/plan_csv.c). `text` is the
 * beginning of the file in UTF-8, or in its 8-bit encoding; `whole` if that is
 * all there is. */
int plan_csv(struct plan *plan, struct slice text, bool whole,
             const struct source_config *source, const char *name,
             struct error *error);

#endif
