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

int author_books_some(struct store *store, int64_t author_id, size_t limit,
                      struct book_ids *books, struct error *error)
{
    const struct result_sink sink = {.context = books, .row = take_id};
    const struct parameter parameters[] = {
        {"author", {.kind = VALUE_INTEGER, .integer = author_id}},
        {"limit",
         {.kind = VALUE_INTEGER,
          .integer = limit < INT64_MAX ? (int64_t)limit : INT64_MAX}},
    };

    return store->type->query(store,
                              "SELECT book_id FROM book_author"
                              " WHERE author_id = :author ORDER BY book_id"
                              " LIMIT :limit",
                              parameters, 2, &sink, error);
}

int author_books(struct store *store, int64_t author_id, struct book_ids *books,
                 struct error *error)
{
    return author_books_some(store, author_id, SIZE_MAX, books, error);
}
