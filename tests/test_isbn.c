/* ISBN and ISSN, out of whatever a cell holds. */
#include "../stages/isbn.h"

#include <check.h>
#include <stdio.h>

Suite *isbn_suite(void);

/* What is found, one after another: "=" valid, "+" repaired, "!" invalid and
 * "~" destroyed, the last two with the text. */
static const struct isbn_row {
    const char *cell, *found, *why;
} isbn_rows[] = {
    {"0-940016-73-7", "=9780940016736", "hyphens"},
    {"ISBN-10: 0441172717", "=9780441172719", "says how many digits"},
    {"ISBN 13 9780441172719", "=9780441172719", "says so without a hyphen"},
    {"ISBN10:0441172717", "=9780441172719", "and without a blank"},
    {"0441172717", "=9780441172719", "ten digits"},
    {"0062316095", "=9780062316097", "ten digits"},
    {"043942089X", "=9780439420891", "X"},
    {"043942089x", "=9780439420891", "lower case x"},
    {"0394502884", "=9780394502885", "ten digits"},
    {"9780439785969", "=9780439785969", "thirteen digits"},
    {"978-0-439-78596-9", "=9780439785969", "thirteen with hyphens"},
    {"978\xe2\x80\x93"
     "0\xe2\x80\x91"
     "439785969",
     "=9780439785969", "dashes of a word processor"},
    {"0 940016 73 7", "=9780940016736", "blanks inside"},
    {"978 0 439 78596 9", "=9780439785969", "blanks inside, thirteen"},
    {"ISBN 0441172717", "=9780441172719", "prefix"},
    {"ISBN-13: 978-0-439-78596-9", "=9780439785969", "prefix with a number"},
    {"ISBN10 0441172717", "=9780441172719", "the prefix's number is no part"},
    {"isbn:0441172717", "=9780441172719", "prefix with a colon"},
    {"0940016737 (pbk. : v. 1) :", "=9780940016736", "qualifier"},
    {"0441172717 v. 1", "=9780441172719", "a number that is none"},
    {"=\"0441172717\"", "=9780441172719", "a spreadsheet's text"},
    {"9780439785969.0", "=9780439785969", "a data frame's number"},
    {"0441172717;9780439785969", "=9780441172719=9780439785969", "semicolon"},
    {"0441172717, 0062316095", "=9780441172719=9780062316097", "comma"},
    {"0441172717 0062316095", "=9780441172719=9780062316097", "blank"},
    {"9780441172719 0062316095", "=9780441172719=9780062316097",
     "thirteen, then ten"},
    {"439023483", "+9780439023481", "the leading zero is gone"},
    {"439023483 439554934", "+9780439023481+9780439554930",
     "two without their zero"},
    {"62316095", "+9780062316097", "two zeros are gone"},
    {"43942089X", "+9780439420891", "nine characters with X"},
    {"2005018", "+9780002005012", "three zeros are gone"},
    {"425-11580-1", "+9780425115800", "an SBN"},
    {"", "", "empty"},
    {"0", "", "nobody said"},
    {"0000000000", "", "valid by its check digit, nobody's"},
    {"00000000000000", "", "nor are fourteen zeros anybody's"},
    {"9780000000002", "!9780000000002", "nothing but zeros in it"},
    {"n/a", "", "no digit"},
    {"(pbk.)", "", "only a qualifier"},
    {"1111111111", "!1111111111", "passes the check, and is no number"},
    {"0441172661", "!0441172661", "check digit"},
    {"0571089890", "!0571089890", "check digit"},
    {"9780439785960", "!9780439785960", "check digit of thirteen"},
    {"9790260000438", "!9790260000438", "printed music"},
    {"4006381333931", "!4006381333931", "a bar code that is no book's"},
    {"0-397-47189-17", "!0-397-47189-17", "a digit too many"},
    {"439023480", "!439023480", "nine digits that no zero makes valid"},
    {"123456789012", "!123456789012", "twelve digits"},
    {"1.20rub", "!1.20rub", "a price"},
    {"0 940016 73 8", "!0 940016 73 8", "wrong as a whole, said once"},
    {"ISBN", "", "the word alone"},
    {"ISBN-13", "", "with how many digits"},
    {"ISBN 1302951238", "=9781302951238", "begins with 13 itself"},
    {"ISBN 1032345675", "=9781032345673", "begins with 10 itself"},
    {"ISBN 1441172717", "!1441172717", "begins with 1 alone"},
    {"979-10-90636-07-1", "=9791090636071", "979 is of books too"},
    {"0\xe2\x88\x92"
     "940016\xe2\x88\x92"
     "73\xe2\x88\x92"
     "7",
     "=9780940016736", "minus signs"},
    {"0441172717\xe2\x80\x99", "=9780441172719", "a quotation mark behind"},
    {"978043942089X", "!978043942089X", "thirteen have no X"},
    {"9771234567003", "!9771234567003", "the bar code of a journal"},
    {"9880439420896", "!9880439420896", "neither 978 nor 979"},
    {"12X 4567", "!12X 4567", "an X in the middle"},
    {"1 2 3 4 5 6 7 8 9 10", "!1 2 3 4 5 6 7 8",
     "more pieces than a number has, said once"},
    {"123456 123456 123456", "!123456 123456",
     "the first is too short to be meant"},
    {"9.78043902348e+12", "~9.78043902348e+12", "digits are lost"},
    {"9,78E+12", "~9,78E+12", "with a comma"},
    {"9.78043902348e+12 0441172717", "~9.78043902348e+12=9780441172719",
     "what comes after is still read"},
};

