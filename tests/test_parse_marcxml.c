/*
 * parse_marcxml with single records. What comes out is written down as
 *     LDR leader; tag value; tag ind1 ind2 $code value...; [findings]
 * and of libxml2's messages only the line, for the words are its own.
 */
#include "support/bench_stage.h"

#include "../stages/marc_build.h"

#include <check.h>
#include <stdlib.h>

extern const struct stage_type stage_parse_marcxml;

Suite *parse_marcxml_suite(void);

struct row {
    const char *why;
    const char *text;
    const char *expected;
    enum encoding encoding;
    const char *context;
};

static void describe(FILE *out, const struct record *record)
{
    const struct marc *marc = record->marc;

    if (marc && record->state == RECORD_GOOD) {
        fputs("LDR ", out);
        bench_print_slice(out, marc->leader);
        for (size_t i = 0; i < marc->fields.count; i++) {
            const struct marc_field *field = &marc->fields.at[i];

            fprintf(out, "; %s ", field->tag);
            bench_print_slice(out, field->value);
            if (!field->value.len)
                fprintf(out, "%c%c", field->indicator[0], field->indicator[1]);
            for (size_t k = 0; k < field->subfield_count; k++) {
                fprintf(out, " $%c", field->subfields[k].code);
                bench_print_slice(out, field->subfields[k].value);
            }
        }
    }
    if (record->findings && record->findings->code == XML_MALFORMED)
        fprintf(out, " [XML_MALFORMED %.*s]",
                (int)strcspn(record->findings->found.at, ":"),
                record->findings->found.at);
    else
        bench_print_findings(out, record);
}

#define REC(inside) "<record>" inside "</record>"
#define LDR(text) "<leader>" text "</leader>"
#define CTL(tag, text) "<controlfield tag='" tag "'>" text "</controlfield>"
#define DATA(tag, inside) \
    "<datafield tag='" tag "' ind1='1' ind2='0'>" inside "</datafield>"
#define SUB(code, text) "<subfield code='" code "'>" text "</subfield>"
#define TITLE(text) DATA("245", SUB("a", text))
#define REPAIRED(tag, expected, found) \
    " [MARC_REPAIRED " tag "expected=" expected " found=" found "]"

