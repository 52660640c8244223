/*
 * The rule of quotes, as a machine that walks over one CSV record and says
 * where it ends or breaks. It holds no bytes.
 *
 *     csv_fields_reset ( csv_fields_run )*
 *
 * run goes on where it stopped when it is shown the same text with more behind
 * it. Rules (RFC 4180, read leniently): a field that begins with a quote,
 * blanks before it aside, ends at a quote that is followed by blanks and then
 * delimiter, line end or the end of the file; a doubled quote is a quote. In
 * any other field a quote is ordinary text. CR and LF end a record outside
 * quotes.
 */
#ifndef BIBLOAD_CSV_FIELDS_H
#define BIBLOAD_CSV_FIELDS_H

#include "../pipeline/slice.h"

enum csv_verdict {
    CSV_NEEDS_MORE,
    CSV_AT_LINE_END, /* at `at`; or the text's end, if that is the file's */
    CSV_AT_TEXT,     /* text after a closing quote, at `at` */
    CSV_AT_OPEN_END, /* the file ends inside quotes */
};

struct csv_fields {
    char delimiter;
    bool backslash; /* the byte after a backslash is no quote, no delimiter */
    int state;
    size_t at; /* next byte to look at */
};

static inline void csv_fields_reset(struct csv_fields *fields)
{
    fields->state = 0;
    fields->at = 0;
}

/* `end`: nothing follows the text. */
enum csv_verdict csv_fields_run(struct csv_fields *fields, struct slice text,
                                bool end);

/* Cells of a line whose quotes are ordinary text. */
size_t csv_literal_cells(const struct csv_fields *fields, struct slice line);

/* A blank that is not the delimiter. */
bool csv_is_blank(const struct csv_fields *fields, char c);

#endif
