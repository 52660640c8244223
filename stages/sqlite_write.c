/* See sqlite_write.h. */
#include "sqlite_write.h"

#include "sqlite_changes.h"
#include "sqlite_lookup.h"
#include "sqlite_remove.h"
#include "sqlite_rows.h"

static int add_keys(struct rows *rows, enum rows_table table,
                    const struct key_row *keys, size_t count,
                    struct error *error)
{
    for (size_t i = 0; i < count; i++)
        if ((keys[i].state == ROW_NEW || keys[i].state == ROW_CHANGED) &&
            rows_add(rows, table, &keys[i], error))
            return -1;
    return 0;
}

/* Its links and keys have states of their own, whatever the book's is; but of
 * one that goes nothing is written. */
static int add_book(struct rows *rows, const struct book_row *book,
                    struct error *error)
{
    if (book->state == ROW_REMOVED)
        return 0;
    if (book->state == ROW_NEW && rows_add(rows, ROWS_BOOKS, book, error))
        return -1;
    for (size_t i = 0; i < book->links.count; i++)
        if (book->links.at[i].state == ROW_NEW &&
            rows_add(rows, ROWS_LINKS, &book->links.at[i], error))
            return -1;
    return add_keys(rows, ROWS_BOOK_KEYS, book->keys.at, book->keys.count,
                    error);
}

static int add_author(struct rows *rows, const struct author_row *author,
                      struct error *error)
{
    if (author->state == ROW_REMOVED)
        return 0;
    if (author->state == ROW_NEW && rows_add(rows, ROWS_AUTHORS, author, error))
        return -1;
    for (size_t i = 0; i < author->names.count; i++)
        if (rows_add(rows, ROWS_AUTHOR_NAMES, &author->names.at[i], error))
            return -1;
    return add_keys(rows, ROWS_AUTHOR_KEYS, author->keys.at, author->keys.count,
                    error);
}

/* Rows of new books and authors, or what is put beside those that were there. */
static int add_changes(struct rows *rows, const struct changes *changes,
                       bool new_ones, struct error *error)
{
    for (size_t i = 0; i < changes->authors.count; i++)
        if ((changes->authors.at[i]->state == ROW_NEW) == new_ones &&
            add_author(rows, changes->authors.at[i], error))
            return -1;
    for (size_t i = 0; i < changes->books.count; i++)
        if ((changes->books.at[i]->state == ROW_NEW) == new_ones &&
            add_book(rows, changes->books.at[i], error))
            return -1;
    return 0;
}

static int add_others(struct rows *rows, const struct changes *changes,
                      struct error *error)
{
    for (size_t i = 0; i < changes->sources.count; i++)
        if (changes->sources.at[i]->state == ROW_NEW &&
            rows_add(rows, ROWS_SOURCES, changes->sources.at[i], error))
            return -1;
    for (size_t i = 0; i < changes->ledger.count; i++)
        if (rows_add(rows, ROWS_LEDGER, &changes->ledger.at[i], error))
            return -1;
    return 0;
}

static int add_findings(struct rows *rows, const struct write_set *set,
                        struct error *error)
{
    for (size_t i = 0; i < set->finding_count; i++) {
        const struct finding_row *row = &set->findings[i];
        bool reject = code_level(row->finding->code) == CODE_REJECT;

        if (rows_add(rows, reject ? ROWS_REJECTS : ROWS_WARNINGS, row, error))
            return -1;
    }
    return 0;
}

static int insert_rows(struct sqlite_store *store, struct error *error)
{
    for (int table = 0; table < ROWS_TABLES; table++)
        if (rows_insert(store, (enum rows_table)table, error))
            return -1;
    return 0;
}

static int update_book(struct sqlite_store *store, const struct book_row *book,
                       struct error *error)
{
    struct cell cells[4 + BOOK_FIELDS] = {
        cell_integer(book->id), cell_integer(book->changed),
        cell_filled(book->edited),
        book->work_id ? cell_integer(book->work_id)
                      : (struct cell){.kind = CELL_NULL},
        cell_text(book->field[BOOK_TITLE])};

    for (int i = BOOK_TITLE + 1; i < BOOK_FIELDS; i++)
        cells[4 + i] = cell_filled(book->field[i]);
    return sqlite_run(store, STATEMENT_UPDATE_BOOK, cells, 4 + BOOK_FIELDS,
                      error);
}

static int update_author(struct sqlite_store *store,
                         const struct author_row *author, struct error *error)
{
    struct cell cells[3 + AUTHOR_FIELDS] = {
        cell_integer(author->id), cell_integer(author->changed),
        cell_filled(author->edited), cell_text(author->field[AUTHOR_NAME])};

    for (int i = AUTHOR_NAME + 1; i < AUTHOR_FIELDS; i++)
        cells[3 + i] = cell_filled(author->field[i]);
    return sqlite_run(store, STATEMENT_UPDATE_AUTHOR, cells, 3 + AUTHOR_FIELDS,
                      error);
}