static const struct row rows[] = {
    {"all kinds of fields", REC(LDR("00000nam") CTL("001", "x 1") TITLE("T")),
     "LDR 00000nam; 001 x 1; 245 10 $aT", 0, NULL},
    {"several subfields, and an empty one",
     REC(DATA("245", SUB("a", "A") SUB("b", "") "<subfield code='c'/>")),
     "LDR ; 245 10 $aA $b $c", 0, NULL},
    {"prefixes, declared around", "<m:record><m:leader>x</m:leader></m:record>",
     "LDR x", 0, "<a><m:c xmlns:m='u'>"},
    {"bad: damaged tags around, one in the other",
     "<record><leader>x</leader></record>", "LDR x", 0,
     "<record<record<record<record<record<record<record<record"},
    {"a prefix that nobody declared",
     "<m:record><m:leader>x</m:leader>"
     "</m:record>",
     "LDR x", 0, NULL},
    {"different prefixes",
     "<m:record xmlns:m='u' xmlns:n='v'><n:leader>x"
     "</n:leader></m:record>",
     "LDR x", 0, NULL},
    {"attributes in any order and quotes, and others",
     REC("<datafield ind2=\"b\" id='7' ind1='a' tag=\"100\"/>"), "LDR ; 100 ab",
     0, NULL},
    {"indicators that are missing or empty are blank",
     REC("<datafield tag='100' ind1=''/>"), "LDR ; 100   ", 0, NULL},
    {"the five entities", REC(TITLE("&lt;&amp;&gt;&quot;&apos;!")),
     "LDR ; 245 10 $a<&>\"'!", 0, NULL},
    {"character references", REC(TITLE("&#65;&#x42;")), "LDR ; 245 10 $aAB", 0,
     NULL},
    {"entities in attributes",
     REC("<controlfield tag='0&#48;1'>x"
         "</controlfield>"),
     "LDR ; 001 x", 0, NULL},
    {"ampersands in attributes",
     REC("<datafield tag='245' ind1='&amp;' ind2='&lt;'>" SUB(
         "&#38;", "x") "</datafield>"),
     "LDR ; 245 &< $&x", 0, NULL},
    {"CDATA, comments and instructions inside text",
     REC(TITLE("a<![CDATA[<b>]]>c<!-- d -->e<?f g?>h")),
     "LDR ; 245 10 $aa<b>ceh", 0, NULL},
    {"an ampersand at the end of an attribute, of its own namespace",
     "<m:record xmlns:m='http://a/?b=&amp;'><m:leader>x</m:leader></m:record>",
     "LDR x", 0, NULL},
    {"an attribute of the language",
     "<record xml:lang='en'><leader>x</leader></record>", "LDR x", 0, NULL},
    {"and one with nothing behind its prefix",
     "<record m:='en'><leader>x</leader></record>", "LDR x", 0, NULL},
    {"']' beside an entity, once and twice", REC(TITLE("a]&amp;b]]&amp;c")),
     "LDR ; 245 10 $aa]&b]]&c", 0, NULL},
    {"bad: the end of CDATA beside an entity", REC(TITLE("a&amp;b]]>c")),
     " [XML_MALFORMED line 10]", 0, NULL},
    {"']' is text, once and twice", REC(TITLE("a]b]]c")),
     "LDR ; 245 10 $aa]b]]c", 0, NULL},
    {"UTF-8", REC(TITLE("\xc3\xa4\xf0\x9f\x98\x80")),
     "LDR ; 245 10 $a\\xC3\\xA4\\xF0\\x9F\\x98\\x80", ENCODING_UTF8, NULL},
    {"blanks count", REC(CTL("008", "  a  b  ")), "LDR ; 008   a  b  ", 0,
     NULL},
    {"line ends and tabs are pretty-printing",
     REC("\n" TITLE("\n  a\r\n\t b  c \n") "\n"), "LDR ; 245 10 $aa b  c", 0,
     NULL},
    {"fields of other names are passed over", REC("<x>y</x>" TITLE("T")),
     "LDR ; 245 10 $aT", 0, NULL},
    {"letters in tags", REC(CTL("FMT", "BK")), "LDR ; FMT BK", 0, NULL},
    {"a leader of any length", REC(LDR("x")), "LDR x", 0, NULL},
    /* repaired */
    {"bad: two leaders", REC(LDR("a") LDR("b")),
     "LDR a" REPAIRED("", "one leader", "b"), 0, NULL},
    {"bad: a tag of two characters", REC(CTL("01", "x") CTL("001", "y")),
     "LDR ; 001 y" REPAIRED("", "a tag of three letters or digits", "01"), 0,
     NULL},
    {"bad: no tag", REC("<datafield>" SUB("a", "x") "</datafield>"),
     "LDR  [MARC_REPAIRED expected=a tag of three letters or digits]", 0, NULL},
    {"bad: a tag with a blank", REC(DATA("24 ", "")),
     "LDR " REPAIRED("", "a tag of three letters or digits", "24 "), 0, NULL},
    {"bad: no code", REC(DATA("245", "<subfield>x</subfield>" SUB("b", "y"))),
     "LDR ; 245 10 $by [MARC_REPAIRED 245 expected=a subfield code of one "
     "character]",
     0, NULL},
    {"bad: a control character beside a tab", REC(TITLE("a\tb\xc3\xa9\x02")),
     "LDR ; 245 10 $aa b\\xC3\\xA9 [CONTROL_CHARACTER found=U+0002]", 0, NULL},
    {"bad: a code that is no graphic character",
     REC(DATA("245", SUB("&#127;", "x") SUB("&#9;", "y") SUB("b", "z"))),
     "LDR ; 245 10 $bz [MARC_REPAIRED 245 expected=a subfield code of one "
     "character found=\\x7F] [MARC_REPAIRED 245 expected=a subfield code of one "
     "character found=\\x09]",
     0, NULL},
    {"bad: an indicator that is none",
     REC("<datafield tag='245' ind1='&#9;' ind2='0'>" SUB("a",
                                                          "x") "</datafield>"),
     "LDR ; 245  0 $ax [MARC_REPAIRED 245 expected=an indicator of one ASCII "
     "character found=\\x09]",
     0, NULL},
    {"bad: an indicator with an ampersand",
     REC("<datafield tag='245' ind1='a&amp;b' ind2='0'>" SUB(
         "a", "x") "</datafield>"),
     "LDR ; 245  0 $ax" REPAIRED("245 ", "an indicator of one ASCII character",
                                 "a&b"),
     0, NULL},
    {"bad: a code of two characters", REC(DATA("245", SUB("ab", "x"))),
     "LDR ; 245 10" REPAIRED("245 ", "a subfield code of one character", "ab"),
     0, NULL},
    {"bad: an indicator of two characters",
     REC("<datafield tag='245' ind1='10'>" SUB("a", "x") "</datafield>"),
     "LDR ; 245    $ax" REPAIRED("245 ", "an indicator of one ASCII character",
                                 "10"),
     0, NULL},
    {"bad: a control field's tag on a datafield",
     REC(DATA("001", SUB("a", "x"))),
     "LDR " REPAIRED("001 ", "a controlfield", "a datafield"), 0, NULL},
    {"bad: subfields in a controlfield", REC(CTL("001", "x" SUB("a", "y"))),
     "LDR ; 001 xy" REPAIRED("001 ", "text or a subfield", "subfield"), 0,
     NULL},
    {"bad: markup in a subfield, whose text stays", REC(TITLE("a<b>c</b>d")),
     "LDR ; 245 10 $aacd" REPAIRED("245 ", "text or a subfield", "b"), 0, NULL},
    {"bad: a control character is removed",
     REC(TITLE("a\x1f"
               "b")),
     "LDR ; 245 10 $aab [CONTROL_CHARACTER found=U+001F]", 0, NULL},
    /* encodings */
    {"bad: not UTF-8, read as Windows-1252",
     REC(TITLE("\x93"
               "caf\xe9\x94")),
     "LDR ; 245 10 $a\\xE2\\x80\\x9Ccaf\\xC3\\xA9\\xE2\\x80\\x9D "
     "[ENCODING_REPAIRED expected=UTF-8 found=byte 93 at 66 of the record]",
     ENCODING_AUTO, NULL},
    {"the declaration says so", REC(TITLE("\xe9")), "LDR ; 245 10 $a\\xC3\\xA9",
     ENCODING_AUTO, "<?xml version='1.0' encoding='ISO-8859-1'?><c>"},
    {"the declaration lies", REC(TITLE("\xc3\xa9")),
     "LDR ; 245 10 $a\\xC3\\xA9", ENCODING_AUTO,
     "<?xml version='1.0' encoding='ISO-8859-1'?><c>"},
    {"the declaration is for libxml2 nothing", REC(TITLE("a<!---->b")),
     "LDR ; 245 10 $aab", 0, "<?xml version='1.0' encoding='MARC-8'?><c>"},
    {"the config says Windows-1252", REC(TITLE("\xc3\xa9")),
     "LDR ; 245 10 $a\\xC3\\x83\\xC2\\xA9", ENCODING_WINDOWS_1252, NULL},
    {"bad: the config says UTF-8", REC(TITLE("\xe9")),
     " [ENCODING_INVALID expected=UTF-8 found=byte E9 at 66 of the record]",
     ENCODING_UTF8, NULL},
    {"bad: a lone surrogate of UTF-16", REC(TITLE("\xed\xa0\x80")),
     " [ENCODING_INVALID expected=UTF-8 found=byte ED at 66 of the record]",
     ENCODING_UTF16LE, NULL},
    {"bad: an overlong form", REC(TITLE("\xc0\xaf")),
     " [ENCODING_INVALID expected=UTF-8 found=byte C0 at 66 of the record]",
     ENCODING_UTF8, NULL},
    /* malformed; the record begins in line 10 */
    {"bad: tags crossed", REC("\n<leader>\n</record></leader>"),
     " [XML_MALFORMED line 12]", 0, "<a>\n<b\n>"},
    {"bad: an entity of nobody's", REC(TITLE("&uuml;")),
     " [XML_MALFORMED line 10]", 0, NULL},
    {"bad: a reference to a control character", REC(TITLE("&#31;")),
     " [XML_MALFORMED line 10]", 0, NULL},
    {"bad: an attribute twice", REC("<leader a='' a=''/>"),
     " [XML_MALFORMED line 10]", 0, NULL},
    {"bad: '<' in an attribute", REC("<leader a='<'/>"),
     " [XML_MALFORMED line 10]", 0, NULL},
    {"bad: \"]]>\" in text", REC(TITLE("]]>")), " [XML_MALFORMED line 10]", 0,
     NULL},
    {"bad: a noncharacter", REC(TITLE("\xef\xbf\xbf")),
     " [XML_MALFORMED line 10]", 0, NULL},
    {"bad: a DOCTYPE inside",
     REC("<!DOCTYPE a [<!ENTITY b 'c'>]>" TITLE("&b;")),
     " [XML_MALFORMED line 10]", 0, NULL},
    {"a context that is not well-formed is left away", REC(TITLE("a<!---->b")),
     "LDR ; 245 10 $aab", 0, "<a b='&c;'><d e='' e=''>"},
};

