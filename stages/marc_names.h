/*
 * What a heading of a MARC record says of a name: X00, X10 and X11, and 880 that
 * stands for one of them.
 *
 * Texts stand as the record has them, put together from their subfields; which
 * of them may be turned round is said by `written`. Source of rules: MARC 21
 * Bibliographic, X00, X10, X11.
 */
#ifndef BIBLOAD_MARC_NAMES_H
#define BIBLOAD_MARC_NAMES_H

#include "../pipeline/biblio.h"
#include "../pipeline/record.h"

struct marc_name {
    enum name_kind kind;
    enum name_order written;
    char term_code; /* of the subfield with the relator in words */
    struct slice name;
    struct slice titles; /* $c that is no part of the name: Sir; Pope */
    struct slice fuller; /* $q, without its parentheses */
    struct slice dates;
    struct slice original; /* the name in its own script, where the name stands
                              transcribed in $c; empty: it doesn't */
};

/* tag: the field's, or the one an 880 stands for. False: no heading of a name. */
bool marc_name_read(const struct marc_field *field, const char *tag,
                    struct arena *arena, struct marc_name *name);

#endif
