/* See sqlite_columns.h. Columns that a new row never fills (edited of a book)
 * are left out: they are NULL by default. */
#include "sqlite_columns.h"

#define BOOK(member) FROM_ROW, offsetof(struct book_row, member)
#define AUTHOR(member) FROM_ROW, offsetof(struct author_row, member)
#define LINK(member) FROM_ROW, offsetof(struct link_row, member)
#define NAME(member) FROM_ROW, offsetof(struct name_row, member)
#define KEY(member) FROM_ROW, offsetof(struct key_row, member)
#define SOURCE(member) FROM_ROW, offsetof(struct source_row, member)
#define LEDGER(member) FROM_ROW, offsetof(struct ledger_row, member)
#define FINDING(member) FROM_FINDING, offsetof(struct finding, member)
#define RECORD(member) FROM_RECORD, offsetof(struct record, member)
#define SET(member) FROM_SET, offsetof(struct write_set, member)

static const struct column author_columns[] = {
    {"id", COLUMN_INTEGER, AUTHOR(id)},
    {"name", COLUMN_TEXT, AUTHOR(field[AUTHOR_NAME])},
    {"sort_name", COLUMN_FILLED, AUTHOR(field[AUTHOR_SORT_NAME])},
    {"kind", COLUMN_FILLED, AUTHOR(field[AUTHOR_KIND])},
    {"dates", COLUMN_FILLED, AUTHOR(field[AUTHOR_DATES])},
    {"authority_id", COLUMN_FILLED, AUTHOR(field[AUTHOR_AUTHORITY_ID])},
    {"titles", COLUMN_FILLED, AUTHOR(field[AUTHOR_TITLES])},
    {"fuller_name", COLUMN_FILLED, AUTHOR(field[AUTHOR_FULLER_NAME])},
};

static const struct column book_columns[] = {
    {"id", COLUMN_INTEGER, BOOK(id)},
    {"title", COLUMN_TEXT, BOOK(field[BOOK_TITLE])},
    {"subtitle", COLUMN_FILLED, BOOK(field[BOOK_SUBTITLE])},
    {"isbn", COLUMN_FILLED, BOOK(field[BOOK_ISBN])},
    {"issn", COLUMN_FILLED, BOOK(field[BOOK_ISSN])},
    {"year", COLUMN_YEAR, BOOK(field[BOOK_YEAR])},
    {"publisher", COLUMN_FILLED, BOOK(field[BOOK_PUBLISHER])},
    {"language", COLUMN_FILLED, BOOK(field[BOOK_LANGUAGE])},
    {"material", COLUMN_FILLED, BOOK(field[BOOK_MATERIAL])},
    {"extra", COLUMN_FILLED, BOOK(field[BOOK_EXTRA])},
    {"sort_title", COLUMN_FILLED, BOOK(field[BOOK_SORT_TITLE])},
    {"uniform_title", COLUMN_FILLED, BOOK(field[BOOK_UNIFORM_TITLE])},
    {"lccn", COLUMN_FILLED, BOOK(field[BOOK_LCCN])},
    {"oclc", COLUMN_FILLED, BOOK(field[BOOK_OCLC])},
    {"work_id", COLUMN_ID, BOOK(work_id)},
};

static const struct column link_columns[] = {
    {"book_id", COLUMN_INTEGER, LINK(book_id)},
    {"author_id", COLUMN_INTEGER, LINK(author_id)},
    {"royalty_percentage", COLUMN_ROYALTY, LINK(royalty)},
    {"publication_order", COLUMN_ORDER, LINK(order)},
    {"role", COLUMN_FILLED, LINK(role)},
    {"royalty_stated", COLUMN_BOOL, LINK(stated)},
    {"royalty_mode", COLUMN_MODE, LINK(mode)},
    {"edited", COLUMN_FILLED, LINK(edited)},
};

static const struct column author_key_columns[] = {
    {"author_id", COLUMN_INTEGER, KEY(owner)},
    {"kind", COLUMN_INT32, KEY(kind)},
    {"hash_high", COLUMN_INTEGER, KEY(key.high)},
    {"hash_low", COLUMN_INTEGER, KEY(key.low)},
    {"fact", COLUMN_INTEGER, KEY(fact)},
};

static const struct column author_name_columns[] = {
    {"author_id", COLUMN_INTEGER, NAME(author_id)},
    {"name", COLUMN_TEXT, NAME(name)},
    {"sort_name", COLUMN_FILLED, NAME(sort)},
    {"script", COLUMN_STRING, NAME(script)},
    {"source", COLUMN_STRING, NAME(source)},
};

static const struct column book_key_columns[] = {
    {"book_id", COLUMN_INTEGER, KEY(owner)},
    {"kind", COLUMN_INT32, KEY(kind)},
    {"hash_high", COLUMN_INTEGER, KEY(key.high)},
    {"hash_low", COLUMN_INTEGER, KEY(key.low)},
    {"fact", COLUMN_INTEGER, KEY(fact)},
};

