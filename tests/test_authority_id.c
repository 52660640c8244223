/* Identifiers of authority files: what they are, and their one spelling. */
#include "../stages/authority_id.h"

#include <check.h>

Suite *authority_id_suite(void);

/* "" is no identifier; "scheme!" one that is wrong. */
static const struct row {
    const char *stated, *id, *why;
} rows[] = {
    {"http://viaf.org/viaf/102333412", "viaf:102333412", "VIAF"},
    {"https://www.viaf.org/viaf/102333412/#Austen,_Jane", "viaf:102333412",
     "what a browser shows"},
    {"viaf.org/viaf/102333412", "viaf:102333412", "no http"},
    {"(viaf)102333412", "viaf:102333412", "source code"},
    {"(VIAF) 102333412", "viaf:102333412", "capitals and a blank"},
    {"VIAF: 102333412", "viaf:102333412", "in a cell"},
    {"(uri)http://viaf.org/viaf/102333412", "viaf:102333412", "(uri)"},
    {"(viaf)http://viaf.org/viaf/102333412", "viaf:102333412", "said twice"},
    {"(viaf)12a", "viaf!", "a letter"},
    {"(viaf)0123", "viaf!", "a zero in front"},
    {"(viaf)", "viaf!", "nothing behind it"},
    {"http://viaf.org/viaf/sourceID/LC%7Cn79021164", "viaf!", "no number"},
    {"(viaf)12345678901234567890123", "viaf!", "too long"},
    {"http://viaf.org/processed/LC", "", "VIAF, and no cluster"},

    {"http://id.loc.gov/authorities/names/n79021164", "lcnaf:n79021164", "URI"},
    {"https://id.loc.gov/authorities/names/n79021164.html", "lcnaf:n79021164",
     "a page"},
    {"http://id.loc.gov/rwo/agents/no2008123456", "lcnaf:no2008123456",
     "the person itself, $1"},
    {"https://lccn.loc.gov/n79021164", "lcnaf:n79021164", "permalink"},
    {"(DLC)n  79021164", "lcnaf:n79021164", "blanks of an LCCN"},
    {"(DLC)n 79-21164 ", "lcnaf:n79021164", "hyphen of an LCCN"},
    {"n79021164", "lcnaf:n79021164", "bare"},
    {"n  79021164", "lcnaf:n79021164", "bare, with blanks"},
    {"nb2003012345", "lcnaf:nb2003012345", "nb"},
    {"nr 95012345", "lcnaf:nr95012345", "nr"},
    {"(DLC)n7902116", "lcnaf!", "a digit too few"},
    {"(DLC)nnn79021164", "lcnaf!", "three letters"},
    {"n7902116", "", "bare: a local number"},
    {"No 12345678", "", "bare: a word and a number"},
    {"(DLC)sh 85045197", "", "a subject"},
    {"(DLC)   85000002 ", "", "a book"},
    {"http://id.loc.gov/authorities/subjects/sh85045197", "",
     "a subject's URI"},
    {"http://id.loc.gov/vocabulary/relators/aut", "", "a relator's URI"},
    {"http://id.loc.gov/authorities/names/label/Austen", "", "a label"},

    {"(DE-588)118505173", "gnd:118505173", "GND"},
    {"https://d-nb.info/gnd/118505173", "gnd:118505173", "URI"},
    {"http://d-nb.info/gnd/118505173/about/lds.rdf", "gnd:118505173", "data"},
    {"(DE-588)1043833846", "gnd:1043833846", "ten digits"},
    {"(DE-588)2024703-5", "gnd:2024703-5", "a body"},
    {"http://d-nb.info/gnd/2001630-x", "gnd:2001630-X", "lower case x"},
    {"(DE-588)2-4", "gnd:2-4", "the shortest"},
    {"(DE-588)4005728-8", "gnd:4005728-8", "a place"},
    {"(DE-588a)118505173", "gnd:118505173", "PND"},
    {"gnd 118505173", "gnd:118505173", "in a cell"},
    {"(DE-588)118505174", "gnd!", "check digit"},
    {"(DE-588)2024703-6", "gnd!", "check digit behind a hyphen"},
    {"(DE-588)40057288", "gnd!", "without its hyphen"},
    {"(DE-588)1185051734444", "gnd!", "too long"},
    {"(DE-588)-5", "gnd!", "nothing before the hyphen"},
    {"(DE-101)118505173", "", "DNB's number of a record"},
    {"https://d-nb.info/118505173", "", "the same as URI"},
    {"118505173", "", "bare: of any file"},

    {"(isni)0000000121032683", "isni:0000000121032683", "source code"},
    {"(isni)0000 0001 2103 2683", "isni:0000000121032683", "blanks"},
    {"https://isni.org/isni/0000000121032683", "isni:0000000121032683", "URI"},
    {"http://www.isni.org/0000000121032683", "isni:0000000121032683", "older"},
    {"ISNI 0000 0001 2103 2683", "isni:0000000121032683", "as printed"},
    {"0000 0001 2103 2683", "isni:0000000121032683", "bare"},
    {"0000000218250097", "isni:0000000218250097",
     "an ORCID's digits, not said to be one"},
    {"000000021694233x", "isni:000000021694233X", "lower case x"},
    {"(isni)0000000121032684", "isni!", "check digit"},
    {"(isni)000000012103268", "isni!", "too short"},
    {"(isni)00000001210326833", "isni!", "too long"},
    {"(isni)0000X00121032683", "isni!", "X in the middle"},
    {"0000000121032684", "", "bare: any number of 16 digits"},

    {"https://orcid.org/0000-0002-1825-0097", "orcid:0000-0002-1825-0097",
     "URI"},
    {"(orcid)0000-0002-1694-233X", "orcid:0000-0002-1694-233X", "source code"},
    {"(orcid)https://orcid.org/0000-0002-1825-0097",
     "orcid:0000-0002-1825-0097", "said twice"},
    {"orcid.org/0000000218250097/", "orcid:0000-0002-1825-0097", "no hyphens"},
    {"0000-0002-1825-0097", "orcid:0000-0002-1825-0097",
     "bare, with hyphens, in ORCID's block"},
    {"0009-0000-1234-567X", "orcid:0009-0000-1234-567X", "its second block"},
    {"0000-0001-2103-2683", "isni:0000000121032683",
     "bare, with hyphens, of another block"},
    {"https://orcid.org/0000-0002-1825-0098", "orcid!", "check digit"},

    {"http://www.wikidata.org/entity/Q36322", "wikidata:Q36322", "entity"},
    {"https://www.wikidata.org/wiki/q36322#sitelinks", "wikidata:Q36322",
     "page"},
    {"(wikidata)Q36322", "wikidata:Q36322", "source code"},
    {"http://www.wikidata.org/entity/P31", "wikidata!", "a property"},
    {"http://www.wikidata.org/entity/Q", "wikidata!", "no number"},
    {"Q36322", "", "bare: of any file"},

    {"http://data.bnf.fr/ark:/12148/cb11929322k", "bnf:cb11929322k", "ARK"},
    {"https://catalogue.bnf.fr/ark:/12148/cb13895927j", "bnf:cb13895927j",
     "ARK of the catalogue"},
    {"ark:/12148/cb11929322j", "bnf!", "check character"},
    {"https://www.idref.fr/026927608/id", "idref:026927608", "IdRef"},
    {"(IdRef)027059952", "idref:027059952", "source code"},
    {"(IdRef)027059953", "idref!", "check digit"},
    {"(IdRef)0270599522", "idref!", "too long"},
    {"(IdRef)27059952", "idref!", "too short"},
    {"(IdRef)02705995a", "idref!", "a letter"},
    {"ark:/12148/cb1192932", "bnf!", "too short"},
    {"ark:/12148/dc11929322k", "bnf!", "other letters in front"},
    {"ark:/12148/cb1192932ak", "bnf!", "a letter among the digits"},
    {"(wikidata)X1", "wikidata!", "no Q"},
    {"(DE-588)018505173", "gnd!", "a zero in front"},
    {"(DE-588)1", "gnd!", "one digit"},
    {"(isni)0000 0001 2103 268", "isni!", "a digit too few, with blanks"},
    {"(DLC)no{2008123456", "lcnaf!", "a sign behind the letters"},
    {"(orcid)0000-0002-1825-009", "orcid!", "too short"},
    {"0008-0000-1234-567X", "", "bare, of neither block, and no ISNI"},

    {"", "", "empty"},
    {"  ", "", "blanks"},
    {"(uri)", "", "nothing behind it"},
    {"http://", "", "no host"},
    {"(SzGeCERN)INSPIRE-00123", "", "a local number"},
    {"(SzGeCERN)n79021164", "", "a local number that looks like LC's"},
    {"http://example.org/n79021164", "", "another host"},
    {"http://example.org/0000000121032683", "", "another host"},
    {"Austen, Jane", "", "a name"},
};

