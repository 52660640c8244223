/* See sqlite_undo.h. What the tables say of an import that was taken back, and of those
 * that had its records again. */
#include "sqlite_undo.h"

#include "sqlite_statement.h"

/* What its records repaired is not repaired any more; undo_plan found it. The second
 * of them is about what is open again. */
#define REOPENING(was)                                                       \
    "UPDATE rejects SET state = c.was FROM temp.undo_closed AS c"            \
    " WHERE c.import_id = ?1 AND rejects.file_id = c.file_id AND c.was " was \
    " AND rejects.record = c.record AND rejects.state = c.event"
static const char *const reopening[] = {REOPENING("<> 'open'"),
                                        REOPENING("= 'open'")};

static int open_rejects(struct sqlite_store *store, int64_t import_id,
                        struct undo *undo, struct error *error)
{
    const struct cell id = cell_integer(import_id);
    int64_t closed = 0;

    if (sqlite_ask(store, "SELECT 1 FROM temp.undo_closed WHERE import_id = ?1",
                   &id, 1, &closed, error))
        return -1;
    if (!closed)
        return 0;
    if (sqlite_ask(store, reopening[0], &id, 1, NULL, error) ||
        sqlite_ask(store, reopening[1], &id, 1, NULL, error))
        return -1;
    undo->reopened += sqlite3_changes(store->db);
    return 0;
}

/* Files that had some of its records again, unchanged, and what their source brought
 * behind them. The files of a source are in the order in which they were read, which
 * that of the imports need not be: one may have been gone on with. */
#define LATER                                                              \
    " import_id <> ?1 AND id >= (SELECT min(l.id) FROM import_files AS u"  \
    " JOIN import_files AS l ON l.source_id = u.source_id AND l.id > u.id" \
    " AND l.import_id <> ?1 AND l.records_unchanged > 0"                   \
    " WHERE u.import_id = ?1 AND u.source_id = import_files.source_id)"

static const char *const closings[] = {
    "UPDATE imports SET state = 'undone' WHERE id = ?1",
    "UPDATE import_files SET state = 'undone' WHERE import_id = ?1",
    "UPDATE rejects SET state = 'undone' WHERE import_id = ?1"
    " AND state = 'open'",
    /* They bring them now, and the others what they said after them: without a digest
     * they are no files that are known. */
    "UPDATE import_files SET digest = NULL WHERE" LATER,
    "DELETE FROM changesets WHERE import_id = ?1",
    "DELETE FROM inserted WHERE import_id = ?1",
};

/* To go on with an import is to go on behind records that it found unchanged. */
static const char abandoning[] =
    "UPDATE imports SET state = 'abandoned' WHERE id <> ?1"
    " AND state IN ('running', 'interrupted') AND id IN (SELECT import_id"
    " FROM import_files WHERE records_unchanged > 0 AND" LATER ")";

int undo_close(struct sqlite_store *store, int64_t import_id, struct undo *undo,
               struct error *error)
{
    const struct cell id = cell_integer(import_id);

    if (open_rejects(store, import_id, undo, error))
        return -1;
    for (size_t i = 0; i < sizeof closings / sizeof *closings; i++)
        if (sqlite_ask(store, closings[i], &id, 1, NULL, error))
            return -1;
    if (sqlite_ask(store, abandoning, &id, 1, NULL, error))
        return -1;
    undo->abandoned += sqlite3_changes(store->db);
    return 0;
}
