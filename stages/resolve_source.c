/*
 * Source records: what a record of a source said when it was last seen, and what
 * it made. They tell an unchanged record from a changed one, and whose claim a
 * link is.
 *
 * Several records of one file may have one identity (it repeats an own id): each keeps
 * a row of its own. Later files, of this import or another one, replace rows of earlier
 * ones only.
 */
#include "resolve.h"

bool claims_hold(struct slice authors, int64_t id)
{
    int64_t number = 0;

    for (size_t i = 0; i < authors.len; i++) {
        if (authors.at[i] >= '0' && authors.at[i] <= '9') {
            number = number * 10 + (authors.at[i] - '0');
            continue;
        }
        if (number == id)
            return true;
        number = 0;
    }
    return false;
}

#define CLAIMED_LONG 400 /* bytes, some 60 ids */

void claimed_read(struct claimed *claimed, struct slice authors,
                  const struct row_source *from)
{
    int64_t number = 0;

    *claimed = (struct claimed){.text = authors, .ids = {.row_size = 1}};
    for (size_t i = 0; authors.len > CLAIMED_LONG && i < authors.len; i++) {
        if (authors.at[i] >= '0' && authors.at[i] <= '9') {
            number = number * 10 + (authors.at[i] - '0');
            continue;
        }
        if (number && !row_table_known(&claimed->ids, number) &&
            !row_table_put(&claimed->ids, from, number))
            return;
        number = 0;
    }
}

bool claimed_holds(const struct claimed *claimed, int64_t id)
{
    return claimed->ids.count ? row_table_known(&claimed->ids, id) != NULL
                              : claims_hold(claimed->text, id);
}

int source_unchanged(struct resolver *resolver, struct source_row **row)
{
    const struct probe *slot = resolver->look->ident;

    *row = NULL;
    for (size_t i = 0; i < slot->hits.count; i++) {
        struct source_row *found =
            working_source(&resolver->set, slot->hits.at[i].id);

        if (!found)
            return -1;
        if (found->id && found->digest == resolver->record->digest.high) {
            *row = found;
            return 0;
        }
    }
    return 0;
}

bool source_is_earlier(const struct resolver *resolver,
                       const struct source_row *row)
{
    return row->import_id != resolver->stage->job->import.id ||
           row->file_id != resolver->stage->file->row.id;
}

int source_prior(struct resolver *resolver, struct source_row **row)
{
    const struct probe *slot = resolver->look->ident;

    *row = NULL;
    for (size_t i = 0; i < slot->hits.count; i++) {
        struct source_row *found =
            working_source(&resolver->set, slot->hits.at[i].id);

        if (!found)
            return -1;
        if (found->id && source_is_earlier(resolver, found)) {
            *row = found;
            return 0;
        }
    }
    return 0;
}

static struct slice claims_text(struct resolver *resolver,
                                const int64_t *authors, size_t count)
{
    char *text = arena_alloc(&resolver->scratch, count * 21 + 3);
    size_t len = 0;

    if (!text)
        return SLICE_NONE;
    text[len++] = '[';
    for (size_t i = 0; i < count; i++) {
        char digits[20];
        size_t digit = 0;

        if (authors[i] == 0)
            continue;
        if (len > 1)
            text[len++] = ',';
        for (int64_t rest = authors[i]; rest > 0; rest /= 10)
            digits[digit++] = (char)('0' + rest % 10);
        while (digit > 0)
            text[len++] = digits[--digit];
    }
    text[len++] = ']';
    return (struct slice){text, len};
}

int source_keep(struct resolver *resolver, const struct biblio *biblio,
                struct source_row *prior, int64_t book_id, int64_t author_id,
                const char *rule, const int64_t *authors, size_t author_count)
{
    const struct record *record = resolver->record;
    struct job *job = resolver->stage->job;
    struct source_row *row = prior;

    if (!row) {
        row = working_add_source(&resolver->set);
        if (!row)
            return -1;
        row->source_id = job->import.source_id;
        row->rule = rule;
    } else if (working_change_source(&resolver->set, row) != 0) {
        return -1;
    } else if (strcmp(rule, "new") == 0) {
        row->rule = rule;
    }
    row->digest = record->digest.high;
    row->book_id = book_id;
    row->author_id = author_id;
    row->import_id = job->import.id;
    row->file_id = resolver->stage->file->row.id;
    row->record = record->ordinal;
    row->line = record->line;
    row->offset = record->offset;
    row->length = record->length;
    row->version = biblio->version;
    row->authors = claims_text(resolver, authors, author_count);
    if (!row->authors.at)
        return error_memory(resolver->set.from.error);
    return working_key_source(&resolver->set, row, biblio->ident);
}
