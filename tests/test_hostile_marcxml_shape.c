/*
 * Whole imports of MARC-XML whose entities, documents, namespaces, fields or
 * encodings are not what they should be, between records that are.
 */
#include "support/hostile.h"
#include "support/hostile_marcxml.h"

#include <check.h>

Suite *hostile_marcxml_shape_suite(void);

#define OAI \
    "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords>"
#define OAI_RECORD(id, marc)                                             \
    "<record><header><identifier>" id "</identifier></header><metadata>" \
    "<marc:record xmlns:marc=\"http://www.loc.gov/MARC21/slim\">" marc   \
    "</marc:record></metadata></record>"
#define MARC_TITLE(title)                                                        \
    "<marc:leader/><marc:datafield tag=\"245\"><marc:subfield code=\"a\">" title \
    "</marc:subfield></marc:datafield>"
#define OAI_END "</ListRecords></OAI-PMH>"
#define PREFIXED(p, id, title)                                              \
    "<" p ":record><" p ":leader>00000nam a2200000 a 4500</" p ":leader>"   \
    "<" p ":controlfield tag=\"001\">" id "</" p ":controlfield>"           \
    "<" p ":datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><" p                \
    ":subfield code=\"a\">" title "</" p ":subfield></" p ":datafield></" p \
    ":record>"

/* ---- entities ------------------------------------------------------------ */

#define DOCUMENT(doctype, text)                                          \
    SLICE("<?xml version=\"1.0\"?>\n" doctype COLLECTION BOOK("1", text) \
              COLLECTION_END)

static void quadratic_entities(FILE *out)
{
    fputs("<!DOCTYPE c [<!ENTITY a \"", out);
    hostile_repeat(out, "a", 28000);
    fputs("\">]>" COLLECTION TITLE_OPEN, out);
    hostile_repeat(out, "&a;", 28000);
    fputs(TITLE_SHUT COLLECTION_END, out);
}

/* ---- rows ---------------------------------------------------------------- */

