/* See author_books.h. */
#include "author_books.h"

static int take_id(void *context, const struct value *values, size_t count,
                   struct error *error)
{
    struct book_ids *books = context;
    int64_t *id = count == 1 ? list_push(books->arena, &books->ids) : NULL;

    if (!id)
        return error_memory(error);
    *id = values[0].integer;
    return 0;
}

int author_books(struct store *store, int64_t author_id, struct book_ids *books,
                 struct error *error)
{
    const struct result_sink sink = {.context = books, .row = take_id};
    const struct parameter author = {
        .name = "author",
        .value = {.kind = VALUE_INTEGER, .integer = author_id}};

    return store->type->query(store,
                              "SELECT book_id FROM book_author"
                              " WHERE author_id = :author ORDER BY book_id",
                              &author, 1, &sink, error);
}

static int take_one(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    bool *has = context;

    (void)values, (void)error;
    *has |= count > 0;
    return 0;
}

int author_has_other_book(struct store *store, int64_t author_id,
                          int64_t book_id, bool *has, struct error *error)
{
    const struct result_sink sink = {.context = has, .row = take_one};
    const struct parameter parameters[] = {
        {.name = "author",
         .value = {.kind = VALUE_INTEGER, .integer = author_id}},
        {.name = "book", .value = {.kind = VALUE_INTEGER, .integer = book_id}},
    };

    *has = false;
    return store->type->query(store,
                              "SELECT book_id FROM book_author"
                              " WHERE author_id = :author AND book_id <> :book"
                              " LIMIT 1",
                              parameters, 2, &sink, error);
}
