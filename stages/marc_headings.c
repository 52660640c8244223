/* See marc_headings.h. */
#include "marc_headings.h"

#include "authority_id.h"
#include "marc_find.h"
#include "marc_names.h"
#include "relators.h"

#define ROLES_MAX 16 /* of one heading */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* "aut", or a URI that ends in "/aut". */
static bool code_of(struct slice value, char code[3])
{
    if (value.len > 3 && value.at[value.len - 4] == '/')
        value = (struct slice){value.at + value.len - 3, 3};
    if (value.len != 3)
        return false;
    for (size_t i = 0; i < 3; i++) {
        code[i] = lower(value.at[i]);
        if (code[i] < 'a' || code[i] > 'z')
            return false;
    }
    return true;
}

struct roles {
    char text[ROLES_MAX * 4];
    size_t len;
};

static void roles_add(struct roles *roles, const char code[3])
{
    for (size_t i = 0; i < roles->len; i += 4)
        if (memcmp(roles->text + i, code, 3) == 0)
            return;
    if (roles->len + 4 > sizeof roles->text)
        return;
    memcpy(roles->text + roles->len, code, 3);
    roles->text[roles->len + 3] = ' ';
    roles->len += 4;
}

static void roles_of_terms(const struct marc_field *field, char term_code,
                           struct roles *roles)
{
    for (size_t i = 0; i < field->subfield_count; i++) {
        struct slice code = SLICE_NONE;

        if (field->subfields[i].code == term_code)
            code = relator_code(field->subfields[i].value);
        if (code.len)
            roles_add(roles, code.at);
    }
}

/* Codes as stated; words only where no code is. What is neither is no role. */
static struct slice roles_of(const struct marc_field *field, char term_code,
                             struct arena *arena)
{
    struct roles roles = {.len = 0};
    char code[3];

    for (size_t i = 0; i < field->subfield_count; i++)
        if (field->subfields[i].code == '4' &&
            code_of(slice_trim(field->subfields[i].value), code))
            roles_add(&roles, code);
    if (!roles.len)
        roles_of_terms(field, term_code, &roles);
    if (!roles.len)
        return SLICE_NONE;
    return arena_copy(arena, (struct slice){roles.text, roles.len - 1});
}

/* ---- headings ---- */

/* A 7XX with $t is a related work. */
static bool names_contributor(const struct marc_field *field)
{
    return field->tag[0] == '1' ||
           (field->tag[0] == '7' && !marc_subfield(field, 't').len);
}

static struct contributor_more *more_of(struct arena *arena,
                                        struct contributor *contributor)
{
    if (!contributor->more)
        contributor->more = arena_zero(arena, sizeof *contributor->more);
    return contributor->more;
}

static void add_variant(struct arena *arena, struct contributor *contributor,
                        struct slice name, enum name_order written,
                        const char *source)
{
    struct contributor_more *more = more_of(arena, contributor);
    struct name_variant *variant =
        more ? list_push(arena, &more->variants) : NULL;

    if (variant)
        *variant = (struct name_variant){
            .name = name, .written = written, .source = source};
}

static bool has_scheme(const struct contributor_more *more, int scheme)
{
    for (size_t i = 0; more && i < more->authorities.count; i++)
        if (more->authorities.at[i].scheme == scheme)
            return true;
    return false;
}

/* $0 and $1 may repeat; of each authority file the first id counts. */
static void add_authorities(struct record *record,
                            const struct marc_field *field,
                            struct contributor *contributor)
{
    for (size_t i = 0; i < field->subfield_count; i++) {
        struct slice value = field->subfields[i].value;
        struct contributor_more *more;
        struct authority *authority;
        struct authority_id id;
        enum authority_form form;

        if (field->subfields[i].code != '0' && field->subfields[i].code != '1')
            continue;
        form = authority_id_read(value, &id);
        if (form == AUTHORITY_FORM_INVALID)
            record_warn(record, AUTHORITY_ID_INVALID, slice_of(field->tag),
                        SLICE_NONE, value);
        if (form != AUTHORITY_FORM_VALID ||
            has_scheme(contributor->more, (int)id.scheme))
            continue;
        more = more_of(record->arena, contributor);
        authority = more ? list_push(record->arena, &more->authorities) : NULL;
        if (authority)
            *authority = (struct authority){
                .id = arena_copy(record->arena, slice_of(id.text)),
                .scheme = (int)id.scheme};
    }
}

static void fill_contributor(struct record *record,
                             const struct marc_field *field,
                             const struct marc_name *name,
                             struct contributor *contributor)
{
    *contributor =
        (struct contributor){.written = name->written, .royalty = ROYALTY_NONE};
    contributor->field[AUTHOR_NAME] = name->name;
    contributor->field[AUTHOR_KIND] = slice_of(name_kind_text(name->kind));
    contributor->field[AUTHOR_DATES] = name->dates;
    contributor->field[AUTHOR_TITLES] = name->titles;
    contributor->field[AUTHOR_FULLER_NAME] = name->fuller;
    contributor->role = roles_of(field, name->term_code, record->arena);
    add_authorities(record, field, contributor);
    if (name->original.len)
        add_variant(record->arena, contributor, name->original, NAME_AS_IS,
                    "heading");
}

static void add_heading(struct record *record, struct biblio *biblio,
                        const struct marc_field *field)
{
    struct contributor *contributor;
    struct marc_name name;

    if (!names_contributor(field) ||
        !marc_name_read(field, field->tag, record->arena, &name))
        return;
    if (!name.name.len || !marc_subfield(field, 'a').len) {
        record_warn(record, NAME_EMPTY, slice_of(field->tag), SLICE("$a"),
                    name.name);
        return;
    }
    contributor = list_push(record->arena, &biblio->contributors);
    if (!contributor)
        return;
    fill_contributor(record, field, &name, contributor);
    contributor->heading = field;
}

/* ---- 880: the same heading in another script ---- */

/* $6 of either side: "880-01" and "100-01/$1" have 01 in common; 00 has no
 * partner (MARC 21 Appendix A). */
static struct slice occurrence(const struct marc_field *field)
{
    struct slice link = marc_subfield(field, '6');

    if (link.len < 6 || link.at[3] != '-' || memcmp(link.at + 4, "00", 2) == 0)
        return SLICE_NONE;
    return (struct slice){link.at + 4, 2};
}

static void add_script(struct record *record, struct biblio *biblio,
                       const struct marc_field *field)
{
    struct slice number = occurrence(field);
    const char *tag = marc_subfield(field, '6').at;
    struct marc_name name;

    for (size_t i = 0; number.len && i < biblio->contributors.count; i++) {
        struct contributor *contributor = &biblio->contributors.at[i];

        if (!marc_tag_is(contributor->heading, tag) ||
            !slice_equal(occurrence(contributor->heading), number))
            continue;
        if (marc_name_read(field, tag, record->arena, &name) && name.name.len)
            add_variant(record->arena, contributor, name.name, name.written,
                        "880");
        return;
    }
}

void marc_headings(struct record *record, struct biblio *biblio)
{
    const struct marc *marc = record->marc;
    const struct marc_field *field = NULL;

    for (const char *class = "17"; *class; class ++)
        for (size_t i = 0; i < marc->fields.count; i++)
            if (marc->fields.at[i].tag[0] == *class)
                add_heading(record, biblio, &marc->fields.at[i]);
    while ((field = marc_find(marc, "880", field)))
        add_script(record, biblio, field);
}
