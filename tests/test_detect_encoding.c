/* Byte order marks and the NULs of UTF-16, with and without a configuration. */
#include "../pipeline/detect_encoding.h"

#include <check.h>

#define B(bytes)                 \
    {                            \
        bytes, sizeof(bytes) - 1 \
    }

static const struct row {
    const char *name;
    struct slice head;
    enum encoding configured;
    struct detected_encoding found;
} rows[] = {
    {"nothing", B(""), ENCODING_AUTO, {ENCODING_AUTO, 0, false}},
    {"ASCII", B("Title,Author\n"), ENCODING_AUTO, {ENCODING_AUTO, 0, false}},
    {"UTF-8 without a mark",
     B("Caf\xc3\xa9"),
     ENCODING_AUTO,
     {ENCODING_AUTO, 0, false}},
    {"UTF-8 mark",
     B("\xef\xbb\xbfTitle"),
     ENCODING_AUTO,
     {ENCODING_UTF8, 3, false}},
    {"half a UTF-8 mark",
     B("\xef\xbb"),
     ENCODING_AUTO,
     {ENCODING_AUTO, 0, false}},
    {"UTF-16LE mark",
     B("\xff\xfe"
       "T\0"),
     ENCODING_AUTO,
     {ENCODING_UTF16LE, 2, false}},
    {"UTF-16BE mark",
     B("\xfe\xff\0T"),
     ENCODING_AUTO,
     {ENCODING_UTF16BE, 2, false}},
    {"a mark and nothing else",
     B("\xff\xfe"),
     ENCODING_AUTO,
     {ENCODING_UTF16LE, 2, false}},
    {"UTF-16LE, no mark",
     B("<\0?\0x\0m\0l\0"),
     ENCODING_AUTO,
     {ENCODING_UTF16LE, 0, false}},
    {"UTF-16BE, no mark",
     B("\0T\0i\0t\0l\0e\0;\0\n"),
     ENCODING_AUTO,
     {ENCODING_UTF16BE, 0, false}},
    {"two characters, no mark",
     B("a\0\n\0"),
     ENCODING_AUTO,
     {ENCODING_UTF16LE, 0, false}},
    {"ASCII header, Chinese below",
     B("a\0;\0b\0\n\0\x00\x4e\x8c\x4e\x09\x4e;\0\xdb\x56\x94\x4e\n\0"),
     ENCODING_AUTO,
     {ENCODING_UTF16LE, 0, false}},
    {"bad: NULs in a small CSV",
     B("ti,au\nA\0B,C\0D\n\n"),
     ENCODING_AUTO,
     {ENCODING_AUTO, 0, false}},
    {"bad: only NULs",
     B("\0\0\0\0\0\0\0\0"),
     ENCODING_AUTO,
     {ENCODING_AUTO, 0, false}},
    {"bad: UTF-32LE",
     B("\xff\xfe\0\0T\0\0\0"),
     ENCODING_AUTO,
     {ENCODING_AUTO, 4, true}},
    {"bad: UTF-32BE",
     B("\0\0\xfe\xff\0\0\0T"),
     ENCODING_AUTO,
     {ENCODING_AUTO, 4, true}},
    {"the config's own mark goes",
     B("\xff\xfe"
       "T\0"),
     ENCODING_UTF16LE,
     {ENCODING_UTF16LE, 2, false}},
    {"U+0000 after a mark, as the config says",
     B("\xff\xfe\0\0"),
     ENCODING_UTF16LE,
     {ENCODING_UTF16LE, 2, false}},
    {"the config against the bytes",
     B("T\0i\0t\0l\0"),
     ENCODING_UTF8,
     {ENCODING_UTF8, 0, false}},
    {"the config against another's mark",
     B("\xfe\xff\0T"),
     ENCODING_UTF16LE,
     {ENCODING_UTF16LE, 0, false}},
    {"UTF-8's mark in front of Windows-1252",
     B("\xef\xbb\xbf"
       "A"),
     ENCODING_WINDOWS_1252,
     {ENCODING_WINDOWS_1252, 3, false}},
    {"UTF-8's mark in front of UTF-16",
     B("\xef\xbb\xbf"
       "A"),
     ENCODING_UTF16BE,
     {ENCODING_UTF16BE, 0, false}},
};

START_TEST(each_row)
{
    const struct row *row = &rows[_i];
    struct detected_encoding found =
        detect_encoding(row->head, row->configured);

    ck_assert_msg(found.encoding == row->found.encoding, "%s: encoding %d",
                  row->name, (int)found.encoding);
    ck_assert_msg(found.mark == row->found.mark, "%s: mark %u", row->name,
                  found.mark);
    ck_assert_msg(found.utf32 == row->found.utf32, "%s: UTF-32", row->name);
}
END_TEST

/* Cyrillic throughout, with blanks: no ASCII at the beginning, but a long
 * sample. */
START_TEST(long_text_without_a_mark)
{
    char head[1200];

    for (size_t i = 0; i < sizeof head; i += 2) {
        head[i] = i % 12 == 10 ? ' ' : (char)(0x30 + i % 32);
        head[i + 1] = i % 12 == 10 ? 0 : 4;
    }
    ck_assert_int_eq(
        detect_encoding((struct slice){head, sizeof head}, ENCODING_AUTO)
            .encoding,
        ENCODING_UTF16LE);
}
END_TEST

Suite *detect_encoding_suite(void);
Suite *detect_encoding_suite(void)
{
    Suite *suite = suite_create("detect_encoding");
    TCase *tests = tcase_create("detect_encoding");

    tcase_add_loop_test(tests, each_row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tests, long_text_without_a_mark);
    suite_add_tcase(suite, tests);
    return suite;
}
