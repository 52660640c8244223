/*
 * See map_contributors.h. Values are parallel to names when there are as many
 * of them; otherwise nobody can tell whose they are, and none is used.
 */
#include "map_contributors.h"

/* What can be parallel to the names of a cell. */
enum parallel { P_ROLE, P_ROYALTY, P_ORDER, P_DATES, P_REF, PARALLELS };

static const char *const parallel_names[PARALLELS] = {
    [P_ROLE] = "role",   [P_ROYALTY] = "royalty", [P_ORDER] = "order",
    [P_DATES] = "dates", [P_REF] = "author_ref",
};

static const struct plan_columns *parallel_columns(
    const struct plan_contributor *set, enum parallel which)
{
    switch (which) {
    case P_ROLE:
        return &set->role;
    case P_ROYALTY:
        return &set->royalty;
    case P_ORDER:
        return &set->order;
    case P_DATES:
        return &set->dates;
    default:
        return &set->ref;
    }
}

static void set_value(struct contributor *contributor, enum parallel which,
                      struct slice value)
{
    switch (which) {
    case P_ROLE:
        contributor->role = value;
        break;
    case P_ROYALTY:
        contributor->royalty_text = value;
        break;
    case P_ORDER:
        contributor->order_text = value;
        break;
    case P_DATES:
        contributor->field[AUTHOR_DATES] = value;
        break;
    default:
        contributor->ref = value;
    }
}

static struct contributor *add(struct map_row *row, struct biblio *biblio)
{
    struct contributor *contributor;

    if (row->contributors == MAP_CONTRIBUTORS_MAX) {
        record_reject(row->record, RECORD_TOO_LONG, SLICE("authors"),
                      SLICE("at most 100000 names in a row"), SLICE("more"));
        return NULL;
    }
    contributor = list_push(row->record->arena, &biblio->contributors);
    if (!contributor)
        return NULL;
    memset(contributor, 0, sizeof *contributor);
    contributor->written = row->name_order;
    row->contributors++;
    return contributor;
}

static size_t count_of(struct slice text, char c)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == c;
    return count;
}

/* A character that stands in no name, or so often that it is none's own. */
static void warn_of_separator(struct map_row *row, struct slice name,
                              bool several)
{
    bool likely = count_of(name, ';') || count_of(name, '|');

    if (row->warned || row->part)
        return;
    if (several && !likely)
        likely = count_of(name, '/') ||
                 (row->name_order == NAME_DIRECT && count_of(name, ',') > 1);
    if (!likely)
        return;
    row->warned = true;
    record_warn(row->record, CSV_AUTHOR_SEPARATOR, SLICE("author"),
                slice_of(row->csv->author_separator), name);
}

static struct slice number_text(struct arena *arena, size_t number,
                                const char *what)
{
    return arena_printf(arena, "%zu %s%s", number, what,
                        number == 1 ? "" : "s");
}

/* Gives the values of one cell to the contributors from `first` on; names[i] of
 * the cell is the owner[i]th of them, or nobody if it was empty. */
static bool give_parallel(struct map_row *row, struct biblio *biblio,
                          const struct plan_contributor *set,
                          enum parallel which, const struct map_values *names,
                          const size_t *owner)
{
    struct slice cell = map_first(row, parallel_columns(set, which));
    struct slice field = slice_of(parallel_names[which]);
    struct map_values values = {0};

    if (!cell.len)
        return true;
    if (!map_split(row, cell,
                   names->parts > 1 ? row->csv->author_separator : "", field,
                   &values))
        return false;
    if (values.parts != names->parts &&
        values.list.count != names->list.count) {
        if (!row->part)
            record_warn(
                row->record, PARALLEL_COUNT, field,
                number_text(row->record->arena, names->list.count, "value"),
                number_text(row->record->arena, values.list.count, "value"));
        return true;
    }
    for (size_t i = 0; i < values.list.count; i++)
        if (i < names->list.count && owner[i] != SIZE_MAX)
            set_value(&biblio->contributors.at[owner[i]], which,
                      values.list.at[i]);
        else if (values.list.at[i].len && !row->part)
            record_warn(row->record, NAME_EMPTY, field, SLICE_NONE,
                        values.list.at[i]);
    return true;
}

/* Several names in a cell. */
static bool add_several(struct map_row *row, struct biblio *biblio,
                        const struct plan_contributor *set, struct slice cell)
{
    struct map_values names = {0};
    size_t *owner;

    if (!map_split(row, cell, row->csv->author_separator, SLICE("authors"),
                   &names))
        return false;
    owner =
        arena_alloc(row->record->arena, (names.list.count + 1) * sizeof *owner);
    if (!owner)
        return false;
    for (size_t i = 0; i < names.list.count; i++) {
        struct slice name = names.list.at[i];
        struct contributor *contributor;

        owner[i] = SIZE_MAX;
        if (!name.len)
            continue;
        contributor = add(row, biblio);
        if (!contributor)
            return false;
        contributor->field[AUTHOR_NAME] = name;
        owner[i] = biblio->contributors.count - 1;
        warn_of_separator(row, name, true);
    }
    for (int which = 0; which < PARALLELS; which++)
        if (!give_parallel(row, biblio, set, which, &names, owner))
            return false;
    return true;
}

/* A royalty that nobody gets; a join without an author is a reject anyway. Exports
 * with a pair of columns for each of many payees fill up those that are not there
 * with 0. */
static void warn_of_nobody(struct map_row *row, const struct biblio *biblio,
                           const struct plan_contributor *set)
{
    struct slice royalty = map_first(row, &set->royalty);
    bool some = false;

    for (size_t i = 0; i < royalty.len; i++)
        some |= royalty.at[i] > '0' && royalty.at[i] <= '9';
    if (some && !row->part && biblio->kind != BIBLIO_LINK)
        record_warn(row->record, NAME_EMPTY, SLICE("royalty"), SLICE_NONE,
                    royalty);
}

/* One name, in one column or in two, or only a reference. */
static bool add_one(struct map_row *row, struct biblio *biblio,
                    const struct plan_contributor *set, struct slice name)
{
    struct slice family = map_first(row, &set->family);
    struct slice given = map_first(row, &set->given);
    struct slice ref = map_first(row, &set->ref);
    struct contributor *contributor;

    if (!name.len && !family.len && !given.len && !ref.len) {
        warn_of_nobody(row, biblio, set);
        return true;
    }
    contributor = add(row, biblio);
    if (!contributor)
        return false;
    if (name.len) {
        contributor->field[AUTHOR_NAME] = name;
        warn_of_separator(row, name, false);
    } else if (family.len) {
        contributor->family = family;
        contributor->given = given;
    } else if (given.len) {
        /* A single name has no order to turn round. */
        contributor->field[AUTHOR_NAME] = given;
        contributor->written = NAME_DIRECT;
    }
    for (int which = 0; which < PARALLELS; which++)
        set_value(contributor, which,
                  map_first(row, parallel_columns(set, which)));
    return true;
}

bool map_contributors(struct map_row *row, struct biblio *biblio)
{
    for (size_t i = 0; i < row->csv->contributor_count; i++) {
        const struct plan_contributor *set = &row->csv->contributors[i];
        struct slice name = map_first(row, &set->name);
        bool good = set->several && name.len
                        ? add_several(row, biblio, set, name)
                        : add_one(row, biblio, set, name);

        if (!good)
            return false;
    }
    return true;
}
