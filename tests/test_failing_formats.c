/*
 * Imports of files in every format, whole and damaged, while any call fails:
 * support/failing_walk.h.
 */
#include "support/failing_walk.h"
#include "support/record_text.h"

#include <check.h>

Suite *failing_formats_suite(void);

static const char config[] =
    "[import]\nmax_rejects = 100%\n[source:m]\n"
    "[source:people]\ncolumn.author = Author\ncolumn.title = Books\n"
    "column.year = Years\ntitle_separator = \";\"\n"
    "[source:agency]\ncolumn.title = Title\ncolumn.isbn = EAN\n"
    "column.author.1 = First author\ncolumn.royalty.1 = First share\n"
    "column.author.2 = Second author\ncolumn.royalty.2 = Second share\n"
    "column.author.3 = Third author\ncolumn.royalty.3 = Third share\n"
    "royalty_mode = share\n"
    "[source:shop]\nmode = snapshot\nmax_deletes = 100%\n"
    "[source:dump]\nescape = backslash\ncolumn.title = title\n"
    "column.author = author\ncolumn.year = year\n";

#define COPY(folder, name)                 \
    {                                      \
        name, "@fixtures/" folder "/" name \
    }
#define XML(name) COPY("marcxml", name)
#define MRC(name) COPY("iso2709", name)
#define TABLE(name) COPY("csv", name)
#define GZIP(name) COPY("gzip", name)

static const struct import_step steps[] = {
    {.source = "m",
     .files = {MRC("marc8.mrc"), MRC("wrong_directory.mrc"),
               MRC("between_records.mrc"), MRC("missing_terminators.mrc")},
     .status = 1},
    {.source = "m",
     .files = {MRC("truncated.mrc"), MRC("leader_lies.mrc"),
               MRC("terminators_in_data.mrc")},
     .status = 1},
    {.source = "m", .files = {MRC("torn.mrc.gz")}, .status = 3},
    {.source = "m",
     .files = {TABLE("utf16le.csv"), TABLE("windows_1252.csv"),
               TABLE("unclosed_quote.csv"), TABLE("text_after_quote.csv")},
     .status = 1},
    {.source = "m",
     .files = {GZIP("many_members.csv.gz"), TABLE("html_entities.csv"),
               TABLE("destroyed_isbns.csv"), TABLE("royalties_invalid.csv")},
     .status = 1},
    {.source = "m", .files = {GZIP("truncated.csv.gz")}, .status = 3},
    {.source = "m", .files = {GZIP("bad_crc.csv.gz")}, .status = 3},
    {.source = "m", .files = {XML("truncated.xml")}, .status = 3},
    {.source = "m", .files = {XML("doctype.xml")}, .status = 3},
    {.source = "m",
     .files = {XML("authority_ids.xml"), XML("headings_in_full.xml"),
               XML("script_880.xml"), XML("numbers_and_titles.xml")}},
    {.source = "m",
     .files = {XML("utf16.xml"), XML("bad_record_between.xml"), XML("oai.xml"),
               XML("unclosed_record.xml")},
     .status = 1},
    /* authors and numbers that are corrected, by records that name them alone */
    {.source = "m",
     .files =
         {{"library.xml",
           COLLECTION(
               RECORD("k1", "Kidnapped",
                      ISBN("9780140449136")
                          BY_ID("Stevenson, R. L.", "1850-", "(viaf)95207986"))
                   RECORD("k2", "Villette", BY_DATED("BRONTE, CHARLOTTE", ""))
                       RECORD("k3", "Shirley", BY("Bronte, Charlotte")) RECORD(
                           "k4", "Utopia",
                           FIELD("100", "1",
                                 SUB("a", "More, Thomas,") SUB("c", "Sir,")))
                           RECORD("k5", "Poetics",
                                  BY_DATED("Aristotle", "fl. 350 B.C.")))}}},
    {.source = "m",
     .files = {{"library.xml",
                COLLECTION(
                    RECORD("k1", "Kidnapped",
                           ISBN("9780140620108")
                               BY_ID("Stevenson, Robert Louis", "1850-1894",
                                     "(viaf)95207986"))
                        RECORD("k2", "Villette",
                               BY_DATED("Bronte, Charlotte", "1816-1855"))
                            RECORD("k3", "Shirley, a tale",
                                   FIELD("100", "1",
                                         SUB("a", "Bronte, Charlotte,")
                                             SUB("q", "(Charlotte Anne),")
                                                 SUB("d", "1816-") SUB(
                                                     "0", "(viaf)71388025")))
                                RECORD("k4", "Utopia",
                                       FIELD("100", "1",
                                             SUB("a", "More, Thomas,")
                                                 SUB("c", "Saint,")
                                                     SUB("d", "1478-1535")))
                                    RECORD(
                                        "k5", "Poetics",
                                        BY_DATED("Aristotle", "384-322 B.C."))
                                        RECORD("k6", "Kidnapped again",
                                               BY_IDS("Stevenson, R.",
                                                      "(viaf)95207986",
                                                      "(DE-588)118505173")))}}},
    {.source = "people", .files = {TABLE("one_row_per_author.csv")}},
    {.source = "agency", .files = {TABLE("numbered_columns.csv")}},
    {.source = "dump", .files = {TABLE("backslash.csv")}},
    {.source = "shop",
     .files = {COPY("csv", "same_book_twice.csv"),
               COPY("csv", "one_row_per_link.csv")}},
    {.source = "shop",
     .files = {COPY("csv", "order_duplicates.csv")},
     .status = 1},
};
static const struct failing_imports imports = {config, steps,
                                               sizeof steps / sizeof *steps};

START_TEST(test_import)
{
    failing_walk_import(&imports, _i);
}
END_TEST

Suite *failing_formats_suite(void)
{
    Suite *suite = suite_create("failing_formats");
    TCase *tests = tcase_create("failing_formats");

    tcase_set_timeout(tests, 3600);
    tcase_add_loop_test(tests, test_import, 0,
                        (int)(sizeof steps / sizeof *steps) * FAIL_KINDS);
    suite_add_tcase(suite, tests);
    return suite;
}
