/* See sqlite_fixture.h. */
#include "sqlite_fixture.h"

#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void sqlite_fixture_setup(struct sqlite_fixture *f)
{
    memset(f, 0, sizeof *f);
    strcpy(f->folder, "/tmp/bibload-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/books.db", f->folder);
    arena_init(&f->arena, 65536);
    f->import = (struct import_row){
        .source = "trade", .ids = "trade", .options = "00", .state = "running"};
    f->file = (struct file_row){.name = "a.csv",
                                .path = "/a.csv",
                                .format = "csv",
                                .encoding = "utf-8",
                                .state = "running"};
}

static int remove_entry(const char *path, const struct stat *status, int flag,
                        struct FTW *walk)
{
    (void)status;
    (void)flag;
    (void)walk;
    return remove(path);
}

void sqlite_fixture_teardown(struct sqlite_fixture *f)
{
    sqlite_fixture_close(f);
    arena_clear(&f->arena);
    ck_assert_int_eq(nftw(f->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static void must(const struct sqlite_fixture *f, int result)
{
    ck_assert_msg(result == 0, "%s", f->error.text);
}

void sqlite_fixture_open(struct sqlite_fixture *f, enum store_access access,
                         uint64_t memory)
{
    must(f, store_open(&f->store, f->path, access, memory, &f->error));
}

void sqlite_fixture_begin(struct sqlite_fixture *f)
{
    const struct store_type *type = f->store->type;

    must(f, type->import_begin(f->store, &f->import, &f->error));
    must(f, type->file_begin(f->store, &f->import, &f->file, &f->error));
    must(f, type->begin(f->store, &f->error));
}

void sqlite_fixture_write(struct sqlite_fixture *f)
{
    struct write_set set = {.changes = &f->changes,
                            .import_id = f->import.id,
                            .file_id = f->file.id};

    must(f, f->store->type->write(f->store, &set, &f->error));
    memset(&f->changes, 0, sizeof f->changes);
}

void sqlite_fixture_commit(struct sqlite_fixture *f)
{
    must(f, f->store->type->commit(f->store, &f->import, &f->file, &f->error));
}

void sqlite_fixture_end(struct sqlite_fixture *f)
{
    f->import.state = f->file.state = "complete";
    must(f, f->store->type->file_end(f->store, &f->file, &f->error));
    must(f, f->store->type->import_end(f->store, &f->import, &f->error));
}

void sqlite_fixture_close(struct sqlite_fixture *f)
{
    if (f->store)
        f->store->type->close(f->store);
    f->store = NULL;
}

struct key sqlite_fixture_key(uint64_t number)
{
    return (struct key){number * 0x9e3779b97f4a7c15, number + 1};
}

#define PUSH_NEW(list)                                            \
    ({                                                            \
        __typeof__((list)->at) row_ = list_push(&f->arena, list); \
        ck_assert_ptr_nonnull(row_);                              \
        memset(row_, 0, sizeof *row_);                            \
        row_;                                                     \
    })
#define NEW(row) arena_zero(&f->arena, sizeof *(row))

struct book_row *sqlite_fixture_book(struct sqlite_fixture *f, int64_t id,
                                     const char *title)
{
    struct book_row *row = NEW(row);

    row->id = id;
    row->state = ROW_NEW;
    row->field[BOOK_TITLE] = slice_of(title);
    *PUSH_NEW(&f->changes.books) = row;
    return row;
}

struct author_row *sqlite_fixture_author(struct sqlite_fixture *f, int64_t id,
                                         const char *name)
{
    struct author_row *row = NEW(row);

    row->id = id;
    row->state = ROW_NEW;
    row->field[AUTHOR_NAME] = slice_of(name);
    *PUSH_NEW(&f->changes.authors) = row;
    return row;
}

struct source_row *sqlite_fixture_source(struct sqlite_fixture *f, int64_t id,
                                         uint64_t ident, int64_t book_id)
{
    struct source_row *row = NEW(row);

    *row = (struct source_row){.id = id,
                               .state = ROW_NEW,
                               .source_id = 1,
                               .ident = sqlite_fixture_key(ident),
                               .book_id = book_id,
                               .record = (uint64_t)id,
                               .line = 1,
                               .rule = "new"};
    *PUSH_NEW(&f->changes.sources) = row;
    return row;
}

struct link_row *sqlite_fixture_link(struct sqlite_fixture *f,
                                     struct book_row *book, int64_t author_id)
{
    struct link_row *row = PUSH_NEW(&book->links);

    row->book_id = book->id;
    row->author_id = author_id;
    row->state = ROW_NEW;
    return row;
}

struct key_row *sqlite_fixture_book_key(struct sqlite_fixture *f,
                                        struct book_row *book, int32_t kind,
                                        uint64_t number, int64_t fact)
{
    struct key_row *row = PUSH_NEW(&book->keys);

    *row = (struct key_row){.owner = book->id,
                            .kind = kind,
                            .state = ROW_NEW,
                            .key = sqlite_fixture_key(number),
                            .fact = fact};
    return row;
}

struct key_row *sqlite_fixture_author_key(struct sqlite_fixture *f,
                                          struct author_row *author,
                                          uint64_t number, int64_t fact)
{
    struct key_row *row = PUSH_NEW(&author->keys);

    *row = (struct key_row){.owner = author->id,
                            .kind = KEY_NAME,
                            .state = ROW_NEW,
                            .fact = fact,
                            .key = sqlite_fixture_key(number)};
    return row;
}

const char *sqlite_fixture_ask(struct sqlite_fixture *f, const char *sql)
{
    struct slice text = arena_copy(&f->arena, SLICE(""));
    sqlite3_stmt *statement = NULL;
    sqlite3 *db = NULL;
    int code;

    ck_assert_int_eq(sqlite3_open(f->path, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    ck_assert_msg(code == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *cell = (const char *)sqlite3_column_text(statement, i);

            text = arena_printf(&f->arena, "%.*s%s%s", SLICE_ARG(text),
                                i          ? "|"
                                : text.len ? "\n"
                                           : "",
                                cell ? cell : "");
        }
    ck_assert_msg(code == SQLITE_DONE, "%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return text.at;
}
