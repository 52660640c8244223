/*
 * What the first bytes of a file say it is. Only what they can prove is a
 * format of its own; everything else that is text is taken for a CSV, whose
 * plan then finds out more.
 */
#ifndef BIBLOAD_RECOGNISE_H
#define BIBLOAD_RECOGNISE_H

#include "config.h"

struct recognised {
    enum format format;  /* never FORMAT_AUTO */
    const char *refusal; /* NULL, or one clause: why it can't be read */
};

/* `text` is the beginning of the file in UTF-8 or its 8-bit encoding.
 * `configured` wins, but an archive stays an archive. `delimiter` as
 * configured, 0 for none: a control character that separates cells is no
 * sign of binary data. */
struct recognised recognise(struct slice text, enum format configured,
                            char delimiter);

#endif
