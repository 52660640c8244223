/* Years, royalties and orders as people write them. */
#include "../stages/numbers.h"

#include "../pipeline/biblio.h"

#include <check.h>

Suite *numbers_suite(void);

struct number_row {
    const char *text;
    enum number_form form;
    int32_t value;
    const char *why;
};

static const struct number_row year_rows[] = {
    {"2008", NUMBER_GOOD, 2008, "a year"},
    {"2008.0", NUMBER_GOOD, 2008, "a data frame's"},
    {"20060916", NUMBER_GOOD, 2006, "a date"},
    {"20061316", NUMBER_INVALID, 0, "a month that is none"},
    {"20060016", NUMBER_INVALID, 0, "no month"},
    {"20060932", NUMBER_INVALID, 0, "a day that is none"},
    {"20060900", NUMBER_INVALID, 0, "no day"},
    {"02060916", NUMBER_INVALID, 0, "no year"},
    {"1998.", NUMBER_GOOD, 1998, "with a period"},
    {"c1999", NUMBER_GOOD, 1999, "copyright"},
    {"c1979, c1973", NUMBER_GOOD, 1979, "the first"},
    {"[1998?]", NUMBER_GOOD, 1998, "supplied, doubtful"},
    {"9/16/2006", NUMBER_GOOD, 2006, "a date"},
    {"2006-09-16", NUMBER_GOOD, 2006, "a date"},
    {"2006-09-16T00:00:00Z", NUMBER_GOOD, 2006, "a time"},
    {"20060916", NUMBER_GOOD, 2006, "a date without hyphens"},
    {"1985 [i.e. 1986]", NUMBER_GOOD, 1986, "corrected"},
    {"1378 [1999 or 2000]", NUMBER_GOOD, 1999, "another calendar"},
    {"1979 [c1973]", NUMBER_GOOD, 1979, "a copyright in brackets"},
    {"987", NUMBER_GOOD, 987, "a year of three digits"},
    {"1", NUMBER_GOOD, 1, "the first year"},
    {"2100", NUMBER_GOOD, 2100, "the last"},
    {" 2008 ", NUMBER_GOOD, 2008, "blanks"},
    {"", NUMBER_NONE, 0, "empty"},
    {"0", NUMBER_NONE, 0, "nobody said"},
    {"0.0", NUMBER_NONE, 0, "nobody said, a data frame's"},
    {"19uu", NUMBER_NONE, 0, "MARC's unknown"},
    {"[19--?]", NUMBER_NONE, 0, "unknown decade"},
    {"[198-?]", NUMBER_NONE, 0, "unknown year"},
    {"[n.d.]", NUMBER_NONE, 0, "no date"},
    {"NaN", NUMBER_NONE, 0, "a data frame's nothing"},
    {"?", NUMBER_NONE, 0, "nobody knows"},
    {"-", NUMBER_NONE, 0, "a dash for nothing"},
    {"1998.10", NUMBER_GOOD, 1998, "year and month"},
    {"- 1998", NUMBER_GOOD, 1998, "a dash in front"},
    {"1979 [\xc2\xa9"
     "1973]",
     NUMBER_GOOD, 1979, "the sign of a copyright in brackets"},
    {"1985 [", NUMBER_GOOD, 1985, "a bracket that holds nothing"},
    {"x", NUMBER_INVALID, 0, "a letter"},
    {"c19", NUMBER_INVALID, 0, "cut off behind the century"},
    {"19th", NUMBER_INVALID, 0, "a century"},
    {"vol. 0012", NUMBER_INVALID, 0, "four digits that are no year"},
    {"until 2999", NUMBER_INVALID, 0, "four digits after the last year"},
    {"2101", NUMBER_INVALID, 0, "after the last"},
    {"99999", NUMBER_INVALID, 0, "five digits"},
    {"20061399", NUMBER_INVALID, 0, "no date: month 13"},
    {"-750.0", NUMBER_INVALID, 0, "before Christ: no book was published"},
    {"9/16/06", NUMBER_INVALID, 0, "which century?"},
    {"DK Publishing Inc", NUMBER_INVALID, 0, "columns have shifted"},
    {"99999999999999999999999999", NUMBER_INVALID, 0, "overflow"},
};

