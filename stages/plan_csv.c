/*
 * Plans a CSV from its first bytes: delimiter, header, number of columns, what
 * each column is, how names are separated, and whether cells hold HTML. plan.h
 * has the contract; what was decided is said in notes, so that nobody has to
 * guess.
 */
#include "../pipeline/plan.h"
#include "csv_words.h"
#include "entities.h"
#include "plan_authors.h"
#include "plan_columns.h"
#include "plan_notes.h"
#include "plan_sample.h"

#include <ctype.h>

#define SCRATCH_BLOCK (32 * 1024)

struct planning {
    struct plan *plan;
    struct slice text;
    bool whole;
    const struct source_config *source;
    const char *name;
    struct error *error;
    struct arena scratch;
    struct sample sample;
};

static const struct delimiter {
    char byte;
    const char *name;
} delimiters[] = {
    {',', "comma"},
    {';', "semicolon"},
    {'\t', "tab"},
    {'|', "pipe"},
};

static int take_sample(struct planning *planning, char delimiter)
{
    struct sample_source from = {
        .text = planning->text,
        .whole = planning->whole,
        .backslash = planning->source->escape == ESCAPE_BACKSLASH,
        .encoding = planning->plan->encoding,
        .delimiter = delimiter,
    };

    if (sample_take(&planning->sample, &from, &planning->scratch) != 0)
        return error_memory(planning->error);
    /* A first record that does not end in these bytes has lines that do. */
    if (!planning->sample.rows.count && !from.whole) {
        from.whole = true;
        if (sample_take(&planning->sample, &from, &planning->scratch) != 0)
            return error_memory(planning->error);
    }
    return 0;
}

static size_t count_words(const struct sample *sample)
{
    const struct sample_row *row = sample->rows.at;
    struct csv_word word;
    size_t count = 0;

    if (!sample->rows.count)
        return 0;
    for (size_t i = 0; i < row->count && i < SAMPLE_COLUMNS; i++)
        count += csv_word_find(row->cells[i], &word);
    return count;
}

/* Known words in the first row prove a delimiter where a body is too short. */
static double delimiter_score(const struct sample *sample)
{
    return sample_consistency(sample) + (count_words(sample) > 1 ? 0.5 : 0);
}

static int find_delimiter(struct planning *planning)
{
    const struct delimiter *best = &delimiters[0];
    double best_score = 0;

    for (size_t i = 0; i < sizeof delimiters / sizeof *delimiters; i++) {
        double score;

        if (take_sample(planning, delimiters[i].byte) != 0)
            return -1;
        score = delimiter_score(&planning->sample);
        if (score > best_score) {
            best = &delimiters[i];
            best_score = score;
        }
        arena_reset(&planning->scratch);
    }
    planning->plan->csv.delimiter = best->byte;
    if (best_score > 0)
        plan_note(planning->plan,
                  arena_printf(&planning->plan->arena, "delimiter: %s (found)",
                               best->name));
    return 0;
}

static bool is_number(struct slice cell)
{
    size_t digits = 0;

    cell = slice_trim(cell);
    for (size_t i = 0; i < cell.len; i++) {
        digits += isdigit((unsigned char)cell.at[i]) != 0;
        if (!isdigit((unsigned char)cell.at[i]) && cell.at[i] != '.' &&
            cell.at[i] != ',' && cell.at[i] != '-')
            return false;
    }
    return digits > 0;
}

/* 0;1;2;...: a table that a program wrote without names. */
static bool counts_up(const struct sample_row *row)
{
    size_t from = 0;

    for (size_t i = 0; i < row->count && i < SAMPLE_COLUMNS; i++) {
        struct slice cell = slice_trim(row->cells[i]);
        size_t number = 0;

        if (!cell.len || cell.len > 5)
            return false;
        for (size_t j = 0; j < cell.len; j++) {
            if (!isdigit((unsigned char)cell.at[j]))
                return false;
            number = number * 10 + (size_t)(cell.at[j] - '0');
        }
        if (i == 0)
            from = number;
        if (number != from + i)
            return false;
    }
    return row->count > 1 && from <= 1;
}

static bool any_number(const struct sample_row *row)
{
    for (size_t i = 0; i < row->count && i < SAMPLE_COLUMNS; i++)
        if (is_number(row->cells[i]))
            return true;
    return false;
}

/* A column that holds numbers, under a cell that is none. */
static bool is_above_numbers(const struct sample *sample)
{
    const struct sample_row *first = sample->rows.at;

    for (size_t i = 0; i < first->count && i < SAMPLE_COLUMNS; i++) {
        size_t filled = 0, numbers = 0;

        for (size_t j = 1; j < sample->rows.count; j++) {
            struct slice cell = sample_cell(&sample->rows.at[j], i);

            filled += cell.len > 0;
            numbers += is_number(cell);
        }
        if (first->cells[i].len && filled && numbers * 10 >= filled * 9)
            return true;
    }
    return false;
}

