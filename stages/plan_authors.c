/*
 * See plan_authors.h. ";", "|" and "/" separate if they stand in enough cells
 * and what is between them can be names. A comma is harder, for it also stands
 * inside an inverted name: it separates only in a source of direct names, and
 * only if the cells with a comma look like lists ("Jane Austen, Seth
 * Grahame-Smith") and not like inverted names ("Austen, Jane"). What is in
 * doubt is not split, and said.
 */
#include "plan_authors.h"

#include "name_parts.h"
#include "plan_notes.h"

/* Of the cells that are not empty, in per cent: less is chance. */
#define ENOUGH_CELLS 2
/* Of the cells that have the character, in per cent. */
#define ENOUGH_LIKELY 80

struct tally {
    size_t cells;    /* not empty */
    size_t with;     /* have the character */
    size_t likely;   /* and names between them */
    size_t inverted; /* comma: "Austen, Jane" */
};

static bool all_likely(struct slice cell, const char *separator)
{
    struct slice part;

    while (name_next_part(&cell, separator, &part))
        if (slice_trim(part).len && !name_is_likely(part))
            return false;
    return true;
}

/* One comma with a single word before it can be an inverted name; a list has a
 * first and a last name in its parts. */
static void judge_comma(struct slice cell, struct tally *tally)
{
    struct slice part, first = SLICE_NONE;
    size_t parts = 0, full = 0, suffixes = 0;

    while (name_next_part(&cell, ",", &part)) {
        part = slice_trim(part);
        if (!part.len || (parts && name_is_suffix(part))) {
            suffixes++;
            continue;
        }
        if (!parts++)
            first = part;
        if (!name_is_likely(part))
            return;
        full += name_has_blank(part);
    }
    if (parts == 1 && suffixes)
        tally->with--;
    else if (full == parts || (parts > 2 && full * 3 >= parts * 2))
        tally->likely++;
    else if (parts == 2 && !name_has_blank(first))
        tally->inverted++;
}

static void judge_cell(struct slice cell, const char *separator,
                       struct tally *tally)
{
    tally->cells++;
    if (!memchr(cell.at, separator[0], cell.len))
        return;
    tally->with++;
    if (separator[0] == ',')
        judge_comma(cell, tally);
    else
        tally->likely += all_likely(cell, separator);
}

static struct slice first_cell(const struct sample_row *row,
                               const struct plan_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        struct slice cell = slice_trim(sample_cell(row, columns->at[i]));

        if (cell.len)
            return cell;
    }
    return SLICE_NONE;
}

static struct tally count_cells(const struct plan *plan,
                                const struct sample *sample,
                                const struct plan_columns *columns,
                                const char *separator)
{
    struct tally tally = {0};

    for (size_t i = plan->csv.header; i < sample->rows.count; i++) {
        struct slice cell = first_cell(&sample->rows.at[i], columns);

        if (cell.len)
            judge_cell(cell, separator, &tally);
    }
    return tally;
}

static bool is_separator(const struct tally *tally)
{
    return tally->likely &&
           tally->likely * 100 >= tally->cells * ENOUGH_CELLS &&
           tally->likely * 100 >= tally->with * ENOUGH_LIKELY;
}

static const char *find_separator(struct plan *plan,
                                  const struct sample *sample,
                                  const struct plan_columns *columns,
                                  enum name_order order)
{
    static const char *const candidates[] = {";", "|", "/", ","};
    const char *best = "";
    struct tally found = {0};
    struct tally tally = {0};

    for (size_t i = 0; i < 4; i++) {
        /* Every inverted name has a comma: it counts only if nothing else. */
        if (candidates[i][0] == ',' && (*best || order != NAME_DIRECT))
            break;
        tally = count_cells(plan, sample, columns, candidates[i]);
        if (is_separator(&tally) && tally.likely > found.likely) {
            best = candidates[i];
            found = tally;
        }
    }
    if (*best)
        plan_note(plan,
                  arena_printf(&plan->arena,
                               "author_separator: %s (found in %zu of %zu "
                               "rows)",
                               best, found.likely, found.cells));
    else if (order == NAME_DIRECT &&
             tally.with * 100 > tally.cells * ENOUGH_CELLS)
        plan_note(plan,
                  arena_printf(&plan->arena,
                               "author_separator: none (%zu of %zu rows have "
                               "a comma that may separate names or turn one "
                               "round; set author_separator or name_order)",
                               tally.with, tally.cells));
    return best;
}

/* The cells that may hold several names: "authors", and without a config
 * "author" too. */
static struct plan_contributor *cell_of_names(struct csv_plan *csv,
                                              bool configured)
{
    struct plan_contributor *only = NULL;

    for (size_t i = 0; i < csv->contributor_count; i++) {
        struct plan_contributor *set = &csv->contributors[i];

        if (set->several)
            return set;
        if (!set->number && set->name.count)
            only = set;
    }
    return configured ? NULL : only;
}

int plan_author_separator(struct plan *plan, const struct sample *sample,
                          const struct source_config *source)
{
    struct csv_plan *csv = &plan->csv;
    struct plan_contributor *set =
        cell_of_names(csv, source->columns.count > 0);

    csv->author_separator =
        source->author_separator ? source->author_separator : "";
    if (!set)
        return 0;
    if (!source->author_separator)
        csv->author_separator =
            find_separator(plan, sample, &set->name, source->name_order);
    if (*csv->author_separator && !set->several) {
        set->several = true;
        csv->link_rows = false;
    }
    return plan->arena.failed ? -1 : 0;
}