static const struct column source_columns[] = {
    {"id", COLUMN_INTEGER, SOURCE(id)},
    {"source_id", COLUMN_INT32, SOURCE(source_id)},
    {"ident_high", COLUMN_INTEGER, SOURCE(ident.high)},
    {"ident_low", COLUMN_INTEGER, SOURCE(ident.low)},
    {"digest", COLUMN_INTEGER, SOURCE(digest)},
    {"book_id", COLUMN_ID, SOURCE(book_id)},
    {"author_id", COLUMN_ID, SOURCE(author_id)},
    {"file_id", COLUMN_FILE, SOURCE(file_id)},
    {"record", COLUMN_INTEGER, SOURCE(record)},
    {"line", COLUMN_INTEGER, SOURCE(line)},
    {"byte_offset", COLUMN_INTEGER, SOURCE(offset)},
    {"byte_length", COLUMN_INTEGER, SOURCE(length)},
    {"rule", COLUMN_STRING, SOURCE(rule)},
    {"authors", COLUMN_FILLED, SOURCE(authors)},
    {"version", COLUMN_FILLED, SOURCE(version)},
};

static const struct column ledger_columns[] = {
    {"import_id", COLUMN_INTEGER, SET(import_id)},
    {"file_id", COLUMN_ID, SET(file_id)},
    {"record", COLUMN_ID, LEDGER(record)},
    {"subject", COLUMN_STRING, LEDGER(subject)},
    {"book_id", COLUMN_ID, LEDGER(book_id)},
    {"author_id", COLUMN_ID, LEDGER(author_id)},
    {"event", COLUMN_STRING, LEDGER(event)},
    {"rule", COLUMN_STRING, LEDGER(rule)},
    {"field", COLUMN_STRING, LEDGER(field)},
    {"before", COLUMN_VALUE, LEDGER(before)},
    {"after", COLUMN_VALUE, LEDGER(after)},
};

static const struct column reject_columns[] = {
    {"import_id", COLUMN_INTEGER, SET(import_id)},
    {"file_id", COLUMN_INTEGER, SET(file_id)},
    {"record", COLUMN_INTEGER, RECORD(ordinal)},
    {"line", COLUMN_INTEGER, RECORD(line)},
    {"byte_offset", COLUMN_INTEGER, RECORD(offset)},
    {"byte_length", COLUMN_INTEGER, RECORD(length)},
    {"code", COLUMN_CODE, FINDING(code)},
    {"field", COLUMN_FILLED, FINDING(field)},
    {"expected", COLUMN_FILLED, FINDING(expected)},
    {"found", COLUMN_FILLED, FINDING(found)},
};

static const struct column warning_columns[] = {
    {"import_id", COLUMN_INTEGER, SET(import_id)},
    {"file_id", COLUMN_INTEGER, SET(file_id)},
    {"record", COLUMN_INTEGER, RECORD(ordinal)},
    {"line", COLUMN_INTEGER, RECORD(line)},
    {"byte_offset", COLUMN_INTEGER, RECORD(offset)},
    {"code", COLUMN_CODE, FINDING(code)},
    {"field", COLUMN_FILLED, FINDING(field)},
    {"expected", COLUMN_FILLED, FINDING(expected)},
    {"found", COLUMN_FILLED, FINDING(found)},
};

