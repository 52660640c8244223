/* See sqlite_replay.h. A record is known by its place: the first one in the file is
 * the first that was rejected. */
#include "sqlite_replay.h"

#include "sqlite_statement.h"

/* The ledger tells which import closed a reject: undo opens it again by that. */
static const char note_sql[] =
    "WITH old AS MATERIALIZED (SELECT *, row_number() OVER"
    " (ORDER BY record, id) AS n FROM rejects WHERE file_id = ?1),"
    " refused AS MATERIALIZED (SELECT DISTINCT record AS n FROM rejects"
    " WHERE import_id = ?2)"
    " INSERT INTO ledger (import_id, file_id, record, subject, event, field,"
    " before) SELECT ?2, o.file_id, o.record, 'reject',"
    " iif(r.n IS NULL, 'replayed', 'again'), o.field, o.code"
    " FROM old AS o LEFT JOIN refused AS r ON r.n = o.n"
    " WHERE o.state = 'open' AND (SELECT count(*) FROM old) ="
    " (SELECT records_read FROM imports WHERE id = ?2) ORDER BY o.n";

static const char close_sql[] =
    "UPDATE rejects SET state = e.event FROM ledger AS e"
    " WHERE e.import_id = ?2 AND e.subject = 'reject' AND e.file_id = ?1"
    " AND rejects.file_id = ?1 AND rejects.record = e.record";

int sqlite_replay_close(struct sqlite_store *store,
                        const struct import_row *import, struct error *error)
{
    const struct cell cells[] = {cell_integer(import->replays),
                                 cell_integer(import->id)};

    if (!import->replays)
        return 0;
    return sqlite_ask(store, note_sql, cells, 2, NULL, error)
               ? -1
               : sqlite_ask(store, close_sql, cells, 2, NULL, error);
}
