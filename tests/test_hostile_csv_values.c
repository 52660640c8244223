/*
 * Whole imports of CSV whose bytes are sound and whose shape or values are not:
 * rows and columns that don't fit, and cells that hold what they should not.
 */
#include "support/hostile.h"

#include <check.h>

Suite *hostile_csv_values_suite(void);

#define HEAD "title,author\n"
#define EMMA "Emma,Jane Austen\n"
#define ULYSSES "Ulysses,James Joyce\n"
#define BOTH HEAD EMMA ULYSSES

/* A file of three books by one column, of which the second is in question. */
#define THREE(column, value)                             \
    SLICE("title,author," column "\nEmma,Jane Austen,\n" \
          "Doubtful,A B," value "\nUlysses,James Joyce,\n")

static void a_royalty_of_a_megabyte(FILE *out)
{
    fputs("title,author,royalty\nEmma,Jane Austen,5\nToo long,A B,", out);
    hostile_repeat(out, "9", 1 << 20);
    fputs("\nUlysses,James Joyce,6\n", out);
}

static void links_of_one_book(FILE *out)
{
    fputs("title,author,order\n", out);
    for (unsigned i = 1; i <= 12000; i++)
        fprintf(out, "Endless,Author %u B,%u\n", i, i);
    fputs("Emma,Jane Austen,1\n", out);
}

/* ---- hashes -------------------------------------------------------------- */

static void one_isbn(FILE *out)
{
    fputs("title,author,isbn\n", out);
    for (unsigned i = 0; i < 3000; i++)
        fprintf(out, "Wholly other %u %u,Author %u B,9780141439587\n", i, i * 7,
                i);
}

static void one_title(FILE *out)
{
    fputs("title,author,isbn,publisher\n", out);
    for (unsigned i = 0; i < 3000; i++)
        fprintf(out, "Poems,A B,,Press %u of %u\n", i, i);
}

static void one_name(FILE *out)
{
    fputs("title,author,dates\n", out);
    for (unsigned i = 0; i < 2000; i++)
        fprintf(out, "Work %u of somebody,John Smith,%u-\n", i, 1000 + i % 990);
}

