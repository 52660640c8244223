/* See normalise_numbers.h. */
#include "normalise_numbers.h"

#include "../pipeline/rows.h"
#include "control_numbers.h"
#include "isbn.h"
#include "normalise_field.h"

/* Numbers looked at in one record, good or bad: bounds the warnings. */
#define ISBN_FOUND_MAX (2 * ISBN_MAX)

static void warn_of_isbn(struct record *record, const struct isbn_found *found)
{
    switch (found->form) {
    case ISBN_FORM_VALID:
        break;
    case ISBN_FORM_REPAIRED:
        record_warn(record, ISBN_REPAIRED, SLICE("isbn"), SLICE_NONE,
                    found->text);
        break;
    case ISBN_FORM_INVALID:
        record_warn(record, ISBN_INVALID, SLICE("isbn"), SLICE_NONE,
                    found->text);
        break;
    case ISBN_FORM_DESTROYED:
        record_warn(record, ISBN_DESTROYED, SLICE("isbn"), SLICE_NONE,
                    found->text);
        break;
    }
}

static void add_isbn(struct record *record, struct biblio *biblio,
                     uint64_t number)
{
    uint64_t *added;

    if (number == 0 || biblio->isbns.count == ISBN_MAX)
        return;
    for (size_t i = 0; i < biblio->isbns.count; i++)
        if (biblio->isbns.at[i] == number)
            return;
    added = list_push(record->arena, &biblio->isbns);
    if (added)
        *added = number;
}

static bool set_isbn(struct record *record, struct biblio *biblio)
{
    char digits[ISBN_DIGITS + 1];

    biblio->field[BOOK_ISBN] = SLICE_NONE;
    if (!biblio->isbns.count)
        return true;
    isbn_write(biblio->isbns.at[0], digits);
    biblio->field[BOOK_ISBN] =
        arena_copy(record->arena, (struct slice){digits, ISBN_DIGITS});
    return biblio->field[BOOK_ISBN].at;
}

static bool normalise_isbns(struct record *record, struct biblio *biblio)
{
    size_t seen = 0;

    biblio->isbns.count = 0;
    for (size_t i = 0; i < biblio->isbn_texts.count; i++) {
        struct isbn_found found = {.number = 0};
        struct slice rest = biblio->isbn_texts.at[i];

        if (!normalise_field(record, "isbn", &rest))
            return false;
        while (seen < ISBN_FOUND_MAX && isbn_next(&rest, &found)) {
            seen++;
            warn_of_isbn(record, &found);
            add_isbn(record, biblio, found.number);
        }
    }
    return set_isbn(record, biblio);
}

static bool normalise_issn(struct record *record, struct biblio *biblio)
{
    struct slice *field = &biblio->field[BOOK_ISSN];
    char issn[ISSN_CHARACTERS + 1];

    if (!normalise_field(record, "issn", field))
        return false;
    switch (issn_read(*field, issn)) {
    case ISSN_FORM_VALID:
        *field =
            arena_copy(record->arena, (struct slice){issn, ISSN_CHARACTERS});
        return field->at;
    case ISSN_FORM_INVALID:
        record_warn(record, ISSN_INVALID, SLICE("issn"), SLICE_NONE, *field);
        break;
    case ISSN_FORM_EMPTY:
        break;
    }
    *field = SLICE_NONE;
    return true;
}

/* ---- LCCN and OCLC numbers ---- */

static struct slice read_lccn(struct record *record, struct slice text)
{
    char lccn[LCCN_CHARACTERS + 1];

    switch (lccn_read(text, lccn)) {
    case LCCN_FORM_VALID:
        return arena_copy(record->arena, slice_of(lccn));
    case LCCN_FORM_INVALID:
        record_warn(record, LCCN_INVALID, SLICE("lccn"), SLICE_NONE, text);
        break;
    case LCCN_FORM_EMPTY:
        break;
    }
    return SLICE_NONE;
}

static struct slice read_oclc(struct record *record, struct slice text)
{
    uint64_t number;

    if (oclc_read(text, &number) == OCLC_FORM_VALID)
        return arena_number(record->arena, (int64_t)number);
    record_warn(record, OCLC_INVALID, SLICE("oclc"), SLICE_NONE, text);
    return SLICE_NONE;
}

static bool is_there(const struct biblio *biblio, size_t count,
                     const struct biblio_number *number)
{
    for (size_t i = 0; i < count; i++)
        if (biblio->numbers.at[i].kind == number->kind &&
            slice_equal(biblio->numbers.at[i].text, number->text))
            return true;
    return false;
}

/* Numbers of one kind, each once; the first is the book's. */
static bool normalise_control_numbers(struct record *record,
                                      struct biblio *biblio)
{
    size_t kept = 0;

    for (size_t i = 0; i < biblio->numbers.count; i++) {
        struct biblio_number number = biblio->numbers.at[i];
        struct slice *field =
            &biblio->field[number.kind == KEY_LCCN ? BOOK_LCCN : BOOK_OCLC];

        if (!normalise_field(record, "number", &number.text))
            return false;
        number.text = number.kind == KEY_LCCN ? read_lccn(record, number.text)
                                              : read_oclc(record, number.text);
        if (!number.text.len || is_there(biblio, kept, &number))
            continue;
        if (!field->len)
            *field = number.text;
        if (kept < NUMBERS_MAX)
            biblio->numbers.at[kept++] = number;
    }
    biblio->numbers.count = kept;
    return !record->arena->failed;
}

static bool add_issn(struct record *record, struct biblio *biblio)
{
    struct biblio_number *number;

    if (!biblio->field[BOOK_ISSN].len)
        return true;
    number = list_push(record->arena, &biblio->numbers);
    if (number)
        *number = (struct biblio_number){.kind = KEY_ISSN,
                                         .text = biblio->field[BOOK_ISSN]};
    return number;
}

bool normalise_numbers(struct record *record, struct biblio *biblio)
{
    return normalise_isbns(record, biblio) &&
           normalise_control_numbers(record, biblio) &&
           normalise_issn(record, biblio) && add_issn(record, biblio);
}
