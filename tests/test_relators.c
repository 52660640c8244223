/* The relator list: terms, codes, who is an author; and the table of the schema
 * that says the same. */
#include "../stages/relators.h"

#include "../stages/sqlite_open.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *relators_suite(void);

static const struct code_row {
    const char *term, *code, *why;
} code_rows[] = {
    {"author", "aut", "a term"},
    {"Author.", "aut", "capital and period"},
    {" EDITOR, ", "edt", "capitals, comma, blanks"},
    {"ed.", "edt", "abbreviation"},
    {"ed", "edt", "without its period"},
    {"ill.", "ill", "abbreviation"},
    {"joint author", "aut", "older rules"},
    {"co-author", "aut", "hyphen"},
    {"co author", "aut", "blank"},
    {"metal engraver", "mte", "blank for a hyphen"},
    {"author of introduction, etc.", "aui", "a term with a comma"},
    {"author of introduction, etc", "aui", "without its period"},
    {"Author of afterword, colophon, etc.:", "aft", "and a colon"},
    {"Writer of afterword", "waw", "new"},
    {"DJ", "djo", "a term in capitals"},
    {"vocalist", "sng", "former: the code that took its place"},
    {"collaborator", "ctb", "former"},
    {"abridger", "abr", "the first row"},
    {"written by", "aut", "near the last row"},
    {"", "", "empty"},
    {".", "", "punctuation alone"},
    {"aut", "", "a code"},
    {"bystander", "", "unknown"},
    {"authoress of", "", "a term and more"},
    {"auth", "", "less than a term"},
    {"zzz", "", "behind the last row"},
};

START_TEST(test_code)
{
    const struct code_row *row = &code_rows[_i];
    struct slice code = relator_code(slice_of(row->term));

    ck_assert_msg(slice_is(code, row->code), "%s: %s: %.*s", row->term,
                  row->why, SLICE_ARG(code));
}
END_TEST

enum { UNKNOWN, FORMER_CODE, CURRENT };
enum { CREATOR, CONTRIBUTOR, OTHER };

static const struct part_row {
    const char *code;
    int state, part;
    const char *term, *why;
} part_rows[] = {
    {"aut", CURRENT, CREATOR, "author", "author"},
    {"cre", CURRENT, CREATOR, "creator", "creator"},
    {"cmp", CURRENT, CREATOR, "composer", "music"},
    {"ctg", CURRENT, CREATOR, "cartographer", "maps"},
    {"com", CURRENT, CREATOR, "compiler", "RDA"},
    {"ivr", CURRENT, CREATOR, "interviewer", "RDA"},
    {"enj", CURRENT, CREATOR, "enacting jurisdiction", "RDA"},
    {"dis", CURRENT, CREATOR, "dissertant", "the author of a thesis"},
    {"edt", CURRENT, CONTRIBUTOR, "editor", "no author"},
    {"trl", CURRENT, CONTRIBUTOR, "translator", "no author"},
    {"ill", CURRENT, CONTRIBUTOR, "illustrator", "no author"},
    {"wpr", CURRENT, CONTRIBUTOR, "writer of preface", "no author"},
    {"pbl", CURRENT, OTHER, "publisher", "published it"},
    {"prt", CURRENT, OTHER, "printer", "printed it"},
    {"dst", CURRENT, OTHER, "distributor", "sold it"},
    {"dnr", CURRENT, OTHER, "donor", "gave it away"},
    {"own", CURRENT, OTHER, "owner", "owns it"},
    {"isb", CURRENT, OTHER, "issuing body", "issued it"},
    {"dgg", CURRENT, OTHER, "degree granting institution", "a university"},
    {"pup", CURRENT, OTHER, "publication place", "no person"},
    {"aui", FORMER_CODE, CONTRIBUTOR, "author of introduction, etc.", "former"},
    {"voc", FORMER_CODE, CONTRIBUTOR, "vocalist", "former"},
    {"xyz", UNKNOWN, CONTRIBUTOR, "", "no code says nothing"},
    {"AUT", UNKNOWN, CONTRIBUTOR, "", "codes are in small letters"},
    {"au", UNKNOWN, CONTRIBUTOR, "", "too short"},
    {"autx", UNKNOWN, CONTRIBUTOR, "", "too long"},
    {"", UNKNOWN, CONTRIBUTOR, "", "empty"},
};