static void feed(struct bench *bench, struct slice text, const char *context)
{
    struct batch *batch = bench_take(bench, BATCH_SLICES);
    struct record *record = batch_add(batch);

    ck_assert_ptr_nonnull(record);
    record->ordinal = 1;
    record->line = 10;
    record->raw = arena_copy(&batch->arena, text);
    if (context)
        record->context = arena_copy(&batch->arena, slice_of(context));
    ck_assert_int_eq(bench_feed(bench, batch), 0);
}

static void check_text(const char *why, struct slice text,
                       enum encoding encoding, const char *context,
                       const char *expected)
{
    struct bench bench;

    bench_init(&bench, &stage_parse_marcxml, describe);
    bench.file.plan.encoding = encoding;
    ck_assert_int_eq(bench_open(&bench), 0);
    feed(&bench, text, context);
    ck_assert_int_eq(bench_finish(&bench), 0);
    ck_assert_msg(strcmp(bench_text(&bench), expected) == 0,
                  "%s\n%s\n-- expected --\n%s", why, bench_text(&bench),
                  expected);
    bench_clear(&bench);
}

START_TEST(every_row)
{
    const struct row *row = &rows[_i];

    check_text(row->why, slice_of(row->text), row->encoding, row->context,
               row->expected);
}
END_TEST

