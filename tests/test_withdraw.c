/*
 * Records marked as deleted: what goes, what holds it, and that an import of many
 * records is the same as one record after the other.
 */
#include "support/import_case.h"

#include <check.h>

Suite *withdraw_suite(void);

#define RECORD(status, id, title, fields)                                    \
    "<record><leader>00000" status                                           \
    "am a2200000 a 4500</leader><controlfield tag=\"001\">" id               \
    "</controlfield><datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield " \
    "code=\"a\">" title "</subfield></datafield>" fields "</record>"
#define AUTHOR(tag, name)                                 \
    "<datafield tag=\"" tag                               \
    "\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">" name \
    "</subfield></datafield>"
#define ISBN(number)                                                            \
    "<datafield tag=\"020\" ind1=\" \" ind2=\" \"><subfield code=\"a\">" number \
    "</subfield></datafield>"
#define ALMA                                                              \
    "<datafield tag=\"DEL\" ind1=\" \" ind2=\" \"><subfield code=\"a\">Y" \
    "</subfield></datafield>"
#define XML(records) "<collection>" records "</collection>"

#define EMMA RECORD("n", "1", "Emma", AUTHOR("100", "Austen, Jane"))
#define DUNE                 \
    RECORD("n", "2", "Dune", \
           AUTHOR("100", "Herbert, Frank") ISBN("9780441172719"))
#define OF_TWO(second) \
    AUTHOR("100", "Herbert, Frank") AUTHOR("700", second) ISBN("9780441172719")
#define DUNE_2 RECORD("n", "2", "Dune", OF_TWO("Anderson, Kevin"))
#define DUNE_3 RECORD("n", "3", "Dune", OF_TWO("Herbert, Brian"))
#define OAI(records) "<OAI-PMH><ListRecords>" records "</ListRecords></OAI-PMH>"
#define OAI_RECORD(status, id, record)                          \
    "<record><header" status "><identifier>oai:example.org:" id \
    "</identifier></header><metadata>" record "</metadata></record>"
#define NO_EMMA RECORD("d", "1", "Emma", "")
#define NO_DUNE RECORD("d", "2", "Dune", "")
#define ISO_EMMA \
    "00061nam a2200049 a 4500001000200000245000900002\0361\03600\037aEmma\036\035"
#define ISO_AUTHORITY \
    "00069nzm a2200049 a 4500001000200000100001700002\0362\0361 \037aAusten, Jane\036\035"
#define ISO_HOLDINGS \
    "00054nym a2200049 a 4500001000200000004000200002\0363\0361\036\035"
#define ISO_NO_EMMA "00040dam a2200037 a 4500001000200000\0361\036\035"
#define TWO "[source:a]\nmax_deletes = 100%\n[source:b]\nmax_deletes = 100%\n"

