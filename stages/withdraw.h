/*
 * Withdrawals: a source takes back a record of its own, because a record marked as
 * deleted says so or because a full file no longer holds it (snapshot.h).
 *
 * The source record goes, and with it its claim on book and links. The book goes
 * only if a source made it and nothing else holds it: another record, a stated
 * royalty, a hand edit, a link that no record names (somebody else's row). Of a
 * book that stays, links go that nothing else holds, and the oldest record left
 * takes the place of the one that made it. Authors stay: `bibload prune` takes
 * them.
 */
#ifndef BIBLOAD_WITHDRAW_H
#define BIBLOAD_WITHDRAW_H

#include "resolve.h"

/* The ledger's rules: why. */
#define WITHDRAWN_MARKED "marked"
#define WITHDRAWN_SNAPSHOT "snapshot"

/* One source record; the resolver may have no record in hand. */
int withdraw_source(struct resolver *resolver, struct source_row *row,
                    const char *why);

/* A record that is marked as deleted: all that its source said under its id. An
 * id that is not known changes nothing. */
int resolve_withdrawn(struct resolver *resolver, struct biblio *biblio);

#endif
