/* See working_set.h: typed doors to row_table.h and key_slots.h. */
#include "working_set.h"

static int fetch_books(struct store *store, const int64_t *ids, size_t count,
                       void *rows, struct arena *arena, struct error *error)
{
    return store->type->fetch_books(store, ids, count, rows, arena, error);
}

static int fetch_authors(struct store *store, const int64_t *ids, size_t count,
                         void *rows, struct arena *arena, struct error *error)
{
    return store->type->fetch_authors(store, ids, count, rows, arena, error);
}

static int fetch_sources(struct store *store, const int64_t *ids, size_t count,
                         void *rows, struct arena *arena, struct error *error)
{
    return store->type->fetch_sources(store, ids, count, rows, arena, error);
}

void working_set_init(struct working_set *set, struct store *store,
                      struct arena *arena, struct changes *changes,
                      struct error *error)
{
    *set = (struct working_set){
        .from = {.store = store, .arena = arena, .error = error},
        .books = {.row_size = sizeof(struct book_row), .fetch = fetch_books},
        .authors = {.row_size = sizeof(struct author_row),
                    .fetch = fetch_authors},
        .sources = {.row_size = sizeof(struct source_row),
                    .fetch = fetch_sources},
        .changes = changes,
    };
}

/* ---- keys ---- */

int working_want(struct working_set *set, enum key_table table, struct key key)
{
    return key_slots_want(&set->keys, &set->from, table, key);
}

struct probe *working_want_slot(struct working_set *set, enum key_table table,
                                struct key key)
{
    return key_slots_slot(&set->keys, &set->from, table, key);
}

int working_load_keys(struct working_set *set)
{
    return key_slots_load(&set->keys, &set->from);
}

struct probe *working_slot(struct working_set *set, enum key_table table,
                           struct key key)
{
    return key_slots_get(&set->keys, &set->from, table, key);
}

/* ---- rows ---- */

int working_want_book(struct working_set *set, int64_t id)
{
    return row_table_want(&set->books, &set->from, id);
}

int working_want_author(struct working_set *set, int64_t id)
{
    return row_table_want(&set->authors, &set->from, id);
}

int working_want_source(struct working_set *set, int64_t id)
{
    return row_table_want(&set->sources, &set->from, id);
}

int working_load_books(struct working_set *set)
{
    return row_table_load(&set->books, &set->from);
}

int working_load_authors(struct working_set *set)
{
    return row_table_load(&set->authors, &set->from);
}

int working_load_sources(struct working_set *set)
{
    return row_table_load(&set->sources, &set->from);
}

struct book_row *working_book(struct working_set *set, int64_t id)
{
    return row_table_get(&set->books, &set->from, id);
}

struct author_row *working_author(struct working_set *set, int64_t id)
{
    return row_table_get(&set->authors, &set->from, id);
}

struct source_row *working_source(struct working_set *set, int64_t id)
{
    return row_table_get(&set->sources, &set->from, id);
}

/* The next id of a table, as long as there are any; 0 with the error filled. */
static int64_t next_id(const struct working_set *set, int64_t last)
{
    if (last < INT64_MAX)
        return last + 1;
    error_set(set->from.error, ERROR_STORE,
              "there are no ids left: a row has the highest there is");
    return 0;
}

/* ---- new and changed rows: both are pushed among the changes ---- */

#define PUSH(set, list, row, new_state)                                      \
    ({                                                                       \
        __typeof__((list)->at) link_ = list_push((set)->from.arena, (list)); \
        if (link_) {                                                         \
            *link_ = (row);                                                  \
            (row)->state = (new_state);                                      \
        } else {                                                             \
            error_memory((set)->from.error);                                 \
        }                                                                    \
        link_ ? 0 : -1;                                                      \
    })

struct book_row *working_add_book(struct working_set *set)
{
    int64_t id = next_id(set, set->from.store->last_book);
    struct book_row *book =
        id ? row_table_put(&set->books, &set->from, id) : NULL;

    if (!book || PUSH(set, &set->changes->books, book, ROW_NEW) != 0)
        return NULL;
    book->id = set->from.store->last_book = id;
    return book;
}

int64_t working_draw_work(struct working_set *set)
{
    int64_t id = next_id(set, set->from.store->last_book);

    if (id)
        set->from.store->last_book = id;
    return id;
}

struct author_row *working_add_author(struct working_set *set)
{
    int64_t id = next_id(set, set->from.store->last_author);
    struct author_row *author =
        id ? row_table_put(&set->authors, &set->from, id) : NULL;

    if (!author || PUSH(set, &set->changes->authors, author, ROW_NEW) != 0)
        return NULL;
    author->id = set->from.store->last_author = id;
    return author;
}

struct source_row *working_add_source(struct working_set *set)
{
    int64_t id = set->from.store->last_source + 1;
    struct source_row *source = row_table_put(&set->sources, &set->from, id);

    if (!source || PUSH(set, &set->changes->sources, source, ROW_NEW) != 0)
        return NULL;
    source->id = set->from.store->last_source = id;
    return source;
}

int working_change_book(struct working_set *set, struct book_row *book)
{
    return book->state != ROW_CLEAN
               ? 0
               : PUSH(set, &set->changes->books, book, ROW_CHANGED);
}

int working_change_author(struct working_set *set, struct author_row *author)
{
    return author->state != ROW_CLEAN
               ? 0
               : PUSH(set, &set->changes->authors, author, ROW_CHANGED);
}

int working_change_source(struct working_set *set, struct source_row *source)
{
    return source->state != ROW_CLEAN
               ? 0
               : PUSH(set, &set->changes->sources, source, ROW_CHANGED);
}

/* ---- rows that go: what stays in the table is none, and the store is told by
 * another row. ---- */

