/*
 * Several names in one cell: taking them apart, and telling whether what is
 * between two separators can be a name. Used to read cells, and to find out
 * which separator a file uses.
 */
#ifndef BIBLOAD_NAME_PARTS_H
#define BIBLOAD_NAME_PARTS_H

#include "../pipeline/slice.h"

/* Takes the next part off *rest, which is {NULL, 0} after the last one; false
 * if none is left. "" separates nothing. A separator that is a word ("and") has
 * to stand between blanks. */
bool name_next_part(struct slice *rest, const char *separator,
                    struct slice *part);

/* "Jr.", "III", "M.D.": what follows a comma and is no name of its own. */
bool name_is_suffix(struct slice part);

/* A letter first or soon, no digits, of a name's length. */
bool name_is_likely(struct slice part);

bool name_has_blank(struct slice part);

#endif
