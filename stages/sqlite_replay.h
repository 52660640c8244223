/* What a replayed reject file repaired. */
#ifndef BIBLOAD_SQLITE_REPLAY_H
#define BIBLOAD_SQLITE_REPLAY_H

#include "sqlite_store.h"

/* In the transaction that is the import, so that there is none that loaded the
 * records and left their rejects open. The ledger has a line for each reject that is
 * closed, and one that names the file. The records are as many as were rejected
 * (contract_check), for else nobody knows which is which. */
int sqlite_replay_close(struct sqlite_store *store,
                        const struct import_row *import, struct error *error);

#endif
