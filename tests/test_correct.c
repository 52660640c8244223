/*
 * Records that correct their authors: whom a heading means, when a record names
 * several of one name or others hold the author too.
 */
#include "support/import_case.h"
#include "support/record_text.h"

#include <check.h>

Suite *correct_suite(void);

static const struct import_case cases[] = {
    {.what = "one of two namesakes of a record is corrected, and stays another",
     .config = LIBRARY,
     .steps =
         {CSV("b1,Letters,\"Dumas, Alexandre, 1802-1870; Dumas, Alexandre, 1825-1895\",5;7\n"),
          CSV("b1,Letters,\"Dumas, Alexandre, 1802-1870; Dumas, Alexandre, 1824-1895\",5;7\n"),
          CSV("b1,Letters,\"Dumas, Alexandre, 1824-1896; Dumas, Alexandre, 1802-1870\",5;7\n")},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 1; 1 matched; 1 authors updated\n"
         "import 3: complete, read 1; 1 matched; 1 authors updated; 2 links updated\n"
         "book 1: Letters\n"
         "  1 Alexandre Dumas #2; 5% rate\n"
         "  2 Alexandre Dumas #1; 7% rate\n"
         "author 1: Alexandre Dumas; 1802-1870\n"
         "author 2: Alexandre Dumas; 1824-1896\n"
         "ledger 2.1 author a2 changed; dates: 1825-1895 -> 1824-1895\n"
         "ledger 3.1 author a2 changed; dates: 1824-1895 -> 1824-1896\n"
         "ledger 3.1 link b1 a1 changed; publication_order: 1 -> 3\n"
         "ledger 3.1 link b1 a2 changed; publication_order: 2 -> 1\n"
         "ledger 3.1 link b1 a2 changed; royalty_percentage: 7.0000 -> 5.0000\n"
         "ledger 3.1 link b1 a1 changed; publication_order: 3 -> 2\n"
         "ledger 3.1 link b1 a1 changed; royalty_percentage: 5.0000 -> 7.0000\n"},
    {.what =
         "both namesakes are corrected at once: nobody knows which is which",
     .config = LIBRARY,
     .steps =
         {CSV("b1,Letters,\"Dumas, Alexandre, 1802-1870; Dumas, Alexandre, 1825-1895\",5;7\n"),
          CSV("b1,Letters,\"Dumas, Alexandre, 1803-1870; Dumas, Alexandre, 1824-1895\",5;7\n")},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 1; 1 matched; 2 authors new; 2 links new; 2 links deleted\n"
         "book 1: Letters\n"
         "  1 Alexandre Dumas #3; 5% rate\n"
         "  2 Alexandre Dumas #4; 7% rate\n"
         "author 1: Alexandre Dumas; 1802-1870\n"
         "author 2: Alexandre Dumas; 1825-1895\n"
         "author 3: Alexandre Dumas; 1803-1870\n"
         "author 4: Alexandre Dumas; 1824-1895\n"
         "ledger 2.1 link b1 a1 unlinked\n"
         "ledger 2.1 link b1 a2 unlinked\n"
         "ledger 2.1 link b1 a3 linked\n"
         "ledger 2.1 link b1 a4 linked\n"},
    {.what =
         "who is there with the corrected years is met, and nobody corrected",
     .config = LIBRARY,
     .steps =
         {CSV("b1,One,\"Smith, John, 1901-1950\",\nb2,Two,\"Smith, John, 1901-1950\",\nb3,Three,\"Smith, John, 1910-1950\",\n"),
          CSV("b3,Three,\"Smith, John, 1901-1950\",\n")},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 2 authors new; 3 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links new; 1 links deleted\n"
         "book 1: One\n"
         "  1 John Smith #1\n"
         "book 2: Two\n"
         "  1 John Smith #1\n"
         "book 3: Three\n"
         "  1 John Smith #1\n"
         "author 1: John Smith; 1901-1950\n"
         "author 2: John Smith; 1910-1950\n"
         "ledger 2.1 link b3 a2 unlinked\n"
         "ledger 2.1 link b3 a1 linked\n"},
    {.what =
         "of those whom the record named, the one who agrees best goes first",
     .config = LIBRARY,
     .steps =
         {CSV("x,X,\"Smith, John, 1800-1850\",\ny,Y,\"Smith, John, 1860-1900\",\nb,Both,\"Smith, John; Smith, John, 1950-\",5;7\n"),
          CSV("b,Both of them,\"Smith, John; Smith, John, 1950-\",5;7\n")},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 4 authors new; 4 links new\n"
         "import 2: complete, read 1; 1 matched; 1 books updated\n"
         "book 1: X\n"
         "  1 John Smith #1\n"
         "book 2: Y\n"
         "  1 John Smith #2\n"
         "book 3: Both of them\n"
         "  1 John Smith #3; 5% rate\n"
         "  2 John Smith #4; 7% rate\n"
         "author 1: John Smith; 1800-1850\n"
         "author 2: John Smith; 1860-1900\n"
         "author 3: John Smith\n"
         "author 4: John Smith; 1950-\n"
         "ledger 1.3 author a3 candidate by name: nothing -> 1\n"
         "ledger 1.3 author a3 candidate by name: nothing -> 2\n"
         "ledger 1.3 author a4 candidate by name: nothing -> 3\n"
         "ledger 2.1 book b3 changed; title: Both -> Both of them\n"},
    {.what =
         "an id in an authority file weighs more than whom the record named",
     .config = TWO_SOURCES,
     .steps = {FROM("a",
                    RECORD("1", "One",
                           BY_ID("Smith, John", "1901-1950", "(viaf)50566653"))
                        RECORD("2", "Two", BY_DATED("Smith, John", "1800-1850"))
                            RECORD("3", "Three", BY("Smith, John"))),
               FROM("a", RECORD("3", "Three",
                                BY_ID("Smith, John", "", "(viaf)50566653")))},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 3 authors new; 3 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links new; 1 links deleted\n"
         "book 1: One; text\n"
         "  1 John Smith #1\n"
         "book 2: Two; text\n"
         "  1 John Smith #2\n"
         "book 3: Three; text\n"
         "  1 John Smith #1\n"
         "author 1: John Smith; 1901-1950; person\n"
         "author 2: John Smith; 1800-1850; person\n"
         "author 3: John Smith; person\n"
         "ledger 1.3 author a3 candidate by name: nothing -> 1\n"
         "ledger 1.3 author a3 candidate by name: nothing -> 2\n"
         "ledger 2.1 link b3 a3 unlinked\n"
         "ledger 2.1 link b3 a1 linked\n"},
    {.what = "an author of an authors' file is not one record's to correct",
     .config = LIBRARY
     "[source:f]\ncolumn.author = name\ncolumn.dates = dates\nname_order = library\n",
     .steps = {{.source = "f",
                .files = {{"f.csv",
                           "name,dates\n\"Smith, John\",1901-1950\n"}}},
               CSV("b1,One,\"Smith, John, 1901-1950\",\n"),
               CSV("b1,One,\"Smith, John, 1902-1950\",\n")},
     .expected =
         "import 1: complete, read 1; 1 new; 1 authors new\n"
         "import 2: complete, read 1; 1 new; 1 books new; 1 links new\n"
         "import 3: complete, read 1; 1 matched; 1 authors new; 1 links new; 1 links deleted\n"
         "book 1: One\n"
         "  1 John Smith #2\n"
         "author 1: John Smith; 1901-1950\n"
         "author 2: John Smith; 1902-1950\n"
         "ledger 3.1 link b1 a1 unlinked\n"
         "ledger 3.1 link b1 a2 linked\n"},
    {.what =
         "an author whom another program made is not one record's to correct",
     .config = LIBRARY,
     .steps =
         {CSV("b0,Zero,Nobody Else,\n"),
          {.sql =
               "INSERT INTO authors (name, dates) VALUES ('John Smith', '1901-1950')",
           .source = "s",
           .files = {{"b.csv", HEAD "b1,One,\"Smith, John, 1901-1950\",\n"}}},
          CSV("b1,One,\"Smith, John, 1902-1950\",\n")},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 new; 1 books new; 1 links new\n"
         "import 3: complete, read 1; 1 matched; 1 authors new; 1 links new; 1 links deleted\n"
         "book 1: Zero\n"
         "  1 Nobody Else #1\n"
         "book 2: One\n"
         "  1 John Smith #3\n"
         "author 1: Nobody Else\n"
         "author 2: John Smith; 1901-1950\n"
         "author 3: John Smith; 1902-1950\n"
         "ledger 3.1 link b2 a2 unlinked\n"
         "ledger 3.1 link b2 a3 linked\n"},
    {.what = "a row that joined a royalty does not hold the years",
     .config = OF_LIBRARY
     "column.isbn = isbn\n[source:j]\ncolumn.isbn = isbn\ncolumn.author = author\ncolumn.royalty = roy\n",
     .steps =
         {{.source = "s",
           .files =
               {{"b.csv",
                 "id,title,authors,isbn\nb1,One,\"Smith, John, 1901-1950\",9780140449136\n"}}},
          {.source = "j",
           .files = {{"j.csv",
                      "isbn,author,roy\n9780140449136,John Smith,7\n"}}},
          {.source = "s",
           .files =
               {{"b.csv",
                 "id,title,authors,isbn\nb1,One,\"Smith, John, 1902-1950\",9780140449136\n"}}},
          {.source = "j",
           .files = {{"j.csv",
                      "isbn,author,roy\n9780140449136,John Smith,8\n"}}}},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 1; 1 matched; 1 authors updated\n"
         "import 4: complete, read 1; 1 matched; 1 links updated\n"
         "book 1: One; isbn 9780140449136\n"
         "  1 John Smith #1; 8% rate\n"
         "author 1: John Smith; 1902-1950\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 7.0000\n"
         "ledger 3.1 author a1 changed; dates: 1901-1950 -> 1902-1950\n"
         "ledger 4.1 link b1 a1 changed; royalty_percentage: 7.0000 -> 8.0000\n"},
    {.what =
         "a name edited by hand keeps its key and its filing when the record says another",
     .config = TWO_SOURCES,
     .steps = {FROM("a",
                    RECORD("1", "One",
                           BY_ID("Clemens, Samuel", "", "(viaf)50566653"))),
               {.sql = "UPDATE authors SET name = 'Samuel L. Clemens'",
                .source = "a",
                .files = {{"a.xml",
                           COLLECTION(RECORD("1", "One",
                                             BY_ID("Twain, Mark", "",
                                                   "(viaf)50566653")))}}},
               FROM("a", RECORD("2", "Two", BY("Clemens, Samuel L.")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 unchanged\n"
         "import 3: complete, read 1; 1 new; 1 books new; 1 links new\n"
         "book 1: One; text\n"
         "  1 Samuel L. Clemens #1\n"
         "book 2: Two; text\n"
         "  1 Samuel L. Clemens #1\n"
         "author 1: Samuel L. Clemens; person; edited name\n"
         "ledger 2 author a1 edited; name\n"
         "ledger 2.1 author a1 matched by authority: Mark Twain -> nothing\n"},
    {.what = "words beside the name go with the name",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "One",
                                FIELD("100", "1",
                                      SUB("a", "Clemens, S. L.")
                                          SUB("q", "(Samuel Langhorne)")
                                              SUB("c", "Sir")
                                                  SUB("0", "(viaf)50566653")))),
               FROM("a", RECORD("1", "One",
                                BY_ID("Twain, Mark", "", "(viaf)50566653")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 authors updated\n"
         "book 1: One; text\n"
         "  1 Mark Twain #1\n"
         "author 1: Mark Twain; person\n"
         "ledger 2.1 author a1 matched by authority: Mark Twain -> nothing\n"
         "ledger 2.1 author a1 changed; name: S. L. Clemens -> Mark Twain\n"
         "ledger 2.1 author a1 changed; sort_name: Clemens, S. L. -> Twain, Mark\n"
         "ledger 2.1 author a1 changed; titles: Sir -> nothing\n"
         "ledger 2.1 author a1 changed; fuller_name: Samuel Langhorne -> nothing\n"},
    {.what = "who else named the author is told as the batch left it",
     .config = LIBRARY,
     .steps =
         {CSV("b1,Alpha,\"Smith, John, 1901-1950; Doe, Jane, 1900-\",\nb2,Beta,\"Smith, John, 1901-1950\",\n"),
          CSV("b1,Alpha,\"Doe, Jane, 1900-\",\nb2,Beta,\"Smith, John, 1902-1950\",\n")},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 3 links new\n"
         "import 2: complete, read 2; 2 matched; 1 authors updated; 1 links updated; 1 links deleted\n"
         "book 1: Alpha\n"
         "  1 Jane Doe #2\n"
         "book 2: Beta\n"
         "  1 John Smith #1\n"
         "author 1: John Smith; 1902-1950\n"
         "author 2: Jane Doe; 1900-\n"
         "ledger 2.1 link b1 a1 unlinked\n"
         "ledger 2.1 link b1 a2 changed; publication_order: 2 -> 1\n"
         "ledger 2.2 author a1 changed; dates: 1901-1950 -> 1902-1950\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *correct_suite(void)
{
    Suite *suite = suite_create("correct");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