START_TEST(nul_rejects)
{
    static const char text[] = REC("<leader>a\0b</leader>");

    check_text("bad: NUL", SLICE(text), ENCODING_AUTO, NULL,
               " [NUL_BYTE found=byte 00 at 17 of the record]");
}
END_TEST

/* One parser for many records: a bad one leaves nothing behind. */
START_TEST(records_are_apart)
{
    struct bench bench;

    bench_init(&bench, &stage_parse_marcxml, describe);
    ck_assert_int_eq(bench_open(&bench), 0);
    feed(&bench, SLICE(REC("<leader>a<!----></leader>")), "<c>");
    feed(&bench, SLICE(REC("<leader>")), "<c>");
    feed(&bench, SLICE(REC("<leader>b<!----></leader>")), "<d><e>");
    feed(&bench, SLICE(REC("<leader>c<!----></leader>")), NULL);
    ck_assert_int_eq(bench_finish(&bench), 0);
    ck_assert_str_eq(bench_text(&bench),
                     "LDR a [XML_MALFORMED line 10]LDR bLDR c");
    bench_clear(&bench);
}
END_TEST

/* A hundred thousand fields are a record, one more is none; of what is repaired
 * only the first is told one by one. */
START_TEST(fields_are_bounded)
{
    static const char field[] = "<leader/>", bad[] = "<controlfield/>";
    static const char good[] = "<datafield tag='900'/>";
    struct bench bench;
    char *text = malloc(sizeof good * (MARC_FIELDS_MAX + 1) + 64);

    ck_assert_ptr_nonnull(text);
    for (size_t extra = 0; extra < 2; extra++) {
        size_t len = (size_t)sprintf(text, "<record>%s", field);

        for (size_t i = 0; i < MARC_FIELDS_MAX + extra; i++)
            len += (size_t)sprintf(text + len, "%s", good);
        strcpy(text + len, "</record>");
        bench_init(&bench, &stage_parse_marcxml, NULL);
        bench.file.plan.mapped_fields = _i == 1;
        ck_assert_int_eq(bench_open(&bench), 0);
        feed(&bench, slice_of(text), NULL);
        ck_assert_uint_eq(bench.rejects, extra);
        bench_clear(&bench);
    }
    strcpy(text, "<record>");
    for (size_t i = 0; i < 1000; i++)
        strcat(text, bad);
    strcat(text, "</record>");
    bench_init(&bench, &stage_parse_marcxml, describe);
    ck_assert_int_eq(bench_open(&bench), 0);
    feed(&bench, slice_of(text), NULL);
    ck_assert_uint_lt(strlen(bench_text(&bench)), 100 * MARC_REPAIRS_TOLD);
    bench_clear(&bench);
    free(text);
}
END_TEST

