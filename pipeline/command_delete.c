/*
 * bibload delete: takes a book or an author away by hand. The triggers of the
 * schema delete the links and keys, and note it for the next import, as they do
 * for any other program. Ids are never used again (AUTOINCREMENT).
 *
 * One transaction: BEGIN IMMEDIATE, count, delete, COMMIT. It waits for an
 * import that is writing, as long as the store's busy timeout.
 */
#include "command_change.h"
#include "command_subject.h"

#include <inttypes.h>
#include <stdio.h>

struct deletion {
    struct store *store;
    enum find_kind kind;
    bool with_books;
    int64_t id;
    int64_t books, authors, links; /* deleted */
};

/* The books that go with an author: those with the author in a creating
 * role. */
#define OWN_BOOKS                                                       \
    "(SELECT l.book_id FROM book_author AS l WHERE l.author_id = :id"   \
    " AND (l.role IS NULL OR EXISTS (SELECT 1 FROM creating_roles AS c" \
    " WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))"

/* A statement about the subject's id; its one number goes to *number. */
static int with_id(struct deletion *deletion, const char *sql, int64_t *number,
                   struct error *error)
{
    struct parameter id = {"id",
                           {.kind = VALUE_INTEGER, .integer = deletion->id}};

    return change_run(deletion->store, sql, &id, 1, number, error);
}

static int plain(struct deletion *deletion, const char *sql,
                 struct error *error)
{
    return change_run(deletion->store, sql, NULL, 0, NULL, error);
}

static int delete_book(struct deletion *deletion, struct error *error)
{
    deletion->books = 1;
    if (with_id(deletion,
                "SELECT count(*) FROM book_author WHERE book_id = :id",
                &deletion->links, error))
        return -1;
    return with_id(deletion, "DELETE FROM books WHERE id = :id", NULL, error);
}

static int delete_author(struct deletion *deletion, struct error *error)
{
    deletion->authors = 1;
    if (!deletion->with_books) {
        if (with_id(deletion,
                    "SELECT count(*) FROM book_author WHERE author_id = :id",
                    &deletion->links, error))
            return -1;
    } else if (with_id(deletion, "SELECT count(*) FROM " OWN_BOOKS,
                       &deletion->books, error) ||
               with_id(deletion,
                       "SELECT count(*) FROM book_author"
                       " WHERE author_id = :id OR book_id IN " OWN_BOOKS,
                       &deletion->links, error) ||
               with_id(deletion, "DELETE FROM books WHERE id IN " OWN_BOOKS,
                       NULL, error)) {
        return -1;
    }
    return with_id(deletion, "DELETE FROM authors WHERE id = :id", NULL, error);
}

/* Closing the store rolls back what was not committed. */
static int delete_all(struct deletion *deletion, struct error *error)
{
    int bad = deletion->kind == FIND_BOOKS ? delete_book(deletion, error)
                                           : delete_author(deletion, error);

    return bad ? -1 : plain(deletion, "COMMIT", error);
}

static int tell(const struct deletion *deletion, bool json, struct error *error)
{
    int written;

    if (json)
        written =
            printf("{\"deleted\": {\"books\": %" PRId64
                   ", \"authors\": %" PRId64 ", \"links\": %" PRId64 "}}\n",
                   deletion->books, deletion->authors, deletion->links);
    else
        written = printf("deleted: %" PRId64 " books, %" PRId64
                         " authors, %" PRId64 " links\n",
                         deletion->books, deletion->authors, deletion->links);
    if (written < 0)
        return error_set(error, ERROR_DISK,
                         "standard output can't be "
                         "written; the rows are deleted");
    return 0;
}

/* The id is looked up inside the transaction, so that it is still true when the
 * row goes. */
static int run_in(struct invocation *invocation, struct deletion *deletion,
                  struct arena *arena, struct error *error)
{
    struct found found = {0};

    if (plain(deletion, "BEGIN IMMEDIATE", error) ||
        subject_find(invocation, deletion->store, arena, deletion->kind, &found,
                     error))
        return -1;
    if (found.ids.count == 0)
        return STATUS_REJECTS;
    if (found.ids.count > 1)
        return subject_several(&found, arena, error);
    deletion->id = found.ids.at[0];
    if (delete_all(deletion, error) || tell(deletion, invocation->json, error))
        return -1;
    return STATUS_LOADED;
}

static int run_delete(struct invocation *invocation, struct error *error)
{
    struct deletion deletion = {.with_books = invocation->with_books};
    struct arena arena;
    int status;

    if (subject_check(invocation, "delete", &deletion.kind, error))
        return -1;
    if (deletion.with_books && deletion.kind == FIND_BOOKS)
        return error_set(error, ERROR_USAGE,
                         "--with-books is for an author's books");
    if (change_open(invocation, &deletion.store, error))
        return -1;
    arena_init(&arena, 16384);
    status = run_in(invocation, &deletion, &arena, error);
    arena_clear(&arena);
    deletion.store->type->close(deletion.store);
    return status;
}

const struct command command_delete = {
    .name = "delete",
    .operands = "book|author ID",
    .summary = "delete a book or an author, and its links",
    .help =
        "ID as in 'bibload explain'. The other side of the links stays:\n"
        "deleting an author leaves the books. --with-books deletes the books\n"
        "too that the author made (also with others); other authors stay.\n"
        "Where rows of another program's tables refer to one that goes, nothing\n"
        "is deleted, unless that table says otherwise (ON DELETE).\n"
        "The id is never used again. An import brings the row back only when\n"
        "a new or changed record names it.\n"
        "\n"
        "Exit status 1: there is none.",
    .options = OPTIONS_DELETE | OPTIONS_JSON,
    .run = run_delete,
};
