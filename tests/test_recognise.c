/* What the first bytes say a file is: formats, refusals, and what only looks
 * like something else. */
#include "../pipeline/recognise.h"

#include <check.h>

#define B(bytes)                 \
    {                            \
        bytes, sizeof(bytes) - 1 \
    }
#define LEADER "01142cam a2200301 a 4500001001300000"

/* A hundred and more letters, and four that are none. */
#define STRAY                                        \
    "the quick brown fox jumps over the lazy\1 dog " \
    "the quick brown fox jumps over the lazy\2 dog " \
    "the quick brown fox jumps over the lazy\3 dog " \
    "the quick brown fox jumps over the lazy\4 dog "

static const struct row {
    const char *name;
    struct slice text;
    enum format configured;
    char delimiter;
    enum format format;
    const char *refusal; /* part of it; NULL: none */
} rows[] = {
    {"nothing", B(""), FORMAT_AUTO, 0, FORMAT_CSV, NULL},
    {"CSV", B("Title,Author\n"), FORMAT_AUTO, 0, FORMAT_CSV, NULL},
    {"prolog", B("<?xml version=\"1.0\"?><collection/>"), FORMAT_AUTO, 0,
     FORMAT_MARCXML, NULL},
    {"blanks, then an element", B("\r\n \t<marc:record xmlns"), FORMAT_AUTO, 0,
     FORMAT_MARCXML, NULL},
    {"comment", B("<!-- export --><collection>"), FORMAT_AUTO, 0,
     FORMAT_MARCXML, NULL},
    {"DOCTYPE, for cut to refuse", B("<!DOCTYPE collection>"), FORMAT_AUTO, 0,
     FORMAT_MARCXML, NULL},
    {"closed element", B("<collection/>"), FORMAT_AUTO, 0, FORMAT_MARCXML,
     NULL},
    {"a name beyond ASCII", B("<\xc3\xa9l\xc3\xa9ment>"), FORMAT_AUTO, 0,
     FORMAT_MARCXML, NULL},
    {"a capital letter", B("<RECORD>"), FORMAT_AUTO, 0, FORMAT_MARCXML, NULL},
    {"names with all that may be in one", B("<_a.b-c:d9\n>"), FORMAT_AUTO, 0,
     FORMAT_MARCXML, NULL},
    {"an instruction", B("<?xml-stylesheet ?><a>"), FORMAT_AUTO, 0,
     FORMAT_MARCXML, NULL},
    {"no instruction", B("<?=title,author\n"), FORMAT_AUTO, 0, FORMAT_CSV,
     NULL},
    {"a question mark alone", B("<?"), FORMAT_AUTO, 0, FORMAT_CSV, NULL},
    {"brackets in brackets", B("<[a]>,<{b}>\n"), FORMAT_AUTO, 0, FORMAT_CSV,
     NULL},
    {"braces", B("<{b}>\n"), FORMAT_AUTO, 0, FORMAT_CSV, NULL},
    {"a name that ends in neither", B("<a|b>\n"), FORMAT_AUTO, 0, FORMAT_CSV,
     NULL},
    {"a heart is no element", B("<3 and other poems,Anonymous\n"), FORMAT_AUTO,
     0, FORMAT_CSV, NULL},
    {"less than", B("<"), FORMAT_AUTO, 0, FORMAT_CSV, NULL},
    {"a title in angle brackets", B("<untitled, 1,x\n"), FORMAT_AUTO, 0,
     FORMAT_CSV, NULL},
    {"bad: an error page", B("<!DOCTYPE html>\n<title>404"), FORMAT_AUTO, 0,
     FORMAT_CSV, "HTML page"},
    {"bad: an error page without a DOCTYPE", B("\n<HTML lang=en>"), FORMAT_AUTO,
     0, FORMAT_CSV, "HTML page"},
    {"ISO 2709", B(LEADER), FORMAT_AUTO, 0, FORMAT_MARC, NULL},
    {"ISO 2709 after a line end", B("\n" LEADER), FORMAT_AUTO, 0, FORMAT_MARC,
     NULL},
    {"ISO 2709 without a type of record",
     B("00127     2200037   4500245008900000"), FORMAT_AUTO, 0, FORMAT_MARC,
     NULL},
    {"ISO 2709 with digits for codes", B("000260000022000250004500\x1e\x1d"),
     FORMAT_AUTO, 0, FORMAT_MARC, NULL},
    {"a leader of which nothing is left",
     B("xxx60cam  22z0037 i zz00...\x1e\x1d"), FORMAT_AUTO, 0, FORMAT_CSV,
     NULL},
    {"ISO 2709, of whose leader a part is left",
     B("xxx60cam  22z0037 i 4500...\x1e\x1d"), FORMAT_AUTO, 0, FORMAT_MARC,
     NULL},
    {"ISO 2709, of whose leader the base address is left",
     B("xxxxxcam  2200230 i zz00...\x1e\x1d"), FORMAT_AUTO, 0, FORMAT_MARC,
     NULL},
    {"ends of records, and no leader", B("x\x1e\x1d"), FORMAT_AUTO, 0,
     FORMAT_CSV, NULL},
    {"ISO 2709 as configured", B("x"), FORMAT_MARC, 0, FORMAT_MARC, NULL},
    {"long numbers are no leader", B("978014143951897801414395189780"),
     FORMAT_AUTO, 0, FORMAT_CSV, NULL},
    {"a row that begins with digits", B("01142,am,2200301,a,4500,001"),
     FORMAT_AUTO, 0, FORMAT_CSV, NULL},
    {"half a leader", B("01142cam a22003"), FORMAT_AUTO, 0, FORMAT_CSV, NULL},
    {"the config against XML", B("<a>,<b>\n"), FORMAT_CSV, 0, FORMAT_CSV, NULL},
    {"the config against CSV", B("a,b\n"), FORMAT_MARCXML, 0, FORMAT_MARCXML,
     NULL},
    {"bad: gzip in gzip", B("\x1f\x8b\x08\0"), FORMAT_AUTO, 0, FORMAT_CSV,
     "gzip inside gzip"},
    {"bad: a spreadsheet, whatever the config says", B("PK\3\4\24\0"),
     FORMAT_CSV, 0, FORMAT_CSV, "ZIP archive"},
    {"bad: PDF", B("%PDF-1.7\n"), FORMAT_AUTO, 0, FORMAT_CSV, "PDF"},
    {"bad: xz",
     B("\xfd"
       "7zXZ\0\0"),
     FORMAT_AUTO, 0, FORMAT_CSV, "xz"},
    {"bad: zstd", B("\x28\xb5\x2f\xfd\4"), FORMAT_AUTO, 0, FORMAT_CSV, "zstd"},
    {"bad: bzip2", B("BZh91AY&SY\1\2"), FORMAT_AUTO, 0, FORMAT_CSV, "bzip2"},
    {"a word that begins like bzip2", B("BZh9,Author\n"), FORMAT_AUTO, 0,
     FORMAT_CSV, NULL},
    {"bad: a database", B("SQLite format 3\0\x10"), FORMAT_AUTO, 0, FORMAT_CSV,
     "SQLite"},
    {"bad: NULs", B("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), FORMAT_AUTO, 0,
     FORMAT_CSV, "no text"},
    {"bad: control characters",
     B("\1a\2b\3c\4d\5e\6f\7g\1a\2b\3c\4d\5e\6f\7g\1a\2b\3c"), FORMAT_AUTO, 0,
     FORMAT_CSV, "no text"},
    {"control characters that separate cells",
     B("a\1b\nc\1d\ne\1f\ng\1h\ni\1j\nk\1l\nm\1n\no\1p\n"
       "a\1b\nc\1d\ne\1f\ng\1h\ni\1j\nk\1l\nm\1n\no\1p\n"),
     FORMAT_AUTO, 1, FORMAT_CSV, NULL},
    {"bad: DELs",
     B("\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f"),
     FORMAT_AUTO, 0, FORMAT_CSV, "no text"},
    {"twenty stray bytes in a long text", B(STRAY STRAY STRAY STRAY STRAY),
     FORMAT_AUTO, 0, FORMAT_CSV, NULL},
    {"a few NULs are the records' own trouble", B("T,A\nx\0,y\0\n"),
     FORMAT_AUTO, 0, FORMAT_CSV, NULL},
};

START_TEST(each_row)
{
    const struct row *row = &rows[_i];
    struct recognised found =
        recognise(row->text, row->configured, row->delimiter);

    ck_assert_msg(found.format == row->format, "%s: format %d", row->name,
                  (int)found.format);
    ck_assert_msg(!found.refusal == !row->refusal, "%s: %s", row->name,
                  found.refusal ? found.refusal : "not refused");
    if (row->refusal)
        ck_assert_msg(strstr(found.refusal, row->refusal), "%s: %s", row->name,
                      found.refusal);
}
END_TEST

/* Cut at every byte: never a read past the end, and XML is not half seen. */
START_TEST(cut_at_every_byte)
{
    const struct row *row = &rows[_i];

    for (size_t len = 0; len < row->text.len; len++) {
        struct recognised found =
            recognise((struct slice){row->text.at, len}, FORMAT_AUTO, 0);

        ck_assert_int_ne(found.format, FORMAT_AUTO);
    }
}
END_TEST

Suite *recognise_suite(void);
Suite *recognise_suite(void)
{
    Suite *suite = suite_create("recognise");
    TCase *tests = tcase_create("recognise");
    int count = sizeof rows / sizeof rows[0];

    tcase_add_loop_test(tests, each_row, 0, count);
    tcase_add_loop_test(tests, cut_at_every_byte, 0, count);
    suite_add_tcase(suite, tests);
    return suite;
}
