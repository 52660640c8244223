/* See plan_csv_run.h. */
#include "plan_csv_run.h"

#include <check.h>
#include <stdio.h>

static void print_columns(FILE *out, const char *name,
                          const struct plan_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        fprintf(out, "%s%s%s%u", i ? "" : name, i ? "," : "=", "",
                (unsigned)columns->at[i] + 1);
}

static void print_field(FILE *out, const char *name,
                        const struct plan_columns *columns)
{
    if (columns->count)
        print_columns(out, name, columns);
}

static void print_set(FILE *out, const struct plan_contributor *set)
{
    const struct {
        const char *name;
        const struct plan_columns *columns;
    } parts[] = {
        {set->several ? "names" : "name", &set->name},
        {"family", &set->family},
        {"given", &set->given},
        {"ref", &set->ref},
        {"dates", &set->dates},
        {"role", &set->role},
        {"order", &set->order},
        {"royalty", &set->royalty},
    };
    const char *before = "";

    fputs(" [", out);
    if (set->number) {
        fprintf(out, "%u", set->number);
        before = " ";
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].columns->count)
            continue;
        fputs(before, out);
        print_field(out, parts[i].name, parts[i].columns);
        before = " ";
    }
    putc(']', out);
}

static void print_plan(FILE *out, const struct csv_plan *csv)
{
    static const char *const kinds[] = {"book", "author", "link"};

    if (csv->delimiter == '\t')
        fputs("tab", out);
    else
        putc(csv->delimiter, out);
    fprintf(out, " %s %zu %s%s%s", csv->header ? "header" : "none",
            csv->columns, kinds[csv->kind], csv->link_rows ? " link" : "",
            csv->html ? " html" : "");
    if (*csv->author_separator)
        fprintf(out, " sep=%s", csv->author_separator);
    putc(':', out);
    for (int field = 0; field < CSV_AUTHOR; field++) {
        if (!csv->book[field].count)
            continue;
        putc(' ', out);
        print_field(out, csv_field_name(field), &csv->book[field]);
    }
    for (size_t i = 0; i < csv->contributor_count; i++)
        print_set(out, &csv->contributors[i]);
}

static bool has_note(const struct plan *plan, const char *begins)
{
    for (size_t i = 0; i < plan->notes.count; i++)
        if (plan->notes.at[i].len >= strlen(begins) &&
            memcmp(plan->notes.at[i].at, begins, strlen(begins)) == 0)
            return true;
    return false;
}

static void configure(struct source_config *source,
                      const struct plan_csv_row *row, struct arena *arena)
{
    *source = row->source;
    source->name = "trade";
    column_settings_add(source, row->settings, arena);
}

void plan_csv_check(const struct plan_csv_row *row)
{
    struct source_config source;
    struct error error = {0};
    struct plan plan = {0};
    char made[1000] = "";
    FILE *out = fmemopen(made, sizeof made - 1, "w");
    int result;

    ck_assert_ptr_nonnull(out);
    arena_init(&plan.arena, 4096);
    configure(&source, row, &plan.arena);
    result =
        plan_csv(&plan, slice_of(row->text), true, &source, "f.csv", &error);
    if (result == 0)
        print_plan(out, &plan.csv);
    fclose(out);
    ck_assert_int_eq(error_is_set(&error), result != 0);
    if (row->fails)
        ck_assert_msg(result == -1 && error.kind == ERROR_USAGE &&
                          strstr(error.text, row->expected),
                      "%s\nexpected: %s\nfound:    %s %s", row->why,
                      row->expected, error.text, made);
    else
        ck_assert_msg(strcmp(made, row->expected) == 0,
                      "%s\nexpected: %s\nfound:    %s %s", row->why,
                      row->expected, made, error.text);
    if (row->note)
        ck_assert_msg(has_note(&plan, row->note), "%s: no note \"%s\"",
                      row->why, row->note);
    arena_clear(&plan.arena);
}
