/*
 * What an author is known by: the keys of the names, ids in authority files, and
 * the list of all forms the name was seen in.
 */
#ifndef BIBLOAD_AUTHOR_FORMS_H
#define BIBLOAD_AUTHOR_FORMS_H

#include "resolve.h"

/* Everything a heading says, given to its author: name key (of a variant, if the
 * row's main name has another), variants, authority ids, the forms of the name.
 * What the row has already is left. */
int author_forms_add(struct resolver *resolver, struct author_row *author,
                     const struct contributor *contributor);

/* The form of the heading's name among those seen; nothing is read if it was seen
 * lately. */
int author_forms_note(struct resolver *resolver, int64_t author_id,
                      const struct contributor *contributor);

/* A form that is not the row's name (any more). */
int author_forms_push(struct resolver *resolver, struct author_row *author,
                      struct slice name, struct slice sort, const char *source);

/* The row's name is another now: its key is the main one, and what was the main
 * name is a variant. */
int author_forms_rename(struct resolver *resolver, struct author_row *author,
                        struct key name_key);

/* The facts of all its name keys: what the row says now. */
int author_forms_set_facts(struct resolver *resolver,
                           struct author_row *author);

#endif
