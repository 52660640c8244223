/* See normalise_contributors.h. */
#include "normalise_contributors.h"

#include "author_facts.h"
#include "canonical.h"
#include "name_dates.h"
#include "names.h"
#include "normalise_field.h"
#include "normalise_names.h"
#include "numbers.h"
#include "roles.h"
#include "text.h"

static bool normalise_royalty(struct record *record,
                              struct contributor *contributor)
{
    struct slice text = contributor->royalty_text;

    if (!normalise_field(record, "royalty", &text))
        return false;
    if (number_royalty(text, &contributor->royalty) != NUMBER_INVALID)
        return true;
    record_reject(record, ROYALTY_INVALID, SLICE("royalty"), SLICE("0 to 100"),
                  text);
    return false;
}

static bool normalise_order(struct record *record,
                            struct contributor *contributor)
{
    struct slice text = contributor->order_text;

    if (!normalise_field(record, "order", &text))
        return false;
    if (number_order(text, &contributor->order) != NUMBER_INVALID)
        return true;
    record_reject(record, ORDER_INVALID, SLICE("order"), SLICE("1 to 1000000"),
                  text);
    return false;
}

/* The name's forms, however it was given; *stated is what findings show. */
static bool read_name(struct record *record, struct contributor *contributor,
                      struct name_forms *forms, struct slice *stated)
{
    struct slice *name = &contributor->field[AUTHOR_NAME];

    if (contributor->family.len || contributor->given.len) {
        *stated =
            contributor->family.len ? contributor->family : contributor->given;
        return normalise_field(record, "author_family", &contributor->family) &&
               normalise_field(record, "author_given", &contributor->given) &&
               name_forms_of_two(record->arena, contributor->family,
                                 contributor->given, forms);
    }
    *stated = *name;
    return normalise_field(record, "author", name) &&
           name_forms(record->arena, *name, contributor->written, forms);
}

/* A sort name that is there already was made with the name, or stated. */
static bool set_name(struct record *record, struct contributor *contributor,
                     const struct name_forms *forms)
{
    struct slice *field = contributor->field;

    if (!normalise_heading(record, "sort_name", &field[AUTHOR_SORT_NAME]))
        return false;
    field[AUTHOR_NAME] = forms->display;
    if (!field[AUTHOR_SORT_NAME].len)
        field[AUTHOR_SORT_NAME] = forms->sort;
    if (!contributor->role.len)
        contributor->role = forms->role;
    if (!field[AUTHOR_DATES].len)
        field[AUTHOR_DATES] = forms->dates;
    contributor->family = contributor->given = SLICE_NONE;
    contributor->written = NAME_AS_IS;
    return true;
}

static bool set_facts(struct record *record, struct contributor *contributor)
{
    struct slice *dates = &contributor->field[AUTHOR_DATES];
    struct slice *kind = &contributor->field[AUTHOR_KIND];

    if (!normalise_field(record, "role", &contributor->role) ||
        !normalise_field(record, "dates", dates) ||
        !normalise_heading(record, "author",
                           &contributor->field[AUTHOR_TITLES]) ||
        !normalise_heading(record, "author",
                           &contributor->field[AUTHOR_FULLER_NAME]))
        return false;
    contributor->role = role_codes(record->arena, contributor->role);
    *dates = name_dates_strip(*dates);
    contributor->facts = author_facts_read(record->arena, contributor->field);
    if (contributor->facts.kind == NAME_UNKNOWN)
        *kind = SLICE_NONE;
    return !record->arena->failed;
}

static bool is_placeholder(struct slice form,
                           const struct placeholders *placeholders)
{
    for (size_t i = 0; i < placeholders->count; i++)
        if (slice_equal(form, placeholders->forms[i]))
            return true;
    return false;
}

/* Is there a name that names somebody? Punctuation alone does not. */
static bool has_name(struct record *record,
                     const struct contributor *contributor,
                     const struct placeholders *placeholders,
                     struct slice stated)
{
    struct canonical form;

    canonical_init(&form, record->arena);
    canonical_form(&form, contributor->field[AUTHOR_NAME]);
    if (canonical_text(&form).len == 0) {
        if (contributor->ref.len && !contributor->field[AUTHOR_NAME].len)
            return true;
        record_warn(record, NAME_EMPTY, SLICE("author"), SLICE_NONE, stated);
        return false;
    }
    if (is_placeholder(canonical_text(&form), placeholders)) {
        record_warn(record, NOT_A_NAME, SLICE("author"), SLICE_NONE,
                    contributor->field[AUTHOR_NAME]);
        return false;
    }
    return true;
}

/* False as for normalise_contributors; *keep: is it one? */
static bool normalise_contributor(struct record *record,
                                  struct contributor *contributor,
                                  const struct placeholders *placeholders,
                                  bool *keep)
{
    struct name_forms forms;
    struct slice stated;

    contributor->ref = slice_trim(contributor->ref);
    if (!normalise_royalty(record, contributor) ||
        !normalise_order(record, contributor) ||
        !read_name(record, contributor, &forms, &stated) ||
        !set_name(record, contributor, &forms) ||
        !set_facts(record, contributor) ||
        !normalise_variants(record, contributor))
        return false;
    *keep = has_name(record, contributor, placeholders, stated);
    if (*keep && forms.ambiguous)
        record_warn(record, NAME_ORDER_AMBIGUOUS, SLICE("author"),
                    SLICE("a name in direct order"), forms.display);
    return true;
}

bool normalise_contributors(struct record *record, struct biblio *biblio,
                            const struct placeholders *placeholders)
{
    size_t kept = 0;

    for (size_t i = 0; i < biblio->contributors.count; i++) {
        struct contributor *contributor = &biblio->contributors.at[i];
        bool keep = false;

        if (!normalise_contributor(record, contributor, placeholders, &keep))
            return false;
        if (keep)
            biblio->contributors.at[kept++] = *contributor;
    }
    biblio->contributors.count = kept;
    return true;
}