static const struct import_case cases[] = {
    {
        .what = "leader/05 d withdraws; authors stay; again changes nothing",
        .config = TWO,
        .steps = {{.source = "a", .files = {{.text = XML(EMMA DUNE)}}},
                  {.source = "a", .files = {{.text = XML(NO_EMMA)}}},
                  {.source = "a", .files = {{.text = XML(NO_EMMA)}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 1; 1 deleted; 1 books deleted; 1 links deleted\n"
            "import 3: complete, read 1; 1 unchanged\n"
            "book 2: Dune; isbn 9780441172719; text\n"
            "  1 Frank Herbert #2\n"
            "author 1: Jane Austen; person\n"
            "author 2: Frank Herbert; person\n"
            "ledger 2.1 book b1 deleted by marked; title: Emma -> nothing\n"
            "ledger 2.1 link b1 a1 unlinked by marked\n",
    },
    {
        .what = "Alma says it in a field of its own",
        .config = TWO,
        .steps = {{.source = "a", .files = {{.text = XML(EMMA)}}},
                  {.source = "a",
                   .files = {{.text = XML(RECORD("n", "1", "Emma", ALMA))}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 1; 1 deleted; 1 books deleted; 1 links deleted\n"
            "author 1: Jane Austen; person\n"
            "ledger 2.1 book b1 deleted by marked; title: Emma -> nothing\n"
            "ledger 2.1 link b1 a1 unlinked by marked\n",
    },
    {
        .what = "added and deleted within one file: the id is used up",
        .config = TWO,
        .steps = {{.source = "a", .files = {{.text = XML(EMMA NO_EMMA)}}},
                  {.source = "a", .files = {{.text = XML(DUNE)}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 deleted; 1 books new; 1 books deleted; 1 authors new; 1 links new; 1 links deleted\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "book 2: Dune; isbn 9780441172719; text\n"
            "  1 Frank Herbert #2\n"
            "author 1: Jane Austen; person\n"
            "author 2: Frank Herbert; person\n"
            "ledger 1.2 book b1 deleted by marked; title: Emma -> nothing\n"
            "ledger 1.2 link b1 a1 unlinked by marked\n",
    },
    {
        .what = "deleted and added within one file: a new book",
        .config = TWO,
        .steps = {{.source = "a", .files = {{.text = XML(EMMA)}}},
                  {.source = "a", .files = {{.text = XML(NO_EMMA EMMA)}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 2; 1 new; 1 deleted; 1 books new; 1 books deleted; 1 links new; 1 links deleted\n"
            "book 2: Emma; text\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen; person\n"
            "ledger 2.1 book b1 deleted by marked; title: Emma -> nothing\n"
            "ledger 2.1 link b1 a1 unlinked by marked\n",
    },
    {
        .what = "another source holds the book, not the links that it does not "
                "name; then it is the one whose book it is",
        .config = TWO,
        .steps = {{.source = "a",
                   .files = {{.text =
                                  XML(RECORD("n", "2", "Dune",
                                             AUTHOR("100", "Herbert, Brian")
                                                 AUTHOR("700", "Herbert, Frank")
                                                     ISBN("9780441172719")))}}},
                  {.source = "b", .files = {{.text = XML(DUNE)}}},
                  {.source = "a", .files = {{.text = XML(NO_DUNE)}}},
                  {.source = "b", .files = {{.text = XML(NO_DUNE)}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "import 3: complete, read 1; 1 deleted; 1 links deleted\n"
            "import 4: complete, read 1; 1 deleted; 1 books deleted; 1 links deleted\n"
            "author 1: Brian Herbert; person\n"
            "author 2: Frank Herbert; person\n"
            "ledger 3.1 book b1 withdrawn by marked; title: Dune -> nothing\n"
            "ledger 3.1 link b1 a1 unlinked by marked\n"
            "ledger 4.1 book b1 deleted by marked; title: Dune -> nothing\n"
            "ledger 4.1 link b1 a2 unlinked by marked\n",
    },
    {
        .what = "a stated royalty holds the book and its link",
        .config = TWO,
        .steps = {{.source = "a", .files = {{.text = XML(EMMA DUNE)}}},
                  {.source = "b",
                   .files = {{.text = "isbn,author,royalty\n"
                                      "9780441172719,Frank Herbert,6\n"}}},
                  {.source = "a", .files = {{.text = XML(NO_EMMA NO_DUNE)}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 1; 1 matched; 1 links updated\n"
            "import 3: complete, read 2; 2 deleted; 1 books deleted; 1 links deleted\n"
            "book 2: Dune; isbn 9780441172719; text\n"
            "  1 Frank Herbert #2; 6% rate\n"
            "author 1: Jane Austen; person\n"
            "author 2: Frank Herbert; person\n"
            "ledger 2.1 link b2 a2 changed; royalty_percentage: nothing -> 6.0000\n"
            "ledger 3.1 book b1 deleted by marked; title: Emma -> nothing\n"
            "ledger 3.1 link b1 a1 unlinked by marked\n"
            "ledger 3.2 book b2 withdrawn by marked; title: Dune -> nothing\n",
    },
    {
        .what = "hand edits of a book and of a link hold it, and so does a "
                "link that somebody else made",
        .config = TWO,
        .steps = {{.source = "a",
                   .files = {{.text = XML(EMMA DUNE RECORD(
                                  "n", "3", "Dracula",
                                  AUTHOR("100", "Stoker, Bram")))}}},
                  {.sql =
                       "UPDATE books SET year = 1815 WHERE id = 1;"
                       "UPDATE book_author SET role = 'aut' WHERE book_id = 2;"
                       "INSERT INTO book_author (book_id, author_id)"
                       " VALUES (3, 1)",
                   .source = "a",
                   .files = {{.text = XML(NO_EMMA NO_DUNE RECORD(
                                  "d", "3", "Dracula", ""))}}}},
        .expected =
            "import 1: complete, read 3; 3 new; 3 books new; 3 authors new; 3 links new\n"
            "import 2: complete, read 3; 3 deleted; 2 links deleted\n"
            "book 1: Emma; 1815; text; edited year\n"
            "book 2: Dune; isbn 9780441172719; text\n"
            "  1 Frank Herbert #2; aut; edited role\n"
            "book 3: Dracula; text\n"
            "  - Jane Austen #1\n"
            "author 1: Jane Austen; person\n"
            "author 2: Frank Herbert; person\n"
            "author 3: Bram Stoker; person\n"
            "ledger 2 book b1 edited; year\n"
            "ledger 2 link b2 a2 edited; role\n"
            "ledger 2.1 book b1 withdrawn by marked; title: Emma -> nothing\n"
            "ledger 2.1 link b1 a1 unlinked by marked\n"
            "ledger 2.2 book b2 withdrawn by marked; title: Dune -> nothing\n"
            "ledger 2.3 book b3 withdrawn by marked; title: Dracula -> nothing\n"
            "ledger 2.3 link b3 a3 unlinked by marked\n",
    },
    {
        .what = "a book that another program made stays",
        .config = TWO,
        .steps = {{.source = "a", .files = {{.text = XML(EMMA)}}},
                  {.sql = "INSERT INTO books (title, isbn)"
                          " VALUES ('Dune', '9780441172719')",
                   .source = "a",
                   .files = {{.text = XML(DUNE)}}},
                  {.source = "a", .files = {{.text = XML(NO_DUNE)}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 1; 1 matched; 1 books updated; 1 authors new; 1 links new\n"
            "import 3: complete, read 1; 1 deleted; 1 links deleted\n"
            "book 1: Emma; text\n"
            "  1 Jane Austen #1\n"
            "book 2: Dune; isbn 9780441172719; text\n"
            "author 1: Jane Austen; person\n"
            "author 2: Frank Herbert; person\n"
            "ledger 2.1 book b2 changed; material: nothing -> text\n"
            "ledger 2.1 link b2 a2 linked\n"
            "ledger 3.1 book b2 withdrawn by marked; title: Dune -> nothing\n"
            "ledger 3.1 link b2 a2 unlinked by marked\n",
    },
    {
        .what = "a row of another program's table holds the book",
        .config = TWO,
        .steps = {{.source = "a", .files = {{.text = XML(EMMA DUNE)}}},
                  {.sql = "CREATE TABLE \"or'ders\" (id INTEGER PRIMARY KEY,"
                          " \"the \"\"book\" INTEGER REFERENCES Books (id));"
                          "INSERT INTO \"or'ders\" VALUES (1, 2)",
                   .source = "a",
                   .files = {{.text = XML(NO_EMMA NO_DUNE)}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 2; 2 deleted; 1 books deleted; 2 links deleted\n"
            "book 2: Dune; isbn 9780441172719; text\n"
            "author 1: Jane Austen; person\n"
            "author 2: Frank Herbert; person\n"
            "ledger 2.1 book b1 deleted by marked; title: Emma -> nothing\n"
            "ledger 2.1 link b1 a1 unlinked by marked\n"
            "ledger 2.2 book b2 withdrawn by marked; title: Dune -> nothing\n"
            "ledger 2.2 link b2 a2 unlinked by marked\n",
    },
    {
        .what = "what is taken away and given back within a batch is there",
        .config = TWO,
        .steps = {{.source = "a",
                   .files = {{.text = XML(DUNE_3 DUNE_2 NO_DUNE DUNE_2)}}},
                  {.source = "a",
                   .files = {{.text = XML(
                                  NO_DUNE DUNE_2 RECORD("d", "3", "", ""))}}}},
        .expected =
            "import 1: complete, read 4; 1 new; 2 matched; 1 deleted; 1 books new; 3 authors new; 4 links new; 1 links deleted\n"
            "import 2: complete, read 3; 1 matched; 2 deleted; 1 links new; 2 links deleted\n"
            "book 1: Dune; isbn 9780441172719; text\n"
            "  1 Frank Herbert #1\n"
            "  3 Kevin Anderson #3\n"
            "author 1: Frank Herbert; person\n"
            "author 2: Brian Herbert; person\n"
            "author 3: Kevin Anderson; person\n"
            "ledger 1.2 link b1 a3 linked\n"
            "ledger 1.3 book b1 withdrawn by marked; title: Dune -> nothing\n"
            "ledger 1.3 link b1 a3 unlinked by marked\n"
            "ledger 1.4 link b1 a3 linked\n"
            "ledger 2.1 book b1 withdrawn by marked; title: Dune -> nothing\n"
            "ledger 2.1 link b1 a3 unlinked by marked\n"
            "ledger 2.2 link b1 a3 linked\n"
            "ledger 2.3 book b1 withdrawn by marked; title: Dune -> nothing\n"
            "ledger 2.3 link b1 a2 unlinked by marked\n",
    },
    {
        .what = "authority and holdings records are skipped; materials that "
                "are not wanted too, but for their withdrawal",
        .config = "[source:a]\n",
        .steps =
            {{.source = "a", .files = {{.text = XML(EMMA)}}},
             {.source = "a",
              .config = "[source:a]\ntypes = Film, serial\n",
              .files = {{.text = XML(
                             "<record><leader>00000nz  a2200000n  4500</leader>"
                             "<controlfield tag=\"001\">8</controlfield>"
                             "</record>"
                             "<record><leader>00000nu  a2200000un 4500</leader>"
                             "<controlfield tag=\"001\">9</controlfield>"
                             "</record>"
                             "<record><leader>00000ngm a2200000 a 4500</leader>"
                             "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\">"
                             "<subfield code=\"a\">Dune</subfield></datafield>"
                             "</record>" DUNE NO_EMMA)}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 5; 1 new; 1 deleted; 3 skipped; 1 books new; 1 books deleted; 1 links deleted\n"
            "book 2: Dune; film\n"
            "author 1: Jane Austen; person\n"
            "warning 2.1 NOT_A_BOOK; found an authority record\n"
            "warning 2.2 NOT_A_BOOK; found a holdings record\n"
            "warning 2.4 NOT_WANTED; found text\n"
            "ledger 2.5 book b1 deleted by marked; title: Emma -> nothing\n"
            "ledger 2.5 link b1 a1 unlinked by marked\n",
    },
    {
        .what = "OAI-PMH: an envelope without a record, known by the last part "
                "of its identifier; one with a record",
        .config = TWO,
        .steps =
            {{.source = "a",
              .files = {{.text = OAI(OAI_RECORD("", "1", EMMA)
                                         OAI_RECORD("", "2", DUNE))}}},
             {.source = "a",
              .files =
                  {{.text = OAI(
                        "<record><header status='deleted'><identifier>"
                        "oai:example.org:1</identifier></header></record>" OAI_RECORD(
                            " status=\"deleted\"", "2", DUNE)
                            OAI_RECORD(
                                " status=\"new\"", "3",
                                DUNE_3) "<record><header status=\"deleted\"><identifier>"
                                        "9</identifier></header></record>"
                                        "<record><header status=\"deleted\"/></record>")}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 5; 1 new; 1 unchanged; 2 deleted; 1 skipped; 1 books new; 2 books deleted; 1 authors new; 2 links new; 2 links deleted\n"
            "book 3: Dune; isbn 9780441172719; text\n"
            "  1 Frank Herbert #2\n"
            "  2 Brian Herbert #3\n"
            "author 1: Jane Austen; person\n"
            "author 2: Frank Herbert; person\n"
            "author 3: Brian Herbert; person\n"
            "warning 2.5 DELETED_RECORD\n"
            "ledger 2.1 book b1 deleted by marked; title: Emma -> nothing\n"
            "ledger 2.1 link b1 a1 unlinked by marked\n"
            "ledger 2.2 book b2 deleted by marked; title: Dune -> nothing\n"
            "ledger 2.2 link b2 a2 unlinked by marked\n",
    },
    {
        .what = "the same in ISO 2709",
        .config = TWO,
        .steps = {{.source = "a",
                   .files = {{.text = ISO_EMMA ISO_AUTHORITY ISO_HOLDINGS}}},
                  {.source = "a", .files = {{.text = ISO_NO_EMMA}}}},
        .expected =
            "import 1: complete, read 3; 1 new; 2 skipped; 1 books new\n"
            "import 2: complete, read 1; 1 deleted; 1 books deleted\n"
            "warning 1.2 NOT_A_BOOK; found an authority record\n"
            "warning 1.3 NOT_A_BOOK; found a holdings record\n"
            "ledger 2.1 book b1 deleted by marked; title: Emma -> nothing\n",
    },
    {
        .what = "ignored; without an id nobody knows what is meant",
        .config = "[source:a]\ndeletes = ignore\n",
        .steps = {{.source = "a", .files = {{.text = XML(EMMA NO_EMMA)}}},
                  {.source = "a",
                   .config = "[source:a]\n",
                   .files = {{.text = XML(
                                  RECORD("d", " ", "Emma",
                                         AUTHOR("100", "Austen, Jane")))}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 skipped; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 1; 1 skipped\n"
            "book 1: Emma; text\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen; person\n"
            "warning 1.2 DELETED_RECORD; found 1\n"
            "warning 2.1 DELETED_RECORD\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *withdraw_suite(void)
{
    Suite *suite = suite_create("withdraw");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
