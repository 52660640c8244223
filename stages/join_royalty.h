/*
 * Whose the royalty of a link is, as far as joining rows know. A source that restates
 * a royalty replaces its own, never the one of another source that was there first,
 * and two rows of one import that disagree are a conflict, whatever the policies say.
 *
 * The rule in a row's source record remembers it: "join" stated the royalty that
 * the link has; "join-other" met a royalty that somebody else had stated, or stated
 * none.
 */
#ifndef BIBLOAD_JOIN_ROYALTY_H
#define BIBLOAD_JOIN_ROYALTY_H

#include "merge.h"

#define JOIN_HOLDS "join"
#define JOIN_OTHER "join-other"

/* One of these two, and not the rule of a record with a title. */
bool join_is_rule(const char *rule);

/* May the royalty be what this row of the source in hand stated? Of a record with a
 * title it may. */
bool join_holds_royalty(const struct source_row *row);

/* Does the row state something else than the link has? */
bool join_royalty_differs(const struct resolver *resolver,
                          const struct link_row *link,
                          const struct contributor *from);

/* How the row may change the royalty of the link, which is there and states
 * another one. *prior is what this row said in an earlier import; it becomes the
 * record of its source that stated the royalty, if the row names the pair in
 * another form than before. 0, or -1 with the error filled. */
int join_royalty_policy(struct resolver *resolver, const struct link_row *link,
                        struct source_row **prior, enum merge_policy *policy);

#endif
