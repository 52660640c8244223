/* See sqlite_lookup.h. */
#include "sqlite_lookup.h"

#include "sqlite_index.h"
#include "sqlite_keymap.h"

#include <stdlib.h>

static const enum statement find_statements[] = {
    [KEYS_RECORD] = STATEMENT_FIND_RECORD,
    [KEYS_BOOK] = STATEMENT_FIND_BOOK,
    [KEYS_AUTHOR] = STATEMENT_FIND_AUTHOR,
};

static int give_hits(struct probe *probe, const struct hit *hits, size_t count,
                     struct arena *arena, struct error *error)
{
    probe->hits.count = probe->hits.room = count;
    if (!count)
        return 0;
    probe->hits.at = arena_alloc(arena, count * sizeof *hits);
    if (!probe->hits.at)
        return error_memory(error);
    memcpy(probe->hits.at, hits, count * sizeof *hits);
    return 0;
}

/* The candidates whose stored key is the whole of the one asked for. */
static int verify(struct sqlite_store *store, enum key_table table,
                  struct key key, struct hit *hits, size_t *count,
                  struct error *error)
{
    enum statement which =
        table == KEYS_BOOK ? STATEMENT_VERIFY_BOOK : STATEMENT_VERIFY_RECORD;
    size_t kept = 0;

    for (size_t i = 0; i < *count; i++) {
        const struct cell cells[] = {cell_integer(hits[i].id),
                                     CELLS_OF_KEY(key)};
        sqlite3_stmt *statement = sqlite_statement(store, which, error);
        int got = -1;

        if (statement && !sqlite_bind(store, statement, cells, 3, error))
            got = sqlite_step(store, statement, error);
        if (got < 0)
            return -1;
        if (!got)
            continue;
        hits[kept++] =
            (struct hit){hits[i].id, sqlite3_column_int64(statement, 0)};
        sqlite3_reset(statement);
    }
    *count = kept;
    return 0;
}

/* Keys ahead of the one at hand: about as many loads as a processor has under way
 * at once. */
#define AHEAD 12

static int lookup_map(struct sqlite_store *store, struct probe **probes,
                      size_t count, struct arena *arena, struct error *error)
{
    static const size_t room = KEYMAP_SAME;
    struct hit *hits = malloc(room * sizeof *hits);
    int result = -1;

    if (!hits)
        return error_memory(error);
    for (size_t i = 0; i < count; i++) {
        struct probe *probe = probes[i];
        size_t found;

        if (i + AHEAD < count)
            keymap_prefetch(store->keys, probes[i + AHEAD]->table,
                            probes[i + AHEAD]->key);
        if (i + AHEAD / 2 < count &&
            probes[i + AHEAD / 2]->table == KEYS_AUTHOR)
            keymap_prefetch_author(store->keys, probes[i + AHEAD / 2]->key);
        found = keymap_find(store->keys, probe->table, probe->key, hits);

        if (found && probe->table != KEYS_AUTHOR &&
            verify(store, probe->table, probe->key, hits, &found, error))
            goto out;
        if (give_hits(probe, hits, found, arena, error))
            goto out;
    }
    result = 0;
out:
    free(hits);
    return result;
}

static int compare_probes(const void *a, const void *b)
{
    const struct probe *const *x = a, *const *y = b;

    if ((*x)->table != (*y)->table)
        return (*x)->table < (*y)->table ? -1 : 1;
    return key_compare((*x)->key, (*y)->key);
}

static int find(struct sqlite_store *store, struct probe *probe,
                struct hit *hits, struct arena *arena, struct error *error)
{
    const struct cell cells[] = {CELLS_OF_KEY(probe->key)};
    sqlite3_stmt *statement =
        sqlite_statement(store, find_statements[probe->table], error);
    size_t count = 0;
    int64_t last = 0;
    int got;

