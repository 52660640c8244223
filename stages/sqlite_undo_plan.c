/* See sqlite_undo.h. Which rows an import changed is read from its changesets, which
 * rejects it closed from the ledger. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "sqlite_undo.h"

#include "sqlite_error.h"

/* In undo_changed: `first` and `last` changeset that changed the row. A part of the
 * set is what is taken back at one go: imports that wrote by turns. */
static const char *const tables[] = {
    "DROP TABLE IF EXISTS temp.undo_set",
    "DROP TABLE IF EXISTS temp.undo_changed",
    "DROP TABLE IF EXISTS temp.undo_span",
    "CREATE TEMP TABLE undo_set (import_id INTEGER PRIMARY KEY, part INTEGER)",
    "CREATE TEMP TABLE undo_changed (import_id INTEGER, subject TEXT,"
    " id INTEGER, first INTEGER, last INTEGER,"
    " PRIMARY KEY (import_id, subject, id)) WITHOUT ROWID",
    "CREATE TEMP TABLE undo_span (import_id INTEGER PRIMARY KEY,"
    " first INTEGER, last INTEGER)",
    "INSERT INTO temp.undo_span SELECT import_id, min(id), max(id)"
    " FROM changesets GROUP BY import_id",
    "DROP TABLE IF EXISTS temp.undo_closed",
    "CREATE TEMP TABLE undo_closed (import_id INTEGER, file_id INTEGER,"
    " record INTEGER, event TEXT, was TEXT,"
    " PRIMARY KEY (import_id, file_id, record)) WITHOUT ROWID",
    /* Rejects that imports closed, and what they were before; as record 0, which no
     * reject is, a file that was replayed, though it may have closed none. */
    "INSERT OR IGNORE INTO temp.undo_closed"
    " SELECT import_id, file_id, ifnull(record, 0), event,"
    " ifnull(rule, 'open') FROM ledger WHERE subject IN ('reject', 'file')",
    NULL,
};

/* Whose row it is, by its table, and the column that says so. The other end of a
 * link is noted as `linked`. */
static const struct whose {
    const char *table, *subject, *column;
} whose_list[] = {
    {"books", "book", "id"},
    {"book_author", "book", "book_id"},
    {"book_author", "linked", "author_id"},
    {"book_keys", "book", "book_id"},
    {"authors", "author", "id"},
    {"author_keys", "author", "author_id"},
    {"author_names", "author", "author_id"},
    {"source_records", "source_record", "id"},
};
#define WHOSE (sizeof whose_list / sizeof *whose_list)

struct reader {
    struct sqlite_store *store;
    int64_t import_id, changeset;
    int columns[WHOSE]; /* their places in the tables; -1: not looked for yet */
};

/* A database that was taken over has its columns in an order of its own. */
static int find_column(struct reader *reader, size_t which, struct error *error)
{
    const struct whose *whose = &whose_list[which];
    const struct cell cells[] = {cell_string(whose->table),
                                 cell_string(whose->column)};
    int64_t place = 0;

    if (reader->columns[which] >= 0)
        return 0;
    if (sqlite_ask(reader->store,
                   "SELECT cid FROM pragma_table_info(?1)"
                   " WHERE name = ?2 COLLATE NOCASE",
                   cells, 2, &place, error))
        return -1;
    reader->columns[which] = (int)place;
    return 0;
}

static int note_row(struct reader *reader, const char *subject, int64_t id,
                    struct error *error)
{
    const struct cell cells[] = {cell_integer(reader->import_id),
                                 cell_string(subject), cell_integer(id),
                                 cell_integer(reader->changeset)};

    return sqlite_ask(reader->store,
                      "INSERT INTO temp.undo_changed"
                      " VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT DO UPDATE"
                      " SET first = min(first, ?4), last = max(last, ?4)",
                      cells, 4, NULL, error);
}

static int unreadable(const struct reader *reader, struct error *error)
{
    return error_set(error, ERROR_STORE,
                     "%s: a changeset of import %lld can't be read",
                     reader->store->path, (long long)reader->import_id);
}

