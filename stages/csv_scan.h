/*
 * Finds where CSV records end, without looking into their cells. It holds no
 * bytes: the caller shows it the text from the present record's start on, and
 * shows more of the same text when it asks for more. What it finds depends on
 * the text alone, never on how much of it was shown at a time.
 *
 *     csv_scan_init ( csv_scan_next )*
 *
 *     next gives CSV_SCAN_MORE   call again with the same text, longer
 *     anything else              go on `whole` bytes further
 *
 * The rule of quotes is in csv_fields.h; CR, LF and CRLF each end a line.
 *
 * A record is malformed when text follows its closing quote, or when a quote is
 * still open at the bound or at the end of the file. Then its first physical
 * line is one bad record, scanning goes on at the next line, and records that
 * start before the place where it failed may not span lines: so no byte is
 * looked at more than about twice. A line that itself has text after a closing
 * quote and has the right number of cells when its quotes are ordinary text is
 * repaired.
 */
#ifndef BIBLOAD_CSV_SCAN_H
#define BIBLOAD_CSV_SCAN_H

#include "csv_fields.h"

#include <stdint.h>

enum csv_scan_kind {
    CSV_SCAN_MORE,  /* not decided yet; at the end: there is nothing left */
    CSV_SCAN_BLANK, /* an empty line: no record */
    CSV_SCAN_RECORD,
    CSV_SCAN_LITERAL,  /* a record if its quotes are ordinary text */
    CSV_SCAN_BAD_TEXT, /* text after a closing quote */
    CSV_SCAN_UNCLOSED, /* a quote that is never closed */
    CSV_SCAN_LONG,     /* a line over the bound: its first bytes; then ... */
    CSV_SCAN_SKIP,     /* ... more of it, any number of times; then ... */
    CSV_SCAN_SKIPPED,  /* ... its last bytes and its line end */
};

struct csv_scan_cut {
    enum csv_scan_kind kind;
    size_t raw;     /* bytes without the line end; LONG: bytes to keep */
    size_t whole;   /* bytes with it; LONG: 0, the bytes come as SKIP */
    uint64_t lines; /* line ends in these bytes */
};

/* Where the next byte of one value is, as far as it has been looked for. */
struct csv_scan_mark {
    size_t at; /* of the byte; not found: looked at up to here */
    bool found;
};

struct csv_scan {
    size_t columns; /* cells of a repaired line; 0: no line is repaired */
    size_t bound;   /* bytes of one record */
    /* within the record at hand */
    struct csv_fields fields;
    enum { SCAN_FIELDS, SCAN_FAILED, SCAN_SKIPS } stage;
    size_t failed; /* where text followed a closing quote */
    size_t barred; /* records that start before this may not span lines */
    struct csv_scan_mark lf, cr, quote;
};

void csv_scan_init(struct csv_scan *scan, char delimiter, bool backslash,
                   size_t columns, size_t bound);

/* `end`: nothing follows the text. */
struct csv_scan_cut csv_scan_next(struct csv_scan *scan, struct slice text,
                                  bool end);

#endif
