/* See plan_notes.h. */
#include "plan_notes.h"

#include "plan_fields.h"

#include <stdio.h>

#define LIST_LONGEST 500
#define NAME_LONGEST 60

void plan_note(struct plan *plan, struct slice text)
{
    struct slice *added =
        text.len ? list_push(&plan->arena, &plan->notes) : NULL;

    if (added)
        *added = text;
}

struct slice plan_column_name(struct plan *plan, size_t column)
{
    const struct csv_plan *csv = &plan->csv;

    if (csv->header && column < csv->columns && csv->names[column].len)
        return csv->names[column];
    return arena_printf(&plan->arena, "#%zu", column + 1);
}

/* Cut between characters. */
static struct slice shortened(struct slice name)
{
    if (name.len <= NAME_LONGEST)
        return name;
    name.len = NAME_LONGEST;
    while (name.len && ((unsigned char)name.at[name.len] & 0xc0) == 0x80)
        name.len--;
    return name;
}

struct slice plan_list_add(struct plan *plan, struct slice list,
                           struct slice name)
{
    if (list.len > LIST_LONGEST)
        return list;
    if (list.len + name.len > LIST_LONGEST)
        return arena_printf(&plan->arena, "%.*s%s%.*s, ...", SLICE_ARG(list),
                            list.len ? ", " : "", SLICE_ARG(shortened(name)));
    return arena_printf(&plan->arena, "%.*s%s%.*s", SLICE_ARG(list),
                        list.len ? ", " : "", SLICE_ARG(shortened(name)));
}

/* "; FIELD.N from A, B" */
static struct slice add_field(struct plan *plan, struct slice said,
                              const char *field, unsigned number,
                              const struct plan_columns *columns)
{
    struct slice list = SLICE_NONE;
    char suffix[16] = "";

    if (!columns->count || said.len > LIST_LONGEST * 2)
        return said;
    for (size_t i = 0; i < columns->count; i++)
        list =
            plan_list_add(plan, list, plan_column_name(plan, columns->at[i]));
    if (number)
        snprintf(suffix, sizeof suffix, ".%u", number);
    return arena_printf(&plan->arena, "%.*s%s%s%s from %.*s", SLICE_ARG(said),
                        said.len ? "; " : "", field, suffix, SLICE_ARG(list));
}

static struct slice add_set(struct plan *plan, struct slice said,
                            const struct plan_contributor *set)
{
    const struct {
        const char *field;
        const struct plan_columns *columns;
    } parts[] = {
        {set->several ? "authors" : "author", &set->name},
        {"author_family", &set->family},
        {"author_given", &set->given},
        {"author_ref", &set->ref},
        {"dates", &set->dates},
        {"role", &set->role},
        {"order", &set->order},
        {"royalty", &set->royalty},
    };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        said = add_field(plan, said, parts[i].field, set->number,
                         parts[i].columns);
    return said;
}

void plan_note_columns(struct plan *plan)
{
    const struct csv_plan *csv = &plan->csv;
    struct slice said = SLICE_NONE;

    for (int field = 0; field < CSV_FIELDS; field++)
        said =
            add_field(plan, said, csv_field_name(field), 0, &csv->book[field]);
    for (size_t i = 0; i < csv->contributor_count; i++)
        said = add_set(plan, said, &csv->contributors[i]);
    plan_note(plan,
              arena_printf(&plan->arena, "columns: %.*s", SLICE_ARG(said)));
}

void plan_note_unused(struct plan *plan)
{
    struct slice unused = SLICE_NONE;

    for (size_t i = 0; i < plan->csv.columns; i++)
        if (!plan_uses(&plan->csv, (uint32_t)i))
            unused = plan_list_add(plan, unused, plan_column_name(plan, i));
    if (unused.len)
        plan_note(plan,
                  arena_printf(&plan->arena, "columns used for nothing: %.*s",
                               SLICE_ARG(unused)));
}
