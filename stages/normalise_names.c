/* See normalise_names.h. */
#include "normalise_names.h"

#include "names.h"
#include "normalise_field.h"

static bool read_variant(struct record *record, struct name_variant *variant)
{
    struct name_forms forms;

    if (!normalise_field(record, "author", &variant->name) ||
        !name_forms(record->arena, variant->name, variant->written, &forms))
        return false;
    variant->name = forms.display;
    variant->sort = forms.sort;
    return true;
}

/* Where the forenames begin and end in a name as it is filed: "Eliot, T. S." or
 * "King, M. L., Jr."; false: it has none. */
static bool find_forenames(struct slice sort, struct slice *family,
                           struct slice *rest)
{
    const char *end = sort.at + sort.len;
    const char *comma = sort.len ? memchr(sort.at, ',', sort.len) : NULL;
    const char *second;

    if (!comma)
        return false;
    *family = slice_between(sort.at, comma);
    second = memchr(comma + 1, ',', (size_t)(end - comma - 1));
    *rest = second ? slice_between(second, end) : SLICE_NONE;
    return true;
}

/* T. S. Eliot whose fuller form is "Thomas Stearns" is Thomas Stearns Eliot too. */
static bool add_fuller(struct record *record, struct contributor *contributor)
{
    struct slice fuller = contributor->field[AUTHOR_FULLER_NAME], family, rest;
    struct name_variant *variant;

    if (!fuller.len ||
        !find_forenames(contributor->field[AUTHOR_SORT_NAME], &family, &rest))
        return true;
    if (!contributor->more)
        contributor->more =
            arena_zero(record->arena, sizeof *contributor->more);
    variant = contributor->more
                  ? list_push(record->arena, &contributor->more->variants)
                  : NULL;
    if (!variant)
        return false;
    *variant = (struct name_variant){
        .name = arena_printf(record->arena, "%.*s, %.*s%.*s", SLICE_ARG(family),
                             SLICE_ARG(fuller), SLICE_ARG(rest)),
        .written = NAME_INVERTED,
        .source = "fuller form",
    };
    return variant->name.at;
}

bool normalise_variants(struct record *record, struct contributor *contributor)
{
    struct contributor_more *more;
    size_t kept = 0;

    if (!add_fuller(record, contributor))
        return false;
    more = contributor->more;
    for (size_t i = 0; more && i < more->variants.count; i++) {
        if (!read_variant(record, &more->variants.at[i]))
            return false;
        if (more->variants.at[i].name.len &&
            !slice_equal(more->variants.at[i].name,
                         contributor->field[AUTHOR_NAME]))
            more->variants.at[kept++] = more->variants.at[i];
    }
    if (more)
        more->variants.count = kept;
    return true;
}