int working_remove_book(struct working_set *set, struct book_row *book)
{
    struct book_row *gone = arena_zero(set->from.arena, sizeof *gone);

    if (!gone)
        return error_memory(set->from.error);
    for (size_t i = 0; i < book->keys.count; i++)
        if (book->keys.at[i].state != ROW_REMOVED &&
            key_slots_remove(&set->keys, &set->from, KEYS_BOOK,
                             book->keys.at[i].key, book->id) != 0)
            return -1;
    gone->id = book->id;
    gone->unwritten = book->state == ROW_NEW;
    *book = (struct book_row){.id = 0};
    return PUSH(set, &set->changes->books, gone, ROW_REMOVED);
}

int working_remove_source(struct working_set *set, struct source_row *source)
{
    struct source_row *gone = arena_zero(set->from.arena, sizeof *gone);
    bool written = source->state != ROW_NEW;

    if (!gone)
        return error_memory(set->from.error);
    if (key_slots_remove(&set->keys, &set->from, KEYS_RECORD, source->ident,
                         source->id) != 0)
        return -1;
    gone->id = source->id;
    gone->rule = "";
    *source = (struct source_row){.id = 0, .rule = ""};
    return written ? PUSH(set, &set->changes->sources, gone, ROW_REMOVED) : 0;
}

/* ---- keys of rows ---- */

static struct key_row *key_row_find(struct key_row *rows, size_t count,
                                    int32_t kind, struct key key)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == kind && key_equal(rows[i].key, key))
            return &rows[i];
    return NULL;
}

/* Revives a key row or changes its fact; false: it is as wanted already. */
static bool key_row_change(struct key_row *row, int64_t fact)
{
    if (row->state != ROW_REMOVED && row->fact == fact)
        return false;
    if (row->state != ROW_NEW)
        row->state = ROW_CHANGED;
    row->fact = fact;
    return true;
}

int working_key_book(struct working_set *set, struct book_row *book,
                     int32_t kind, struct key key, int64_t fact)
{
    struct key_row *row =
        key_row_find(book->keys.at, book->keys.count, kind, key);

    if (key_is_none(key) || (row && !key_row_change(row, fact)))
        return 0;
    if (!row) {
        row = list_push(set->from.arena, &book->keys);
        if (!row)
            return error_memory(set->from.error);
        *row = (struct key_row){.owner = book->id,
                                .kind = kind,
                                .state = ROW_NEW,
                                .key = key,
                                .fact = fact};
    }
    if (working_change_book(set, book) != 0)
        return -1;
    return key_slots_add(&set->keys, &set->from, KEYS_BOOK, key, book->id,
                         fact);
}

int working_key_author(struct working_set *set, struct author_row *author,
                       int32_t kind, struct key key, int64_t fact)
{
    struct key_row *row =
        key_row_find(author->keys.at, author->keys.count, kind, key);

    if (key_is_none(key) || (row && !key_row_change(row, fact)))
        return 0;
    if (!row) {
        row = list_push(set->from.arena, &author->keys);
        if (!row)
            return error_memory(set->from.error);
        *row = (struct key_row){.owner = author->id,
                                .kind = kind,
                                .state = ROW_NEW,
                                .key = key,
                                .fact = fact};
    }
    if (working_change_author(set, author) != 0)
        return -1;
    return key_slots_add(&set->keys, &set->from, KEYS_AUTHOR, key, author->id,
                         fact);
}

/* As a key of any kind. */
static bool has_key(const struct book_row *book, struct key key)
{
    for (size_t i = 0; i < book->keys.count; i++)
        if (book->keys.at[i].state != ROW_REMOVED &&
            key_equal(book->keys.at[i].key, key))
            return true;
    return false;
}

int working_unkey_book(struct working_set *set, struct book_row *book,
                       int32_t kind, struct key key)
{
    struct key_row *row =
        key_row_find(book->keys.at, book->keys.count, kind, key);

    if (!row || row->state == ROW_REMOVED)
        return 0;
    if (row->state == ROW_NEW) /* never written: forget it */
        *row = book->keys.at[--book->keys.count];
    else
        row->state = ROW_REMOVED;
    if (working_change_book(set, book) != 0)
        return -1;
    if (has_key(book, key))
        return 0;
    return key_slots_remove(&set->keys, &set->from, KEYS_BOOK, key, book->id);
}

int working_key_source(struct working_set *set, struct source_row *source,
                       struct key ident)
{
    if (!key_is_none(source->ident) && !key_equal(source->ident, ident) &&
        key_slots_remove(&set->keys, &set->from, KEYS_RECORD, source->ident,
                         source->id) != 0)
        return -1;
    source->ident = ident;
    return key_slots_add(&set->keys, &set->from, KEYS_RECORD, ident, source->id,
                         0);
}

/* ---- ledger ---- */

struct ledger_row *working_ledger(struct working_set *set, uint64_t record,
                                  const char *subject, const char *event)
{
    struct ledger_row *row = list_push(set->from.arena, &set->changes->ledger);

    if (!row) {
        error_memory(set->from.error);
        return NULL;
    }
    *row = (struct ledger_row){
        .record = record, .subject = subject, .event = event};
    return row;
}

bool working_noted(const struct working_set *set, uint64_t record,
                   const char *subject, int64_t book_id, int64_t author_id,
                   const char *event)
{
    for (size_t i = set->changes->ledger.count; i-- > 0;) {
        const struct ledger_row *row = &set->changes->ledger.at[i];

        if (row->record != record)
            break;
        if (row->book_id == book_id && row->author_id == author_id &&
            strcmp(row->event, event) == 0 &&
            strcmp(row->subject, subject) == 0)
            return true;
    }
    return false;
}
