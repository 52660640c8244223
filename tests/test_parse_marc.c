/*
 * parse_marc between cut records and a sink. A record is made of its fields,
 * each a tag and its bytes, with a right leader and directory; what is wrong
 * with those is for the fixtures to show. What comes out is written down as
 *     tag value; tag ind1 ind2 $code value...; [findings]
 */
#include "support/bench_stage.h"
#include "support/iso2709_record.h"

#include <check.h>
#include <stdlib.h>

extern const struct stage_type stage_parse_marc;

Suite *parse_marc_suite(void);

#define FIELDS_MAX ISO2709_FIELDS_MAX
#define TITLE(text) \
    "24510\x1f"     \
    "a" text
#define REPAIRED(tag, expected, found) \
    " [MARC_REPAIRED " tag " expected=" expected " found=" found "]"

static const struct row {
    const char *why;
    const char *fields[FIELDS_MAX];
    const char *expected;
    char coding; /* leader/09; 0: 'a' */
    enum encoding encoding;
} rows[] = {
    {"all kinds of fields",
     {"001x 1", "24510\x1f"
                "aT\x1f"
                "b\x1f"
                "cA"},
     "001 x 1; 245 10 $aT $b $cA",
     0,
     0},
    {"an empty record", {NULL}, "", 0, 0},
    {"blanks count", {"008  a  b  "}, "008   a  b  ", 0, 0},
    {"letters in tags, with and without subfields",
     {"FMTBK", "LKR  \x1f"
               "ax"},
     "FMT BK; LKR    $ax",
     0,
     0},
    {"bad: a tag with a blank",
     {"2 510\x1f"
      "aT"},
     " [MARC_REPAIRED expected=a tag of three letters or digits found=2 5]",
     0,
     0},
    {"bad: no indicators",
     {"245\x1f"
      "aT"},
     "245    $aT" REPAIRED("245", "two indicators", "0 bytes"),
     0,
     0},
    {"bad: three indicators",
     {"245105\x1f"
      "aT"},
     "245 10 $aT" REPAIRED("245", "two indicators", "3 bytes"),
     0,
     0},
    {"bad: an indicator that is no ASCII",
     {"2451\xe9\x1f"
      "aT"},
     "245 1  $aT [ENCODING_REPAIRED expected=UTF-8 found=byte E9 at 38 of the "
     "record]" REPAIRED("245", "an indicator of one ASCII character",
                        "\\x5CxE9"),
     0,
     0},
    {"bad: no code",
     {"24510\x1f"
      "aT\x1f"},
     "245 10 $aT [MARC_REPAIRED 245 expected=a subfield code of one character]",
     0,
     0},
    {"bad: subfields in a control field",
     {"001  \x1f"
      "ax"},
     REPAIRED("001", "no subfields", "subfields"),
     0,
     0},
    {"bad: control characters",
     {TITLE("a\x01\x02"
            "b")},
     "245 10 $aab [CONTROL_CHARACTER found=U+0001]",
     0,
     0},
    {"line ends are blanks", {TITLE("a\r\n b")}, "245 10 $aa b", 0, 0},
    {"and tabs, in MARC-8 too",
     {TITLE("\xe2"
            "e\tb")},
     "245 10 $ae\\xCC\\x81 b",
     ' ',
     0},
    {"bad: DEL in MARC-8",
     {TITLE("\xe2"
            "e\x7f"
            "b")},
     "245 10 $ae\\xCC\\x81"
     "b [CONTROL_CHARACTER found=U+007F]",
     ' ',
     0},
    {"UTF-16 has become UTF-8 before",
     {TITLE("\xc3\xa9")},
     "245 10 $a\\xC3\\xA9",
     0,
     ENCODING_UTF16BE},
    {"bad: and where it has not",
     {TITLE("\xe9")},
     " [ENCODING_INVALID expected=UTF-8 found=byte E9 at 41 of the record]",
     0,
     ENCODING_UTF16LE},
    {"ESC is a control character in UTF-8",
     {TITLE("\xc3\xa9\x1b"
            "b")},
     "245 10 $a\\xC3\\xA9b [CONTROL_CHARACTER found=U+001B]",
     0,
     0},
    /* which encoding */
    {"UTF-8", {TITLE("\xc3\xa9")}, "245 10 $a\\xC3\\xA9", 0, 0},
    {"bad: UTF-8, undeclared",
     {TITLE("\xc3\xa9")},
     "245 10 $a\\xC3\\xA9 [ENCODING_DECLARED leader/09 expected=MARC-8 "
     "found=UTF-8]",
     ' ',
     0},
    {"MARC-8",
     {TITLE("\xe2"
            "e\xe8u")},
     "245 10 $ae\\xCC\\x81u\\xCC\\x88",
     ' ',
     0},
    {"bad: MARC-8, declared as UTF-8",
     {TITLE("\xe2"
            "e")},
     "245 10 $ae\\xCC\\x81 [ENCODING_DECLARED leader/09 expected=UTF-8 "
     "found=MARC-8]",
     0,
     0},
    {"bad: Windows-1252",
     {TITLE("M\xfcller")},
     "245 10 $aM\\xC3\\xBCller [ENCODING_REPAIRED expected=MARC-8 found=byte FC "
     "at 42 of the record]",
     ' ',
     0},
    {"bad: Windows-1252 by unusual pairs",
     {TITLE("p\xe8re et m\xe8re")},
     "245 10 $ap\\xC3\\xA8re et m\\xC3\\xA8re [ENCODING_REPAIRED "
     "expected=MARC-8 found=byte E8 at 42 of the record]",
     ' ',
     0},
    {"bad: Windows-1252, with a word in capitals",
     {TITLE("\xc4\xd6\xdc\xc4\xd6\xdc\xc4\xd6 \xfc \xfc \xfc \xfc \xfc \xfc "
            "\xfc \xfc \xfc")},
     "245 10 $a\\xC3\\x84\\xC3\\x96\\xC3\\x9C\\xC3\\x84\\xC3\\x96\\xC3\\x9C"
     "\\xC3\\x84\\xC3\\x96 \\xC3\\xBC \\xC3\\xBC \\xC3\\xBC \\xC3\\xBC \\xC3\\xBC "
     "\\xC3\\xBC \\xC3\\xBC \\xC3\\xBC \\xC3\\xBC [ENCODING_REPAIRED "
     "expected=MARC-8 found=byte C4 at 41 of the record]",
     ' ',
     0},
    {"bad: another alphabet",
     {TITLE("\xc2\xee\xe9\xed\xe0 \xe8 \xec\xe8\xf0 \xd2\xee\xeb\xf1\xf2\xee")},
     " [ENCODING_INVALID expected=UTF-8, MARC-8 or Windows-1252 found=byte C2 "
     "at 41 of the record]",
     ' ',
     0},
    {"bad: damaged UTF-8",
     {TITLE("\xc3\xa9\xc3")},
     " [ENCODING_DECLARED leader/09 expected=UTF-8 found=byte C3 at 43 of the "
     "record] [ENCODING_INVALID 245$a expected=UTF-8 found=byte C3 at 43 of the "
     "record]",
     0,
     0},
    /* MARC-8 */
    {"sets end with their subfield",
     {"24510\x1f"
      "a\x1b(NwOJNA\x1f"
      "bwar"},
     "245 10 $a\\xD0\\x92\\xD0\\xBE\\xD0\\xB9\\xD0\\xBD\\xD0\\xB0 $bwar",
     ' ',
     0},
    {"three bytes a character",
     {TITLE("\x1b$1!0!\x1b(Bx")},
     "245 10 $a\\xE4\\xB8\\x80x",
     ' ',
     0},
    {"a ligature over two letters",
     {TITLE("\xebi\xec"
            "a")},
     "245 10 $ai\\xCD\\xA1a",
     ' ',
     0},
    {"numeric references, and what only looks like one",
     {TITLE("\xe2"
            "e&#x263A;&#x41;&#xD800;&x;")},
     "245 10 $ae\\xCC\\x81\\xE2\\x98\\xBA&#x41;&#xD800;&x;",
     ' ',
     0},
    {"references beyond the first plane, and what is none",
     {TITLE("\xe2"
            "e&#x1F4D6;&#x00G0;&#x01234567;&#x007F;&#x110000;&#x00e9")},
     "245 10 $ae\\xCC\\x81\\xF0\\x9F\\x93\\x96&#x00G0;&#x01234567;&#x007F;"
     "&#x110000;&#x00e9",
     ' ',
     0},
    {"nothing but a reference",
     {TITLE("&#x263A;")},
     "245 10 $a\\xE2\\x98\\xBA",
     ' ',
     ENCODING_MARC8},
    {"bad: an escape that is none, where a control character was",
     {TITLE("\x01\x1b(~a")},
     " [CONTROL_CHARACTER found=U+0001] [ENCODING_INVALID 245$a "
     "expected=MARC-8]",
     ' ',
     ENCODING_MARC8},
    {"in UTF-8 they are text", {TITLE("&#x263A;")}, "245 10 $a&#x263A;", 0, 0},
    {"bad: three bytes that mean nothing",
     {TITLE("\x1b$1~~~\x1b(B")},
     " [ENCODING_INVALID 245$a expected=MARC-8 found=byte 1B at 41 of the "
     "record]",
     ' ',
     0},
    {"bad: a character cut off",
     {TITLE("\x1b$1!0")},
     " [ENCODING_INVALID 245$a expected=MARC-8 found=byte 21 at 44 of the "
     "record]",
     ' ',
     0},
    {"bad: a mark without a letter",
     {TITLE("\xe2"
            "e\xe2"
            "e\xe2")},
     " [ENCODING_INVALID 245$a expected=MARC-8 found=byte E2 at 45 of the "
     "record]",
     ' ',
     0},
    {"bad: a set that is none",
     {TITLE("\x1b(~a")},
     " [ENCODING_INVALID 245$a expected=MARC-8 found=byte 1B at 41 of the "
     "record]",
     ' ',
     0},
    /* as the config says */
    {"the config says MARC-8",
     {TITLE("\xc3")},
     "245 10 $a\\xC2\\xA9",
     0,
     ENCODING_MARC8},
    {"the config says Windows-1252",
     {TITLE("\xc3\xa9")},
     "245 10 $a\\xC3\\x83\\xC2\\xA9",
     0,
     ENCODING_WINDOWS_1252},
    {"bad: the config says UTF-8",
     {TITLE("\xe9")},
     " [ENCODING_INVALID expected=UTF-8 found=byte E9 at 41 of the record]",
     0,
     ENCODING_UTF8},
};

