/*
 * cut_xml between blocks of bytes and a sink. Every row is run in one block, in
 * blocks of every size, and split in two at every place: what comes out must
 * not change. How a record is written down is in support/cut_xml_run.h.
 */
#include "support/cut_xml_run.h"

#include <check.h>
#include <stdlib.h>

Suite *cut_xml_suite(void);

struct row {
    const char *why;
    const char *text;
    const char *expected;
    uint64_t bound; /* of a record; 0: 16 MB */
};

#define P50 "pppppppppppppppppppppppppppppppppppppppppppppppppp"

static const struct row rows[] = {
    /* what a record is */
    {"an empty file", "", "", 0},
    {"a bare record", MARC("1"), "1 L1 @0+36 (): " MARC("1") "\n", 0},
    {"a collection", "<c>" MARC("1") MARC("2") "</c>",
     "1 L1 @3+36 (<c>): " MARC("1") "\n2 L1 @39+36 (<c>): " MARC("2") "\n", 0},
    {"lines and blanks are counted", "<c>\n\n " MARC("1") "\r\n</c>\n",
     "1 L3 @6+36 (<c>): " MARC("1") "\n", 0},
    {"a prefix", "<m:c xmlns:m='u'><m:record><m:leader/></m:record></m:c>",
     "1 L1 @17+32 (<m:c xmlns:m='u'>): "
     "<m:record><m:leader/></m:record>\n",
     0},
    {"controlfield makes a record", "<record><controlfield/></record>",
     "1 L1 @0+32 (): <record><controlfield/></record>\n", 0},
    {"datafield makes a record", "<record><x:datafield/></record>",
     "1 L1 @0+31 (): <record><x:datafield/></record>\n", 0},
    {"without MARC inside it is envelope", "<c><record><title/></record></c>",
     "", 0},
    {"empty and self-closed are envelope", "<c><record></record><record/></c>",
     "", 0},
    {"the innermost: OAI-PMH",
     "<o><record><h/><m>" MARC("1") "</m></record><record><h/></record></o>",
     "1 L1 @18+36 (<o><record><m>): " MARC("1") "\n", 0},
    {"declarations of any ancestor",
     "<a b='>'><c d=\"/>\">" MARC("1") "</c><e>" MARC("2") "</e></a>",
     "1 L1 @19+36 (<a b='>'><c d=\"/>\">): " MARC(
         "1") "\n"
              "2 L1 @62+36 (<a b='>'><e>): " MARC("2") "\n",
     0},
    {"names that only begin or end like it",
     "<records><arecord><recordx><leader/></recordx></arecord></records>",
     "! XML_DAMAGED @27\n", 0},
    {"blanks in tags", "<record\n a='1' ><leader\t/></record >",
     "1 L1 @0+36 (): <record\\x0A a='1' ><leader\\x09/></record >\n", 0},
    /* fields are passed over, but not what looks like them */
    {"bad: the end of a field that was passed over closes nothing",
     "<m><record><leader/><datafield><m></datafield></m></record></m>",
     "1 L1 @3+56 (<m>): <record><leader/><datafield><m></datafield></m>"
     "</record>\n",
     0},
    {"fields and what is in them",
     "<c><record><leader>x</leader><datafield tag='1'><subfield code='a'>y"
     "</subfield></datafield></record></c>",
     "1 L1 @3+97 (<c>): <record><leader>x</leader><datafield tag='1'>"
     "<subfield code='a'>y</subfield></datafield></record>\n",
     0},
    {"an end tag around the record, of a field's name",
     "<datafield><record><leader/><b></datafield>" MARC("1"),
     "1 L1 @11+20 (<datafield>): <record><leader/><b> [XML_UNCLOSED]\n"
     "2 L1 @43+36 (): " MARC("1") "\n! XML_DAMAGED @0\n",
     0},
    {"a name that begins like a field's",
     "<c><record><leader/><datafields><record><leader/></record></c>",
     "1 L1 @3+29 (<c>): <record><leader/><datafields> [XML_UNCLOSED]\n"
     "2 L1 @32+26 (<c>): <record><leader/></record>\n",
     0},
    {"a record inside a field",
     "<c><record><leader/><datafield><record><leader/></record></c>",
     "1 L1 @3+28 (<c>): <record><leader/><datafield> [XML_UNCLOSED]\n"
     "2 L1 @31+26 (<c>): <record><leader/></record>\n",
     0},
    /* what is no markup */
    {"comments hide tags",
     "<c><!-- <record> -- --><record><!-- </record> -->"
     "<leader/></record></c>",
     "1 L1 @23+44 (<c>): <record><!-- </record> --><leader/></record>\n", 0},
    {"CDATA hides tags",
     "<record><leader><![CDATA[</record>]]]></leader></record>",
     "1 L1 @0+56 (): "
     "<record><leader><![CDATA[</record>]]]></leader></record>\n",
     0},
    {"instructions hide tags",
     "<?x <record> ?><record><?y </record>?><leader/>"
     "</record>",
     "1 L1 @15+41 (): <record><?y </record>?><leader/></record>\n", 0},
    {"quotes hide '>' and '/>'",
     "<record a='>' b=\"/>\"><leader c='\"'/></record>",
     "1 L1 @0+45 (): <record a='>' b=\"/>\"><leader c='\"'/></record>\n", 0},
    {"comment and instruction around the root",
     "<!-- a --><?b?>" MARC("1") "<!-- c -->\n<?d?>",
     "1 L1 @15+36 (): " MARC("1") "\n", 0},
    /* several documents */
    {"a second document",
     "<?xml version='1.0'?><c>" MARC(
         "1") "</c>\n<?xml version='1.0'?>\n<d>" MARC("2") "</d>",
     "1 L1 @24+36 (<c>): " MARC("1") "\n2 L3 @90+36 (<d>): " MARC("2") "\n", 0},
    {"without declarations", "<c>" MARC("1") "</c>" MARC("2") "<d/>",
     "1 L1 @3+36 (<c>): " MARC("1") "\n2 L1 @43+36 (): " MARC("2") "\n", 0},
    {"a byte order mark between them", MARC("1") "\xef\xbb\xbf" MARC("2"),
     "1 L1 @0+36 (): " MARC("1") "\n2 L1 @39+36 (): " MARC("2") "\n", 0},
    {"the declared encoding goes with each record",
     "<?xml version='1.0' encoding='latin1'?><c>" MARC("1") "</c>",
     "1 L1 @42+36 (<?xml version='1.0' encoding='latin1'?><c>): " MARC(
         "1") "\n",
     0},
    {"whatever the blank of the declaration is",
     "<?xml\tencoding='x'?><c>" MARC("1") "</c><?xml\rencoding='y'?>" MARC(
         "2") "<?xml\nencoding='z'?>" MARC("3"),
     "1 L1 @23+36 (<?xml\\x09encoding='x'?><c>): " MARC("1") "\n2 L1 @83+36 (<?xml\\x0Dencoding='y'?>): " MARC(
         "2") "\n3 L2 @139+36 (<?xml\\x0Aencoding='z'?>): " MARC("3") "\n",
     0},
    {"an instruction whose name begins so",
     "<?xml-stylesheet encoding='x'?>" MARC("1"),
     "1 L1 @31+36 (): " MARC("1") "\n", 0},
    {"names that begin with a sign", "<_c><:d>" MARC("1") "</:d></_c>",
     "1 L1 @8+36 (<_c><:d>): " MARC("1") "\n", 0},
    {"a prefix longer than any",
     "<" P50 P50 ":record><" P50 P50 ":leader/><" P50 P50 ":x></" P50 P50
     ":x></" P50 P50 ":record>",
     "1 L1 @0+538 (): <" P50 P50 ":record><" P50 P50 ":leader/><" P50 P50
     ":x></" P50 P50 ":x></" P50 P50 ":record>\n",
     0},
    {"bad: a document in an open element",
     "<c>" MARC("1") "<?xml ?><d>" MARC("2") "</d>",
     "1 L1 @3+36 (<c>): " MARC("1") "\n2 L1 @50+36 (<d>): " MARC(
         "2") "\n! XML_DAMAGED @39\n",
     0},
    {"bad: a document in an open record",
     "<c>" OPEN "<?xml ?><d>" MARC("2") "</d>",
     "1 L1 @3+17 (<c>): " OPEN
     " [XML_UNCLOSED]\n2 L1 @31+36 (<d>): " MARC("2") "\n! XML_DAMAGED @20\n",
     0},
    {"bad: text around documents, told once, and all is found",
     "a" MARC("1") "b" MARC("2"),
     "1 L1 @1+36 (): " MARC("1") "\n2 L1 @38+36 (): " MARC(
         "2") "\n! XML_DAMAGED @0\n",
     0},
    {"bad: text before a comment", "<c/>x<!-- -->" MARC("1"),
     "1 L1 @13+36 (): " MARC("1") "\n! XML_DAMAGED @4\n", 0},
    {"bad: CDATA outside the root", "<c/><![CDATA[ ]]>" MARC("1"),
     "1 L1 @17+36 (): " MARC("1") "\n! XML_DAMAGED @4\n", 0},
    {"bad: fields without a record", "<c><datafield/>" MARC("1") "</c>",
     "1 L1 @15+36 (<c>): " MARC("1") "\n! XML_DAMAGED @3\n", 0},
    /* unclosed */
    {"bad: another record begins", "<c>" OPEN "\n" MARC("2") "</c>",
     "1 L1 @3+18 (<c>): " OPEN
     "\\x0A [XML_UNCLOSED]\n2 L2 @21+36 (<c>): " MARC("2") "\n",
     0},
    {"bad: the element around it ends",
     "<c><m>" OPEN "<a></m>" MARC("2") "</c>",
     "1 L1 @6+20 (<c><m>): " OPEN "<a> [XML_UNCLOSED]\n"
     "2 L1 @30+36 (<c>): " MARC("2") "\n",
     0},
    {"bad: the file ends in a record", "<c>" MARC("1") OPEN "<a",
     "1 L1 @3+36 (<c>): " MARC("1") "\n2 L1 @39+19 (<c>): " OPEN
                                    "<a [XML_UNCLOSED]\n! XML_TRUNCATED @58\n",
     0},
    {"bad: the file ends in the envelope", "<c>" MARC("1") "<x",
     "1 L1 @3+36 (<c>): " MARC("1") "\n! XML_TRUNCATED @41\n", 0},
    {"bad: the file ends in a comment", MARC("1") "<!-- ",
     "1 L1 @0+36 (): " MARC("1") "\n! XML_TRUNCATED @41\n", 0},
    {"bad: end tags that fit nothing", "<c></x>" MARC("1") "</y></c>",
     "1 L1 @7+36 (<c>): " MARC("1") "\n", 0},
    {"bad: an envelope's end tag is missing",
     "<c><x>" MARC("1") "</c>" MARC("2"),
     "1 L1 @6+36 (<c><x>): " MARC("1") "\n2 L1 @46+36 (): " MARC("2") "\n", 0},
    {"bad: end tags inside are missing",
     "<record><leader><a></record>" MARC("2"),
     "1 L1 @0+28 (): <record><leader><a></record>\n2 L1 @28+36 (): " MARC(
         "2") "\n",
     0},
    {"bad: closed under another prefix",
     "<a:record><leader/></b:record>" MARC("2"),
     "1 L1 @0+30 (): <a:record><leader/></b:record>\n"
     "2 L1 @30+36 (): " MARC("2") "\n",
     0},
    {"an element inside has the name of one around",
     "<a><record><leader/>"
     "<a></a></record></a>",
     "1 L1 @3+33 (<a>): <record><leader/><a></a>"
     "</record>\n",
     0},
    /* damage inside a record costs that record alone */
    {"bad: a quote never closed ends with its tag",
     "<c><record><leader a='/></record>" MARC("2") "</c>",
     "1 L1 @3+30 (<c>): <record><leader a='/></record>\n"
     "2 L1 @33+36 (<c>): " MARC("2") "\n",
     0},
    {"bad: nor the quote of the record's own tag",
     "<c><record a='><leader/></record>" MARC("2") "</c>",
     "1 L1 @3+30 (<c>): <record a='><leader/></record>\n"
     "2 L1 @33+36 (<c>): " MARC("2") "\n",
     0},
    {"bad: a tag between records", "<c><x <y/>" MARC("1") "</c>",
     "1 L1 @10+36 (<c>): " MARC("1") "\n! XML_DAMAGED @3\n", 0},
    {"bad: a comment never closed",
     "<c>" OPEN "<!-- </record>" MARC("2") "</c>",
     "1 L1 @3+31 (<c>): " OPEN
     "<!-- </record>\n2 L1 @34+36 (<c>): " MARC("2") "\n",
     0},
    {"bad: a comment that would end in a later one",
     "<c>" OPEN "<!-- </record>"
     "<record><!-- --><leader/></record></c>",
     "1 L1 @3+31 (<c>): " OPEN "<!-- </record>\n2 L1 @34+34 (<c>): "
     "<record><!-- --><leader/></record>\n",
     0},
    {"bad: a CDATA section never closed",
     "<c>" OPEN "<![CDATA[</record>" MARC("2") "</c>",
     "1 L1 @3+35 (<c>): " OPEN "<![CDATA[</record>\n"
     "2 L1 @38+36 (<c>): " MARC("2") "\n",
     0},
    {"bad: an instruction never closed",
     "<c>" OPEN "<?x </record>" MARC("2") "</c>",
     "1 L1 @3+30 (<c>): " OPEN
     "<?x </record>\n2 L1 @33+36 (<c>): " MARC("2") "\n",
     0},
    {"bad: CDATA that ends beyond the bound",
     "<c>" OPEN "<![CDATA[</record>" MARC("2") MARC("3") "]]></c>",
     "1 L1 @3+35 (<c>): " OPEN "<![CDATA[</record>\n2 L1 @38+36 (<c>): " MARC(
         "2") "\n3 L1 @74+36 (<c>): " MARC("3") "\n",
     40},
    {"bad: lone '<' is text",
     "<c><record><leader>a < b <3</leader></record></c>",
     "1 L1 @3+42 (<c>): <record><leader>a < b <3</leader></record>\n", 0},
    /* bounds */
    {"bad: too long, cut short, and the next is found",
     "<c><record><leader>0123456789</leader></record>" MARC("2") "</c>",
     "1 L1 @3+44 short (<c>): <record><leader>0123456789</leader></rec"
     " [RECORD_TOO_LONG]\n2 L1 @47+36 (<c>): " MARC("2") "\n",
     40},
    {"as long as the bound", MARC("1"), "1 L1 @0+36 (): " MARC("1") "\n", 36},
    {"bad: one byte longer", MARC("1"),
     "1 L1 @0+36 short (): "
     "<record><leader >1</leader></record [RECORD_TOO_LONG]\n",
     35},
    {"bad: cut short between characters",
     "<record><leader>\xc3\xa4</leader>"
     "</record>",
     "1 L1 @0+36 short (): <record><leader> [RECORD_TOO_LONG]\n", 17},
    /* what ends the file */
    {"bad: a DOCTYPE in front", "<!DOCTYPE c []>" MARC("1"),
     "! DOCTYPE_REFUSED @0\n", 0},
    {"bad: a DOCTYPE between", MARC("1") "<!DOCTYPE c>" MARC("2"),
     "1 L1 @0+36 (): " MARC("1") "\n! DOCTYPE_REFUSED @36\n", 0},
    {"bad: a DOCTYPE in a record", MARC("1") OPEN "<!DOCTYPE c></record>",
     "1 L1 @0+36 (): " MARC("1") "\n2 L1 @36+17 (): " OPEN " [XML_UNCLOSED]\n"
                                 "! DOCTYPE_REFUSED @53\n",
     0},
    {"a DOCTYPE in a comment is none", "<!-- <!DOCTYPE c> -->" MARC("1"),
     "1 L1 @21+36 (): " MARC("1") "\n", 0},
};

