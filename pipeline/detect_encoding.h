/*
 * Which encoding the first bytes of a file show: by a byte order mark, else by
 * the NULs that UTF-16 puts beside every ASCII character. Whether an 8-bit file
 * is UTF-8 or Windows-1252 can't be told from its beginning: that is decided
 * record by record, and the answer here is ENCODING_AUTO.
 */
#ifndef BIBLOAD_DETECT_ENCODING_H
#define BIBLOAD_DETECT_ENCODING_H

#include "config.h"

#define DETECT_ENCODING_BYTES 4096 /* more are not looked at */

struct detected_encoding {
    enum encoding encoding;
    unsigned mark; /* bytes of byte order mark to be removed */
    bool utf32;    /* a mark of UTF-32, which is not read */
};

/* `configured` wins over what is found, but its own mark is removed; so is that
 * of UTF-8 from any 8-bit file, as no text begins with its three characters. */
struct detected_encoding detect_encoding(struct slice head,
                                         enum encoding configured);

#endif
