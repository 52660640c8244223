/*
 * Makes bibliographic records of CSV rows, as the file's plan says which column
 * is what. Text stays as the source wrote it: normalise reads it.
 *
 * A row that names several titles gives a biblio for each of them, all with the
 * row's contributors. What identifies a book is then only used if there is a
 * value for every title.
 */
#include "../pipeline/stage.h"
#include "map_contributors.h"
#include "map_extra.h"

/* The titles of the row, and which of them is at hand. */
struct titles {
    struct map_values values;
    size_t at;
};

/* The value for the title at hand; of a field that holds for all titles (a
 * publisher) the whole cell, if it has not as many values as there are
 * titles. */
static bool book_value(struct map_row *row, const struct titles *titles,
                       enum csv_field field, bool shared, struct slice *value)
{
    struct slice cell = map_first(row, &row->csv->book[field]);
    struct map_values values = {0};

    *value = cell;
    if (!cell.len || titles->values.list.count < 2)
        return true;
    if (!map_split(row, cell, row->csv->title_separator,
                   slice_of(csv_field_name(field)), &values))
        return false;
    if (values.parts == titles->values.parts ||
        values.list.count == titles->values.list.count)
        *value = titles->at < values.list.count ? values.list.at[titles->at]
                                                : SLICE_NONE;
    else if (!shared)
        *value = SLICE_NONE;
    return true;
}

static bool add_isbn(struct map_row *row, struct biblio *biblio,
                     struct slice text)
{
    struct slice *isbn;

    if (!text.len)
        return true;
    isbn = list_push(row->record->arena, &biblio->isbn_texts);
    if (!isbn)
        return false;
    *isbn = text;
    return true;
}

/* Of every column: each may be a key. */
static bool fill_isbns(struct map_row *row, const struct titles *titles,
                       struct biblio *biblio)
{
    const struct plan_columns *columns = &row->csv->book[CSV_ISBN];
    struct slice one;

    if (titles->values.list.count > 1)
        return book_value(row, titles, CSV_ISBN, false, &one) &&
               add_isbn(row, biblio, one);
    for (size_t i = 0; i < columns->count; i++)
        if (!add_isbn(row, biblio, map_cell(row, columns->at[i])))
            return false;
    return true;
}

static bool fill_biblio(struct map_row *row, const struct titles *titles,
                        struct biblio *biblio)
{
    struct slice *field = biblio->field;

    biblio->kind = row->csv->kind;
    biblio->link_row = row->csv->link_rows;
    if (titles->values.list.count)
        field[BOOK_TITLE] = titles->values.list.at[titles->at];
    return fill_isbns(row, titles, biblio) &&
           book_value(row, titles, CSV_SUBTITLE, false,
                      &field[BOOK_SUBTITLE]) &&
           book_value(row, titles, CSV_ISSN, false, &field[BOOK_ISSN]) &&
           book_value(row, titles, CSV_YEAR, false, &biblio->year_text) &&
           book_value(row, titles, CSV_PUBLISHER, true,
                      &field[BOOK_PUBLISHER]) &&
           book_value(row, titles, CSV_LANGUAGE, true, &field[BOOK_LANGUAGE]) &&
           book_value(row, titles, CSV_BOOK_REF, false, &biblio->own_id) &&
           map_contributors(row, biblio);
}

/* False: the record has been rejected, or memory is short. */
static bool find_titles(struct map_row *row, struct titles *titles)
{
    const struct csv_plan *csv = row->csv;
    const struct plan_columns *columns = &csv->book[CSV_TITLE];
    struct slice cell = map_first(row, columns), name = SLICE("title");

    if (csv->kind != BIBLIO_BOOK)
        return true;
    if (!map_split(row, cell, csv->title_separator, name, &titles->values))
        return false;
    if (titles->values.list.count)
        return true;
    if (columns->count && csv->header && csv->names &&
        csv->names[columns->at[0]].len)
        name = csv->names[columns->at[0]];
    record_reject(row->record, TITLE_MISSING, name, SLICE("a title"),
                  SLICE_NONE);
    return false;
}

/* An author's row without a name makes nothing. */
static void check_author(struct map_row *row, const struct biblio *biblio)
{
    if (biblio->kind == BIBLIO_AUTHOR && !biblio->contributors.count)
        record_warn(row->record, NAME_EMPTY, SLICE("author"), SLICE("a name"),
                    SLICE_NONE);
}

/* Whose row it is that has no title: a snapshot asks. Of a row that may hold
 * several titles nobody can tell how many it had. */
static void keep_identity(const struct map_row *row)
{
    struct record *record = row->record;
    struct biblio *biblio;

    if (record->state != RECORD_REJECTED || *row->csv->title_separator)
        return;
    biblio = arena_zero(record->arena, sizeof *biblio);
    if (!biblio)
        return;
    biblio->kind = row->csv->kind;
    biblio->link_row = row->csv->link_rows;
    biblio->own_id = map_first(row, &row->csv->book[CSV_BOOK_REF]);
    record->biblios = biblio;
    record->biblio_count = 1;
}

static void map_record(const struct stage *stage, struct record *record)
{
    struct map_row row = {
        .csv = &stage->file->plan.csv,
        .record = record,
        .name_order = stage->job->source->name_order,
    };
    struct titles titles = {0};
    struct slice extra;
    struct biblio *biblios;
    size_t count = 0, slots;

    if (!find_titles(&row, &titles)) {
        keep_identity(&row);
        return;
    }
    slots = titles.values.list.count ? titles.values.list.count : 1;
    biblios = arena_zero(record->arena, slots * sizeof *biblios);
    if (!biblios)
        return;
    extra = map_extra(&row);
    for (titles.at = 0; titles.at < slots; titles.at++) {
        struct biblio *biblio = &biblios[count];

        /* "A; ; B": nothing between two separators is no title. */
        if (titles.values.list.count && !titles.values.list.at[titles.at].len)
            continue;
        row.part = count++;
        if (!fill_biblio(&row, &titles, biblio))
            return;
        biblio->field[BOOK_EXTRA] = extra;
        check_author(&row, biblio);
    }
    record->biblios = biblios;
    record->biblio_count = count;
}

static int map_process(struct stage *stage, struct batch *batch)
{
    for (size_t i = 0; i < batch->records.count && !batch->arena.failed; i++)
        if (batch->records.at[i].state == RECORD_GOOD)
            map_record(stage, &batch->records.at[i]);
    return stage_emit(stage, batch);
}

const struct stage_type stage_map_csv = {
    .name = "map_csv",
    .summary = "makes bibliographic records of CSV cells",
    .section = SECTION_WORK,
    .takes = BATCH_CELLS,
    .gives = BATCH_BIBLIO,
    .process = map_process,
};
