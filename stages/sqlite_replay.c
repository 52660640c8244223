/* See sqlite_replay.h. A record is known by its place: the first one in the file is
 * the first that was rejected. */
#include "sqlite_replay.h"

#include "sqlite_statement.h"

/* The ledger tells which import closed a reject, and what it was before (`rule`, if not
 * open): undo makes it that again. A file that is replayed a second time, better
 * repaired, closes what the first time was rejected again, and the rejects that the
 * first time made of it: of an import whose file has this name. */
static const char note_sql[] =
    "WITH old AS MATERIALIZED (SELECT *, row_number() OVER"
    " (ORDER BY record, id) AS n FROM rejects WHERE file_id = ?1),"
    " before AS (SELECT g.import_id FROM import_files AS f"
    " JOIN import_files AS g ON instr(g.path, '/' || f.rejects || '.')"
    " WHERE f.id = ?1 AND g.import_id <> ?2 AND g.import_id IN"
    " (SELECT import_id FROM ledger WHERE subject = 'reject'"
    " AND file_id = ?1)),"
    " refused AS MATERIALIZED (SELECT DISTINCT record AS n FROM rejects"
    " WHERE import_id = ?2),"
    " meant AS (SELECT n, file_id, record, state, field, code FROM old"
    " UNION ALL SELECT record, file_id, record, state, field, code"
    " FROM rejects WHERE import_id IN (SELECT import_id FROM before))"
    " INSERT INTO ledger (import_id, file_id, record, subject, event, rule,"
    " field, before) SELECT ?2, m.file_id, m.record, 'reject',"
    " iif(r.n IS NULL, 'replayed', 'again'), nullif(m.state, 'open'),"
    " m.field, m.code FROM meant AS m LEFT JOIN refused AS r ON r.n = m.n"
    " WHERE (m.state = 'open' OR m.state = 'again' AND r.n IS NULL)"
    " AND (SELECT count(*) FROM old) ="
    " (SELECT records_read FROM imports WHERE id = ?2) ORDER BY m.file_id, m.n";

static const char close_sql[] =
    "UPDATE rejects SET state = e.event FROM ledger AS e"
    " WHERE e.import_id = ?1 AND e.subject = 'reject'"
    " AND rejects.file_id = e.file_id AND rejects.record = e.record";

int sqlite_replay_close(struct sqlite_store *store,
                        const struct import_row *import, struct error *error)
{
    const struct cell cells[] = {cell_integer(import->replays),
                                 cell_integer(import->id)};

    if (!import->replays)
        return 0;
    return sqlite_ask(store, note_sql, cells, 2, NULL, error)
               ? -1
               : sqlite_ask(store, close_sql, cells + 1, 1, NULL, error);
}