/* A field that nothing reads is judged like others, and not kept; whichever
 * parser reads it. */
START_TEST(unmapped_fields_are_judged_only)
{
    static const char *const beginnings[] = {"<leader>x</leader>",
                                             "<leader>x<!----></leader>"};
    char text[512];

    for (int i = 0; i < 2; i++) {
        struct bench bench;

        snprintf(text, sizeof text,
                 REC("%s<controlfield tag=\"001\">1</controlfield>"
                     "<controlfield tag=\"009\">9</controlfield>"
                     "<datafield tag=\"500\" ind1=\" \" ind2=\" \">"
                     "<subfield code=\"a\">note</subfield>"
                     "<subfield code=\"ab\">note</subfield></datafield>"
                     "<datafield tag=\"700\" ind1=\"1\" ind2=\" \">"
                     "<subfield code=\"a\">Austen</subfield></datafield>"),
                 beginnings[i]);
        bench_init(&bench, &stage_parse_marcxml, describe);
        bench.file.plan.mapped_fields = true;
        ck_assert_int_eq(bench_open(&bench), 0);
        feed(&bench, slice_of(text), NULL);
        ck_assert_str_eq(
            bench_text(&bench),
            "LDR x; 001 1; 700 1  $aAusten [MARC_REPAIRED 500 expected=a"
            " subfield code of one character found=ab]");
        bench_clear(&bench);
    }
}
END_TEST

/* Hostile names must not fill the parser's dictionary for the records after. */
START_TEST(names_do_not_pile_up)
{
    struct bench bench;
    char text[128];

    bench_init(&bench, &stage_parse_marcxml, NULL);
    ck_assert_int_eq(bench_open(&bench), 0);
    for (int i = 0; i < 60000; i++) {
        snprintf(text, sizeof text, "<record><leader/><a%d_/></record>", i);
        feed(&bench, slice_of(text), NULL);
    }
    ck_assert_uint_eq(bench.rejects, 0);
    bench_clear(&bench);
}
END_TEST

Suite *parse_marcxml_suite(void)
{
    Suite *suite = suite_create("parse_marcxml");
    TCase *tests = tcase_create("rows");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, every_row, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, nul_rejects);
    tcase_add_test(tests, records_are_apart);
    tcase_add_loop_test(tests, fields_are_bounded, 0, 2);
    tcase_add_test(tests, unmapped_fields_are_judged_only);
    tcase_add_test(tests, names_do_not_pile_up);
    suite_add_tcase(suite, tests);
    return suite;
}
