/* See marc_headings.h. */
#include "marc_headings.h"

#include "marc_find.h"
#include "relators.h"

#define ROLES_MAX 16 /* of one heading */

struct heading {
    enum name_kind kind;
    enum name_order written;
    const char *name_codes;
    char term_code; /* of the subfield with the relator in words */
};

/* Inside the name, not at its end. */
static bool has_comma(struct slice name)
{
    const char *comma = name.len ? memchr(name.at, ',', name.len) : NULL;

    return comma &&
           slice_trim(slice_between(comma + 1, name.at + name.len)).len > 0;
}

/* X00 by its first indicator: only a surname that comes first is turned round.
 * Numeration belongs to a name in direct order ("John Paul II"). */
static struct heading person_heading(char indicator, bool comma)
{
    struct heading heading = {NAME_PERSON, NAME_AS_IS, "a", 'e'};

    if (indicator == '1' || indicator == '2') /* 2: obsolete */
        heading.written = NAME_INVERTED;
    else if (indicator != '0' && indicator != '3' && comma)
        heading.written = NAME_INVERTED; /* undefined, and the comma tells */
    else if (indicator == '3')
        heading.kind = NAME_FAMILY;
    else if (indicator == '0')
        heading.name_codes = "ab";
    return heading;
}

static bool heading_of(const struct marc_field *field, struct heading *heading)
{
    bool added = field->tag[0] == '7';

    if ((field->tag[0] != '1' && !added) ||
        (added && marc_subfield(field, 't').len))
        return false;
    if (memcmp(field->tag + 1, "00", 2) == 0)
        *heading = person_heading(field->indicator[0],
                                  has_comma(marc_subfield(field, 'a')));
    else if (memcmp(field->tag + 1, "10", 2) == 0)
        *heading = (struct heading){NAME_CORPORATE, NAME_AS_IS, "ab", 'e'};
    else if (memcmp(field->tag + 1, "11", 2) == 0)
        *heading = (struct heading){NAME_MEETING, NAME_AS_IS, "acden", 'j'};
    else
        return false;
    return true;
}

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

static void add_heading(struct record *record, struct biblio *biblio,
                        const struct marc_field *field)
{
    struct contributor *contributor;
    struct heading heading;
    struct slice name;

    if (!heading_of(field, &heading))
        return;
    name = marc_join(field, heading.name_codes, record->arena);
    if (!name.len || !marc_subfield(field, 'a').len) {
        record_warn(record, NAME_EMPTY, slice_of(field->tag), SLICE("$a"),
                    name);
        return;
    }
    contributor = list_push(record->arena, &biblio->contributors);
    if (!contributor)
        return;
    *contributor = (struct contributor){.written = heading.written,
                                        .royalty = ROYALTY_NONE};
    contributor->field[AUTHOR_NAME] = name;
    contributor->field[AUTHOR_KIND] = slice_of(name_kind_text(heading.kind));
    if (heading.kind == NAME_PERSON || heading.kind == NAME_FAMILY)
        contributor->field[AUTHOR_DATES] = marc_subfield(field, 'd');
    contributor->role = roles_of(field, heading.term_code, record->arena);
}

void marc_headings(struct record *record, struct biblio *biblio)
{
    const struct marc *marc = record->marc;

    for (char class = '1'; class <= '7'; class += 6)
        for (size_t i = 0; i < marc->fields.count; i++)
            if (marc->fields.at[i].tag[0] == class)
                add_heading(record, biblio, &marc->fields.at[i]);
}
