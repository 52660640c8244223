/* See fuzz_text.h. */
#include "fuzz_text.h"

#include <stdio.h>
#include <stdlib.h>

void fuzz_must(bool holds, const char *promise)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", promise);
    abort();
}

void fuzz_must_equal(struct slice one, struct slice other, const char *promise)
{
    if (slice_equal(one, other))
        return;
    fprintf(stderr, "---- one ----\n%.*s\n---- the other ----\n%.*s\n",
            SLICE_ARG(one), SLICE_ARG(other));
    fuzz_must(false, promise);
}

void fuzz_forget(struct fuzz_text *text)
{
    text->len = 0;
}

void fuzz_text_clear(struct fuzz_text *text)
{
    free(text->at);
    *text = (struct fuzz_text){0};
}

void fuzz_put(struct fuzz_text *text, struct slice bytes)
{
    if (bytes.len > text->room - text->len) {
        text->room = (text->len + bytes.len) * 2;
        text->at = realloc(text->at, text->room);
        fuzz_must(text->at, "there is memory for results");
    }
    if (bytes.len)
        memcpy(text->at + text->len, bytes.at, bytes.len);
    text->len += bytes.len;
}

void fuzz_put_number(struct fuzz_text *text, uint64_t number)
{
    char digits[21], *at = digits + sizeof digits;

    do
        *--at = (char)('0' + number % 10);
    while (number /= 10);
    *--at = ' ';
    fuzz_put(text, slice_between(at, digits + sizeof digits));
}

static void put_part(struct fuzz_text *text, const char *before,
                     struct slice part)
{
    fuzz_put(text, slice_of(before));
    fuzz_put(text, part);
}

void fuzz_put_findings(struct fuzz_text *text, const struct record *record)
{
    for (const struct finding *f = record->findings; f; f = f->next) {
        put_part(text, "\n  ", slice_of(code_name(f->code)));
        put_part(text, " field=", f->field);
        put_part(text, " expected=", f->expected);
        put_part(text, " found=", f->found);
    }
}

static void put_marc(struct fuzz_text *text, const struct marc *marc)
{
    put_part(text, "\n  LDR ", marc->leader);
    for (size_t i = 0; i < marc->fields.count; i++) {
        const struct marc_field *field = &marc->fields.at[i];

        put_part(text, "\n  ", slice_of(field->tag));
        put_part(text, " ", (struct slice){field->indicator, 2});
        put_part(text, " ", field->value);
        for (size_t k = 0; k < field->subfield_count; k++) {
            put_part(text, "$", (struct slice){&field->subfields[k].code, 1});
            fuzz_put(text, field->subfields[k].value);
        }
    }
}

void fuzz_put_parsed(struct fuzz_text *text, const struct record *record)
{
    fuzz_put_number(text, record->state);
    fuzz_put_findings(text, record);
    if (record->marc)
        put_marc(text, record->marc);
}

static void put_contributor(struct fuzz_text *text,
                            const struct contributor *contributor)
{
    fuzz_put(text, SLICE("\n    by"));
    for (int i = 0; i < AUTHOR_FIELDS; i++)
        put_part(text, "|", contributor->field[i]);
    put_part(text, "|", contributor->family);
    put_part(text, "|", contributor->given);
    put_part(text, "|", contributor->ref);
    put_part(text, "|", contributor->role);
    put_part(text, "|", contributor->order_text);
    put_part(text, "|", contributor->royalty_text);
    fuzz_put_number(text, (uint64_t)contributor->order);
    fuzz_put_number(text, (uint64_t)contributor->royalty);
    fuzz_put_number(text, (uint64_t)author_facts_pack(contributor->facts));
    if (!contributor->more)
        return;
    for (size_t i = 0; i < contributor->more->variants.count; i++)
        put_part(text, "|also ", contributor->more->variants.at[i].name);
    for (size_t i = 0; i < contributor->more->authorities.count; i++)
        put_part(text, "|id ", contributor->more->authorities.at[i].id);
}

static void put_biblio(struct fuzz_text *text, const struct biblio *biblio)
{
    fuzz_put(text, SLICE("\n  book"));
    for (int i = 0; i < BOOK_FIELDS; i++)
        put_part(text, "|", biblio->field[i]);
    put_part(text, "|", biblio->own_id);
    put_part(text, "|", biblio->version);
    put_part(text, "|", biblio->year_text);
    for (size_t i = 0; i < biblio->isbn_texts.count; i++)
        put_part(text, "|isbn ", biblio->isbn_texts.at[i]);
    for (size_t i = 0; i < biblio->isbns.count; i++)
        fuzz_put_number(text, biblio->isbns.at[i]);
    for (size_t i = 0; i < biblio->numbers.count; i++)
        put_part(text, "|number ", biblio->numbers.at[i].text);
    for (size_t i = 0; i < biblio->contributors.count; i++)
        put_contributor(text, &biblio->contributors.at[i]);
}

void fuzz_put_record(struct fuzz_text *text, const struct record *record)
{
    fuzz_put_number(text, record->ordinal);
    fuzz_put_number(text, record->line);
    fuzz_put_number(text, record->offset);
    fuzz_put_number(text, record->length);
    fuzz_put_number(text, record->flags);
    put_part(text, ": ", record->context);
    put_part(text, ": ", record->raw);
    fuzz_put_parsed(text, record);
    for (size_t i = 0; i < record->cells.count; i++)
        put_part(text, "\n  cell ", record->cells.at[i]);
    for (size_t i = 0; i < record->biblio_count; i++)
        put_biblio(text, &record->biblios[i]);
    fuzz_put(text, SLICE("\n"));
}
