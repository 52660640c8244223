/*
 * Whole imports of MARC-XML that was made to bring a parser down: depth and size.
 */
#include "support/hostile.h"
#include "support/hostile_marcxml.h"

#include <check.h>

Suite *hostile_marcxml_suite(void);

static const uint64_t gigabyte = (uint64_t)1 << 30;

/* ---- large ones ---------------------------------------------------------- */

static void between(FILE *out, const char *before, const char *piece,
                    uint64_t bytes, const char *after)
{
    fputs(COLLECTION EMMA, out);
    fputs(before, out);
    hostile_repeat(out, piece, bytes);
    fputs(after, out);
    fputs(ULYSSES COLLECTION_END, out);
}

static void a_large_text(FILE *out)
{
    between(out, TITLE_OPEN, "text ", hostile_bytes(gigabyte), TITLE_SHUT);
}

static void a_text_of_two_megabytes(FILE *out)
{
    between(out, TITLE_OPEN, "text ", 2 << 20, TITLE_SHUT);
}

static void a_large_attribute(FILE *out)
{
    between(out, "<record><leader x=\"", "a", hostile_bytes(gigabyte),
            "\"></leader></record>");
}

static void a_large_attribute_outside(FILE *out)
{
    between(out, "<x a=\"", "a", hostile_bytes(gigabyte), "\"/>");
}

static void a_million_attributes(FILE *out)
{
    fputs(COLLECTION EMMA "<record><leader", out);
    for (unsigned i = 0; i < 1000000; i++)
        fprintf(out, " a%u=''", i);
    fputs("></leader></record>" ULYSSES COLLECTION_END, out);
}

/* Within the bound of a record: the parser would see them. */
static void many_attributes(FILE *out)
{
    fputs(COLLECTION EMMA "<record><leader", out);
    for (unsigned i = 0; i < 100000; i++)
        fprintf(out, " a%u=''", i);
    fputs("></leader></record>" ULYSSES COLLECTION_END, out);
}

/* The plain parser knows no comments, so each of these goes to libxml2, and with
 * each all start tags around it. */
static void attributes_around(FILE *out)
{
    fputs("<collection", out);
    for (unsigned i = 0; i < 7000; i++)
        fprintf(out, " a%u=''", i);
    fputs(">" EMMA, out);
    hostile_repeat(out, "<record><leader/><!----></record>", 33 * 20000);
    fputs(ULYSSES COLLECTION_END, out);
}

static void a_long_tag_around(FILE *out)
{
    fputs("<collection x='", out);
    hostile_repeat(out, "x", 60000);
    fputs("'>" EMMA, out);
    hostile_repeat(out, "<record><leader/><!----></record>", 33 * 20000);
    fputs(ULYSSES COLLECTION_END, out);
}

/* 64 of them on each of 250 elements, and names that are none of them. */
static void nested_namespaces(FILE *out)
{
    fputs(COLLECTION EMMA "<record>", out);
    for (unsigned i = 0; i < 240; i++) {
        fputs("<leader", out);
        for (unsigned j = 0; j < 64; j++)
            fprintf(out, " xmlns:a%u='x'", i * 64 + j);
        fputs(">", out);
    }
    hostile_repeat(out, "<z:a/>", 2 << 20);
    hostile_repeat(out, "</leader>", 9 * 240);
    fputs("</record>" ULYSSES COLLECTION_END, out);
}

static void many_namespaces(FILE *out)
{
    fputs(COLLECTION EMMA "<record>", out);
    for (unsigned i = 0; i < 100000; i++)
        fprintf(out, "<leader xmlns:a%u='x'/>", i);
    fputs("</record>" ULYSSES COLLECTION_END, out);
}

static void many_names(FILE *out)
{
    fputs(COLLECTION EMMA "<record><leader/>", out);
    for (unsigned i = 0; i < 300000; i++)
        fprintf(out, "<x%u/>", i);
    fputs("</record>" ULYSSES COLLECTION_END, out);
}

static void a_large_name(FILE *out)
{
    between(out, "<record><leader/><x", "x", 8 << 20, "/></record>");
}

static void a_large_comment(FILE *out)
{
    between(out, "<!--", " x", hostile_bytes(gigabyte), "-->");
}

static void a_large_comment_inside(FILE *out)
{
    between(out, "<record><leader/><!--", " x", hostile_bytes(gigabyte),
            "--></record>");
}

static void large_character_data(FILE *out)
{
    between(out, TITLE_OPEN "<![CDATA[", "x<y>", hostile_bytes(gigabyte),
            "]]>" TITLE_SHUT);
}

static void a_large_instruction(FILE *out)
{
    between(out, "<?x", " y", hostile_bytes(gigabyte), "?>");
}

static void depth_around(FILE *out)
{
    between(out, "", "<a>", hostile_bytes(gigabyte), "");
}

static void depth_inside(FILE *out)
{
    between(out, "<record><leader/>", "<a>", 3 << 20, "</record>");
}

/* Under the parser's own bound of depth no more than over it. */
static void depth_of_a_thousand(FILE *out)
{
    fputs(COLLECTION EMMA "<record><leader/>", out);
    hostile_repeat(out, "<a>", 3000);
    hostile_repeat(out, "</a>", 4000);
    fputs("</record>" ULYSSES COLLECTION_END, out);
}

static void records_in_records(FILE *out)
{
    between(out, "", "<record>", hostile_bytes(gigabyte), "");
}

