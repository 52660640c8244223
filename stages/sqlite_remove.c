/*
 * See sqlite_remove.h. In a first load the indexes that finding the source
 * records of a book needs are not there: the first book that goes builds them.
 */
#include "sqlite_remove.h"

#include "sqlite_fetch.h"
#include "sqlite_index.h"

static int run_with_id(struct sqlite_store *store, const enum statement *which,
                       size_t count, int64_t id, struct error *error)
{
    const struct cell cell = cell_integer(id);

    for (size_t i = 0; i < count; i++)
        if (sqlite_run(store, which[i], &cell, 1, error))
            return -1;
    return 0;
}

static int remove_book(struct sqlite_store *store, int64_t id,
                       struct error *error)
{
    static const enum statement statements[] = {
        STATEMENT_REMOVE_BOOK_LINKS,
        STATEMENT_REMOVE_BOOK_KEYS,
        STATEMENT_REMOVE_BOOK_SOURCES,
        STATEMENT_REMOVE_BOOK,
    };

    if (sqlite_want_sources_of_book(&store->head, error))
        return -1;
    return run_with_id(store, statements, 4, id, error);
}

static int use_book_id(struct sqlite_store *store, int64_t id,
                       struct error *error)
{
    static const enum statement statements[] = {STATEMENT_USE_BOOK_ID,
                                                STATEMENT_REMOVE_BOOK};

    return run_with_id(store, statements, 2, id, error);
}

static int remove_author(struct sqlite_store *store, int64_t id,
                         struct error *error)
{
    static const enum statement statements[] = {
        STATEMENT_REMOVE_AUTHOR_LINKS, STATEMENT_REMOVE_AUTHOR_KEYS,
        STATEMENT_REMOVE_AUTHOR_NAMES, STATEMENT_REMOVE_AUTHOR_SOURCES,
        STATEMENT_REMOVE_AUTHOR,
    };

    if (store->head.first_load &&
        (sqlite_index_build(store, "book_author_by_author", error) ||
         sqlite_index_build(store, "source_records_by_author", error)))
        return -1;
    return run_with_id(store, statements,
                       sizeof statements / sizeof *statements, id, error);
}

/* A key with another fact goes too: sqlite_write inserts it anew. */
static int remove_keys(struct sqlite_store *store, enum statement which,
                       const struct key_row *keys, size_t count,
                       struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        const struct cell cells[] = {cell_integer(keys[i].owner),
                                     cell_integer(keys[i].kind),
                                     CELLS_OF_KEY(keys[i].key)};

        if ((keys[i].state == ROW_REMOVED || keys[i].state == ROW_CHANGED) &&
            sqlite_run(store, which, cells, 4, error))
            return -1;
    }
    return 0;
}

static int remove_links(struct sqlite_store *store, const struct book_row *book,
                        struct error *error)
{
    for (size_t i = 0; i < book->links.count; i++) {
        const struct link_row *link = &book->links.at[i];
        const struct cell cells[] = {cell_integer(link->book_id),
                                     cell_integer(link->author_id)};

        if (link->state == ROW_REMOVED &&
            sqlite_run(store, STATEMENT_REMOVE_LINK, cells, 2, error))
            return -1;
    }
    return 0;
}

static int remove_of_book(struct sqlite_store *store,
                          const struct book_row *book, struct error *error)
{
    if (book->state == ROW_REMOVED)
        return book->unwritten ? use_book_id(store, book->id, error)
                               : remove_book(store, book->id, error);
    if (book->state == ROW_NEW)
        return 0;
    if (remove_links(store, book, error))
        return -1;
    return remove_keys(store, STATEMENT_REMOVE_BOOK_KEY, book->keys.at,
                       book->keys.count, error);
}

static int remove_of_author(struct sqlite_store *store,
                            const struct author_row *author,
                            struct error *error)
{
    if (author->state == ROW_REMOVED)
        return remove_author(store, author->id, error);
    if (author->state == ROW_NEW)
        return 0;
    return remove_keys(store, STATEMENT_REMOVE_AUTHOR_KEY, author->keys.at,
                       author->keys.count, error);
}

int sqlite_remove(struct sqlite_store *store, const struct changes *changes,
                  struct error *error)
{
    for (size_t i = 0; i < changes->sources.count; i++)
        if (changes->sources.at[i]->state == ROW_REMOVED) {
            const struct cell cell = cell_integer(changes->sources.at[i]->id);

            if (sqlite_run(store, STATEMENT_REMOVE_SOURCE, &cell, 1, error))
                return -1;
        }
    for (size_t i = 0; i < changes->books.count; i++)
        if (remove_of_book(store, changes->books.at[i], error))
            return -1;
    for (size_t i = 0; i < changes->authors.count; i++)
        if (remove_of_author(store, changes->authors.at[i], error))
            return -1;
    return 0;
}
