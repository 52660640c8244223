/* See row_keys.h. */
#include "row_keys.h"

#include "control_numbers.h"
#include "isbn.h"
#include "name_words.h"

static const struct key no_key = {0, 0};

static struct key isbn_key(const struct keys_context *context,
                           struct slice text)
{
    struct isbn_found found = {0};

    return isbn_next(&text, &found) && found.number
               ? key_of_isbn(context, found.number)
               : no_key;
}

static struct key issn_key(const struct keys_context *context,
                           struct slice text)
{
    char issn[ISSN_CHARACTERS + 1];

    return issn_read(text, issn) == ISSN_FORM_VALID
               ? key_of_number(context, KEY_ISSN, slice_of(issn))
               : no_key;
}

static struct key lccn_key(const struct keys_context *context,
                           struct slice text)
{
    char lccn[LCCN_CHARACTERS + 1];

    return lccn_read(text, lccn) == LCCN_FORM_VALID
               ? key_of_number(context, KEY_LCCN, slice_of(lccn))
               : no_key;
}

/* The column has digits alone. */
static struct key oclc_key(const struct keys_context *context,
                           struct slice text)
{
    struct slice stated =
        arena_printf(context->arena, "(OCoLC)%.*s", SLICE_ARG(text));
    uint64_t number;

    return oclc_read(stated, &number) == OCLC_FORM_VALID
               ? key_of_number(context, KEY_OCLC,
                               arena_number(context->arena, (int64_t)number))
               : no_key;
}

const struct row_number row_numbers[ROW_NUMBERS] = {
    {"isbn", BOOK_ISBN, KEY_ISBN, isbn_key},
    {"issn", BOOK_ISSN, KEY_ISSN, issn_key},
    {"lccn", BOOK_LCCN, KEY_LCCN, lccn_key},
    {"oclc", BOOK_OCLC, KEY_OCLC, oclc_key},
};

const struct row_number *row_number_of(int32_t kind)
{
    for (size_t i = 0; i < ROW_NUMBERS; i++)
        if (row_numbers[i].kind == kind)
            return &row_numbers[i];
    return NULL;
}

bool row_next_authority(const struct keys_context *context, struct slice *rest,
                        struct row_authority *authority)
{
    struct authority_id id;
    struct slice word;

    while ((word = name_next_word(rest)).len) {
        if (authority_id_read(word, &id) != AUTHORITY_FORM_VALID)
            continue;
        authority->key = key_of_authority(context, slice_of(id.text));
        authority->scheme = id.scheme;
        return true;
    }
    return false;
}