    if (!statement || sqlite_bind(store, statement, cells, 2, error))
        return -1;
    while ((got = sqlite_step(store, statement, error)) > 0) {
        struct hit hit = {sqlite3_column_int64(statement, 0),
                          sqlite3_column_int64(statement, 1)};

        if (count && hit.id == last)
            continue;
        last = hit.id;
        if (count < HITS_MAX)
            hits[count++] = hit;
    }
    return got < 0 ? -1 : give_hits(probe, hits, count, arena, error);
}

/* In the order of the keys, so that neighbours in the index are asked together;
 * equal probes share their answer. */
static int lookup_database(struct sqlite_store *store, struct probe **probes,
                           size_t count, struct arena *arena,
                           struct error *error)
{
    struct hit *hits = malloc(HITS_MAX * sizeof *hits);
    int result = 0;

    if (!hits)
        return error_memory(error);
    qsort(probes, count, sizeof *probes, compare_probes);
    for (size_t i = 0; i < count && result == 0; i++) {
        if (i && compare_probes(&probes[i - 1], &probes[i]) == 0)
            probes[i]->hits = probes[i - 1]->hits;
        else
            result = find(store, probes[i], hits, arena, error);
    }
    free(hits);
    return result;
}

int sqlite_lookup(struct store *head, struct probe **probes, size_t count,
                  struct arena *arena, struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);

    if (!count)
        return 0;
    if (store->keys)
        return lookup_map(store, probes, count, arena, error);
    if (!store->indexed && sqlite_index_lookups(store, error))
        return -1;
    return lookup_database(store, probes, count, arena, error);
}

/* False as well for an author that goes: its keys need not be in the row. */
static bool note_author_keys(struct keymap *map,
                             const struct author_row *author)
{
    if (author->state == ROW_REMOVED)
        return false;
    for (size_t i = 0; i < author->keys.count; i++)
        if (author->keys.at[i].state == ROW_REMOVED ||
            author->keys.at[i].state == ROW_CHANGED)
            keymap_remove(map, author->keys.at[i].key, author->id);
    for (size_t i = 0; i < author->keys.count; i++) {
        const struct key_row *row = &author->keys.at[i];

        if ((row->state == ROW_NEW || row->state == ROW_CHANGED) &&
            !keymap_add(map, KEYS_AUTHOR, row->key, author->id, row->fact))
            return false;
    }
    return true;
}

static bool note_book_keys(struct keymap *map, const struct book_row *book)
{
    if (book->state == ROW_REMOVED)
        return true;
    for (size_t i = 0; i < book->keys.count; i++) {
        const struct key_row *row = &book->keys.at[i];

        if (row->state == ROW_NEW &&
            !keymap_add(map, KEYS_BOOK, row->key, book->id, row->fact))
            return false;
    }
    return true;
}

static void prefetch_book_keys(const struct keymap *map,
                               const struct book_row *book)
{
    for (size_t i = 0; i < book->keys.count; i++)
        keymap_prefetch(map, KEYS_BOOK, book->keys.at[i].key);
}

static bool note_all(struct keymap *map, const struct changes *changes)
{
    for (size_t i = 0; i < changes->authors.count; i++)
        if (!note_author_keys(map, changes->authors.at[i]))
            return false;
    for (size_t i = 0; i < changes->books.count; i++) {
        if (i + AHEAD / 2 < changes->books.count)
            prefetch_book_keys(map, changes->books.at[i + AHEAD / 2]);
        if (!note_book_keys(map, changes->books.at[i]))
            return false;
    }
    for (size_t i = 0; i < changes->sources.count; i++) {
        const struct source_row *row = changes->sources.at[i];

        if (i + AHEAD < changes->sources.count)
            keymap_prefetch(map, KEYS_RECORD,
                            changes->sources.at[i + AHEAD]->ident);
        if (row->state == ROW_NEW &&
            !keymap_add(map, KEYS_RECORD, row->ident, row->id, 0))
            return false;
    }
    return true;
}

int sqlite_lookup_note(struct sqlite_store *store,
                       const struct changes *changes, struct error *error)
{
    if (!store->keys || note_all(store->keys, changes))
        return 0;
    return sqlite_index_lookups(store, error);
}