static void print_field(FILE *out, const struct marc_field *field)
{
    fprintf(out, "%s ", field->tag);
    bench_print_slice(out, field->value);
    if (!field->value.len)
        fprintf(out, "%c%c", field->indicator[0], field->indicator[1]);
    for (size_t k = 0; k < field->subfield_count; k++) {
        fprintf(out, " $%c", field->subfields[k].code);
        bench_print_slice(out, field->subfields[k].value);
    }
}

static void describe(FILE *out, const struct record *record)
{
    const struct marc *marc = record->marc;

    for (size_t i = 0;
         record->state == RECORD_GOOD && marc && i < marc->fields.count; i++) {
        if (i)
            fputs("; ", out);
        print_field(out, &marc->fields.at[i]);
    }
    bench_print_findings(out, record);
}

static void feed(struct bench *bench, struct slice raw)
{
    struct batch *batch = bench_take(bench, BATCH_SLICES);
    struct record *record = batch_add(batch);

    ck_assert_ptr_nonnull(record);
    record->ordinal = 1;
    record->raw = arena_copy(&batch->arena, raw);
    ck_assert_int_eq(bench_feed(bench, batch), 0);
}

START_TEST(every_row)
{
    const struct row *row = &rows[_i];
    struct slice raw =
        iso2709_record(row->fields, row->coding ? row->coding : 'a');
    struct bench bench;

    bench_init(&bench, &stage_parse_marc, describe);
    bench.file.plan.encoding = row->encoding;
    ck_assert_int_eq(bench_open(&bench), 0);
    feed(&bench, raw);
    ck_assert_int_eq(bench_finish(&bench), 0);
    ck_assert_msg(strcmp(bench_text(&bench), row->expected) == 0,
                  "%s\n%s\n-- expected --\n%s", row->why, bench_text(&bench),
                  row->expected);
    bench_clear(&bench);
    free((void *)raw.at);
}
END_TEST

