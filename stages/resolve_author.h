/* What a contributor (resolve_author.c) and a row of an authors' file
 * (resolve_author_row.c) have in common. */
#ifndef BIBLOAD_RESOLVE_AUTHOR_H
#define BIBLOAD_RESOLVE_AUTHOR_H

#include "resolve.h"

/* The author who has this own id; *id 0: none. */
int author_by_ref(struct resolver *resolver,
                  const struct contributor *contributor, int64_t *id);

/* A field that is stated, differs, and was not edited by hand is set; what was
 * there before the record in hand is noted. */
int author_set_field(struct resolver *resolver, struct author_row *author,
                     enum author_field field, struct slice value);

/* A line of the ledger about an author. */
int author_note(struct resolver *resolver, const char *event, const char *rule,
                int64_t id, struct slice before, struct slice after);

/* The main key of a name, with what the row now says, which its other name keys
 * then say too. */
int author_set_name_key(struct resolver *resolver, struct author_row *author,
                        struct key name_key);

#endif
