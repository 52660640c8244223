/*
 * Whole imports of broken CSV: bytes, quotes and sizes. What a row says holds
 * within the bounds of support/hostile.h.
 */
#include "support/hostile.h"

#include <check.h>

Suite *hostile_csv_suite(void);

#define HEAD "title,author\n"
#define EMMA "Emma,Jane Austen\n"
#define ULYSSES "Ulysses,James Joyce\n"
#define BOTH HEAD EMMA ULYSSES

/* ---- large ones ---------------------------------------------------------- */

static const uint64_t gigabyte = (uint64_t)1 << 30;

static void a_large_field(FILE *out)
{
    fputs(HEAD EMMA "A title ", out);
    hostile_repeat(out, "without end ", hostile_bytes(gigabyte));
    fputs(",Nobody\n" ULYSSES, out);
}

static void a_large_quoted_field(FILE *out)
{
    fputs(HEAD EMMA "\"A title ", out);
    hostile_repeat(out, "without end, ", hostile_bytes(gigabyte));
    fputs("\",Nobody\n" ULYSSES, out);
}

/* Each line of it begins anew, once the quote is known to fail. */
static void a_quote_over_lines(FILE *out)
{
    fputs(HEAD EMMA "\"Open\n", out);
    hostile_repeat(out, "x\n", 2 * 50000);
    fputs(ULYSSES, out);
}

static void an_endless_line(FILE *out)
{
    fputs(BOTH, out);
    hostile_repeat(out, "no end ", hostile_bytes(gigabyte));
}

static void an_endless_first_line(FILE *out)
{
    hostile_repeat(out, "no end ", hostile_bytes(gigabyte));
}

static void endless_blanks(FILE *out)
{
    fputs(BOTH, out);
    hostile_repeat(out, " ", hostile_bytes(gigabyte));
}

static void endless_empty_lines(FILE *out)
{
    fputs(HEAD EMMA, out);
    hostile_repeat(out, "\n\r\n\r", hostile_bytes(gigabyte));
    fputs(ULYSSES, out);
}

static void nothing_but_nul(FILE *out)
{
    static const char zeros[64 * 1024];

    for (uint64_t i = hostile_bytes(gigabyte); i >= sizeof zeros;
         i -= sizeof zeros)
        fwrite(zeros, 1, sizeof zeros, out);
}

static void a_million_columns(FILE *out)
{
    fputs(HEAD EMMA "x", out);
    hostile_repeat(out, ",x", 2000000);
    fputs("\n" ULYSSES, out);
}

static void a_header_of_a_million_columns(FILE *out)
{
    fputs("title,author", out);
    hostile_repeat(out, ",x", 2000000);
    fputs("\n" EMMA, out);
}

static void a_million_names(FILE *out)
{
    fputs("title,authors\nEmma,Jane Austen; Ann Lefroy\nToo many,", out);
    hostile_repeat(out, "A B;", 4000000);
    fputs("\nUlysses,James Joyce; Nora Barnacle\n", out);
}

static void many_quotes(FILE *out)
{
    fputs(BOTH, out);
    hostile_repeat(out, "\"\n", 2 * 50000);
}

/* ---- rows ---------------------------------------------------------------- */