static void open_records(FILE *out)
{
    between(out, "", "<record><leader/>", 100000 * 17, "");
}

static void references(FILE *out)
{
    between(out, TITLE_OPEN, "&amp;&#x41;", 3 << 20, TITLE_SHUT);
}

static void long_records(FILE *out)
{
    fputs(COLLECTION EMMA, out);
    for (unsigned i = 0; i < 4; i++) {
        fprintf(out, "<record>" LEADER CONTROL("001", "%u") TITLE("Long %u"),
                i + 10, i);
        for (unsigned field = 0; field < 4600; field++)
            fprintf(out,
                    FIELD("700", "1", " ", SUBFIELD("a", "Name %u, A%0*u")),
                    field % 100, 700, field);
        fputs("</record>\n", out);
    }
    fputs(ULYSSES COLLECTION_END, out);
}

static void many_fields(FILE *out)
{
    between(out, "<record>" LEADER TITLE("Many"), "<datafield tag='700'/>",
            22 * 110000, "</record>");
}

static void many_subfields(FILE *out)
{
    between(out,
            "<record>" LEADER "<datafield tag='245' ind1='1' ind2='0'>"
            "<subfield code='a'>Many</subfield>",
            "<subfield code='x'/>", 20 * 150000, "</datafield></record>");
}

static void open_tags(FILE *out)
{
    between(out, "<record><leader/>", "<", hostile_bytes(gigabyte), "");
}

/* ---- rows ---------------------------------------------------------------- */

static const struct hostile rows[] = {
    /* depth */
    {.name = "bad: depth around records",
     .make = depth_around,
     .status = 3,
     .answer = "Emma; fault XML_DEPTH"},
    {.name = "bad: depth inside a record",
     .make = depth_inside,
     .status = 1,
     .answer = "Emma|Ulysses; XML_MALFORMED 1"},
    {.name = "bad: depth of a thousand inside a record",
     .make = depth_of_a_thousand,
     .status = 1,
     .answer = "Emma|Ulysses; XML_MALFORMED 1"},
    {.name = "bad: records in records without end",
     .make = records_in_records,
     .status = 3,
     .answer = "Emma; fault XML_DEPTH"},
    {.name = "bad: 100,000 records that begin and never end",
     .make = open_records,
     .status = 1,
     .answer = "Emma|Ulysses; XML_UNCLOSED 100000"},

    /* size */
    {.name = "bad: a text of 1 GB",
     .make = a_large_text,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "bad: a text of 2 MB",
     .make = a_text_of_two_megabytes,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "bad: an attribute of 1 GB",
     .make = a_large_attribute,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "bad: an attribute of 1 GB outside records",
     .make = a_large_attribute_outside,
     .status = 3,
     .answer = "Emma|Ulysses; fault XML_DAMAGED"},
    {.name = "bad: a million attributes",
     .make = a_million_attributes,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "bad: 100,000 attributes",
     .make = many_attributes,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_STRUCTURE 1"},
    {.name = "bad: thousands of attributes around records",
     .make = attributes_around,
     .status = 1,
     .answer = "Emma|Ulysses; TITLE_MISSING 20000"},
    {.name = "bad: a tag of 60 KB around records",
     .make = a_long_tag_around,
     .status = 1,
     .answer = "Emma|Ulysses; TITLE_MISSING 20000"},
    {.name = "bad: 16,000 namespaces at once",
     .make = nested_namespaces,
     .status = 1,
     .answer = "Emma|Ulysses; XML_MALFORMED 1; MARC_REPAIRED 1"},
    {.name = "bad: 300,000 names of elements",
     .make = many_names,
     .status = 1,
     .answer = "Emma|Ulysses; XML_MALFORMED 1"},
    {.name = "bad: 100,000 namespaces, one after the other",
     .make = many_namespaces,
     .status = 1,
     .answer = "Emma|Ulysses; TITLE_MISSING 1; MARC_REPAIRED 20"},
    {.name = "bad: a name of 8 MB",
     .make = a_large_name,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "a comment of 1 GB between records",
     .make = a_large_comment,
     .answer = "Emma|Ulysses"},
    {.name = "bad: a comment of 1 GB in a record",
     .make = a_large_comment_inside,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "bad: a CDATA section of 1 GB",
     .make = large_character_data,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "an instruction of 1 GB between records",
     .make = a_large_instruction,
     .answer = "Emma|Ulysses"},
    {.name = "3 MB of references in a title",
     .make = references,
     .answer = "Emma|&A&A&A&A&A&A&A&A&A&A&A&A&A&A&A&A&A&A&A&A|Ulysses"},
    {.name = "bad: 1 GB of <",
     .make = open_tags,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "records of 4 MB with 4,600 fields",
     .make = long_records,
     .seconds = 5,
     .answer = "6 books"},
    {.name = "bad: 110,000 fields",
     .make = many_fields,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_STRUCTURE 1"},
    {.name = "150,000 subfields",
     .make = many_subfields,
     .answer = "Emma|Many|Ulysses"},
};

START_TEST(test_row)
{
    hostile_run(&rows[_i]);
}
END_TEST

Suite *hostile_marcxml_suite(void)
{
    Suite *suite = suite_create("hostile_marcxml");
    TCase *tests = tcase_create("depth and size");

    tcase_set_tags(tests, HOSTILE_TAG);
    tcase_add_loop_test(tests, test_row, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(suite, tests);
    return suite;
}
