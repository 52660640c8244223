/*
 * mode = snapshot: what a full file no longer holds is withdrawn, and what cannot
 * be known to be gone is not.
 */
#include "support/import_case.h"

#include <check.h>

Suite *snapshot_suite(void);

#define SNAPSHOT "[source:a]\nmode = snapshot\n[source:b]\n"
#define HEAD "book_ref,title,author,year\n"
#define EMMA "1,Emma,Jane Austen,1815\n"
#define EMMA_1816 "1,Emma,Jane Austen,1816\n"
#define DUNE "2,Dune,Frank Herbert,1965\n"
#define XML(status, title)                                       \
    "<record><leader>00000" status "am a2200000 a 4500</leader>" \
    "<controlfield tag=\"001\">7</controlfield>"                 \
    "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\">"              \
    "<subfield code=\"a\">" title "</subfield></datafield></record>"
#define ULYSSES "3,Ulysses,James Joyce,1922\n"

static const struct import_case cases[] = {
    {
        .what = "seen are unchanged records, changed ones and new ones",
        .config = SNAPSHOT,
        .steps = {{.source = "b", .files = {{.text = HEAD DUNE}}},
                  {.source = "a", .files = {{.text = HEAD EMMA DUNE ULYSSES}}},
                  {.source = "a",
                   .files = {{.text = HEAD EMMA_1816
                              "4,Dracula,Bram Stoker,1897\n" DUNE}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 3; 2 new; 1 unchanged; 2 books new; 2 authors new; 2 links new\n"
            "import 3: complete, read 3; 1 new; 1 matched; 1 unchanged; 1 books new; 1 books updated; 1 books deleted; 1 authors new; 1 links new; 1 links deleted\n"
            "book 1: Dune; 1965\n"
            "  1 Frank Herbert #1\n"
            "book 2: Emma; 1816\n"
            "  1 Jane Austen #2\n"
            "book 4: Dracula; 1897\n"
            "  1 Bram Stoker #4\n"
            "author 1: Frank Herbert\n"
            "author 2: Jane Austen\n"
            "author 3: James Joyce\n"
            "author 4: Bram Stoker\n"
            "ledger 3.1 book b2 changed; year: 1815 -> 1816\n"
            "ledger 3 book b3 deleted by snapshot; title: Ulysses -> nothing\n"
            "ledger 3 link b3 a3 unlinked by snapshot\n",
    },
    {
        .what = "several files are one snapshot",
        .config = SNAPSHOT,
        .steps = {{.source = "a",
                   .files = {{.name = "1.csv", .text = HEAD EMMA},
                             {.name = "2.csv", .text = HEAD DUNE ULYSSES}}},
                  {.source = "a",
                   .files = {{.name = "1.csv", .text = HEAD ULYSSES},
                             {.name = "2.csv", .text = HEAD EMMA}}}},
        .expected =
            "import 1: complete, read 3; 3 new; 3 books new; 3 authors new; 3 links new\n"
            "import 2: complete, read 2; 2 unchanged; 1 books deleted; 1 links deleted\n"
            "book 1: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "book 3: Ulysses; 1922\n"
            "  1 James Joyce #3\n"
            "author 1: Jane Austen\n"
            "author 2: Frank Herbert\n"
            "author 3: James Joyce\n"
            "ledger 2 book b2 deleted by snapshot; title: Dune -> nothing\n"
            "ledger 2 link b2 a2 unlinked by snapshot\n",
    },
    {
        .what = "with mode = changes nothing goes; a file without a source is "
                "one of its own",
        .config = "[source:a]\n",
        .steps = {{.source = "a", .files = {{.text = HEAD EMMA DUNE}}},
                  {.source = "a", .files = {{.text = HEAD EMMA}}},
                  {.config = SNAPSHOT, .files = {{.text = HEAD ULYSSES}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "import 3: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "book 1: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "book 2: Dune; 1965\n"
            "  1 Frank Herbert #2\n"
            "book 3: Ulysses; 1922\n"
            "  1 James Joyce #3\n"
            "author 1: Jane Austen\n"
            "author 2: Frank Herbert\n"
            "author 3: James Joyce\n",
    },
    {
        .what =
            "a rejected record without an id may be the one that is missing; "
            "a file without records says nothing; one with an id is there",
        .config = SNAPSHOT,
        .steps = {{.source = "a", .files = {{.text = HEAD EMMA DUNE ULYSSES}}},
                  {.source = "a",
                   .status = STATUS_REJECTS,
                   .files = {{.text = HEAD EMMA ",,Frank Herbert,1965\n"}}},
                  {.source = "a", .files = {{.text = HEAD}}},
                  {.source = "a",
                   .status = STATUS_REJECTS,
                   .files = {{.text = HEAD EMMA "2,,Frank Herbert,1965\n"}}}},
        .expected =
            "import 1: complete, read 3; 3 new; 3 books new; 3 authors new; 3 links new\n"
            "import 2: complete, read 2; 1 unchanged; 1 rejected\n"
            "import 3: complete, read 0\n"
            "import 4: complete, read 2; 1 unchanged; 1 rejected; 1 books deleted; 1 links deleted\n"
            "book 1: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "book 2: Dune; 1965\n"
            "  1 Frank Herbert #2\n"
            "author 1: Jane Austen\n"
            "author 2: Frank Herbert\n"
            "author 3: James Joyce\n"
            "reject 2.2 TITLE_MISSING title; expected a title\n"
            "reject 4.2 TITLE_MISSING title; expected a title\n"
            "ledger 4 book b3 deleted by snapshot; title: Ulysses -> nothing\n"
            "ledger 4 link b3 a3 unlinked by snapshot\n",
    },
    {
        .what = "a MARC record without a title is still there",
        .config = SNAPSHOT,
        .steps = {{.source = "a",
                   .files = {{.text = "<c>" XML("n", "Emma") "</c>"},
                             {.name = "2.csv", .text = HEAD DUNE ULYSSES}}},
                  {.source = "a",
                   .status = STATUS_REJECTS,
                   .files = {{.text = "<c>" XML("n", "") "</c>"},
                             {.name = "2.csv", .text = HEAD DUNE}}}},
        .expected =
            "import 1: complete, read 3; 3 new; 3 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 2; 1 unchanged; 1 rejected; 1 books deleted; 1 links deleted\n"
            "book 1: Emma; text\n"
            "book 2: Dune; 1965\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "author 2: James Joyce\n"
            "reject 2.1 TITLE_MISSING 245; expected $a, $n or $p\n"
            "ledger 2 book b3 deleted by snapshot; title: Ulysses -> nothing\n"
            "ledger 2 link b3 a2 unlinked by snapshot\n",
    },
    {
        .what = "a damaged file may have held the rest; what it has is loaded",
        .config = SNAPSHOT,
        .steps = {{.source = "a", .files = {{.text = HEAD EMMA DUNE}}},
                  {.source = "a",
                   .status = STATUS_FAILED,
                   .files = {{.name = "1.csv", .text = HEAD EMMA_1816},
                             {.name = "2.xml",
                              .text = "<collection><record>"}}},
                  {.source = "a", .files = {{.text = HEAD DUNE}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
            "import 2: damaged, read 1; 1 matched; 1 books updated\n"
            "import 3: complete, read 1; 1 unchanged; 1 books deleted; 1 links deleted\n"
            "book 2: Dune; 1965\n"
            "  1 Frank Herbert #2\n"
            "author 1: Jane Austen\n"
            "author 2: Frank Herbert\n"
            "ledger 2.1 book b1 changed; year: 1815 -> 1816\n"
            "ledger 3 book b1 deleted by snapshot; title: Emma -> nothing\n"
            "ledger 3 link b1 a1 unlinked by snapshot\n",
    },
    {
        .what = "a record that is marked as deleted, and ignored, is still "
                "there; a book that was deleted by hand goes without a word",
        .config = "[source:a]\nmode = snapshot\ndeletes = ignore\n",
        .steps = {{.source = "a", .files = {{.text = XML("n", "Emma")}}},
                  {.source = "a", .files = {{.text = XML("d", "Emma")}}},
                  {.sql = "DELETE FROM books",
                   .source = "a",
                   .files = {{.text = HEAD DUNE}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new\n"
            "import 2: complete, read 1; 1 skipped\n"
            "import 3: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "book 2: Dune; 1965\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "warning 2.1 DELETED_RECORD; found 7\n",
    },
    {
        .what = "a row per link: links go with their rows, the book with the "
                "last; titles of one row",
        .config = "[source:a]\nmode = snapshot\n[source:b]\nmode = snapshot\n"
                  "title_separator = \";\"\n",
        .steps = {{.source = "a",
                   .files = {{.text = "book_ref,title,author,order\n"
                                      "1,Compilers,Alfred Aho,1\n"
                                      "1,Compilers,Ravi Sethi,2\n"
                                      "2,Dune,Frank Herbert,1\n"}}},
                  {.source = "b",
                   .files = {{.text = "author,title\n"
                                      "Jane Austen,Emma; Persuasion\n"
                                      "James Joyce,Ulysses\n"}}},
                  {.source = "a",
                   .files = {{.text = "book_ref,title,author,order\n"
                                      "1,Compilers,Ravi Sethi,2\n"}}},
                  {.source = "b",
                   .files = {{.text = "author,title\nJames Joyce,Ulysses\n"}}}},
        .expected =
            "import 1: complete, read 3; 2 new; 1 matched; 2 books new; 3 authors new; 3 links new\n"
            "import 2: complete, read 2; 2 new; 3 books new; 2 authors new; 3 links new\n"
            "import 3: complete, read 1; 1 unchanged; 1 books deleted; 2 links deleted\n"
            "import 4: complete, read 1; 1 unchanged; 2 books deleted; 2 links deleted\n"
            "book 1: Compilers\n"
            "  2 Ravi Sethi #2\n"
            "book 5: Ulysses\n"
            "  1 James Joyce #5\n"
            "author 1: Alfred Aho\n"
            "author 2: Ravi Sethi\n"
            "author 3: Frank Herbert\n"
            "author 4: Jane Austen\n"
            "author 5: James Joyce\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 3 book b1 withdrawn by snapshot; title: Compilers -> nothing\n"
            "ledger 3 link b1 a1 unlinked by snapshot\n"
            "ledger 3 book b2 deleted by snapshot; title: Dune -> nothing\n"
            "ledger 3 link b2 a3 unlinked by snapshot\n"
            "ledger 4 book b3 deleted by snapshot; title: Emma -> nothing\n"
            "ledger 4 link b3 a4 unlinked by snapshot\n"
            "ledger 4 book b4 deleted by snapshot; title: Persuasion -> nothing\n"
            "ledger 4 link b4 a4 unlinked by snapshot\n",
    },
    {
        .what = "a joining row that is gone leaves its royalty; a link that a "
                "row made goes",
        .config = "[source:a]\nids = x\n[source:b]\nids = x\nmode = snapshot\n",
        .steps = {{.source = "a",
                   .files = {{.name = "authors.csv",
                              .text = "author_ref,author\na1,Jane Austen\n"
                                      "a2,Frank Herbert\n"},
                             {.name = "books.csv",
                              .text = "book_ref,title\n1,Emma\n2,Dune\n"}}},
                  {.source = "b",
                   .files = {{.text = "book_ref,author_ref,order,royalty\n"
                                      "1,a1,1,5\n1,a2,2,\n2,a2,1,\n"}}},
                  {.source = "b",
                   .files = {{.text = "book_ref,author_ref,order,royalty\n"
                                      "2,a2,1,\n"}}}},
        .expected =
            "import 1: complete, read 4; 4 new; 2 books new; 2 authors new\n"
            "import 2: complete, read 3; 3 matched; 3 links new\n"
            "import 3: complete, read 1; 1 unchanged; 1 links deleted\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1; 5% rate\n"
            "book 2: Dune\n"
            "  1 Frank Herbert #2\n"
            "author 1: Jane Austen\n"
            "author 2: Frank Herbert\n"
            "ledger 2.1 link b1 a1 linked\n"
            "ledger 2.2 link b1 a2 linked\n"
            "ledger 2.3 link b2 a2 linked\n"
            "ledger 3 book b1 withdrawn by snapshot; title: Emma -> nothing\n"
            "ledger 3 book b1 withdrawn by snapshot; title: Emma -> nothing\n"
            "ledger 3 link b1 a2 unlinked by snapshot\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *snapshot_suite(void)
{
    Suite *suite = suite_create("snapshot");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
