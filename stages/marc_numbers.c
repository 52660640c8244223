/* See marc_numbers.h. */
#include "marc_numbers.h"

#include "../pipeline/rows.h"
#include "control_numbers.h"
#include "marc_find.h"

static void map_isbns(struct record *record, struct biblio *biblio)
{
    const struct marc_field *field = NULL;

    while ((field = marc_find(record->marc, "020", field)))
        for (size_t i = 0; i < field->subfield_count; i++) {
            struct slice value = slice_trim(field->subfields[i].value);
            struct slice *text;

            if (field->subfields[i].code != 'a' || !value.len)
                continue;
            text = list_push(record->arena, &biblio->isbn_texts);
            if (text)
                *text = value;
        }
}

static void add_number(struct record *record, struct biblio *biblio,
                       int32_t kind, struct slice text)
{
    struct biblio_number *number =
        text.len ? list_push(record->arena, &biblio->numbers) : NULL;

    if (number)
        *number = (struct biblio_number){.kind = kind, .text = text};
}

/* 035 has numbers of every system that the record went through. */
static void map_oclc(struct record *record, struct biblio *biblio)
{
    const struct marc *marc = record->marc;
    const struct marc_field *field = NULL;
    uint64_t number;

    if (slice_is(marc_control(marc, "003"), "OCoLC"))
        add_number(record, biblio, KEY_OCLC,
                   arena_printf(record->arena, "(OCoLC)%.*s",
                                SLICE_ARG(marc_control(marc, "001"))));
    while ((field = marc_find(marc, "035", field))) {
        struct slice value = marc_subfield(field, 'a');

        if (oclc_read(value, &number) != OCLC_FORM_NONE)
            add_number(record, biblio, KEY_OCLC, value);
    }
}

void marc_numbers(struct record *record, struct biblio *biblio)
{
    const struct marc *marc = record->marc;
    const struct marc_field *field = NULL;

    map_isbns(record, biblio);
    while (!biblio->field[BOOK_ISSN].len &&
           (field = marc_find(marc, "022", field)))
        biblio->field[BOOK_ISSN] = marc_subfield(field, 'a');
    field = NULL;
    while ((field = marc_find(marc, "010", field)))
        add_number(record, biblio, KEY_LCCN, marc_subfield(field, 'a'));
    map_oclc(record, biblio);
}
