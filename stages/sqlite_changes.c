/* See sqlite_changes.h. The session extension is declared by sqlite3.h only for
 * those who ask for it; Debian's library has it. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "sqlite_changes.h"

#include "sqlite_error.h"

static const char *const watched[] = {
    "books",       "authors",      "book_author",    "book_keys",
    "author_keys", "author_names", "source_records",
};

int changes_watch(struct sqlite_store *store, struct sqlite3_session **session,
                  struct error *error)
{
    *session = NULL;
    if (store->head.first_load)
        return 0;
    if (sqlite3session_create(store->db, "main", session) != SQLITE_OK)
        return error_memory(error);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++)
        if (sqlite3session_attach(*session, watched[i]) != SQLITE_OK) {
            sqlite3session_delete(*session);
            *session = NULL;
            return error_memory(error);
        }
    return 0;
}

static int insert_changeset(struct sqlite_store *store, int64_t import_id,
                            const void *changes, int size, struct error *error)
{
    sqlite3_stmt *statement =
        sqlite_statement(store, STATEMENT_INSERT_CHANGESET, error);
    const struct cell id = cell_integer(import_id);

    if (!statement || sqlite_bind(store, statement, &id, 1, error))
        return -1;
    if (sqlite3_bind_blob(statement, 2, changes, size, SQLITE_STATIC))
        return sqlite_fail(store, error, sqlite3_sql(statement));
    return sqlite_step(store, statement, error) < 0 ? -1 : 0;
}

int changes_keep(struct sqlite_store *store, struct sqlite3_session *session,
                 int64_t import_id, struct error *error)
{
    void *changes = NULL;
    int size = 0, result = 0, code;

    if (!session)
        return 0;
    if (import_id) {
        /* SQLITE_SCHEMA: a table has computed columns, which it can't note; undo
         * refuses then (changes_check). */
        code = sqlite3session_changeset(session, &size, &changes);
        if (code != SQLITE_OK && code != SQLITE_SCHEMA)
            result = error_memory(error);
        else if (code == SQLITE_OK && size)
            result = insert_changeset(store, import_id, changes, size, error);
    }
    sqlite3_free(changes);
    sqlite3session_delete(session);
    return result;
}

int changes_check(struct sqlite_store *store, struct error *error)
{
    int64_t computed = 0;

    if (sqlite_ask(store,
                   "SELECT count(*) FROM (SELECT 'books' AS name UNION ALL"
                   " SELECT 'authors' UNION ALL SELECT 'book_author') AS t"
                   " JOIN pragma_table_xinfo(t.name, 'main') AS c"
                   " WHERE c.hidden IN (2, 3)",
                   NULL, 0, &computed, error))
        return -1;
    return computed ? error_set(error, ERROR_USAGE,
                                "%s: books, authors or book_author have "
                                "computed columns, and what an import changes "
                                "of such rows can't be noted: nothing can be "
                                "taken back",
                                store->path)
                    : 0;
}

/* A range that goes on where the last one ended is the same one. */
static int note_range(struct sqlite_store *store, int64_t import_id,
                      const char *subject, int64_t before, int64_t last,
                      struct error *error)
{
    const struct cell cells[] = {
        cell_integer(import_id),
        cell_string(subject),
        cell_integer(before),
        cell_integer(last),
    };

    if (last <= before)
        return 0;
    if (sqlite_run(store, STATEMENT_EXTEND_RANGE, cells, 4, error))
        return -1;
    if (sqlite3_changes(store->db))
        return 0;
    return sqlite_run(store, STATEMENT_INSERT_RANGE, cells, 4, error);
}

int changes_note_ids(struct sqlite_store *store, int64_t import_id,
                     struct error *error)
{
    const struct store *head = &store->head;

    if (note_range(store, import_id, "book", store->begun.book, head->last_book,
                   error) ||
        note_range(store, import_id, "author", store->begun.author,
                   head->last_author, error) ||
        note_range(store, import_id, "source_record", store->begun.source,
                   head->last_source, error))
        return -1;
    store->begun.book = head->last_book;
    store->begun.author = head->last_author;
    store->begun.source = head->last_source;
    return 0;
}
