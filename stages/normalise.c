/*
 * The stage normalise: what the source wrote becomes canonical text, numbers
 * and identifiers, or a finding. What can't be stored rejects its record (a
 * title that is missing, a royalty or an order that is none); what is merely
 * doubtful is left empty with a warning.
 *
 * Applied to its own result it changes nothing. Rules: text.h, names.h, isbn.h,
 * numbers.h.
 */
#include "keys.h"
#include "normalise_contributors.h"
#include "normalise_field.h"
#include "normalise_numbers.h"
#include "numbers.h"

#include "../pipeline/stage.h"

struct normalise_state {
    struct arena arena; /* of the placeholders */
    struct placeholders placeholders;
};

static int normalise_open(struct stage *stage)
{
    struct normalise_state *state = stage->state;
    const struct string_list *names = &stage->job->source->not_a_name;
    struct slice *forms;

    arena_init(&state->arena, 4096);
    forms = arena_alloc(&state->arena, (names->count + 1) * sizeof *forms);
    for (size_t i = 0; forms && i < names->count; i++)
        forms[i] = compare_form(&state->arena, slice_of(names->at[i]));
    if (state->arena.failed)
        return error_memory(stage->error);
    state->placeholders = (struct placeholders){forms, names->count};
    return 0;
}

static void normalise_close(struct stage *stage)
{
    struct normalise_state *state = stage->state;

    arena_clear(&state->arena);
}

/* ---- the book's own fields ---- */

static bool normalise_year(struct record *record, struct biblio *biblio)
{
    struct slice text = biblio->year_text;

    biblio->field[BOOK_YEAR] = SLICE_NONE;
    if (!normalise_field(record, "year", &text))
        return false;
    if (number_year(text, &biblio->year) == NUMBER_INVALID)
        record_warn(record, YEAR_INVALID, SLICE("year"), SLICE("1 to 2100"),
                    text);
    if (biblio->year)
        biblio->field[BOOK_YEAR] = arena_number(record->arena, biblio->year);
    return !record->arena->failed;
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Codes of two and three letters in lower case; the fill characters of MARC
 * 008/35-37 are no language. Longer values (English, en-US) stay as they
 * are. */
static bool normalise_language(struct record *record, struct slice *field)
{
    char code[3];

    if (!normalise_heading(record, "language", field))
        return false;
    if (slice_is(*field, "|||") || slice_is(*field, "---"))
        *field = SLICE_NONE;
    if (field->len < 2 || field->len > sizeof code)
        return true;
    for (size_t i = 0; i < field->len; i++) {
        if (!is_letter(field->at[i]))
            return true;
        code[i] = (char)(field->at[i] | 32);
    }
    if (memcmp(code, field->at, field->len) == 0)
        return true;
    *field = arena_copy(record->arena, (struct slice){code, field->len});
    return field->at;
}

static bool normalise_biblio(struct record *record, struct biblio *biblio,
                             const struct placeholders *placeholders)
{
    struct slice *field = biblio->field;

    biblio->own_id = slice_trim(biblio->own_id);
    if (biblio->withdrawn) /* by its id alone */
        return true;
    if (!normalise_heading(record, "title", &field[BOOK_TITLE]))
        return false;
    if (biblio->kind == BIBLIO_BOOK && !field[BOOK_TITLE].len) {
        record_reject(record, TITLE_MISSING, SLICE("title"), SLICE_NONE,
                      SLICE_NONE);
        return false;
    }
    return normalise_heading(record, "subtitle", &field[BOOK_SUBTITLE]) &&
           normalise_heading(record, "publisher", &field[BOOK_PUBLISHER]) &&
           normalise_language(record, &field[BOOK_LANGUAGE]) &&
           normalise_heading(record, "title", &field[BOOK_SORT_TITLE]) &&
           normalise_heading(record, "title", &field[BOOK_UNIFORM_TITLE]) &&
           normalise_numbers(record, biblio) &&
           normalise_year(record, biblio) &&
           normalise_contributors(record, biblio, placeholders);
}

static void normalise_record(struct record *record,
                             const struct placeholders *placeholders)
{
    for (size_t i = 0; i < record->biblio_count; i++)
        if (!normalise_biblio(record, &record->biblios[i], placeholders))
            return;
}

static int normalise_process(struct stage *stage, struct batch *batch)
{
    struct normalise_state *state = stage->state;

    for (size_t i = 0; i < batch->records.count && !batch->arena.failed; i++)
        if (batch->records.at[i].state == RECORD_GOOD)
            normalise_record(&batch->records.at[i], &state->placeholders);
    if (batch->arena.failed) {
        stage_release(stage, batch);
        return error_memory(stage->error);
    }
    batch->kind = BATCH_NORMAL;
    return stage_emit(stage, batch);
}

const struct stage_type stage_normalise = {
    .name = "normalise",
    .summary = "puts names, titles, identifiers and numbers in canonical form",
    .section = SECTION_WORK,
    .takes = BATCH_BIBLIO,
    .gives = BATCH_NORMAL,
    .state_size = sizeof(struct normalise_state),
    .open = normalise_open,
    .process = normalise_process,
    .close = normalise_close,
};
