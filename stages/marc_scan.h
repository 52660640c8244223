/*
 * Finds where records of ISO 2709 end. A record ends with its record terminator
 * (1D), whatever its leader says of its length, because lengths are often
 * wrong: counted in characters, or of more than five digits. It also ends where
 * another one begins before that (marc_start_is), for then its terminator is
 * missing, or the bytes before are no record at all. In a leader and the entries
 * behind it none begins: tags with letters can look like the codes of one.
 *
 * A terminator is data, and the record goes on, if the leader says so, the
 * directory and all terminators agree with it to the byte, and no record begins
 * between: marc_directory_fits.
 *
 * Line ends, blanks, NULs, Ctrl-Z, byte order marks and further terminators
 * between records are padding. What is said does not depend on how much of the
 * file is shown at a time.
 */
#ifndef BIBLOAD_MARC_SCAN_H
#define BIBLOAD_MARC_SCAN_H

#include "../pipeline/slice.h"

#include <stdint.h>

struct marc_scan {
    uint64_t bound; /* of one record, in bytes */
    /* the scanner's */
    size_t looked; /* bytes of the record at hand that hold no end */
    bool over;     /* the record at hand is over the bound */
    /* Of the record at hand, a leader and the entries that follow; `directory`
     * is behind the entries that were looked at, 0 behind all that there are. */
    size_t leader, directory;
};

enum marc_cut_kind {
    MARC_CUT_MORE,    /* more of the file is needed; at its end: nothing left */
    MARC_CUT_PADDING, /* bytes that belong to no record */
    MARC_CUT_PART,    /* of a record over the bound, which goes on */
    MARC_CUT_RECORD,  /* a record, or the last part of one over the bound */
};

struct marc_cut {
    enum marc_cut_kind kind;
    size_t length; /* from the start of the text */
};

/* What the text begins with; the next one is to begin behind it. `end`: nothing
 * follows the text. The first part of a record over the bound is longer than
 * the bound. */
struct marc_cut marc_scan_next(struct marc_scan *scan, struct slice text,
                               bool end);

#endif
