/* See marc_wanted.h. */
#include "marc_wanted.h"

#include "marc_find.h"

#define LEADER_STATUS 5

bool marc_is_withdrawn(const struct record *record)
{
    const struct marc *marc = record->marc;
    const struct marc_field *field = NULL;

    if ((record->flags & RECORD_DELETED) ||
        marc_position(marc->leader, LEADER_STATUS) == 'd')
        return true;
    while ((field = marc_find(marc, "DEL", field)))
        if (slice_is(marc_subfield(field, 'a'), "Y"))
            return true;
    return false;
}

bool marc_is_wanted(struct record *record, const struct biblio *biblio,
                    const struct source_config *source)
{
    const struct string_list *types = &source->types;

    if (!types->count || biblio->withdrawn)
        return true;
    for (size_t i = 0; i < types->count; i++)
        if (slice_is(biblio->field[BOOK_MATERIAL], types->at[i]))
            return true;
    record_skip(record, NOT_WANTED, biblio->field[BOOK_MATERIAL]);
    return false;
}
