/* See sqlite_replay.h. A record is known by its place: the first one in the file is
 * the first that was rejected. */
#include "sqlite_replay.h"

#include "sqlite_statement.h"

static const char close_sql[] =
    "WITH old AS (SELECT id, row_number() OVER (ORDER BY record, id) AS n"
    " FROM rejects WHERE file_id = ?1)"
    " UPDATE rejects SET state = iif(EXISTS (SELECT 1 FROM rejects AS r"
    " JOIN old AS o ON o.n = r.record WHERE r.import_id = ?2"
    " AND o.id = rejects.id), 'again', 'replayed')"
    " WHERE file_id = ?1 AND state = 'open' AND (SELECT count(*) FROM old) ="
    " (SELECT records_read FROM imports WHERE id = ?2)";

int sqlite_replay_close(struct sqlite_store *store,
                        const struct import_row *import, struct error *error)
{
    const struct cell cells[] = {cell_integer(import->replays),
                                 cell_integer(import->id)};

    return import->replays ? sqlite_ask(store, close_sql, cells, 2, NULL, error)
                           : 0;
}
