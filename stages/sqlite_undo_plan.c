/* See sqlite_undo.h. Which rows an import changed is read from its changesets, which
 * rejects it closed from the ledger. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "sqlite_undo.h"

#include "sqlite_error.h"

static const char *const tables[] = {
    "DROP TABLE IF EXISTS temp.undo_set",
    "DROP TABLE IF EXISTS temp.undo_changed",
    "CREATE TEMP TABLE undo_set (import_id INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE undo_changed (import_id INTEGER, subject TEXT,"
    " id INTEGER, PRIMARY KEY (import_id, subject, id)) WITHOUT ROWID",
    "DROP TABLE IF EXISTS temp.undo_closed",
    "CREATE TEMP TABLE undo_closed (import_id INTEGER, file_id INTEGER,"
    " record INTEGER, event TEXT, was TEXT,"
    " PRIMARY KEY (import_id, file_id, record))"
    " WITHOUT ROWID",
    NULL,
};

/* Rejects closed by import ?1 and later ones. */
static const char closed[] =
    "INSERT OR IGNORE INTO temp.undo_closed"
    " SELECT import_id, file_id, record, event, ifnull(rule, 'open') FROM ledger"
    " WHERE import_id >= ?1 AND subject = 'reject'";

/* Whose row it is, by its table; the first column of each is that one's id. */
static const char *subject_of(const char *table)
{
    if (sqlite3_stricmp(table, "books") == 0 ||
        sqlite3_stricmp(table, "book_author") == 0 ||
        sqlite3_stricmp(table, "book_keys") == 0)
        return "book";
    return sqlite3_stricmp(table, "source_records") == 0 ? "source_record"
                                                         : "author";
}

static int note_changed(struct sqlite_store *store, int64_t import_id,
                        sqlite3_changeset_iter *iter, struct error *error)
{
    sqlite3_value *id = NULL;
    const char *table;
    int columns, operation, indirect;
    struct cell cells[3];

    if (sqlite3changeset_op(iter, &table, &columns, &operation, &indirect) ||
        (operation == SQLITE_INSERT ? sqlite3changeset_new(iter, 0, &id)
                                    : sqlite3changeset_old(iter, 0, &id)) ||
        !id)
        return error_set(error, ERROR_STORE,
                         "%s: a changeset of import %lld can't be read",
                         store->path, (long long)import_id);
    cells[0] = cell_integer(import_id);
    cells[1] = cell_string(subject_of(table));
    cells[2] = cell_integer(sqlite3_value_int64(id));
    return sqlite_ask(store,
                      "INSERT OR IGNORE INTO temp.undo_changed"
                      " VALUES (?1, ?2, ?3)",
                      cells, 3, NULL, error);
}

static int read_changeset(struct sqlite_store *store, int64_t import_id,
                          const void *changes, int size, struct error *error)
{
    sqlite3_changeset_iter *iter = NULL;
    int code = sqlite3changeset_start(&iter, size, (void *)changes);

    while (code == SQLITE_OK &&
           (code = sqlite3changeset_next(iter)) == SQLITE_ROW)
        code = note_changed(store, import_id, iter, error) == 0 ? SQLITE_OK
                                                                : SQLITE_ABORT;
    if (iter && sqlite3changeset_finalize(iter) && code == SQLITE_DONE)
        code = SQLITE_ERROR;
    if (code == SQLITE_DONE)
        return 0;
    if (code == SQLITE_NOMEM)
        return error_memory(error);
    return error_set(error, ERROR_STORE,
                     "%s: a changeset of import %lld can't be read",
                     store->path, (long long)import_id);
}

static int read_changesets(struct sqlite_store *store, int64_t import_id,
                           struct error *error)
{
    const struct cell id = cell_integer(import_id);
    sqlite3_stmt *statement = NULL;
    int got;

    if (sqlite3_prepare_v2(store->db,
                           "SELECT changes FROM changesets"
                           " WHERE import_id = ?1",
                           -1, &statement, NULL))
        return sqlite_fail(store, error, "reading changesets");
    got = sqlite_bind(store, statement, &id, 1, error);
    while (got >= 0 && (got = sqlite_step(store, statement, error)) > 0)
        got =
            read_changeset(store, import_id, sqlite3_column_blob(statement, 0),
                           sqlite3_column_bytes(statement, 0), error);
    sqlite3_finalize(statement);
    return got;
}