START_TEST(every_row_in_blocks_of_every_size)
{
    const struct row *row = &rows[_i];
    struct slice file = slice_of(row->text);

    cut_xml_check(row->why, file, row->bound, 0, 0, row->expected);
    for (size_t at = 1; at < file.len; at++) {
        cut_xml_check(row->why, file, row->bound, at, 0, row->expected);
        cut_xml_check(row->why, file, row->bound, 0, at, row->expected);
    }
}
END_TEST

/* The same as UTF-16: offsets and lengths double, and the mark counts. */
START_TEST(utf16_offsets_are_the_files)
{
    static const char text[] = "<c>\n" MARC("\xe4") "</c>";
    char file[2 * sizeof text];
    size_t len = 0;

    file[len++] = '\xff';
    file[len++] = '\xfe';
    for (size_t i = 0; i < sizeof text - 1; i++) {
        file[len++] = text[i];
        file[len++] = '\0';
    }
    for (size_t block = 1; block < len; block += 5)
        cut_xml_check("UTF-16", (struct slice){file, len}, 0, block, 0,
                      "1 L2 @10+72 (<c>): <record><leader >\\xC3\\xA4</leader>"
                      "</record>\n");
}
END_TEST

/* Depth is a fault around records, and the record's own matter inside one. */
START_TEST(depth_is_bounded)
{
    static char text[300 * 7 + 200];
    size_t len = 0;
    char *found;

    for (int i = 0; i < 300; i++)
        len += (size_t)sprintf(text + len, "<a>");
    sprintf(text + len, "%s", MARC("1"));
    cut_xml_check("bad: 257 elements around", slice_of(text), 0, 0, 0,
                  "! XML_DEPTH @768\n");
    len = (size_t)sprintf(text, "%s", OPEN);
    for (int i = 0; i < 300; i++)
        len += (size_t)sprintf(text + len, "<a>");
    for (int i = 0; i < 300; i++)
        len += (size_t)sprintf(text + len, "</a>");
    sprintf(text + len, "</record>%s", MARC("2"));
    found = cut_xml_run(slice_of(text), 0, 0, 0);
    ck_assert_ptr_nonnull(strstr(found, "\n2 L1 @2126+36 (): " MARC("2") "\n"));
    free(found);
}
END_TEST

Suite *cut_xml_suite(void)
{
    Suite *suite = suite_create("cut_xml");
    TCase *tests = tcase_create("rows");

    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, every_row_in_blocks_of_every_size, 0,
                        sizeof rows / sizeof *rows);
    tcase_add_test(tests, utf16_offsets_are_the_files);
    tcase_add_test(tests, depth_is_bounded);
    suite_add_tcase(suite, tests);
    return suite;
}
