/* See faulty_store.h. */
#include "faulty_store.h"

const char *const store_call_names[CALLS] = {
    "import_begin",
    "import_end",
    "scope",
    "file_begin",
    "file_end",
    "begin",
    "lookup",
    "fetch_books",
    "fetch_authors",
    "fetch_sources",
    "fetch_sources_of_book",
    "fetch_editions",
    "fetch_touched",
    "forget_touched",
    "write",
    "commit",
    "query",
};

static struct {
    const struct store_type *real;
    enum store_call which;
    unsigned at;
    unsigned calls[CALLS];
} faulty;

static int fails(enum store_call call, struct error *error)
{
    unsigned count = faulty.calls[call]++;

    if (call != faulty.which || count < faulty.at)
        return 0;
    return error_set(error, ERROR_STORE, "%s failed on purpose",
                     store_call_names[call]);
}

#define FORWARD(call, name, parameters, arguments)                         \
    static int name parameters                                             \
    {                                                                      \
        return fails(call, error) != 0 ? -1 : faulty.real->name arguments; \
    }

FORWARD(CALL_IMPORT_BEGIN, import_begin,
        (struct store * store, struct import_row *import, struct error *error),
        (store, import, error))
FORWARD(CALL_IMPORT_END, import_end,
        (struct store * store, const struct import_row *import,
         struct error *error),
        (store, import, error))
FORWARD(CALL_SCOPE, scope,
        (struct store * store, struct import_row *import, struct error *error),
        (store, import, error))
FORWARD(CALL_FILE_BEGIN, file_begin,
        (struct store * store, const struct import_row *import,
         struct file_row *file, struct error *error),
        (store, import, file, error))
FORWARD(CALL_FILE_END, file_end,
        (struct store * store, const struct file_row *file,
         struct error *error),
        (store, file, error))
FORWARD(CALL_BEGIN, begin, (struct store * store, struct error *error),
        (store, error))
FORWARD(CALL_LOOKUP, lookup,
        (struct store * store, struct probe **probes, size_t count,
         struct arena *arena, struct error *error),
        (store, probes, count, arena, error))
FORWARD(CALL_FETCH_BOOKS, fetch_books,
        (struct store * store, const int64_t *ids, size_t count,
         struct book_row *rows, struct arena *arena, struct error *error),
        (store, ids, count, rows, arena, error))
FORWARD(CALL_FETCH_AUTHORS, fetch_authors,
        (struct store * store, const int64_t *ids, size_t count,
         struct author_row *rows, struct arena *arena, struct error *error),
        (store, ids, count, rows, arena, error))
FORWARD(CALL_FETCH_SOURCES, fetch_sources,
        (struct store * store, const int64_t *ids, size_t count,
         struct source_row *rows, struct arena *arena, struct error *error),
        (store, ids, count, rows, arena, error))
FORWARD(CALL_FETCH_SOURCES_OF_BOOK, fetch_sources_of_book,
        (struct store * store, int64_t book_id, struct source_row **rows,
         size_t *count, struct arena *arena, struct error *error),
        (store, book_id, rows, count, arena, error))
FORWARD(CALL_FETCH_EDITIONS, fetch_editions,
        (struct store * store, int64_t work_id, int64_t after, int64_t *ids,
         size_t *count, struct error *error),
        (store, work_id, after, ids, count, error))
FORWARD(CALL_FETCH_TOUCHED, fetch_touched,
        (struct store * store, struct touched **rows, size_t *count,
         struct arena *arena, struct error *error),
        (store, rows, count, arena, error))
FORWARD(CALL_FORGET_TOUCHED, forget_touched,
        (struct store * store, struct error *error), (store, error))
FORWARD(CALL_WRITE, write,
        (struct store * store, const struct write_set *set,
         struct error *error),
        (store, set, error))
FORWARD(CALL_COMMIT, commit,
        (struct store * store, const struct import_row *import,
         const struct file_row *file, struct error *error),
        (store, import, file, error))
FORWARD(CALL_QUERY, query,
        (struct store * store, const char *sql,
         const struct parameter *parameters, size_t count,
         const struct result_sink *sink, struct error *error),
        (store, sql, parameters, count, sink, error))

static int want_sources_of_book(struct store *store, struct error *error)
{
    return faulty.real->want_sources_of_book(store, error);
}

static int lock(struct store *store, struct error *error)
{
    return faulty.real->lock(store, error);
}

static void rollback(struct store *store)
{
    faulty.real->rollback(store);
}

static void close_real(struct store *store)
{
    store->type = faulty.real;
    faulty.real->close(store);
}

static const struct store_type faulty_type = {
    .name = "faulty",
    .lock = lock,
    .import_begin = import_begin,
    .import_end = import_end,
    .scope = scope,
    .file_begin = file_begin,
    .file_end = file_end,
    .begin = begin,
    .lookup = lookup,
    .fetch_books = fetch_books,
    .fetch_authors = fetch_authors,
    .fetch_sources = fetch_sources,
    .fetch_sources_of_book = fetch_sources_of_book,
    .fetch_editions = fetch_editions,
    .want_sources_of_book = want_sources_of_book,
    .fetch_touched = fetch_touched,
    .forget_touched = forget_touched,
    .write = write,
    .commit = commit,
    .rollback = rollback,
    .query = query,
    .close = close_real,
};

void faulty_store_wrap(struct store *store, enum store_call which, unsigned at)
{
    faulty.real = store->type;
    faulty.which = which;
    faulty.at = at;
    memset(faulty.calls, 0, sizeof faulty.calls);
    store->type = &faulty_type;
}

unsigned faulty_store_calls(enum store_call which)
{
    return faulty.calls[which];
}