/* i: a range of the set; the column is within it. */
#define IN_SET(of, column)                                                 \
    " EXISTS (SELECT 1 FROM inserted AS i JOIN temp.undo_set AS u"         \
    " ON u.import_id = i.import_id WHERE i.subject = '" of "' AND " column \
    " BETWEEN i.first_id AND i.last_id)"
/* j: a range of the later import, given as ?1. */
#define IN_LATER(of, column)                                      \
    " EXISTS (SELECT 1 FROM inserted AS j WHERE j.import_id = ?1" \
    " AND j.subject = '" of "' AND " column                       \
    " BETWEEN j.first_id AND j.last_id)"

/* Does import ?1 build on the set? It changed a row that the set changed or
 * inserted; its records name a book or an author that the set inserted; one of
 * the two ends of a link is the set's, and the other its own; or it repaired what the
 * set rejected. */
static const char builds_on[] =
    "SELECT EXISTS (SELECT 1 FROM temp.undo_changed AS c"
    " WHERE c.import_id = ?1 AND (EXISTS (SELECT 1 FROM temp.undo_changed AS d"
    " JOIN temp.undo_set AS s ON s.import_id = d.import_id"
    " WHERE d.subject = c.subject AND d.id = c.id)"
    " OR EXISTS (SELECT 1 FROM inserted AS i JOIN temp.undo_set AS u"
    " ON u.import_id = i.import_id WHERE i.subject = c.subject"
    " AND c.id BETWEEN i.first_id AND i.last_id)))"
    " OR EXISTS (SELECT 1 FROM inserted AS r JOIN source_records AS s"
    " ON s.id BETWEEN r.first_id AND r.last_id"
    " WHERE r.import_id = ?1 AND r.subject = 'source_record'"
    " AND (" IN_SET("book", "s.book_id") " OR" IN_SET(
        "author",
        "s.author_id") "))"
                       " OR EXISTS (SELECT 1 FROM inserted AS r JOIN book_author AS l"
                       " ON l.book_id BETWEEN r.first_id AND r.last_id"
                       " WHERE r.import_id = ?1 AND r.subject = 'book'"
                       " AND" IN_SET(
                           "author",
                           "l.author_id") ")"
                                          " OR EXISTS (SELECT 1 FROM temp.undo_set AS u JOIN inserted AS r"
                                          " ON r.import_id = u.import_id AND r.subject = 'book'"
                                          " JOIN book_author AS l ON l.book_id BETWEEN r.first_id AND r.last_id"
                                          " WHERE" IN_LATER(
                                              "author",
                                              "l.author_id") ")"
                                                             " OR EXISTS (SELECT 1 FROM inserted AS r JOIN books AS b"
                                                             " ON b.id BETWEEN r.first_id AND r.last_id"
                                                             " WHERE r.import_id = ?1 AND r.subject = 'book'"
                                                             " AND" IN_SET(
                                                                 "book",
                                                                 "b.work_id") ")";

static const char repairs[] =
    "SELECT EXISTS (SELECT 1 FROM temp.undo_closed AS c"
    " JOIN import_files AS f ON f.id = c.file_id"
    " JOIN temp.undo_set AS u ON u.import_id = f.import_id"
    " WHERE c.import_id = ?1)";

static int look_at_later(struct sqlite_store *store, int64_t import_id,
                         struct error *error)
{
    const struct cell id = cell_integer(import_id);
    int64_t builds = 0, mends = 0;

    if (read_changesets(store, import_id, error) ||
        sqlite_ask(store, builds_on, &id, 1, &builds, error) ||
        sqlite_ask(store, repairs, &id, 1, &mends, error))
        return -1;
    return builds || mends
               ? sqlite_ask(store, "INSERT INTO temp.undo_set VALUES (?1)", &id,
                            1, NULL, error)
               : 0;
}

int undo_plan(struct sqlite_store *store, int64_t import_id,
              struct error *error)
{
    struct cell id = cell_integer(import_id);
    int64_t later = import_id;

    for (size_t i = 0; tables[i]; i++)
        if (sqlite_execute(store, tables[i], error))
            return -1;
    if (sqlite_ask(store, "INSERT INTO temp.undo_set VALUES (?1)", &id, 1, NULL,
                   error) ||
        sqlite_ask(store, closed, &id, 1, NULL, error) ||
        read_changesets(store, import_id, error))
        return -1;
    for (;;) {
        id = cell_integer(later);
        if (sqlite_ask(store,
                       "SELECT min(id) FROM imports WHERE id > ?1"
                       " AND state <> 'undone'",
                       &id, 1, &later, error))
            return -1;
        if (!later)
            return 0;
        if (look_at_later(store, later, error))
            return -1;
    }
}
