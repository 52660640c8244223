/*
 * The contributors of a biblio in canonical form. For the stage normalise.
 */
#ifndef BIBLOAD_NORMALISE_CONTRIBUTORS_H
#define BIBLOAD_NORMALISE_CONTRIBUTORS_H

#include "../pipeline/record.h"

/* The source's not_a_name, in comparison form. */
struct placeholders {
    const struct slice *forms;
    size_t count;
};

/*
 * In place. Contributors without a name (NAME_EMPTY, unless they have a ref)
 * and placeholders (NOT_A_NAME) are taken out. A name that has been turned is
 * NAME_AS_IS, so that doing it again changes nothing. False: the record has
 * been rejected, or memory is short.
 */
bool normalise_contributors(struct record *record, struct biblio *biblio,
                            const struct placeholders *placeholders);

#endif
