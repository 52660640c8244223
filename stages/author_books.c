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