/* An update does not tell of columns that it left alone, but for the primary key. */
static int note_changed(struct reader *reader, sqlite3_changeset_iter *iter,
                        struct error *error)
{
    const char *table;
    int columns, operation, indirect;

    if (sqlite3changeset_op(iter, &table, &columns, &operation, &indirect))
        return unreadable(reader, error);
    for (size_t i = 0; i < WHOSE; i++) {
        sqlite3_value *id = NULL;
        int column;

        if (sqlite3_stricmp(table, whose_list[i].table) != 0)
            continue;
        if (find_column(reader, i, error))
            return -1;
        column = reader->columns[i];
        if (operation == SQLITE_INSERT
                ? sqlite3changeset_new(iter, column, &id)
                : sqlite3changeset_old(iter, column, &id))
            return unreadable(reader, error);
        if (id && note_row(reader, whose_list[i].subject,
                           sqlite3_value_int64(id), error))
            return -1;
    }
    return 0;
}

static int read_changeset(struct reader *reader, const void *changes, int size,
                          struct error *error)
{
    sqlite3_changeset_iter *iter = NULL;
    int code = sqlite3changeset_start(&iter, size, (void *)changes);
    bool noted = true;

    while (code == SQLITE_OK &&
           (code = sqlite3changeset_next(iter)) == SQLITE_ROW) {
        noted = note_changed(reader, iter, error) == 0;
        code = noted ? SQLITE_OK : SQLITE_ABORT;
    }
    if (iter && sqlite3changeset_finalize(iter) && code == SQLITE_DONE)
        code = SQLITE_ERROR;
    if (code == SQLITE_DONE)
        return 0;
    if (!noted)
        return -1;
    return code == SQLITE_NOMEM ? error_memory(error)
                                : unreadable(reader, error);
}

/* Once: an import that was looked at may be looked at again. */
static int read_changesets(struct sqlite_store *store, int64_t import_id,
                           struct error *error)
{
    const struct cell id = cell_integer(import_id);
    struct reader reader = {.store = store, .import_id = import_id};
    sqlite3_stmt *statement = NULL;
    int64_t known = 0;
    int got;

    if (sqlite_ask(store,
                   "SELECT EXISTS (SELECT 1 FROM temp.undo_changed"
                   " WHERE import_id = ?1)",
                   &id, 1, &known, error))
        return -1;
    if (known)
        return 0;
    for (size_t i = 0; i < WHOSE; i++)
        reader.columns[i] = -1;
    if (sqlite3_prepare_v2(store->db,
                           "SELECT id, changes FROM changesets"
                           " WHERE import_id = ?1",
                           -1, &statement, NULL))
        return sqlite_fail(store, error, "reading changesets");
    got = sqlite_bind(store, statement, &id, 1, error);
    while (got >= 0 && (got = sqlite_step(store, statement, error)) > 0) {
        reader.changeset = sqlite3_column_int64(statement, 0);
        got = read_changeset(&reader, sqlite3_column_blob(statement, 1),
                             sqlite3_column_bytes(statement, 1), error);
    }
    sqlite3_finalize(statement);
    return got;
}

/* i: a range of the set; the column is within it. */
#define IN_SET(of, column, more)                                           \
    " EXISTS (SELECT 1 FROM inserted AS i JOIN temp.undo_set AS u"         \
    " ON u.import_id = i.import_id WHERE i.subject = '" of "' AND " column \
    " BETWEEN i.first_id AND i.last_id" more ")"
/* Was it somebody of the set who wrote the name into this row, since? */
#define REWRITTEN(of, row, since)                                            \
    " EXISTS (SELECT 1 FROM temp.undo_set AS v JOIN temp.undo_changed AS w"  \
    " ON w.import_id = v.import_id AND w.subject = '" of "' AND w.id = " row \
    " WHERE w.last > " since ")"