START_TEST(test_part)
{
    const struct part_row *row = &part_rows[_i];
    struct slice code = slice_of(row->code);

    ck_assert_msg(relator_is_known(code) == (row->state != UNKNOWN), "%s",
                  row->why);
    ck_assert_msg(relator_is_current(code) == (row->state == CURRENT), "%s",
                  row->why);
    ck_assert_msg(relator_is_creator(code) == (row->part == CREATOR), "%s",
                  row->why);
    ck_assert_msg(relator_is_not_contributor(code) == (row->part == OTHER),
                  "%s", row->why);
    ck_assert_msg(slice_is(relator_term(code), row->term), "%s", row->why);
}
END_TEST

static const struct list_row {
    const char *code, *term, *now;
} list_rows[] = {
#define RELATOR(code, term, part) {#code, term, #code},
#define FORMER(code, term, part, now) {#code, term, #now},
#define VARIANT(code, term) {NULL, term, #code},
#include "../stages/relators.def"
#undef RELATOR
#undef FORMER
#undef VARIANT
};

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

static void fold(char *to, const char *term)
{
    for (; *term; term++)
        *to++ = *term >= 'A' && *term <= 'Z' ? (char)(*term | 32)
                : *term == '-'               ? ' '
                                             : *term;
    *to = '\0';
}

/* Rows in order, each found, no code twice, variants of known codes. */
START_TEST(test_list)
{
    char last[80] = "";

    for (int i = 0; i < ROWS(list_rows); i++) {
        const struct list_row *row = &list_rows[i];
        struct slice code = relator_code(slice_of(row->term));
        char term[80];

        fold(term, row->term);
        ck_assert_msg(strcmp(last, term) < 0, "%s: not in order", row->term);
        strcpy(last, term);
        ck_assert_msg(relator_is_known(slice_of(row->now)), "%s", row->now);
        if (!strstr(row->term, "etc.")) /* found by its VARIANT row */
            ck_assert_msg(slice_is(code, row->now), "%s: %.*s", row->term,
                          SLICE_ARG(code));
        for (int j = 0; row->code && j < i; j++)
            ck_assert_msg(!list_rows[j].code ||
                              strcmp(row->code, list_rows[j].code) != 0,
                          "%s: twice", row->code);
    }
}
END_TEST

/* creating_roles of schema.sql has the CREATOR rows, in order of codes. */
START_TEST(test_schema)
{
    const char *at = strstr(sqlite_embedded("schema.sql"),
                            "INSERT INTO creating_roles VALUES");
    size_t count = 0, expected = 0;
    char last[4] = "";

    ck_assert_ptr_nonnull(at);
    for (const char *end = strchr(at, ';'); (at = strchr(at, '\'')) && at < end;
         at += 5) {
        char code[4] = {at[1], at[2], at[3]};

        ck_assert_msg(relator_is_creator(slice_of(code)), "%s", code);
        ck_assert_msg(strcmp(last, code) < 0, "%s: not in order", code);
        strcpy(last, code);
        count++;
    }
    for (int i = 0; i < ROWS(list_rows); i++)
        expected += list_rows[i].code &&
                    relator_is_creator(slice_of(list_rows[i].code));
    ck_assert_uint_eq(count, expected);
}
END_TEST

Suite *relators_suite(void)
{
    Suite *suite = suite_create("relators");
    TCase *tests = tcase_create("relators");

    tcase_add_loop_test(tests, test_code, 0, ROWS(code_rows));
    tcase_add_loop_test(tests, test_part, 0, ROWS(part_rows));
    tcase_add_test(tests, test_list);
    tcase_add_test(tests, test_schema);
    suite_add_tcase(suite, tests);
    return suite;
}