static const char *const names[AUTHORITY_SCHEMES] = {
    "", "viaf", "lcnaf", "gnd", "isni", "orcid", "wikidata", "bnf", "idref"};

START_TEST(test_read)
{
    const struct row *row = &rows[_i];
    struct authority_id id, again;
    enum authority_form form = authority_id_read(slice_of(row->stated), &id);
    char found[AUTHORITY_ID_ROOM + 2] = "";

    if (form == AUTHORITY_FORM_VALID)
        strcpy(found, id.text);
    else if (form == AUTHORITY_FORM_INVALID)
        strcat(strcpy(found, names[id.scheme]), "!");
    ck_assert_msg(strcmp(found, row->id) == 0, "%s: %s: %s, expected %s",
                  row->stated, row->why, found, row->id);
    if (form != AUTHORITY_FORM_VALID) {
        ck_assert_str_eq(id.text, "");
        return;
    }
    ck_assert_int_eq(
        strncmp(id.text, names[id.scheme], strlen(names[id.scheme])), 0);
    ck_assert_int_eq(authority_id_read(slice_of(id.text), &again),
                     AUTHORITY_FORM_VALID);
    ck_assert_str_eq(again.text, id.text);
    ck_assert_int_eq(again.scheme, id.scheme);
}
END_TEST