/* A row that import ?1 inserted: of an import that began before the one of the set,
 * only what it inserted after that one had begun, or what nobody wrote into. */
#define OR_SO(of, row)                                                         \
    " AND (u.import_id < ?1 OR " row " > (SELECT min(k.first_id)"              \
    " FROM inserted AS k WHERE k.import_id = u.import_id AND k.subject = '" of \
    "') OR NOT" REWRITTEN(of, row, "0") ")"
#define INSERTED(of, table, alias, column)                                \
    "SELECT EXISTS (SELECT 1 FROM inserted AS r JOIN " table " AS " alias \
    " ON " column " BETWEEN r.first_id AND r.last_id"                     \
    " WHERE r.import_id = ?1 AND r.subject = '" of "' AND ("
/* A row that it changed. */
#define CHANGED(of, table, alias, column)                             \
    "SELECT EXISTS (SELECT 1 FROM temp.undo_changed AS c JOIN " table \
    " AS " alias " ON " column                                        \
    " = c.id WHERE c.import_id = ?1 AND c.subject = '" of             \
    "' AND NOT" REWRITTEN(of, "c.id", "c.last") " AND ("

/* Does import ?1 build on the set? Each is a reason why: rows that it changed after
 * the set had changed or inserted them; its records that name a book or an author
 * that the set inserted; links to its authors; editions of its books;
 * rejects of its that it replayed. */
/* clang-format off */
static const char *const builds_on[] = {
    "SELECT EXISTS (SELECT 1 FROM temp.undo_changed AS c"
    " CROSS JOIN temp.undo_set AS s CROSS JOIN temp.undo_changed AS d"
    " WHERE c.import_id = ?1 AND c.subject <> 'linked'"
    " AND d.import_id = s.import_id AND d.subject = c.subject"
    " AND d.id = c.id AND d.first < c.last)",

    "SELECT EXISTS (SELECT 1 FROM temp.undo_changed AS c WHERE c.import_id = ?1"
    " AND (c.subject = 'book' AND" IN_SET("book", "c.id", "")
    " OR c.subject IN ('author', 'linked') AND" IN_SET("author", "c.id", "")
    " OR c.subject = 'source_record' AND" IN_SET("source_record", "c.id", "")
    "))",

    INSERTED("source_record", "source_records", "s", "s.id")
    IN_SET("book", "s.book_id", OR_SO("source_record", "s.id")) " OR"
    IN_SET("author", "s.author_id", OR_SO("source_record", "s.id")) "))",

    CHANGED("source_record", "source_records", "s", "s.id")
    IN_SET("book", "s.book_id", "") " OR" IN_SET("author", "s.author_id", "")
    "))",

    INSERTED("book", "book_author", "l", "l.book_id")
    IN_SET("author", "l.author_id", OR_SO("book", "l.book_id")) "))",

    INSERTED("book", "books", "b", "b.id")
    IN_SET("book", "b.work_id", OR_SO("book", "b.id")) "))",

    CHANGED("book", "books", "b", "b.id")
    IN_SET("book", "b.work_id", "") "))",

    "SELECT EXISTS (SELECT 1 FROM temp.undo_closed AS c"
    " JOIN import_files AS f ON f.id = c.file_id"
    " JOIN temp.undo_set AS u ON u.import_id = f.import_id"
    " WHERE c.import_id = ?1)",
};
/* clang-format on */

/* Adds the import to the set if it builds on it: *added. */
static int look_at(struct sqlite_store *store, int64_t import_id, bool *added,
                   struct error *error)
{
    const struct cell id = cell_integer(import_id);
    int64_t builds = 0;

    *added = false;
    if (read_changesets(store, import_id, error))
        return -1;
    for (size_t i = 0; i < sizeof builds_on / sizeof *builds_on && !builds; i++)
        if (sqlite_ask(store, builds_on[i], &id, 1, &builds, error))
            return -1;
    if (!builds)
        return 0;
    *added = true;
    return sqlite_ask(store, "INSERT INTO temp.undo_set VALUES (?1, NULL)", &id,
                      1, NULL, error);
}