static int order_of(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_books(const void *a, const void *b)
{
    const struct book_row *const *x = a, *const *y = b;

    return order_of((*x)->id, (*y)->id);
}

static int compare_authors(const void *a, const void *b)
{
    const struct author_row *const *x = a, *const *y = b;

    return order_of((*x)->id, (*y)->id);
}

static int compare_links(const void *a, const void *b)
{
    const struct link_row *const *x = a, *const *y = b;
    int order = order_of((*x)->book_id, (*y)->book_id);

    return order ? order : order_of((*x)->author_id, (*y)->author_id);
}

static int compare_keys(const void *a, const void *b)
{
    const struct key_row *const *x = a, *const *y = b;
    int order = order_of((*x)->owner, (*y)->owner);

    if (!order)
        order = order_of((*x)->kind, (*y)->kind);
    return order ? order : key_compare((*x)->key, (*y)->key);
}

static int compare_sources(const void *a, const void *b)
{
    const struct source_row *const *x = a, *const *y = b;

    return order_of((*x)->id, (*y)->id);
}

/* OR FAIL, because a statement that could abort keeps a journal of its own, so that
 * it can be taken back alone: a copy of every page it changes, a quarter of a
 * first load's time. Nothing here is ever taken back alone: after a failed row the
 * whole transaction is rolled back. */
#define INSERT "INSERT OR FAIL"

#define COLUMNS(table) .columns = table, .count = sizeof table / sizeof *table

const struct column_table column_tables[ROWS_TABLES] = {
    [ROWS_AUTHORS] = {.name = "authors",
                      .insert = INSERT,
                      .compare = compare_authors,
                      COLUMNS(author_columns)},
    [ROWS_BOOKS] = {.name = "books",
                    .insert = INSERT,
                    .compare = compare_books,
                    COLUMNS(book_columns)},
    [ROWS_LINKS] = {.name = "book_author",
                    .insert = INSERT,
                    .compare = compare_links,
                    COLUMNS(link_columns)},
    [ROWS_AUTHOR_KEYS] = {.name = "author_keys",
                          .insert = "INSERT OR IGNORE",
                          .compare = compare_keys,
                          COLUMNS(author_key_columns)},
    [ROWS_AUTHOR_NAMES] = {.name = "author_names",
                           .insert = "INSERT OR IGNORE",
                           COLUMNS(author_name_columns)},
    [ROWS_BOOK_KEYS] = {.name = "book_keys",
                        .insert = "INSERT OR IGNORE",
                        .compare = compare_keys,
                        COLUMNS(book_key_columns)},
    [ROWS_SOURCES] = {.name = "source_records",
                      .insert = INSERT,
                      .compare = compare_sources,
                      COLUMNS(source_columns)},
    [ROWS_LEDGER] = {.name = "ledger",
                     .insert = INSERT,
                     COLUMNS(ledger_columns)},
    [ROWS_REJECTS] = {.name = "rejects",
                      .insert = INSERT,
                      COLUMNS(reject_columns)},
    [ROWS_WARNINGS] = {.name = "warnings",
                       .insert = INSERT,
                       COLUMNS(warning_columns)},
};

/* As a number if it is one: the column would convert it anyway, but slower. */
static struct cell year_cell(struct slice text)
{
    int64_t year = 0;

    if (text.len > 9)
        return cell_text(text);
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return cell_text(text);
        year = year * 10 + (text.at[i] - '0');
    }
    return text.len ? cell_integer(year) : (struct cell){.kind = CELL_NULL};
}

static struct cell mode_cell(const struct link_row *link)
{
    if (!link->stated)
        return (struct cell){.kind = CELL_NULL};
    return cell_text(link->mode == LINK_SHARE ? SLICE("share") : SLICE("rate"));
}

static struct cell id_cell(int64_t id)
{
    return id ? cell_integer(id) : (struct cell){.kind = CELL_NULL};
}

static const void *base_of(enum column_base base, const void *row,
                           const struct write_set *set)
{
    switch (base) {
    case FROM_FINDING:
        return ((const struct finding_row *)row)->finding;
    case FROM_RECORD:
        return ((const struct finding_row *)row)->record;
    case FROM_SET:
        return set;
    case FROM_ROW:
        break;
    }
    return row;
}

struct cell column_cell(const struct column *column, const void *row,
                        const struct write_set *set)
{
    const void *base = base_of(column->base, row, set);
    const void *at = (const char *)base + column->offset;

    switch (column->type) {
    case COLUMN_INTEGER:
        return cell_integer(*(const int64_t *)at);
    case COLUMN_ID:
        return id_cell(*(const int64_t *)at);
    case COLUMN_INT32:
        return cell_integer(*(const int32_t *)at);
    case COLUMN_ORDER:
        return id_cell(*(const int32_t *)at);
    case COLUMN_BOOL:
        return cell_integer(*(const bool *)at);
    case COLUMN_TEXT:
        return cell_text(*(const struct slice *)at);
    case COLUMN_FILLED:
        return cell_filled(*(const struct slice *)at);
    case COLUMN_VALUE:
        return ((const struct slice *)at)->at
                   ? cell_text(*(const struct slice *)at)
                   : (struct cell){.kind = CELL_NULL};
    case COLUMN_STRING:
        return cell_string(*(const char *const *)at);
    case COLUMN_YEAR:
        return year_cell(*(const struct slice *)at);
    case COLUMN_ROYALTY:
        return cell_real(*(const int32_t *)at / (double)ROYALTY_SCALE);
    case COLUMN_MODE:
        return mode_cell(base);
    case COLUMN_CODE:
        return cell_string(code_name(*(const enum code *)at));
    case COLUMN_FILE:
        return id_cell(*(const int64_t *)at ? *(const int64_t *)at
                                            : set->file_id);
    }
    return (struct cell){.kind = CELL_NULL};
}

bool column_has_value(const struct column *column, const void *row,
                      const struct write_set *set)
{
    const void *at =
        (const char *)base_of(column->base, row, set) + column->offset;

    switch (column->type) {
    case COLUMN_ID:
        return *(const int64_t *)at != 0;
    case COLUMN_FILLED:
        return ((const struct slice *)at)->len != 0;
    default:
        return true;
    }
}