/* Any bytes: nothing is read outside, and what is valid stays so. */
START_TEST(test_any)
{
    static const char letters[] = "0123456789Xn- :/.()viaforcdshtp";

    for (unsigned seed = 1; seed < 20000; seed++) {
        static const char *const starts[] = {
            "", "(DE-588)", "(isni)", "(DLC)n", "ark:/12148/cb", "(viaf)"};
        char cell[60];
        unsigned state = seed * 2654435761u;
        size_t len = strlen(starts[seed % 6]), end = len + seed % 30;
        struct authority_id id, again;

        memcpy(cell, starts[seed % 6], len);
        for (; len < end; len++) {
            state = state * 1103515245u + 12345u;
            cell[len] = letters[(state >> 16) % (sizeof letters - 1)];
        }
        if (authority_id_read((struct slice){cell, len}, &id) ==
            AUTHORITY_FORM_VALID)
            ck_assert(authority_id_read(slice_of(id.text), &again) ==
                          AUTHORITY_FORM_VALID &&
                      strcmp(id.text, again.text) == 0);
    }
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

Suite *authority_id_suite(void)
{
    Suite *suite = suite_create("authority_id");
    TCase *tests = tcase_create("authority_id");

    tcase_add_loop_test(tests, test_read, 0, ROWS(rows));
    tcase_add_test(tests, test_any);
    suite_add_tcase(suite, tests);
    return suite;
}
