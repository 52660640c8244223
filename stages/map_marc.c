/*
 * Maps MARC 21 records to bibliographic records: which fields give what. Text
 * stays as it stands; punctuation, numbers and names are for normalise.
 *
 * A record that is no bibliographic one is skipped, one that is no MARC 21 or
 * has no title rejected. Source of rules: MARC 21 Format for Bibliographic
 * Data.
 */
#include "marc_find.h"
#include "marc_headings.h"
#include "marc_numbers.h"
#include "marc_terms.h"
#include "marc_titles.h"
#include "marc_wanted.h"
#include "oai.h"

#include "../pipeline/stage.h"

#define LEADER_TYPE 6
#define LEADER_LEVEL 7

static bool are_digits(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.len > 0;
}

static bool are_letters(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned)(text.at[i] | 0x20) - 'a' >= 26)
            return false;
    return text.len > 0;
}

/* Positions of a fixed field; empty if it is shorter. */
static struct slice positions(const struct marc *marc, const char *tag,
                              size_t from, size_t count)
{
    const struct marc_field *field = marc_find(marc, tag, NULL);

    if (!field || field->value.len < from + count)
        return SLICE_NONE;
    return (struct slice){field->value.at + from, count};
}

/* A record is identified by its 001, and that by whose it is: 003. */
static void map_identity(struct record *record, struct biblio *biblio)
{
    const struct marc *marc = record->marc;
    const struct marc_field *first = marc_find(marc, "001", NULL);
    struct slice number = marc_control(marc, "001");
    struct slice agency = marc_control(marc, "003");

    biblio->version = marc_control(marc, "005");
    if (first && marc_find(marc, "001", first))
        record_warn(record, MARC_REPAIRED, SLICE("001"), SLICE("one 001"),
                    SLICE("several: the first is used"));
    if (number.len)
        biblio->own_id = arena_join(record->arena, agency, " ", number);
}

/* 264 with second indicator 1 is publication, as all of 260 is. */
static struct slice imprint(const struct marc *marc, char code)
{
    const struct marc_field *field = NULL;
    struct slice value = SLICE_NONE;

    while (!value.len && (field = marc_find(marc, "264", field)))
        if (field->indicator[1] == '1')
            value = marc_subfield(field, code);
    while (!value.len && (field = marc_find(marc, "260", field)))
        value = marc_subfield(field, code);
    return value;
}

static void map_imprint(const struct marc *marc, struct biblio *biblio)
{
    struct slice coded = positions(marc, "008", 7, 4);

    biblio->year_text = are_digits(coded) ? coded : imprint(marc, 'c');
    biblio->field[BOOK_PUBLISHER] = imprint(marc, 'b');
}

/* Older 041 $a hold several codes in a row: the first counts. */
static struct slice language_of(const struct marc *marc)
{
    struct slice code = positions(marc, "008", 35, 3);
    const struct marc_field *field = NULL;

    if (are_letters(code) && !slice_is(code, "und"))
        return code;
    while ((field = marc_find(marc, "041", field))) {
        code = marc_subfield(field, 'a');
        if (code.len >= 3 && are_letters((struct slice){code.at, 3}))
            return (struct slice){code.at, 3};
    }
    return SLICE_NONE;
}

/* False: the record is none of ours, and is marked so. */
static bool is_ours(struct record *record)
{
    const struct marc *marc = record->marc;
    const char *other =
        marc_not_a_book(marc_position(marc->leader, LEADER_TYPE));

    if (other)
        record_skip(record, NOT_A_BOOK, slice_of(other));
    else if (!marc_find(marc, "245", NULL) && marc_find(marc, "200", NULL))
        record_reject(record, NOT_MARC21, SLICE("245"), SLICE("245"),
                      SLICE("200"));
    return record->state == RECORD_GOOD;
}

static void map_record(struct record *record,
                       const struct source_config *source)
{
    const struct marc *marc = record->marc;
    struct biblio *biblio;

    if (!is_ours(record))
        return;
    biblio = arena_zero(record->arena, sizeof *biblio);
    if (!biblio)
        return;
    biblio->kind = BIBLIO_BOOK;
    biblio->withdrawn = marc_is_withdrawn(record);
    biblio->field[BOOK_MATERIAL] =
        slice_of(marc_material(marc_position(marc->leader, LEADER_TYPE),
                               marc_position(marc->leader, LEADER_LEVEL)));
    if (!marc_is_wanted(record, biblio, source))
        return;
    map_identity(record, biblio);
    record->biblios = biblio; /* also of one that is rejected: whose it is */
    record->biblio_count = 1;
    marc_titles(record, biblio);
    if (record->state != RECORD_GOOD)
        return;
    map_imprint(marc, biblio);
    biblio->field[BOOK_LANGUAGE] = language_of(marc);
    marc_numbers(record, biblio);
    marc_headings(record, biblio);
}

static int map_marc_process(struct stage *stage, struct batch *batch)
{
    for (size_t i = 0; i < batch->records.count; i++) {
        struct record *record = &batch->records.at[i];

        if (record->state == RECORD_GOOD && record->marc)
            map_record(record, stage->job->source);
        else if (record->state == RECORD_GOOD &&
                 (record->flags & RECORD_ENVELOPE))
            oai_map_deleted(record);
    }
    return stage_emit(stage, batch);
}

const struct stage_type stage_map_marc = {
    .name = "map_marc",
    .summary = "maps MARC 21 fields to books and contributors",
    .section = SECTION_WORK,
    .takes = BATCH_MARC,
    .gives = BATCH_BIBLIO,
    .process = map_marc_process,
};
