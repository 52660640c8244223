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

static bool has_key(const struct key_row *rows, size_t count, int32_t kind,
                    struct key key)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == kind && rows[i].state != ROW_REMOVED &&
            key_equal(rows[i].key, key))
            return true;
    return false;
}

/* Of a row that was replaced by one with another number, the old ones go; what it
 * says nothing of stays. */
static bool number_changed(const struct touched *touched,
                           const struct book_row *book,
                           const struct row_number *number, struct key key)
{
    if (!touched)
        return false;
    if (touched->event == 'u')
        return slice_is(touched->field, number->column);
    return touched->replaced && book->field[number->field].len &&
           !has_key(book->keys.at, book->keys.count, number->kind, key);
}

int rekey_numbers(struct resolver *resolver, struct book_row *book,
                  const struct touched *touched)
{
    for (size_t i = 0; i < ROW_NUMBERS; i++) {
        const struct row_number *number = &row_numbers[i];
        struct key key =
            number->key(&resolver->keys, book->field[number->field]);
        bool changed = number_changed(touched, book, number, key);

        for (size_t j = 0; changed && j < book->keys.count; j++)
            if (book->keys.at[j].kind == number->kind &&
                !key_equal(book->keys.at[j].key, key))
                book->keys.at[j].state = ROW_REMOVED;
        if (working_key_book(&resolver->set, book, number->kind, key, 0) != 0)
            return -1;
    }
    return resolver->scratch.failed ? error_memory(resolver->set.from.error)
                                    : 0;
}

static bool authorities_changed(struct resolver *resolver,
                                const struct touched *touched,
                                const struct author_row *author)
{
    struct slice rest = author->field[AUTHOR_AUTHORITY_ID];
    struct row_authority authority;

    if (!touched)
        return false;
    if (touched->event == 'u')
        return slice_is(touched->field, "authority_id");
    while (touched->replaced &&
           row_next_authority(&resolver->keys, &rest, &authority))
        if (!has_key(author->keys.at, author->keys.count, KEY_AUTHORITY,
                     authority.key))
            return true;
    return false;
}

int rekey_authorities(struct resolver *resolver, struct author_row *author,
                      const struct touched *touched)
{
    bool changed = authorities_changed(resolver, touched, author);
    struct slice rest = author->field[AUTHOR_AUTHORITY_ID];
    struct row_authority authority;

    for (size_t i = 0; changed && i < author->keys.count; i++)
        if (author->keys.at[i].kind == KEY_AUTHORITY)
            author->keys.at[i].state = ROW_REMOVED;
    while (row_next_authority(&resolver->keys, &rest, &authority))
        if (working_key_author(&resolver->set, author, KEY_AUTHORITY,
                               authority.key, authority.scheme) != 0)
            return -1;
    return 0;
}
