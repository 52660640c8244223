/* See sqlite_replay.h. A record is known by its place: the first one in the file is
 * the first that was rejected. */
#include "sqlite_replay.h"

#include "sqlite_statement.h"

/* Which file it was given, of whatever name by then. */
static const char name_sql[] =
    "INSERT INTO ledger (import_id, file_id, subject, event, before)"
    " SELECT ?2, id, 'file', 'replayed', rejects FROM import_files"
    " WHERE id = ?1";

/* Replays with the file that each was given. From before the ledger named it they are
 * known by its name, if they closed rejects of it. */
#define REPLAYS                                                        \
    " replays(import_id, file_id) AS MATERIALIZED"                     \
    " (SELECT import_id, file_id FROM ledger WHERE subject = 'file'"   \
    " UNION SELECT e.import_id, f.id FROM (SELECT DISTINCT import_id," \
    " file_id FROM ledger WHERE subject = 'reject') AS e"              \
    " JOIN import_files AS f ON f.id = e.file_id"                      \
    " JOIN import_files AS g ON g.import_id = e.import_id"             \
    " AND instr(g.path, '/' || f.rejects || '.')),"                    \
    " family(id) AS (SELECT ?1 UNION SELECT g.id FROM family AS f"     \
    " JOIN replays AS r ON r.file_id = f.id AND r.import_id <> ?2"     \
    " JOIN import_files AS g ON g.import_id = r.import_id),"           \
    " placed AS MATERIALIZED (SELECT j.id, j.import_id, j.file_id,"    \
    " j.record, row_number() OVER (PARTITION BY j.file_id"             \
    " ORDER BY j.record, j.id) AS place FROM family AS f"              \
    " JOIN import_files AS g ON g.id = f.id JOIN rejects AS j"         \
    " ON j.import_id = g.import_id AND j.file_id = g.id),"

/* Rejects of the file, each as record n of this replay, and what they became when it,
 * or the reject file that came of it, was replayed before: record n of a replay was
 * the n-th reject of the file that was given. Ids of files rise. */
#define BECAME                                                          \
    " became(n, id, file_id, place) AS"                                 \
    " (SELECT place, id, file_id, place FROM placed WHERE file_id = ?1" \
    " UNION ALL SELECT b.n, p.id, p.file_id, p.place FROM became AS b"  \
    " JOIN replays AS r ON r.file_id = b.file_id AND r.import_id <> ?2" \
    " JOIN placed AS p ON p.import_id = r.import_id"                    \
    " AND p.record = b.place AND p.file_id > b.file_id),"

/* The ledger tells which import closed a reject, and what it was before (`rule`, if not
 * open): undo makes it that again. A file that is replayed once more, better repaired,
 * closes what was rejected again before, and the rejects that were made of it. */
static const char note_sql[] =
    "WITH RECURSIVE" REPLAYS BECAME
    " refused(n) AS (SELECT record FROM rejects WHERE import_id = ?2),"
    " meant AS (SELECT id, n, n IN refused AS again FROM became)"
    " INSERT INTO ledger (import_id, file_id, record, subject, event, rule,"
    " field, before) SELECT ?2, j.file_id, j.record, 'reject',"
    " iif(m.again, 'again', 'replayed'), nullif(j.state, 'open'),"
    " j.field, j.code FROM meant AS m JOIN rejects AS j ON j.id = m.id"
    " WHERE j.state = 'open' OR j.state = 'again' AND NOT m.again"
    " ORDER BY j.file_id, m.n";

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
    if (sqlite_ask(store, note_sql, cells, 2, NULL, error) ||
        sqlite_ask(store, name_sql, cells, 2, NULL, error))
        return -1;
    return sqlite_ask(store, close_sql, cells + 1, 1, NULL, error);
}