static void print_found(char *at, size_t room, const struct isbn_found *found)
{
    switch (found->form) {
    case ISBN_FORM_VALID:
    case ISBN_FORM_REPAIRED:
        snprintf(at, room, "%c%013llu",
                 found->form == ISBN_FORM_VALID ? '=' : '+',
                 (unsigned long long)found->number);
        break;
    case ISBN_FORM_INVALID:
    case ISBN_FORM_DESTROYED:
        snprintf(at, room, "%c%.*s",
                 found->form == ISBN_FORM_INVALID ? '!' : '~',
                 SLICE_ARG(found->text));
    }
}

START_TEST(test_isbn)
{
    const struct isbn_row *row = &isbn_rows[_i];
    struct slice rest = slice_of(row->cell);
    struct isbn_found found = {.number = 0};
    char text[200] = "";

    while (isbn_next(&rest, &found)) {
        size_t len = strlen(text);

        print_found(text + len, sizeof text - len, &found);
    }
    ck_assert_msg(strcmp(text, row->found) == 0, "%s: %s, expected %s",
                  row->why, text, row->found);
}
END_TEST

START_TEST(test_write)
{
    char digits[ISBN_DIGITS + 1];

    isbn_write(9780439785969, digits);
    ck_assert_str_eq(digits, "9780439785969");
}
END_TEST

/* Any bytes: each call takes something off, and nothing is read outside. */
START_TEST(test_isbn_any)
{
    static const char letters[] = "0123456789Xx- .,;()eE+=\"ISBN\xe2\x80\x93z";

    for (unsigned seed = 1; seed < 20000; seed++) {
        char cell[40];
        unsigned state = seed * 2654435761u;
        struct slice rest = {cell, seed % sizeof cell};
        struct isbn_found found = {.number = 0};
        int count = 0;

        for (size_t i = 0; i < rest.len; i++) {
            state = state * 1103515245u + 12345u;
            cell[i] = letters[(state >> 16) % (sizeof letters - 1)];
        }
        while (isbn_next(&rest, &found)) {
            ck_assert_int_le(++count, (int)sizeof cell);
            ck_assert((found.number == 0) ==
                      (found.form == ISBN_FORM_INVALID ||
                       found.form == ISBN_FORM_DESTROYED));
        }
    }
}
END_TEST

static const struct issn_row {
    const char *cell;
    enum issn_form form;
    const char *issn, *why;
} issn_rows[] = {
    {"0196-7134", ISSN_FORM_VALID, "0196-7134", "as it should be"},
    {"1075-993x", ISSN_FORM_VALID, "1075-993X", "lower case x"},
    {"ISSN 01967134 (print)", ISSN_FORM_VALID, "0196-7134", "in a text"},
    {"", ISSN_FORM_EMPTY, "", "empty"},
    {"0000-0000", ISSN_FORM_EMPTY, "", "valid by its check digit, nobody's"},
    {"none", ISSN_FORM_EMPTY, "", "no digit"},
    {"0196-7135", ISSN_FORM_INVALID, "", "check digit"},
    {"0196-713", ISSN_FORM_INVALID, "", "too short"},
    {"0196-71345", ISSN_FORM_INVALID, "", "too long"},
};

START_TEST(test_issn)
{
    const struct issn_row *row = &issn_rows[_i];
    char issn[ISSN_CHARACTERS + 1] = "";

    ck_assert_msg(issn_read(slice_of(row->cell), issn) == row->form, "%s",
                  row->why);
    ck_assert_str_eq(issn, row->issn);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

Suite *isbn_suite(void)
{
    Suite *suite = suite_create("isbn");
    TCase *rows = tcase_create("isbn");

    tcase_add_loop_test(rows, test_isbn, 0, ROWS(isbn_rows));
    tcase_add_test(rows, test_write);
    tcase_add_test(rows, test_isbn_any);
    tcase_add_loop_test(rows, test_issn, 0, ROWS(issn_rows));
    suite_add_tcase(suite, rows);
    return suite;
}