static const struct hostile rows[] = {
    /* entities */
    {.name = "bad: an entity that is a local file (XXE)",
     .text = DOCUMENT(
         "<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n", "&x;"),
     .status = 3,
     .answer = "; fault DOCTYPE_REFUSED"},
    {.name = "bad: an entity of the network",
     .text = DOCUMENT(
         "<!DOCTYPE c [<!ENTITY x SYSTEM \"http://127.0.0.1:9/x\">]>\n", "&x;"),
     .status = 3,
     .answer = "; fault DOCTYPE_REFUSED"},
    {.name = "bad: an external DTD",
     .text = DOCUMENT("<!DOCTYPE c SYSTEM \"file:///etc/passwd\">\n", "x"),
     .status = 3,
     .answer = "; fault DOCTYPE_REFUSED"},
    {.name = "bad: a public DTD",
     .text = DOCUMENT("<!DOCTYPE c PUBLIC \"-//x//y\" \"x.dtd\">\n", "x"),
     .status = 3,
     .answer = "; fault DOCTYPE_REFUSED"},
    {.name = "bad: a parameter entity",
     .text = DOCUMENT(
         "<!DOCTYPE c [<!ENTITY % x SYSTEM \"file:///etc/passwd\"> %x;]>\n",
         "x"),
     .status = 3,
     .answer = "; fault DOCTYPE_REFUSED"},
    {.name = "bad: a billion laughs",
     .text = DOCUMENT("<!DOCTYPE c [<!ENTITY a \"ha\"><!ENTITY b "
                      "\"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>\n",
                      "&c;"),
     .status = 3,
     .answer = "; fault DOCTYPE_REFUSED"},
    {.name = "bad: entities to the square",
     .make = quadratic_entities,
     .status = 3,
     .answer = "; fault DOCTYPE_REFUSED"},
    {.name = "bad: a DOCTYPE in small letters, behind blanks",
     .text = DOCUMENT("\n\n<!doctype c [<!ENTITY x \"y\">]>\n", "&x;"),
     .status = 3,
     .answer = "; fault DOCTYPE_REFUSED"},
    {.name = "bad: a DOCTYPE in UTF-16",
     .text = DOCUMENT("<!DOCTYPE c []>\n", "x"),
     .dress = dress_utf16be_mark,
     .status = 3,
     .answer = "; fault DOCTYPE_REFUSED"},
    {.name = "bad: a DOCTYPE of a second document",
     .text = SLICE(
         COLLECTION EMMA COLLECTION_END
         "<!DOCTYPE c [<!ENTITY x \"y\">]>" COLLECTION ULYSSES COLLECTION_END),
     .status = 3,
     .answer = "Emma; fault DOCTYPE_REFUSED"},
    {.name = "bad: a DOCTYPE inside a record",
     .text = BETWEEN("<record>" LEADER "<!DOCTYPE c []></record>"),
     .status = 3,
     .answer = "Emma; XML_UNCLOSED 1; fault DOCTYPE_REFUSED"},
    {.name = "bad: an entity that nobody defined",
     .text = BETWEEN(BOOK("3", "&uuml;ber")),
     .status = 1,
     .answer = "Emma|Ulysses; XML_MALFORMED 1"},
    {.name = "an XInclude includes nothing",
     .text = BETWEEN("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\""
                     " href=\"file:///etc/passwd\" parse=\"text\"/>"),
     .answer = "Emma|Ulysses"},
    {.name = "a style sheet is not asked for",
     .text =
         SLICE("<?xml-stylesheet href=\"file:///etc/passwd\"?>" COLLECTION EMMA
                   COLLECTION_END),
     .answer = "Emma"},

    /* documents */
    {.name = "bad: an unclosed record",
     .text = BETWEEN("<record>" LEADER TITLE("Open")),
     .status = 1,
     .answer = "Emma|Ulysses; XML_UNCLOSED 1"},
    {.name = "bad: an unclosed field",
     .text = BETWEEN("<record>" LEADER "<datafield tag=\"245\"></record>"),
     .status = 1,
     .answer = "Emma|Ulysses; XML_MALFORMED 1"},
    {.name = "bad: an unclosed quote in a tag",
     .text = BETWEEN("<record>" LEADER "<datafield tag=\"245></record>"),
     .status = 1,
     .answer = "Emma|Ulysses; XML_MALFORMED 1"},
    {.name = "bad: tags that cross",
     .text = BETWEEN("<record><leader><x></leader></x></record>"),
     .status = 1,
     .answer = "Emma|Ulysses; XML_MALFORMED 1; MARC_REPAIRED 1"},
    {.name = "bad: truncated between records",
     .text = SLICE(COLLECTION EMMA ULYSSES),
     .status = 3,
     .answer = "Emma|Ulysses; fault XML_TRUNCATED"},
    {.name = "bad: truncated in a record",
     .text = SLICE(COLLECTION EMMA ULYSSES "<record>" LEADER "<controlf"),
     .status = 3,
     .answer = "Emma|Ulysses; XML_UNCLOSED 1; fault XML_TRUNCATED"},
    {.name = "bad: truncated in a comment",
     .text = SLICE(COLLECTION EMMA ULYSSES "<!-- the en"),
     .status = 3,
     .answer = "Emma|Ulysses; fault XML_TRUNCATED"},
    {.name = "two documents, one after the other",
     .text =
         SLICE("<?xml version=\"1.0\"?>" COLLECTION EMMA COLLECTION_END
               "\n<?xml version=\"1.0\"?>" COLLECTION ULYSSES COLLECTION_END),
     .answer = "Emma|Ulysses"},
    {.name = "bad: a document that begins inside another",
     .text = SLICE("<?xml version=\"1.0\"?>" COLLECTION EMMA
                   "<?xml version=\"1.0\"?>" COLLECTION ULYSSES COLLECTION_END),
     .status = 3,
     .answer = "Emma|Ulysses; fault XML_DAMAGED"},
    {.name = "bad: junk after the root",
     .text = SLICE(COLLECTION EMMA ULYSSES COLLECTION_END "2 records\n"),
     .status = 3,
     .answer = "Emma|Ulysses; fault XML_DAMAGED"},
    {.name = "bad: junk after the first of two roots",
     .text = SLICE(COLLECTION EMMA COLLECTION_END
                   "junk" COLLECTION ULYSSES COLLECTION_END),
     .status = 3,
     .answer = "Emma|Ulysses; fault XML_DAMAGED"},
    {.name = "text between records is an envelope's",
     .text = BETWEEN("text, which is nobody's"),
     .answer = "Emma|Ulysses"},
    {.name = "records without a collection",
     .text = SLICE(EMMA ULYSSES),
     .answer = "Emma|Ulysses"},
    {.name = "XML of something else has no records",
     .text = SLICE("<catalog><book><title>Emma</title></book></catalog>"),
     .answer = ""},
    {.name = "an empty collection",
     .text = SLICE(COLLECTION COLLECTION_END),
     .answer = ""},
    {.name = "bad: an XML declaration and nothing else",
     .text = SLICE("<?xml version=\"1.0\"?>"),
     .answer = ""},
    {.name = "bad: one <",
     .text = SLICE("<"),
     .status = 2,
     .answer = "no database"},

    /* namespaces and envelopes */
    {.name = "no namespace, as Alma has it",
     .text = SLICE("<collection>" EMMA ULYSSES "</collection>"),
     .answer = "Emma|Ulysses"},
    {.name = "a foreign namespace",
     .text = SLICE("<collection xmlns=\"urn:x\">" EMMA ULYSSES "</collection>"),
     .answer = "Emma|Ulysses"},
    {.name = "two prefixes in one file",
     .text = SLICE("<c xmlns:m=\"http://www.loc.gov/MARC21/slim\" "
                   "xmlns:n=\"http://www.loc.gov/MARC21/slim\">" PREFIXED(
                       "m", "1", "Emma") PREFIXED("n", "2", "Ulysses") "</c>"),
     .answer = "Emma|Ulysses"},
    {.name = "a prefix that nobody declared",
     .text = SLICE("<c>" PREFIXED("m", "1", "Emma") "</c>"),
     .answer = "Emma"},
    {.name = "OAI-PMH envelopes",
     .text = SLICE(OAI OAI_RECORD("o:1", MARC_TITLE("Emma"))
                       OAI_RECORD("o:2", MARC_TITLE("Ulysses")) OAI_END),
     .answer = "Emma|Ulysses"},
    {.name = "SRU envelopes",
     .text = SLICE("<searchRetrieveResponse xmlns=\"http://www.loc.gov/zing/"
                   "srw/\"><records><record><recordData>" EMMA
                   "</recordData></record><record><recordData>" ULYSSES
                   "</recordData></record></records>"
                   "</searchRetrieveResponse>"),
     .answer = "Emma|Ulysses"},

    /* fields */
    {.name = "no leader",
     .text = BETWEEN(RECORD(CONTROL("001", "3") TITLE("Headless"))),
     .answer = "Emma|Headless|Ulysses"},
    {.name = "bad: two leaders",
     .text = BETWEEN(RECORD(LEADER LEADER TITLE("Two heads"))),
     .answer = "Emma|Two heads|Ulysses; MARC_REPAIRED 1"},
    {.name = "a leader that is too short",
     .text = BETWEEN(RECORD("<leader>00000nam</leader>" TITLE("Short"))),
     .answer = "Emma|Short|Ulysses"},
    {.name = "a leader that is too long",
     .text = BETWEEN(RECORD("<leader>00000nam a2200000 a 4500 and more"
                            "</leader>" TITLE("Long"))),
     .answer = "Emma|Long|Ulysses"},
    {.name = "bad: a tag of one character",
     .text = BETWEEN(RECORD(LEADER TITLE("One") FIELD("2", " ", " ", ""))),
     .answer = "Emma|One|Ulysses; MARC_REPAIRED 1"},
    {.name = "bad: a tag of two characters",
     .text = BETWEEN(RECORD(LEADER TITLE("Two") FIELD("24", " ", " ", ""))),
     .answer = "Emma|Two|Ulysses; MARC_REPAIRED 1"},
    {.name = "bad: a tag of five characters",
     .text = BETWEEN(RECORD(LEADER TITLE("Five") FIELD("24510", " ", " ", ""))),
     .answer = "Emma|Five|Ulysses; MARC_REPAIRED 1"},
    {.name = "bad: no tag",
     .text = BETWEEN(RECORD(LEADER TITLE("No tag") "<datafield ind1=\" \" "
                                                   "ind2=\" \"/>")),
     .answer = "Emma|No tag|Ulysses; MARC_REPAIRED 1"},
    {.name = "bad: the title's field has no tag",
     .text = BETWEEN(RECORD(LEADER "<datafield ind1=\"1\" ind2=\"0\">" SUBFIELD(
         "a", "Lost") "</datafield>")),
     .status = 1,
     .answer = "Emma|Ulysses; TITLE_MISSING 1; MARC_REPAIRED 1"},
    {.name = "bad: a subfield without a code",
     .text = BETWEEN(RECORD(LEADER FIELD(
         "245", "1", "0", SUBFIELD("a", "Code") "<subfield>x</subfield>"))),
     .answer = "Emma|Code|Ulysses; MARC_REPAIRED 1"},
    {.name = "bad: a code of two characters",
     .text = BETWEEN(RECORD(LEADER FIELD(
         "245", "1", "0", SUBFIELD("a", "Codes") SUBFIELD("ab", "x")))),
     .answer = "Emma|Codes|Ulysses; MARC_REPAIRED 1"},
    {.name = "no indicators",
     .text = BETWEEN(RECORD(LEADER "<datafield tag=\"245\">" SUBFIELD(
         "a", "Plain") "</datafield>")),
     .answer = "Emma|Plain|Ulysses"},
    {.name = "bad: an indicator of two characters",
     .text = BETWEEN(
         RECORD(LEADER FIELD("245", "10", "0", SUBFIELD("a", "Indicated")))),
     .answer = "Emma|Indicated|Ulysses; MARC_REPAIRED 1"},
    {.name = "bad: two 001",
     .text = BETWEEN(RECORD(LEADER CONTROL("001", "8") CONTROL("001", "9")
                                TITLE("Twice numbered"))),
     .answer = "Emma|Twice numbered|Ulysses; MARC_REPAIRED 1"},
    {.name = "two records with one 001: the later one restates",
     .text = BETWEEN(BOOK("2", "Dubliners")),
     .answer = "Emma|Dubliners"},
    {.name = "bad: two 245",
     .text = BETWEEN(RECORD(LEADER TITLE("First") TITLE("Second"))),
     .answer = "Emma|First|Ulysses; MARC_REPAIRED 1"},
    {.name = "bad: no 245",
     .text = BETWEEN(RECORD(LEADER CONTROL("001", "3"))),
     .status = 1,
     .answer = "Emma|Ulysses; TITLE_MISSING 1"},
    {.name = "bad: a 245 without text",
     .text = BETWEEN(RECORD(LEADER TITLE(""))),
     .status = 1,
     .answer = "Emma|Ulysses; TITLE_MISSING 1"},
    {.name = "bad: UNIMARC",
     .text = BETWEEN(
         RECORD(LEADER FIELD("200", "1", " ", SUBFIELD("a", "Candide")))),
     .status = 1,
     .answer = "Emma|Ulysses; NOT_MARC21 1"},
    {.name = "an authority record is skipped",
     .text = BETWEEN(RECORD("<leader>00000nz  a2200000n  4500</leader>" FIELD(
         "100", "1", " ", SUBFIELD("a", "Austen, Jane")))),
     .answer = "Emma|Ulysses; NOT_A_BOOK 1; skipped 1"},

    /* characters */
    {.name = "comments, CDATA and instructions between and inside text",
     .text = BETWEEN("<!-- <record> -->" BOOK(
         "3", "A<!-- </record> --> <![CDATA[& <b>]]><?x </subfield> ?> C") "<?y"
                                                                           "?"
                                                                           ">"),
     .answer = "Emma|A & <b> C|Ulysses"},
    {.name = "bad: control characters",
     .text = BETWEEN(BOOK("3", "Co\x01n\x1ftrol")),
     .answer = "Emma|Control|Ulysses; CONTROL_CHARACTER 1"},
    {.name = "bad: a reference to a control character",
     .text = BETWEEN(BOOK("3", "Re&#1;f")),
     .status = 1,
     .answer = "Emma|Ulysses; XML_MALFORMED 1"},
    {.name = "bad: a reference beyond Unicode",
     .text = BETWEEN(BOOK("3", "Re&#x110000;f")),
     .status = 1,
     .answer = "Emma|Ulysses; XML_MALFORMED 1"},
    {.name = "bad: NUL in a record",
     .text = BETWEEN(BOOK("3", "N\0L")),
     .status = 1,
     .answer = "Emma|Ulysses; NUL_BYTE 1"},
    {.name = "bad: Windows-1252 in a record",
     .text = BETWEEN(BOOK("3", "Bront\xeb")),
     .answer = "Emma|Brontë|Ulysses; ENCODING_REPAIRED 1"},
    {.name = "bad: a lone surrogate as UTF-8",
     .text = BETWEEN(BOOK("3", "Sur\xed\xa0\x80.")),
     .answer = "Emma|Surí €.|Ulysses; ENCODING_REPAIRED 1"},
    {.name = "bad: a bare ampersand",
     .text = BETWEEN(BOOK("3", "Simon & Schuster")),
     .status = 1,
     .answer = "Emma|Ulysses; XML_MALFORMED 1"},
    {.name = "bad: Latin-1 declared, UTF-8 in it",
     .text = SLICE(
         "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" COLLECTION BOOK(
             "1", "Bront\xc3\xab") ULYSSES COLLECTION_END),
     .answer = "Brontë|Ulysses"},
    {.name = "bad: UTF-8 declared, Latin-1 in it",
     .text = SLICE("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" COLLECTION BOOK(
         "1", "Bront\xeb") ULYSSES COLLECTION_END),
     .answer = "Brontë|Ulysses; ENCODING_REPAIRED 1"},
    {.name = "bad: UTF-16 declared, UTF-8 in it",
     .text =
         SLICE("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" COLLECTION BOOK(
             "1", "Bront\xc3\xab") ULYSSES COLLECTION_END),
     .answer = "Brontë|Ulysses"},
    {.name = "bad: an encoding that nobody knows",
     .text =
         SLICE("<?xml version=\"1.0\" encoding=\"x-klingon\"?>" COLLECTION EMMA
                   ULYSSES COLLECTION_END),
     .answer = "Emma|Ulysses"},
    {.name = "UTF-16LE with a mark",
     .text = SLICE("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" COLLECTION EMMA
                       ULYSSES COLLECTION_END),
     .dress = dress_utf16le_mark,
     .answer = "Emma|Ulysses"},
    {.name = "UTF-16BE without a mark",
     .text = SLICE(COLLECTION EMMA ULYSSES COLLECTION_END),
     .dress = dress_utf16be,
     .answer = "Emma|Ulysses"},
    {.name = "bad: UTF-32",
     .text = SLICE(COLLECTION EMMA COLLECTION_END),
     .dress = dress_utf32be_mark,
     .status = 3,
     .answer = "; fault FORMAT_UNKNOWN"},
};

START_TEST(test_row)
{
    hostile_run(&rows[_i]);
}
END_TEST

Suite *hostile_marcxml_shape_suite(void)
{
    Suite *suite = suite_create("hostile_marcxml_shape");
    TCase *tests = tcase_create("entities, documents, fields and characters");

    tcase_set_tags(tests, HOSTILE_TAG);
    tcase_add_loop_test(tests, test_row, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(suite, tests);
    return suite;
}
