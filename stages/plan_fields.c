/*
 * See plan_fields.h. Columns of contributors form sets: the unnumbered ones,
 * and one set for each number. A file with both one author's columns and a cell
 * of several names has two unnumbered sets; what is plural then goes with the
 * cell.
 */
#include "plan_fields.h"

bool plan_has(const plan_entries *found, enum csv_field field, unsigned number)
{
    for (size_t i = 0; i < found->entries.count; i++)
        if (found->entries.at[i].field == field &&
            found->entries.at[i].number == number)
            return true;
    return false;
}

/* Appends the columns of one field and number to a list. */
static void gather(struct plan *plan, const plan_entries *found,
                   enum csv_field field, unsigned number,
                   struct plan_columns *columns)
{
    size_t count = columns->count;
    uint32_t *at;

    for (size_t i = 0; i < found->entries.count; i++)
        count += found->entries.at[i].field == field &&
                 found->entries.at[i].number == number;
    if (count == columns->count)
        return;
    at = arena_alloc(&plan->arena, count * sizeof *at);
    if (!at)
        return;
    if (columns->count)
        memcpy(at, columns->at, columns->count * sizeof *at);
    for (size_t i = 0; i < found->entries.count; i++) {
        const struct plan_entry *entry = &found->entries.at[i];

        if (entry->field == field && entry->number == number)
            at[columns->count++] = entry->column;
    }
    columns->at = at;
}

enum set_kind {
    SET_ALL,  /* whatever there is */
    SET_ONE,  /* one author's columns, beside ... */
    SET_CELL, /* ... a cell of several names */
};

static void add_set(struct plan *plan, const plan_entries *found,
                    unsigned number, enum set_kind kind)
{
    struct csv_plan *csv = &plan->csv;
    struct plan_contributor *set = &csv->contributors[csv->contributor_count];
    const struct {
        enum csv_field field;
        struct plan_columns *columns;
        bool cell; /* goes with a cell of several names, if that is apart */
    } parts[] = {
        {CSV_AUTHOR, &set->name, false},
        {CSV_AUTHORS, &set->name, true},
        {CSV_AUTHOR_FAMILY, &set->family, false},
        {CSV_AUTHOR_GIVEN, &set->given, false},
        {CSV_AUTHOR_REF, &set->ref, false},
        {CSV_DATES, &set->dates, false},
        {CSV_ORDER, &set->order, false},
        {CSV_ROLE, &set->role, false},
        {CSV_ROLES, &set->role, true},
        {CSV_ROYALTY, &set->royalty, false},
        {CSV_ROYALTIES, &set->royalty, true},
    };

    *set = (struct plan_contributor){.number = number};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (kind == SET_ALL || (kind == SET_CELL) == parts[i].cell)
            gather(plan, found, parts[i].field, number, parts[i].columns);
    set->several = kind != SET_ONE && plan_has(found, CSV_AUTHORS, number);
    if (set->name.count || set->family.count || set->given.count ||
        set->ref.count)
        csv->contributor_count++;
}

static void add_sets(struct plan *plan, const plan_entries *found,
                     unsigned number)
{
    if (plan_has(found, CSV_AUTHORS, number) &&
        (plan_has(found, CSV_AUTHOR, number) ||
         plan_has(found, CSV_AUTHOR_FAMILY, number) ||
         plan_has(found, CSV_AUTHOR_GIVEN, number))) {
        add_set(plan, found, number, SET_ONE);
        add_set(plan, found, number, SET_CELL);
    } else {
        add_set(plan, found, number, SET_ALL);
    }
}

/* The next number in use after `after`; false if that was the last. */
static bool next_number(const plan_entries *found, unsigned after,
                        unsigned *next)
{
    bool any = false;

    for (size_t i = 0; i < found->entries.count; i++) {
        const struct plan_entry *entry = &found->entries.at[i];

        if (entry->field >= CSV_AUTHOR && entry->number > after &&
            (!any || entry->number < *next)) {
            *next = entry->number;
            any = true;
        }
    }
    return any;
}

static bool names_author(const struct plan_contributor *set)
{
    return set->name.count || set->family.count || set->given.count;
}

static bool choose_kind(struct csv_plan *csv)
{
    bool book = csv->book[CSV_BOOK_REF].count || csv->book[CSV_ISBN].count;

    if (csv->book[CSV_TITLE].count)
        csv->kind = BIBLIO_BOOK;
    else if (book && csv->contributor_count)
        csv->kind = BIBLIO_LINK;
    else if (!book && csv->contributor_count &&
             names_author(&csv->contributors[0]))
        csv->kind = BIBLIO_AUTHOR;
    else
        return false;
    return true;
}

/* One author a row, and something that is said of this author only. */
static bool has_link_rows(const struct csv_plan *csv, const plan_entries *found)
{
    if (csv->kind != BIBLIO_BOOK || csv->contributor_count != 1 ||
        csv->contributors[0].number || csv->contributors[0].several)
        return false;
    return plan_has(found, CSV_ORDER, 0) || plan_has(found, CSV_ROYALTY, 0);
}

bool plan_set_fields(struct plan *plan, const plan_entries *found)
{
    struct csv_plan *csv = &plan->csv;
    unsigned number = 0;

    for (enum csv_field field = CSV_TITLE; field < CSV_AUTHOR; field++)
        gather(plan, found, field, 0, &plan->csv.book[field]);
    /* No more sets than entries, but for the second unnumbered one. */
    csv->contributors = arena_zero(&plan->arena, (found->entries.count + 2) *
                                                     sizeof *csv->contributors);
    if (!csv->contributors)
        return false;
    do {
        add_sets(plan, found, number);
    } while (next_number(found, number, &number));
    if (!choose_kind(csv) || plan->arena.failed)
        return false;
    csv->link_rows = has_link_rows(csv, found);
    return true;
}

static bool holds(const struct plan_columns *columns, uint32_t column)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->at[i] == column)
            return true;
    return false;
}

bool plan_uses(const struct csv_plan *csv, uint32_t column)
{
    for (int field = 0; field < CSV_FIELDS; field++)
        if (holds(&csv->book[field], column))
            return true;
    for (size_t i = 0; i < csv->contributor_count; i++) {
        const struct plan_contributor *set = &csv->contributors[i];

        if (holds(&set->name, column) || holds(&set->family, column) ||
            holds(&set->given, column) || holds(&set->ref, column) ||
            holds(&set->dates, column) || holds(&set->role, column) ||
            holds(&set->order, column) || holds(&set->royalty, column))
            return true;
    }
    for (size_t i = 0; i < csv->extra_count; i++)
        if (csv->extra[i] == column)
            return true;
    return false;
}