static const struct hostile rows[] = {
    {.name = "bad: 3,000 titles that share an ISBN",
     .make = one_isbn,
     .seconds = 8,
     .answer = "3000 books; ISBN_CONFLICT 2999"},
    {.name = "3,000 books that share title and author",
     .make = one_title,
     .seconds = 8,
     .answer = "3000 books"},
    {.name = "2,000 namesakes",
     .make = one_name,
     .seconds = 8,
     .answer = "2000 books"},
    {.name = "texts that are equal when put together are not",
     .text = SLICE("title,subtitle,author\nAB,C,D E\nA,BC,D E\nABC,,D E\n"),
     .answer = "AB|A|ABC"},
    /* shape */
    {.name = "an empty file", .text = SLICE(""), .answer = ""},
    {.name = "a byte order mark and nothing else",
     .text = SLICE("\xef\xbb\xbf"),
     .answer = ""},
    {.name = "blank lines alone", .text = SLICE("\n \r\n\t\n"), .answer = ""},
    {.name = "a header and nothing else", .text = SLICE(HEAD), .answer = ""},
    {.name = "a header without a line end",
     .text = SLICE("title,author"),
     .answer = ""},
    {.name = "bad: ragged rows",
     .text = SLICE(HEAD EMMA "Short\nLong,A B,C,D\n" ULYSSES),
     .status = 1,
     .answer = "Emma|Ulysses; CSV_COLUMNS 2"},
    {.name = "blank lines between",
     .text = SLICE(HEAD "\n\n" EMMA "  \n\t\n" ULYSSES "\n\n"),
     .answer = "Emma|Ulysses"},
    {.name = "bad: rows of delimiters alone",
     .text = SLICE(HEAD EMMA ",\n" ULYSSES ",\n"),
     .status = 1,
     .answer = "Emma|Ulysses; TITLE_MISSING 2"},
    {.name = "bad: a preamble",
     .text = SLICE("Report of books\nmade on Monday\n\n" BOTH),
     .status = 2,
     .answer = "no database"},
    {.name = "bad: a preamble of as many columns",
     .text = SLICE("Books,Monday\n" BOTH),
     .status = 2,
     .answer = "no database"},
    {.name = "bad: a preamble, and columns that the config names",
     .text = SLICE("Books,Monday\n" BOTH),
     .config = "column.title = title\ncolumn.author = author\n",
     .status = 2,
     .answer = "no database"},
    {.name = "bad: a footer",
     .text = SLICE(BOTH "2 rows\n"),
     .status = 1,
     .answer = "Emma|Ulysses; CSV_COLUMNS 1"},
    {.name = "bad: a footer as wide as the rows",
     .text = SLICE(BOTH "(2 rows),\n"),
     .answer = "Emma|Ulysses|(2 rows)"},
    {.name = "bad: two headers",
     .text = SLICE(HEAD BOTH),
     .answer = "Emma|Ulysses; CSV_HEADER 1; skipped 1"},
    {.name = "bad: a header again, as glued files have it",
     .text = SLICE(BOTH HEAD "Dubliners,James Joyce\n"),
     .answer = "Emma|Ulysses|Dubliners; CSV_HEADER 1; skipped 1"},
    {.name = "bad: two tables",
     .text = SLICE(BOTH "\nyear,publisher,pages\n1815,Murray,474\n"),
     .status = 1,
     .answer = "Emma|Ulysses; CSV_COLUMNS 2"},
    {.name = "CR alone",
     .text = SLICE("title,author\rEmma,Jane Austen\r"
                   "Ulysses,James Joyce\r"),
     .answer = "Emma|Ulysses"},
    {.name = "CR LF",
     .text = SLICE("title,author\r\nEmma,Jane Austen\r\n"
                   "Ulysses,James Joyce\r\n"),
     .answer = "Emma|Ulysses"},
    {.name = "CR, LF and CR LF in one file",
     .text = SLICE("title,author\rEmma,Jane Austen\r\nUlysses,James Joyce\n"
                   "Dubliners,James Joyce"),
     .answer = "Emma|Ulysses|Dubliners"},
    {.name = "line ends of all kinds in a field",
     .text = SLICE(HEAD "\"Em\r\nma\ra\nb\",Jane Austen\r\n" ULYSSES),
     .answer = "Em ma a b|Ulysses"},
    {.name = "columns parted by semicolons",
     .text = SLICE("title;author\nEmma;Jane Austen\nUlysses;James Joyce\n"),
     .answer = "Emma|Ulysses"},
    {.name = "columns parted by tabs",
     .text = SLICE("title\tauthor\nEmma\tJane Austen\nUlysses\tJames Joyce\n"),
     .answer = "Emma|Ulysses"},
    {.name = "columns parted by pipes",
     .text = SLICE("title|author\nEmma|Jane Austen\nUlysses|James Joyce\n"),
     .answer = "Emma|Ulysses"},
    {.name = "columns parted by a control character, as the config says",
     .text = SLICE("title\x1f"
                   "author\nEmma\x1fJane Austen\n"
                   "Ulysses\x1fJames Joyce\n"),
     .config = "delimiter = \\x1F\n",
     .answer = "Emma|Ulysses"},
    {.name = "bad: columns parted by ^, and nobody said so",
     .text = SLICE("title^author\nEmma^Jane Austen\n"),
     .status = 2,
     .answer = "no database"},
    {.name = "columns parted by ^, as the config says",
     .text = SLICE("title^author\nEmma^Jane Austen\nUlysses^James Joyce\n"),
     .config = "delimiter = ^\n",
     .answer = "Emma|Ulysses"},
    {.name = "a title twice in the header",
     .text = SLICE("title,title,author\nEmma,Amme,Jane Austen\n"),
     .answer = "Emma"},
    {.name = "bad: the title is missing from the header",
     .text = SLICE("foo,bar\nEmma,Jane Austen\n"),
     .status = 2,
     .answer = "no database"},
    {.name = "bad: a column that the config names is missing",
     .text = SLICE(BOTH),
     .config = "column.title = Titel\n",
     .status = 2,
     .answer = "no database"},
    {.name = "bad: a column's number beyond the last",
     .text = SLICE(BOTH),
     .config = "column.title = #9\n",
     .status = 2,
     .answer = "no database"},
    {.name = "columns without a name in the header",
     .text = SLICE("title,,author,\nEmma,x,Jane Austen,y\n"),
     .answer = "Emma"},

    /* values */
    {.name = "bad: a title is missing",
     .text = SLICE(HEAD EMMA ",A B\n \t,A B\n" ULYSSES),
     .status = 1,
     .answer = "Emma|Ulysses; TITLE_MISSING 2"},
    {.name = "bad: a title of control characters",
     .text = SLICE(HEAD EMMA "\x01\x02\x1b,A B\n" ULYSSES),
     .status = 1,
     .answer = "Emma|Ulysses; TITLE_MISSING 1; CONTROL_CHARACTER 1"},
    {.name = "bad: a royalty that is no number",
     .text = THREE("royalty", "NaN"),
     .status = 1,
     .answer = "Emma|Ulysses; ROYALTY_INVALID 1"},
    {.name = "bad: an endless royalty",
     .text = THREE("royalty", "inf"),
     .status = 1,
     .answer = "Emma|Ulysses; ROYALTY_INVALID 1"},
    {.name = "bad: a royalty in hexadecimal",
     .text = THREE("royalty", "0x10"),
     .status = 1,
     .answer = "Emma|Ulysses; ROYALTY_INVALID 1"},
    {.name = "bad: a royalty with an exponent",
     .text = THREE("royalty", "1e1"),
     .status = 1,
     .answer = "Emma|Ulysses; ROYALTY_INVALID 1"},
    {.name = "bad: a royalty of 101 %",
     .text = THREE("royalty", "101%"),
     .status = 1,
     .answer = "Emma|Ulysses; ROYALTY_INVALID 1"},
    {.name = "bad: a royalty below nought",
     .text = THREE("royalty", "-0.5"),
     .status = 1,
     .answer = "Emma|Ulysses; ROYALTY_INVALID 1"},
    {.name = "a royalty with a decimal comma",
     .text = THREE("royalty", "\"12,5\""),
     .answer = "Emma|Doubtful|Ulysses"},
    {.name = "bad: a royalty of a megabyte",
     .make = a_royalty_of_a_megabyte,
     .status = 1,
     .answer = "Emma|Ulysses; ROYALTY_INVALID 1"},
    {.name = "bad: an order of nought",
     .text = THREE("order", "0"),
     .status = 1,
     .answer = "Emma|Ulysses; ORDER_INVALID 1"},
    {.name = "bad: an order beyond 64 bits",
     .text = THREE("order", "18446744073709551617"),
     .status = 1,
     .answer = "Emma|Ulysses; ORDER_INVALID 1"},
    {.name = "bad: an order given twice",
     .text = SLICE("title,author,order\nEmma,Jane Austen,1\nGood Omens,Terry "
                   "Pratchett,1\nGood Omens,Neil Gaiman,1\n"),
     .config = "column.title = title\ncolumn.author = author\n"
               "column.order = order\n",
     .answer = "Emma|Good Omens|Good Omens"},
    {.name = "bad: an order given twice on one ISBN",
     .text = SLICE("title,author,order,isbn\n"
                   "Good Omens,Terry Pratchett,1,9780060853983\n"
                   "Good Omens,Neil Gaiman,1,9780060853983\n"),
     .answer = "Good Omens; ORDER_TAKEN 1"},
    {.name = "a gap in the order",
     .text = SLICE("title,author,order,isbn\n"
                   "Good Omens,Terry Pratchett,1,9780060853983\n"
                   "Good Omens,Neil Gaiman,7,9780060853983\n"),
     .answer = "Good Omens"},
    {.name = "a year of nought is none",
     .text = THREE("year", "0"),
     .answer = "Emma|Doubtful|Ulysses"},
    {.name = "bad: a year of five digits",
     .text = THREE("year", "99999"),
     .answer = "Emma|Doubtful|Ulysses; YEAR_INVALID 1"},
    {.name = "bad: a year of a hundred digits",
     .text = THREE("year", "9999999999999999999999999999999999999999999999999"
                           "9999999999999999999999999999999999999999999999999"),
     .answer = "Emma|Doubtful|Ulysses; YEAR_INVALID 1"},
    {.name = "a year with its c",
     .text = THREE("year", "c1999"),
     .answer = "Emma|Doubtful|Ulysses"},
    {.name = "bad: an ISBN that a spreadsheet destroyed",
     .text = THREE("isbn", "9.78043902348e+12"),
     .answer = "Emma|Doubtful|Ulysses; ISBN_DESTROYED 1"},
    {.name = "bad: an ISBN without its zero",
     .text = THREE("isbn", "439023483"),
     .answer = "Emma|Doubtful|Ulysses; ISBN_REPAIRED 1"},
    {.name = "bad: an ISBN with a wrong digit",
     .text = THREE("isbn", "9780141439588"),
     .answer = "Emma|Doubtful|Ulysses; ISBN_INVALID 1"},
    {.name = "bad: 12,000 links of a book without an id",
     .make = links_of_one_book,
     .seconds = 6,
     .answer = "Endless|Endless|Emma; GROUP_TOO_LONG 1"},
};

START_TEST(test_row)
{
    hostile_run(&rows[_i]);
}
END_TEST

Suite *hostile_csv_values_suite(void)
{
    Suite *suite = suite_create("hostile_csv_values");
    TCase *tests = tcase_create("shape and values");

    tcase_set_tags(tests, HOSTILE_TAG);
    tcase_add_loop_test(tests, test_row, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(suite, tests);
    return suite;
}
