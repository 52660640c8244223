/*
 * See authority_id.h. What is in front tells the scheme: a host and a path, a
 * code in parentheses, or the scheme's name. The rest is its number.
 */
#include "authority_id.h"

#include "authority_number.h"

#include <strings.h>

static bool take(struct slice *text, const char *prefix)
{
    size_t len = strlen(prefix);

    if (text->len < len || strncasecmp(text->at, prefix, len) != 0)
        return false;
    *text = (struct slice){text->at + len, text->len - len};
    return true;
}

struct prefix {
    const char *text;
    enum authority_scheme scheme;
};

/* Longer ones before what they begin with. */
static const struct prefix uris[] = {
    {"viaf.org/viaf/", AUTHORITY_VIAF},
    {"id.loc.gov/authorities/names/", AUTHORITY_LCNAF},
    {"id.loc.gov/rwo/agents/", AUTHORITY_LCNAF},
    {"lccn.loc.gov/", AUTHORITY_LCNAF},
    {"info:lccn/", AUTHORITY_LCNAF},
    {"d-nb.info/gnd/", AUTHORITY_GND},
    {"isni.org/isni/", AUTHORITY_ISNI},
    {"isni.org/", AUTHORITY_ISNI},
    {"orcid.org/", AUTHORITY_ORCID},
    {"wikidata.org/entity/", AUTHORITY_WIKIDATA},
    {"wikidata.org/wiki/", AUTHORITY_WIKIDATA},
    {"data.bnf.fr/ark:/12148/", AUTHORITY_BNF},
    {"catalogue.bnf.fr/ark:/12148/", AUTHORITY_BNF},
    {"ark:/12148/", AUTHORITY_BNF},
    {"idref.fr/", AUTHORITY_IDREF},
};

/* MARC organization codes of those who keep a file; the schemes' names, which
 * are source codes, are understood as well. PND was a part of GND. */
static const struct prefix agencies[] = {
    {"(DLC)", AUTHORITY_LCNAF},
    {"(DE-588)", AUTHORITY_GND},
    {"(DE-588a)", AUTHORITY_GND},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static enum authority_scheme take_prefix(struct slice *text,
                                         const struct prefix *prefixes,
                                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (take(text, prefixes[i].text))
            return prefixes[i].scheme;
    return AUTHORITY_NONE;
}

/* "(viaf)", "viaf:" or "viaf ". */
static enum authority_scheme take_name(struct slice *text)
{
    for (enum authority_scheme i = 1; i < AUTHORITY_SCHEMES; i++) {
        struct slice rest = *text;
        bool open = take(&rest, "(");

        if (take(&rest, authority_scheme_name(i)) && rest.len &&
            (open ? rest.at[0] == ')'
                  : rest.at[0] == ':' || rest.at[0] == ' ')) {
            *text = (struct slice){rest.at + 1, rest.len - 1};
            return i;
        }
    }
    return AUTHORITY_NONE;
}

/* Without "/about", "#person", "?lang=de", ".html". */
static struct slice uri_end(struct slice value)
{
    size_t len = 0;

    while (len < value.len && !strchr("/#?.", value.at[len]))
        len++;
    return (struct slice){value.at, len};
}

/* NONE, and *uri: of another host. */
static enum authority_scheme take_scheme(struct slice *text, bool *uri)
{
    enum authority_scheme scheme = take_prefix(text, agencies, COUNT(agencies));
    enum authority_scheme host;

    if (!scheme)
        scheme = take_name(text);
    if (!scheme)
        take(text, "(uri)");
    *text = slice_trim(*text);
    *uri = take(text, "http://") || take(text, "https://");
    take(text, "www.");
    host = take_prefix(text, uris, COUNT(uris));
    if (!*uri && !host)
        return scheme;
    *uri = true;
    *text = uri_end(*text);
    return host;
}

static enum authority_scheme bare_scheme(struct slice value)
{
    char number[AUTHORITY_ID_ROOM];

    if (value.len && value.at[0] == 'n' &&
        authority_number(AUTHORITY_LCNAF, value, number))
        return AUTHORITY_LCNAF;
    if (authority_number_is_orcid(value))
        return AUTHORITY_ORCID;
    return authority_number(AUTHORITY_ISNI, value, number) ? AUTHORITY_ISNI
                                                           : AUTHORITY_NONE;
}

/* LC gives LCCNs to subjects and books too; those of names begin with n. */
static bool is_of_names(enum authority_scheme scheme, struct slice value)
{
    return scheme != AUTHORITY_LCNAF ||
           (value.len && (value.at[0] | 32) == 'n');
}

enum authority_form authority_id_read(struct slice stated,
                                      struct authority_id *id)
{
    struct slice value = slice_trim(stated);
    size_t name, number;
    bool uri;

    *id = (struct authority_id){.scheme = take_scheme(&value, &uri)};
    value = slice_trim(value);
    if (!id->scheme && !uri)
        id->scheme = bare_scheme(value);
    if (!is_of_names(id->scheme, value))
        id->scheme = AUTHORITY_NONE;
    if (!id->scheme)
        return AUTHORITY_FORM_NONE;
    name = strlen(authority_scheme_name(id->scheme));
    number = authority_number(id->scheme, value, id->text + name + 1);
    if (!number) {
        *id = (struct authority_id){.scheme = id->scheme};
        return AUTHORITY_FORM_INVALID;
    }
    memcpy(id->text, authority_scheme_name(id->scheme), name);
    id->text[name] = ':';
    return AUTHORITY_FORM_VALID;
}