static const struct hostile rows[] = {
    /* bytes */
    {.name = "a byte order mark before a quoted header",
     .text = SLICE("\xef\xbb\xbf\"title\",author\n" EMMA ULYSSES),
     .answer = "Emma|Ulysses"},
    {.name = "UTF-16LE with a mark",
     .text = SLICE(BOTH),
     .dress = dress_utf16le_mark,
     .answer = "Emma|Ulysses"},
    {.name = "UTF-16BE with a mark",
     .text = SLICE(BOTH),
     .dress = dress_utf16be_mark,
     .answer = "Emma|Ulysses"},
    {.name = "UTF-16LE without a mark",
     .text = SLICE(BOTH),
     .dress = dress_utf16le,
     .answer = "Emma|Ulysses"},
    {.name = "UTF-16BE without a mark",
     .text = SLICE(BOTH),
     .dress = dress_utf16be,
     .answer = "Emma|Ulysses"},
    {.name = "bad: UTF-16 that ends in half a character",
     .text = SLICE("\xff\xfet\0\n\0E\0m\0m\0a\0\n\0U"),
     .config = "column.title = t\n",
     .status = 3,
     .answer = "Emma; fault FILE_UNREADABLE"},
    {.name = "bad: a lone surrogate in UTF-16",
     .text = SLICE("\xff\xfet\0\n\0E\0m\0m\0a\0\n\0X\0\x00\xd8Y\0\n\0"),
     .config = "column.title = t\n",
     .status = 1,
     .answer = "Emma; ENCODING_INVALID 1"},
    {.name = "bad: UTF-32LE with a mark",
     .text = SLICE(BOTH),
     .dress = dress_utf32le_mark,
     .status = 3,
     .answer = "; fault FORMAT_UNKNOWN"},
    {.name = "bad: UTF-32BE with a mark",
     .text = SLICE(BOTH),
     .dress = dress_utf32be_mark,
     .status = 3,
     .answer = "; fault FORMAT_UNKNOWN"},
    {.name = "bad: UTF-32LE without a mark",
     .text = SLICE(BOTH),
     .dress = dress_utf32le,
     .status = 3,
     .answer = "; fault FORMAT_UNKNOWN"},
    {.name = "bad: UTF-32BE without a mark",
     .text = SLICE(BOTH),
     .dress = dress_utf32be,
     .status = 3,
     .answer = "; fault FORMAT_UNKNOWN"},
    {.name = "bad: Windows-1252 among UTF-8",
     .text = SLICE(BOTH "Villette,Charlotte Bront\xeb\n"
                        "Agnes Grey,Anne Bront\xc3\xab\n"),
     .answer = "Emma|Ulysses|Villette|Agnes Grey; ENCODING_REPAIRED 1"},
    {.name = "doubly encoded UTF-8 stays what it is",
     .text = SLICE(BOTH "Ast\xc3\x83\xc2\xa9rix,Goscinny\n"),
     .answer = "Emma|Ulysses|AstÃ©rix"},
    {.name = "bad: an overlong form",
     .text = SLICE(HEAD EMMA "Over\xc0\xaflong,A B\n" ULYSSES),
     .answer = "Emma|OverÀ¯long|Ulysses; ENCODING_REPAIRED 1"},
    {.name = "bad: an overlong form in a file said to be UTF-8",
     .text = SLICE(HEAD EMMA "Over\xc0\xaflong,A B\n" ULYSSES),
     .config = "encoding = utf-8\n",
     .status = 1,
     .answer = "Emma|Ulysses; ENCODING_INVALID 1"},
    {.name = "bad: a character cut in two, said to be UTF-8",
     .text = SLICE(BOTH "Bront\xc3"),
     .config = "encoding = utf-8\n",
     .status = 1,
     .answer = "Emma|Ulysses; ENCODING_INVALID 1"},
    {.name = "bad: a character cut in two",
     .text = SLICE(HEAD EMMA "Bront\xc3,A B\n" ULYSSES),
     .answer = "Emma|BrontÃ|Ulysses; ENCODING_REPAIRED 1"},
    {.name = "bad: NUL in a field",
     .text = SLICE(HEAD EMMA "N\0L,A B\n" ULYSSES),
     .status = 1,
     .answer = "Emma|Ulysses; NUL_BYTE 1"},
    {.name = "bad: nothing but NUL",
     .make = nothing_but_nul,
     .status = 3,
     .answer = "; fault FORMAT_UNKNOWN"},

    /* quotes */
    {.name = "a lone quote inside a field",
     .text = SLICE(HEAD EMMA "6\" guns,A B\n" ULYSSES),
     .answer = "Emma|6\" guns|Ulysses"},
    {.name = "bad: a lone quote at a field's begin",
     .text = SLICE(HEAD EMMA "\"Open,A B\n" ULYSSES),
     .status = 1,
     .answer = "Emma|Ulysses; CSV_QUOTE 1"},
    {.name = "bad: a lone quote at a field's end",
     .text = SLICE(HEAD EMMA "Shut\",A B\n" ULYSSES),
     .answer = "Emma|Shut\"|Ulysses"},
    {.name = "bad: a quote never closed in the last line",
     .text = SLICE(BOTH "\"Open,A B"),
     .status = 1,
     .answer = "Emma|Ulysses; CSV_QUOTE 1"},
    {.name = "bad: a quote never closed in the header",
     .text = SLICE("\"title,author\n" EMMA ULYSSES),
     .status = 2,
     .answer = "no database"},
    {.name = "bad: text after a closing quote, columns certain",
     .text = SLICE(HEAD EMMA "\"A\" x,A B\n" ULYSSES),
     .answer = "Emma|\"A\" x|Ulysses; CSV_QUOTE_REPAIRED 1"},
    {.name = "bad: text after a closing quote",
     .text = SLICE(HEAD EMMA "\"A, B\" x,A B\n" ULYSSES),
     .status = 1,
     .answer = "Emma|Ulysses; CSV_QUOTE 1"},
    {.name = "bad: quotes escaped by backslashes, and nobody said so",
     .text = SLICE(HEAD EMMA "\"The \\\"Raven\\\", 1\",A B\n" ULYSSES),
     .status = 1,
     .answer = "Emma|Ulysses; CSV_QUOTE 1"},
    {.name = "quotes escaped by backslashes, as the config says",
     .text = SLICE(HEAD EMMA "\"The \\\"Raven\\\", 1\",A B\n" ULYSSES),
     .config = "escape = backslash\n",
     .answer = "Emma|The \"Raven\", 1|Ulysses"},
    {.name = "blanks around a field go, inside quotes too",
     .text = SLICE(HEAD " Emma , Jane Austen\n\" Ulysses \",\tJames Joyce\n"),
     .answer = "Emma|Ulysses"},
    {.name = "bad: 50,000 lines that open a quote",
     .make = many_quotes,
     .status = 1,
     .answer = "Emma|Ulysses; CSV_COLUMNS 25000"},

    /* size */
    {.name = "bad: a field of 1 GB",
     .make = a_large_field,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "bad: a quoted field of 1 GB",
     .make = a_large_quoted_field,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "bad: a quote that swallows 50,000 lines",
     .make = a_quote_over_lines,
     .status = 1,
     .answer = "Emma|Ulysses; CSV_COLUMNS 50000; CSV_QUOTE 1"},
    {.name = "bad: a line of 1 GB without end",
     .make = an_endless_line,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "bad: a first line of 1 GB without end",
     .make = an_endless_first_line,
     .status = 2,
     .answer = "no database"},
    {.name = "1 GB of blanks at the end",
     .make = endless_blanks,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "1 GB of empty lines",
     .make = endless_empty_lines,
     .answer = "Emma|Ulysses"},
    {.name = "bad: a million columns",
     .make = a_million_columns,
     .status = 1,
     .answer = "Emma|Ulysses; CSV_COLUMNS 1"},
    {.name = "bad: a header of a million columns",
     .make = a_header_of_a_million_columns,
     .status = 2,
     .answer = "no database"},
    {.name = "bad: a million names in a cell",
     .make = a_million_names,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
};

START_TEST(test_row)
{
    hostile_run(&rows[_i]);
}
END_TEST

Suite *hostile_csv_suite(void)
{
    Suite *suite = suite_create("hostile_csv");
    TCase *tests = tcase_create("bytes, quotes and sizes");

    tcase_set_tags(tests, HOSTILE_TAG);
    tcase_add_loop_test(tests, test_row, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(suite, tests);
    return suite;
}