static const struct number_row royalty_rows[] = {
    {"12.5", NUMBER_GOOD, 125000, "period"},
    {"12,5", NUMBER_GOOD, 125000, "comma"},
    {"12.5%", NUMBER_GOOD, 125000, "per cent"},
    {" 12.50 % ", NUMBER_GOOD, 125000, "blanks"},
    {"33.3333", NUMBER_GOOD, 333333, "four decimals"},
    {"6.1250000", NUMBER_GOOD, 61250, "decimals that are 0"},
    {"12,500", NUMBER_GOOD, 125000, "no thousands: 100 is the most"},
    {"0", NUMBER_GOOD, 0, "somebody said 0"},
    {"0.0001", NUMBER_GOOD, 1, "the least"},
    {".5", NUMBER_GOOD, 5000, "no digit in front"},
    {"100", NUMBER_GOOD, 1000000, "the most"},
    {"100.0", NUMBER_GOOD, 1000000, "the most"},
    {"", NUMBER_NONE, ROYALTY_NONE, "nobody said"},
    {"100.0001", NUMBER_INVALID, ROYALTY_NONE, "over 100"},
    {"101", NUMBER_INVALID, ROYALTY_NONE, "over 100"},
    {"-1", NUMBER_INVALID, ROYALTY_NONE, "negative"},
    {"+1", NUMBER_INVALID, ROYALTY_NONE, "a sign"},
    {"NaN", NUMBER_INVALID, ROYALTY_NONE, "no number"},
    {"1e2", NUMBER_INVALID, ROYALTY_NONE, "an exponent"},
    {"1/3", NUMBER_INVALID, ROYALTY_NONE, "a fraction"},
    {"33.33333", NUMBER_INVALID, ROYALTY_NONE, "a fifth decimal"},
    {"1.2.3", NUMBER_INVALID, ROYALTY_NONE, "two periods"},
    {"%", NUMBER_INVALID, ROYALTY_NONE, "no digit"},
    {".", NUMBER_INVALID, ROYALTY_NONE, "no digit"},
    {"18446744073709551716", NUMBER_INVALID, ROYALTY_NONE, "overflow to 100"},
};

static const struct number_row order_rows[] = {
    {"1", NUMBER_GOOD, 1, "the first"},
    {"01", NUMBER_GOOD, 1, "a zero in front"},
    {" 12 ", NUMBER_GOOD, 12, "blanks"},
    {"1000000", NUMBER_GOOD, 1000000, "the last"},
    {"", NUMBER_NONE, 0, "nobody said"},
    {"0", NUMBER_INVALID, 0, "order begins with 1"},
    {"1000001", NUMBER_INVALID, 0, "after the last"},
    {"-1", NUMBER_INVALID, 0, "negative"},
    {"1.0", NUMBER_INVALID, 0, "digits only"},
    {"first", NUMBER_INVALID, 0, "a word"},
    {"4294967297", NUMBER_INVALID, 0, "overflow to 1"},
};

typedef enum number_form reader(struct slice text, int32_t *value);

static void check_row(const struct number_row *row, reader *read)
{
    int32_t value = 77;

    ck_assert_msg(read(slice_of(row->text), &value) == row->form, "%s: %s",
                  row->text, row->why);
    ck_assert_msg(value == row->value, "%s: %s: %d", row->text, row->why,
                  value);
}

START_TEST(test_year)
{
    check_row(&year_rows[_i], number_year);
}
END_TEST

START_TEST(test_royalty)
{
    check_row(&royalty_rows[_i], number_royalty);
}
END_TEST

START_TEST(test_order)
{
    check_row(&order_rows[_i], number_order);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

Suite *numbers_suite(void)
{
    Suite *suite = suite_create("numbers");
    TCase *rows = tcase_create("numbers");

    tcase_add_loop_test(rows, test_year, 0, ROWS(year_rows));
    tcase_add_loop_test(rows, test_royalty, 0, ROWS(royalty_rows));
    tcase_add_loop_test(rows, test_order, 0, ROWS(order_rows));
    suite_add_tcase(suite, rows);
    return suite;
}