/* Whatever of a record is there, in any of its bytes another: nothing is read
 * beyond it, and it is a record, or a reject. */
START_TEST(any_damage)
{
    static const char *const fields[FIELDS_MAX] = {"001id",
                                                   TITLE("\xe2"
                                                         "e\x1b(N"
                                                         "abc"),
                                                   "7001 \x1f"
                                                   "aA\x1f"
                                                   "e"};
    static const char bytes[] = "\x1d\x1e\x1f\x1b\xe2"
                                "09 ";
    struct slice raw = iso2709_record(fields, ' ');
    struct bench bench;

    bench_init(&bench, &stage_parse_marc, NULL);
    ck_assert_int_eq(bench_open(&bench), 0);
    for (size_t len = 1; len <= raw.len; len++)
        feed(&bench, (struct slice){raw.at, len});
    for (size_t i = 0; i < raw.len; i++)
        for (size_t k = 0; k < sizeof bytes; k++) {
            char *changed = (char *)raw.at + i, was = *changed;

            *changed = bytes[k];
            feed(&bench, raw);
            *changed = was;
        }
    ck_assert_uint_eq(bench.records, raw.len * (1 + sizeof bytes));
    bench_clear(&bench);
    free((void *)raw.at);
}
END_TEST

Suite *parse_marc_suite(void)
{
    Suite *suite = suite_create("parse_marc");
    TCase *tests = tcase_create("rows");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, every_row, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, any_damage);
    suite_add_tcase(suite, tests);
    return suite;
}