static int update_row(struct sqlite_store *store, enum statement which,
                      enum rows_table table, const void *row,
                      struct error *error)
{
    struct cell cells[ROWS_COLUMNS_MAX];
    size_t count = rows_cells(store->rows, table, row, cells);

    return sqlite_run(store, which, cells, count, error);
}

static int update_links(struct sqlite_store *store, const struct book_row *book,
                        struct error *error)
{
    for (size_t i = 0; i < book->links.count; i++)
        if (book->links.at[i].state == ROW_CHANGED &&
            update_row(store, STATEMENT_UPDATE_LINK, ROWS_LINKS,
                       &book->links.at[i], error))
            return -1;
    return 0;
}

static int update_changes(struct sqlite_store *store,
                          const struct changes *changes, struct error *error)
{
    for (size_t i = 0; i < changes->books.count; i++) {
        const struct book_row *book = changes->books.at[i];

        if (book->state == ROW_REMOVED)
            continue;
        if ((book->state == ROW_CHANGED && update_book(store, book, error)) ||
            update_links(store, book, error))
            return -1;
    }
    for (size_t i = 0; i < changes->authors.count; i++)
        if (changes->authors.at[i]->state == ROW_CHANGED &&
            update_author(store, changes->authors.at[i], error))
            return -1;
    for (size_t i = 0; i < changes->sources.count; i++)
        if (changes->sources.at[i]->state == ROW_CHANGED &&
            update_row(store, STATEMENT_UPDATE_SOURCE, ROWS_SOURCES,
                       changes->sources.at[i], error))
            return -1;
    return 0;
}

static bool changes_old(const struct changes *changes)
{
    for (size_t i = 0; i < changes->books.count; i++)
        if (changes->books.at[i]->state != ROW_NEW)
            return true;
    for (size_t i = 0; i < changes->authors.count; i++)
        if (changes->authors.at[i]->state != ROW_NEW)
            return true;
    for (size_t i = 0; i < changes->sources.count; i++)
        if (changes->sources.at[i]->state != ROW_NEW)
            return true;
    return false;
}

/* What was there before the batch, watched for taking it back. In a first load
 * everything is the import's own, and all is written at once. */
static int write_old(struct sqlite_store *store, const struct write_set *set,
                     const struct changes *changes, struct error *error)
{
    bool watches = set->undoable && !store->head.first_load;
    struct sqlite3_session *session = NULL;

    if (watches && changes_watch(store, &session, error))
        return -1;
    if (sqlite_remove(store, changes, error) ||
        add_changes(store->rows, changes, false, error) ||
        (watches && (insert_rows(store, error) ||
                     update_changes(store, changes, error)))) {
        (void)changes_keep(store, session, 0, error);
        return -1;
    }
    return changes_keep(store, session, set->import_id, error);
}

static int write_set(struct sqlite_store *store, const struct write_set *set,
                     struct error *error)
{
    static const struct changes none;
    const struct changes *changes = set->changes ? set->changes : &none;
    bool old = changes_old(changes);
    int result = -1;

    rows_reset(store->rows, set);
    if ((old && write_old(store, set, changes, error)) ||
        add_changes(store->rows, changes, true, error) ||
        add_others(store->rows, changes, error) ||
        add_findings(store->rows, set, error) || insert_rows(store, error) ||
        (old && (!set->undoable || store->head.first_load) &&
         update_changes(store, changes, error)) ||
        sqlite_lookup_note(store, changes, error))
        goto out;
    result = 0;
out:
    rows_reset(store->rows, NULL);
    return result;
}

/* What is refused is taken back, for the caller goes on without it. */
static int write_guarded(struct sqlite_store *store,
                         const struct write_set *set, struct error *error)
{
    struct error failed = {.kind = ERROR_NONE};

    if (sqlite_run(store, STATEMENT_SAVEPOINT, NULL, 0, error))
        return -1;
    if (write_set(store, set, error) == 0)
        return sqlite_run(store, STATEMENT_RELEASE, NULL, 0, error);
    if (error->kind != ERROR_REFUSED)
        return -1;
    if (sqlite_run(store, STATEMENT_BACK, NULL, 0, &failed) ||
        sqlite_run(store, STATEMENT_RELEASE, NULL, 0, &failed))
        *error = failed;
    return -1;
}

int sqlite_write(struct store *head, const struct write_set *set,
                 struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);

    return head->guarded ? write_guarded(store, set, error)
                         : write_set(store, set, error);
}
