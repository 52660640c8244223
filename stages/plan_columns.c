/*
 * See plan_columns.h. A config that names columns is obeyed to the letter: what
 * it does not name is not used. Without one, the header's words decide, and two
 * of them that mean something only beside others: "id" and "name", as an ORM's
 * tables have them.
 */
#include "plan_columns.h"

#include "csv_words.h"
#include "plan_fields.h"
#include "plan_notes.h"

#include <stdio.h>
#include <stdlib.h>

#define WANTED_SHOWN 200 /* bytes of names in a message */

/* The header's cells, or as many of them as a message can show. */
static struct slice shown_columns(struct plan *plan)
{
    struct slice shown = SLICE_NONE;

    for (size_t i = 0; i < plan->csv.columns; i++)
        shown = plan_list_add(plan, shown, plan_column_name(plan, i));
    return shown;
}

/* "#3" is column 2. False: it is no such number. */
static bool column_number(const char *name, size_t *column)
{
    char *end;
    unsigned long number;

    if (name[0] != '#' || name[1] < '0' || name[1] > '9')
        return false;
    number = strtoul(name + 1, &end, 10);
    *column = number - 1;
    return *end == '\0';
}

/* 1 found, 0 not in the header, -1 an error. */
static int find_column(const struct plan_columns_context *context,
                       const char *what, const char *name, size_t *column)
{
    const struct csv_plan *csv = &context->plan->csv;
    struct slice form;

    if (column_number(name, column)) {
        if (*column < csv->columns)
            return 1;
        error_set(context->error, ERROR_USAGE,
                  "%s: %s names column %s, and the file has %zu columns",
                  context->name, what, name, csv->columns);
        return -1;
    }
    form = csv_word_form(context->scratch, slice_of(name));
    for (size_t i = 0; csv->header && i < csv->columns; i++) {
        if (!slice_equal(csv_word_form(context->scratch, csv->names[i]), form))
            continue;
        *column = i;
        return 1;
    }
    if (context->scratch->failed)
        return error_memory(context->error);
    return 0;
}

static int missing(const struct plan_columns_context *context, const char *what,
                   char *const *names, size_t count)
{
    struct plan *plan = context->plan;
    struct slice wanted = SLICE("");

    for (size_t i = 0; i < count && wanted.len < WANTED_SHOWN; i++)
        wanted = arena_printf(&plan->arena, "%.*s%s\"%s\"", SLICE_ARG(wanted),
                              i ? " or " : "", names[i]);
    if (!plan->csv.header)
        return error_set(context->error, ERROR_USAGE,
                         "%s: %s names %.*s, and the file has no header; name "
                         "columns as #1 to #%zu",
                         context->name, what, SLICE_ARG(wanted),
                         plan->csv.columns);
    return error_set(context->error, ERROR_USAGE,
                     "%s: %s names %.*s, which is not in the header: %.*s",
                     context->name, what, SLICE_ARG(wanted),
                     SLICE_ARG(shown_columns(plan)));
}

static int add_entry(const struct plan_columns_context *context,
                     plan_entries *found, struct plan_entry entry)
{
    struct plan_entry *added = list_push(context->scratch, &found->entries);

    if (!added)
        return error_memory(context->error);
    *added = entry;
    return 0;
}

static int take_setting(const struct plan_columns_context *context,
                        const struct column_setting *setting,
                        plan_entries *found)
{
    char what[80];
    unsigned number = setting->field < CSV_AUTHOR ? 0 : setting->number;
    size_t before = found->entries.count;

    snprintf(what, sizeof what, setting->number ? "column.%s.%u" : "column.%s",
             csv_field_name(setting->field), setting->number);
    for (size_t i = 0; i < setting->count; i++) {
        size_t column;
        int there = find_column(context, what, setting->names[i], &column);

        if (there < 0)
            return -1;
        if (there && add_entry(context, found,
                               (struct plan_entry){setting->field, number,
                                                   (uint32_t)column}) != 0)
            return -1;
    }
    if (found->entries.count == before)
        return missing(context, what, setting->names, setting->count);
    return 0;
}

static int take_settings(const struct plan_columns_context *context,
                         plan_entries *found)
{
    const struct source_config *source = context->source;

    for (size_t i = 0; i < source->columns.count; i++)
        if (take_setting(context, &source->columns.at[i], found) != 0)
            return -1;
    return 0;
}

