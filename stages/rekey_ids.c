/* See rekey_ids.h. Which keys they are, row_keys.h says. */
#include "rekey_ids.h"

#include "row_keys.h"

struct key rekey_number(struct resolver *resolver, const struct book_row *book,
                        int32_t kind)
{
    const struct row_number *number = row_number_of(kind);

    return number ? number->key(&resolver->keys, book->field[number->field])
                  : (struct key){0, 0};
}

int rekey_numbers(struct resolver *resolver, struct book_row *book,
                  struct slice column)
{
    for (size_t i = 0; i < ROW_NUMBERS; i++) {
        const struct row_number *number = &row_numbers[i];
        struct key key =
            number->key(&resolver->keys, book->field[number->field]);

        for (size_t j = 0;
             slice_is(column, number->column) && j < book->keys.count; j++)
            if (book->keys.at[j].kind == number->kind &&
                !key_equal(book->keys.at[j].key, key))
                book->keys.at[j].state = ROW_REMOVED;
        if (working_key_book(&resolver->set, book, number->kind, key, 0) != 0)
            return -1;
    }
    return resolver->scratch.failed ? error_memory(resolver->set.from.error)
                                    : 0;
}

int rekey_authorities(struct resolver *resolver, struct author_row *author,
                      struct slice column)
{
    struct slice rest = author->field[AUTHOR_AUTHORITY_ID];
    struct row_authority authority;

    for (size_t i = 0;
         slice_is(column, "authority_id") && i < author->keys.count; i++)
        if (author->keys.at[i].kind == KEY_AUTHORITY)
            author->keys.at[i].state = ROW_REMOVED;
    while (row_next_authority(&resolver->keys, &rest, &authority))
        if (working_key_author(&resolver->set, author, KEY_AUTHORITY,
                               authority.key, authority.scheme) != 0)
            return -1;
    return 0;
}
