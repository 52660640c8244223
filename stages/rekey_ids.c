/* See rekey_ids.h. Other programs write what they like: what is no number of its
 * kind has no key. */
#include "rekey_ids.h"

#include "authority_id.h"
#include "control_numbers.h"
#include "isbn.h"
#include "name_words.h"

static const struct key no_key = {0, 0};

static struct key isbn_key(struct resolver *resolver, struct slice text)
{
    struct isbn_found found = {0};

    return isbn_next(&text, &found) && found.number
               ? key_of_isbn(&resolver->keys, found.number)
               : no_key;
}

static struct key issn_key(struct resolver *resolver, struct slice text)
{
    char issn[ISSN_CHARACTERS + 1];

    return issn_read(text, issn) == ISSN_FORM_VALID
               ? key_of_number(&resolver->keys, KEY_ISSN, slice_of(issn))
               : no_key;
}

static struct key lccn_key(struct resolver *resolver, struct slice text)
{
    char lccn[LCCN_CHARACTERS + 1];

    return lccn_read(text, lccn) == LCCN_FORM_VALID
               ? key_of_number(&resolver->keys, KEY_LCCN, slice_of(lccn))
               : no_key;
}

/* The column has digits alone. */
static struct key oclc_key(struct resolver *resolver, struct slice text)
{
    struct slice stated =
        arena_printf(&resolver->scratch, "(OCoLC)%.*s", SLICE_ARG(text));
    uint64_t number;

    return oclc_read(stated, &number) == OCLC_FORM_VALID
               ? key_of_number(
                     &resolver->keys, KEY_OCLC,
                     arena_number(&resolver->scratch, (int64_t)number))
               : no_key;
}

static const struct number {
    const char *column;
    enum book_field field;
    int32_t kind;
    struct key (*read)(struct resolver *resolver, struct slice text);
} numbers[] = {
    {"isbn", BOOK_ISBN, KEY_ISBN, isbn_key},
    {"issn", BOOK_ISSN, KEY_ISSN, issn_key},
    {"lccn", BOOK_LCCN, KEY_LCCN, lccn_key},
    {"oclc", BOOK_OCLC, KEY_OCLC, oclc_key},
};

struct key rekey_number(struct resolver *resolver, const struct book_row *book,
                        int32_t kind)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i].kind == kind)
            return numbers[i].read(resolver, book->field[numbers[i].field]);
    return no_key;
}

int rekey_numbers(struct resolver *resolver, struct book_row *book,
                  struct slice column)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct number *number = &numbers[i];
        struct key key = number->read(resolver, book->field[number->field]);

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
    struct slice rest = author->field[AUTHOR_AUTHORITY_ID], word;
    struct authority_id id;

    for (size_t i = 0;
         slice_is(column, "authority_id") && i < author->keys.count; i++)
        if (author->keys.at[i].kind == KEY_AUTHORITY)
            author->keys.at[i].state = ROW_REMOVED;
    while ((word = name_next_word(&rest)).len)
        if (authority_id_read(word, &id) == AUTHORITY_FORM_VALID &&
            working_key_author(
                &resolver->set, author, KEY_AUTHORITY,
                key_of_authority(&resolver->keys, slice_of(id.text)),
                id.scheme) != 0)
            return -1;
    return 0;
}