static bool names_columns_by_text(const struct source_config *source)
{
    for (size_t i = 0; i < source->columns.count; i++)
        for (size_t j = 0; j < source->columns.at[i].count; j++)
            if (source->columns.at[i].names[j][0] != '#')
                return true;
    for (size_t i = 0; i < source->extra.count; i++)
        if (source->extra.at[i][0] != '#')
            return true;
    return false;
}

static bool find_header(const struct planning *planning)
{
    const struct sample *sample = &planning->sample;
    const struct sample_row *first = sample->rows.at;

    if (planning->source->header != DETECT_AUTO)
        return planning->source->header == DETECT_YES;
    if (names_columns_by_text(planning->source))
        return true;
    if (!sample->rows.count || !first->count)
        return false;
    if (counts_up(first))
        return sample->rows.count > 1 && !counts_up(&sample->rows.at[1]);
    if (any_number(first))
        return false;
    return count_words(sample) > 0 || is_above_numbers(sample);
}

/* The header's cells and bytes, in the plan's own memory. */
static int take_names(struct planning *planning)
{
    struct csv_plan *csv = &planning->plan->csv;
    struct arena *arena = &planning->plan->arena;
    const struct sample *sample = &planning->sample;

    csv->columns =
        planning->source->cells ? planning->source->cells : sample->usual;
    if (csv->header && sample->rows.count && sample->rows.at[0].count)
        csv->columns = sample->rows.at[0].count;
    if (csv->columns > SAMPLE_COLUMNS)
        return error_set(planning->error, ERROR_USAGE,
                         "%s has %zu columns; at most %d are read",
                         planning->name, csv->columns, SAMPLE_COLUMNS);
    csv->names = arena_zero(arena, (csv->columns + 1) * sizeof *csv->names);
    if (!csv->names)
        return error_memory(planning->error);
    if (csv->header && sample->rows.count)
        csv->header_text = arena_copy(arena, sample->rows.at[0].raw);
    for (size_t i = 0; csv->header && sample->rows.count && i < csv->columns;
         i++) {
        struct slice cell = slice_trim(sample_cell(&sample->rows.at[0], i));

        if (cell.len)
            csv->names[i] = arena_copy(arena, cell);
    }
    return 0;
}

static bool has_entities(const struct sample *sample)
{
    for (size_t i = 0; i < sample->rows.count; i++)
        for (size_t j = 0; j < sample->rows.at[i].count; j++)
            if (entities_found(sample_cell(&sample->rows.at[i], j)))
                return true;
    return false;
}

static void find_entities(struct planning *planning)
{
    struct plan *plan = planning->plan;

    plan->csv.html = planning->source->entities == ENTITIES_HTML;
    if (planning->source->entities != ENTITIES_AUTO ||
        !has_entities(&planning->sample))
        return;
    plan->csv.html = true;
    plan_note(plan, SLICE("entities: html (found)"));
}

static int map_columns(struct planning *planning)
{
    const struct plan_columns_context context = {
        .plan = planning->plan,
        .source = planning->source,
        .name = planning->name,
        .scratch = &planning->scratch,
        .error = planning->error,
    };

    if (plan_map_columns(&context) != 0)
        return -1;
    if (plan_author_separator(planning->plan, &planning->sample,
                              planning->source) != 0)
        return error_memory(planning->error);
    plan_note_columns(planning->plan);
    plan_note_unused(planning->plan);
    return 0;
}

static int plan_all(struct planning *planning)
{
    const struct source_config *source = planning->source;
    struct csv_plan *csv = &planning->plan->csv;

    if (source->delimiter)
        csv->delimiter = source->delimiter;
    else if (find_delimiter(planning) != 0)
        return -1;
    if (take_sample(planning, csv->delimiter) != 0)
        return -1;
    if (!planning->sample.rows.count)
        return 0;
    csv->header = find_header(planning);
    if (take_names(planning) != 0 || map_columns(planning) != 0)
        return -1;
    find_entities(planning);
    return planning->plan->arena.failed ? error_memory(planning->error) : 0;
}

int plan_csv(struct plan *plan, struct slice text, bool whole,
             const struct source_config *source, const char *name,
             struct error *error)
{
    struct planning planning = {
        .plan = plan,
        .text = text,
        .whole = whole,
        .source = source,
        .name = name,
        .error = error,
    };
    int result;

    plan->csv = (struct csv_plan){
        .delimiter = ',',
        .backslash = source->escape == ESCAPE_BACKSLASH,
        .author_separator = "",
        .title_separator =
            source->title_separator ? source->title_separator : "",
    };
    arena_init(&planning.scratch, SCRATCH_BLOCK);
    result = plan_all(&planning);
    arena_clear(&planning.scratch);
    return result;
}