/* Import a, which began before b, wrote after b had begun: it was interrupted, and
 * gone on with. Ids and changesets tell the order; where they don't, the times do,
 * which are of a second. */
#define WENT_ON(later)                                                       \
    "(EXISTS (SELECT 1 FROM temp.undo_span AS p JOIN temp.undo_span AS q"    \
    " WHERE p.import_id = a.id AND q.import_id = b.id AND p.last > q.first)" \
    " OR EXISTS (SELECT 1 FROM inserted AS p JOIN inserted AS q"             \
    " ON q.subject = p.subject AND q.import_id = b.id"                       \
    " WHERE p.import_id = a.id AND p.last_id > q.first_id)"                  \
    " OR a.finished IS NULL OR a.finished " later " b.started)"

#define LATER_OF_ALL                                             \
    "SELECT min(a.id) FROM imports AS a WHERE a.id > ?1"         \
    " AND a.state <> 'undone' AND a.id NOT IN (SELECT import_id" \
    " FROM temp.undo_set)"

static const char later_of_all[] = LATER_OF_ALL;
static const char later_that_went_on[] =
    LATER_OF_ALL " AND EXISTS (SELECT 1 FROM temp.undo_set AS u"
                 " JOIN imports AS b ON b.id = u.import_id"
                 " WHERE b.id > a.id AND " WENT_ON(">=") ")";

/* Looks at the imports that sql says, ascending, from behind *at on; to the end, or
 * to the first one that is added if only_one: *at is that one, or 0. */
static int walk(struct sqlite_store *store, const char *sql, bool only_one,
                int64_t *at, struct error *error)
{
    bool added = false;

    do {
        const struct cell id = cell_integer(*at);

        if (sqlite_ask(store, sql, &id, 1, at, error) ||
            (*at && look_at(store, *at, &added, error)))
            return -1;
    } while (*at && !(added && only_one));
    return 0;
}

/* The part of each is the first import from which on one went on after the next
 * one had begun, up to this one. */
static const char set_parts[] =
    "WITH reach (id, last) AS MATERIALIZED (SELECT a.id, (SELECT max(b.id)"
    " FROM temp.undo_set AS v JOIN imports AS b ON b.id = v.import_id"
    " WHERE b.id > a.id AND (" WENT_ON(
        ">") " OR EXISTS (SELECT 1"
             " FROM temp.undo_changed AS c JOIN inserted AS i"
             " ON i.subject = c.subject AND c.id BETWEEN i.first_id AND i.last_id"
             " WHERE c.import_id = a.id AND i.import_id = b.id)))"
             " FROM temp.undo_set AS u JOIN imports AS a ON a.id = u.import_id),"
             " begins (id) AS MATERIALIZED (SELECT import_id FROM temp.undo_set AS u"
             " WHERE NOT EXISTS (SELECT 1 FROM reach AS r WHERE r.id < u.import_id"
             " AND r.last >= u.import_id))"
             " UPDATE undo_set SET part = (SELECT max(g.id) FROM begins AS g"
             " WHERE g.id <= undo_set.import_id)";

int undo_plan(struct sqlite_store *store, int64_t import_id,
              struct error *error)
{
    const struct cell id = cell_integer(import_id);
    int64_t from = import_id;

    for (size_t i = 0; tables[i]; i++)
        if (sqlite_execute(store, tables[i], error))
            return -1;
    if (sqlite_ask(store, "INSERT INTO temp.undo_set VALUES (?1, NULL)", &id, 1,
                   NULL, error) ||
        read_changesets(store, import_id, error))
        return -1;
    while (from) {
        int64_t at = from;

        if (walk(store, later_of_all, false, &at, error))
            return -1;
        from = 0;
        if (walk(store, later_that_went_on, true, &from, error))
            return -1;
    }
    return sqlite_execute(store, set_parts, error);
}