static int take_extra(const struct plan_columns_context *context)
{
    const struct source_config *source = context->source;
    struct csv_plan *csv = &context->plan->csv;

    csv->extra = arena_alloc(&context->plan->arena,
                             (source->extra.count + 1) * sizeof *csv->extra);
    if (!csv->extra)
        return error_memory(context->error);
    for (size_t i = 0; i < source->extra.count; i++) {
        size_t column = 0;
        int there = find_column(context, "extra", source->extra.at[i], &column);

        if (there < 0)
            return -1;
        if (!there)
            return missing(context, "extra", &source->extra.at[i], 1);
        csv->extra[csv->extra_count++] = (uint32_t)column;
    }
    return 0;
}

struct ranked {
    struct csv_word word;
    uint32_t column;
};

/* Entries come in order of preference: by rank, of equals the first column. */
static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;

    if (left->word.rank != right->word.rank)
        return left->word.rank < right->word.rank ? -1 : 1;
    return left->column < right->column ? -1 : left->column > right->column;
}

/* "id" and "name" mean what the other columns make of them. */
static int take_plain_words(const struct plan_columns_context *context,
                            plan_entries *found)
{
    const struct csv_plan *csv = &context->plan->csv;
    bool book = plan_has(found, CSV_TITLE, 0);
    bool joins = !book && (plan_has(found, CSV_BOOK_REF, 0) ||
                           plan_has(found, CSV_ISBN, 0));
    bool author = plan_has(found, CSV_AUTHOR, 0) ||
                  plan_has(found, CSV_AUTHORS, 0) ||
                  plan_has(found, CSV_AUTHOR_FAMILY, 0);
    const char *const names[] = {"name", "id"};
    size_t column;

    for (int i = 0; i < 2; i++) {
        enum csv_field field = i == 0 ? CSV_AUTHOR
                               : book ? CSV_BOOK_REF
                                      : CSV_AUTHOR_REF;
        int there = find_column(context, "", names[i], &column);

        if (there < 0)
            return -1;
        if (!there || plan_has(found, field, 0) || csv->columns < 2 ||
            (i == 0 ? book || author : joins || (!book && !author)))
            continue;
        author = true;
        if (add_entry(context, found,
                      (struct plan_entry){field, 0, (uint32_t)column}) != 0)
            return -1;
    }
    return 0;
}

static int take_words(const struct plan_columns_context *context,
                      plan_entries *found)
{
    const struct csv_plan *csv = &context->plan->csv;
    struct ranked *ranked =
        arena_alloc(context->scratch, (csv->columns + 1) * sizeof *ranked);
    size_t count = 0;

    if (!ranked)
        return error_memory(context->error);
    for (size_t i = 0; i < csv->columns; i++)
        if (csv_word_find(csv->names[i], &ranked[count].word))
            ranked[count++].column = (uint32_t)i;
    qsort(ranked, count, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < count; i++)
        if (add_entry(context, found,
                      (struct plan_entry){ranked[i].word.field,
                                          ranked[i].word.number,
                                          ranked[i].column}) != 0)
            return -1;
    return take_plain_words(context, found);
}

static int unusable(const struct plan_columns_context *context)
{
    struct plan *plan = context->plan;
    struct slice shown;

    if (plan->arena.failed || context->scratch->failed)
        return error_memory(context->error);
    shown = shown_columns(plan);
    if (context->source->columns.count)
        return error_set(context->error, ERROR_USAGE,
                         "%s: [source:%s] names neither a title, nor authors, "
                         "nor a book and its author; the columns are %.*s",
                         context->name, context->source->name,
                         SLICE_ARG(shown));
    if (!plan->csv.header)
        return error_set(context->error, ERROR_USAGE,
                         "%s has no header that could tell its %zu columns; "
                         "write column.title = #1 and the like in [source:%s]",
                         context->name, plan->csv.columns,
                         context->source->name);
    return error_set(context->error, ERROR_USAGE,
                     "%s: the header's words tell neither titles nor authors; "
                     "write column.title = ... and the like in [source:%s]; "
                     "the columns are %.*s",
                     context->name, context->source->name, SLICE_ARG(shown));
}

int plan_map_columns(const struct plan_columns_context *context)
{
    plan_entries found = {0};

    if (take_extra(context) != 0)
        return -1;
    if (context->source->columns.count) {
        if (take_settings(context, &found) != 0)
            return -1;
    } else if (context->plan->csv.header && take_words(context, &found) != 0) {
        return -1;
    }
    return plan_set_fields(context->plan, &found) ? 0 : unusable(context);
}
