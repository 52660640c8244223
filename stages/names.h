/*
 * A contributor's name as a source wrote it, turned into the name as it is
 * shown (Jane Austen), the name as it is filed (Austen, Jane), and what was
 * written beside it. Order of parts as in MARC 21 X00: family name, forenames,
 * titles and suffixes, dates.
 *
 * Names are expected clean (text_clean). Letters are never changed: who writes
 * in capitals stays in capitals.
 */
#ifndef BIBLOAD_NAMES_H
#define BIBLOAD_NAMES_H

#include "../pipeline/arena.h"
#include "../pipeline/biblio.h"

struct name_forms {
    struct slice display; /* empty: there is no name */
    struct slice sort;
    struct slice dates; /* found in the name; may be empty */
    struct slice role;  /* of NAME_LIBRARY, without brackets; may be empty */
    bool ambiguous;     /* NAME_DIRECT with a comma: nothing was turned */
};

/*
 * NAME_DIRECT    the last word is filed first, with the particles before it;
 *                suffixes stay at the end. A name that can't be a person's in
 *                direct order (one word; corporate words; digits; Chinese,
 *                Japanese or Korean script) is filed as it is.
 * NAME_INVERTED  "King, Martin Luther, Jr." A name without a comma is filed as
 *                it is. "(Fuller Form)" after the forenames is filed, but not
 *                shown.
 * NAME_LIBRARY   inverted, with "[Role]" at the end
 * NAME_AS_IS     not turned
 * Dates as a part of their own ("Austen, Jane, 1775-1817") are taken out,
 * except of NAME_AS_IS. False: memory is short.
 */
bool name_forms(struct arena *arena, struct slice name, enum name_order written,
                struct name_forms *forms);

/* Has it a Chinese, Japanese or Korean character? Such names begin with the family
 * name. */
bool name_is_east_asian(struct slice name);

/* From two columns. */
bool name_forms_of_two(struct arena *arena, struct slice family,
                       struct slice given, struct name_forms *forms);

#endif
