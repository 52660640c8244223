/* LCCN and OCLC numbers. */
#include "../stages/control_numbers.h"

#include <check.h>

Suite *control_numbers_suite(void);

static const struct lccn_row {
    const char *text;
    enum lccn_form form;
    const char *lccn, *why;
} lccn_rows[] = {
    {"n78-890351", LCCN_FORM_VALID, "n78890351", "six digits behind it"},
    {"n78-89035", LCCN_FORM_VALID, "n78089035", "five are filled up"},
    {"85-2 ", LCCN_FORM_VALID, "85000002", "one is filled up"},
    {"n 78890351 ", LCCN_FORM_VALID, "n78890351", "blanks"},
    {" 85000002 ", LCCN_FORM_VALID, "85000002", "as 010 $a has it"},
    {"2001-000002", LCCN_FORM_VALID, "2001000002", "a year of four digits"},
    {"2001-2", LCCN_FORM_VALID, "2001000002", "the same"},
    {"  2001627090", LCCN_FORM_VALID, "2001627090", "without a hyphen"},
    {"75-425165//r75", LCCN_FORM_VALID, "75425165", "two slashes"},
    {" 79139101 /AC/r932", LCCN_FORM_VALID, "79139101", "a suffix"},
    {"N  79021164", LCCN_FORM_VALID, "n79021164", "capitals"},
    {"agr25000003", LCCN_FORM_VALID, "agr25000003", "three letters"},
    {"no2008123456", LCCN_FORM_VALID, "no2008123456", "two and ten digits"},
    {"", LCCN_FORM_EMPTY, "", "empty"},
    {"   ", LCCN_FORM_EMPTY, "", "blanks alone"},
    {" /AC", LCCN_FORM_EMPTY, "", "a suffix alone"},
    {"agr2500000003", LCCN_FORM_INVALID, "", "three letters and ten digits"},
    {"agr2001-12345", LCCN_FORM_INVALID, "", "the same with a hyphen"},
    {"abcd25000003", LCCN_FORM_INVALID, "", "four letters"},
    {"8500002", LCCN_FORM_INVALID, "", "seven digits"},
    {"850000021", LCCN_FORM_INVALID, "", "nine digits"},
    {"85-1234567", LCCN_FORM_INVALID, "", "seven behind the hyphen"},
    {"85-", LCCN_FORM_INVALID, "", "none behind the hyphen"},
    {"85-12-3", LCCN_FORM_INVALID, "", "two hyphens"},
    {"85-2a", LCCN_FORM_INVALID, "", "a letter in the serial number"},
    {"85n00002", LCCN_FORM_INVALID, "", "a letter between"},
    {"n", LCCN_FORM_INVALID, "", "no digits"},
    {"123456789012345678901234567890", LCCN_FORM_INVALID, "", "too long"},
};

START_TEST(test_lccn)
{
    const struct lccn_row *row = &lccn_rows[_i];
    char lccn[LCCN_CHARACTERS + 1] = "x", again[LCCN_CHARACTERS + 1];

    ck_assert_msg(lccn_read(slice_of(row->text), lccn) == row->form, "%s: %s",
                  row->text, row->why);
    ck_assert_str_eq(lccn, row->lccn);
    ck_assert_int_eq(lccn_read(slice_of(lccn), again),
                     row->form == LCCN_FORM_VALID ? LCCN_FORM_VALID
                                                  : LCCN_FORM_EMPTY);
    ck_assert_str_eq(again, lccn);
}
END_TEST

static const struct oclc_row {
    const char *text;
    enum oclc_form form;
    uint64_t number;
    const char *why;
} oclc_rows[] = {
    {"(OCoLC)ocm00012345", OCLC_FORM_VALID, 12345, "ocm"},
    {"(OCoLC)ocn123456789", OCLC_FORM_VALID, 123456789, "ocn"},
    {"(OCoLC)on1234567890", OCLC_FORM_VALID, 1234567890, "on"},
    {"(OCoLC)12345", OCLC_FORM_VALID, 12345, "no prefix"},
    {"(OCoLC)00012345", OCLC_FORM_VALID, 12345, "zeros"},
    {"(ocolc)OCM12345", OCLC_FORM_VALID, 12345, "other capitals"},
    {" (OCoLC) ocm 12345 ", OCLC_FORM_VALID, 12345, "blanks"},
    {"ocm00012345", OCLC_FORM_VALID, 12345, "as in 001"},
    {"on1234567890", OCLC_FORM_VALID, 1234567890, "the same, ten digits"},
    {"(OCoLC)", OCLC_FORM_INVALID, 0, "nothing behind it"},
    {"(OCoLC)0000", OCLC_FORM_INVALID, 0, "nothing but zeros"},
    {"(OCoLC)fst01234567", OCLC_FORM_INVALID, 0, "a FAST heading"},
    {"(OCoLC)12345-2", OCLC_FORM_INVALID, 0, "something behind it"},
    {"(OCoLC)1234567890123456", OCLC_FORM_INVALID, 0, "too long"},
    {"", OCLC_FORM_NONE, 0, "empty"},
    {"12345", OCLC_FORM_NONE, 0, "nobody's"},
    {"(DLC)12345", OCLC_FORM_NONE, 0, "another agency"},
    {"(SzGeCERN)ocm12345", OCLC_FORM_NONE, 0, "another agency's"},
    {"one", OCLC_FORM_NONE, 0, "a word that begins with on"},
    {"on12a", OCLC_FORM_NONE, 0, "letters in it"},
    {"(OCoLC", OCLC_FORM_NONE, 0, "not closed"},
};

START_TEST(test_oclc)
{
    const struct oclc_row *row = &oclc_rows[_i];
    uint64_t number = 1;

    ck_assert_msg(oclc_read(slice_of(row->text), &number) == row->form,
                  "%s: %s", row->text, row->why);
    ck_assert_msg(number == row->number, "%s: %s", row->text, row->why);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

Suite *control_numbers_suite(void)
{
    Suite *suite = suite_create("control_numbers");
    TCase *rows = tcase_create("control_numbers");

    tcase_add_loop_test(rows, test_lccn, 0, ROWS(lccn_rows));
    tcase_add_loop_test(rows, test_oclc, 0, ROWS(oclc_rows));
    suite_add_tcase(suite, rows);
    return suite;
}
