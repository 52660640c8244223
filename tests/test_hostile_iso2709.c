/*
 * Whole imports of ISO 2709 whose lengths, directories, terminators or leaders lie,
 * between records that don't.
 */
#include "support/hostile.h"
#include "support/hostile_iso2709.h"

#include <check.h>

Suite *hostile_iso2709_suite(void);

/* ---- records ------------------------------------------------------------- */

static const struct lie truth;

static void between(FILE *out, const char *title, struct lie lie)
{
    put_emma(out);
    put_marc(out, "3", title, lie);
    put_ulysses(out);
}

#define LIE(name, title, ...)                           \
    static void name(FILE *out)                         \
    {                                                   \
        between(out, title, (struct lie){__VA_ARGS__}); \
    }

/* clang-format off */
LIE(nothing_wrong, "Third", .length = 0)
LIE(length_too_small, "Third", .length = -10)
LIE(length_too_large, "Third", .length = 10)
LIE(length_nought, "Third", .leader = "00000")
LIE(length_of_letters, "Third", .leader = "     ")
LIE(length_of_all, "Third", .leader = "99999")
LIE(base_too_small, "Third", .base = -7)
LIE(base_too_large, "Third", .base = 12)
LIE(entry_too_short, "Third", .entry = -2)
LIE(entry_too_long, "Third", .entry = 2)
LIE(start_wrong, "Third", .start = 1)
LIE(start_far_away, "Third", .start = 90000)
LIE(entry_and_start_wrong, "Third", .entry = 7, .start = 3)
LIE(entries_swapped, "Third", .swapped = true)
LIE(characters_counted, "Dritter B\xc3\xa4nd", .length = -1, .entry = -1, .encoding = 'a')
LIE(no_field_end, "Third", .no_field_end = true, .length = -1, .entry = -1)
LIE(no_field_end_that_counts, "Third", .no_field_end = true)
LIE(no_directory_end, "Third", .no_directory_end = true)
LIE(no_record_end, "Third", .no_record_end = true, .length = -1)
LIE(no_record_end_that_counts, "Third", .no_record_end = true)
LIE(no_end_at_all, "Third", .no_record_end = true, .no_field_end = true)
LIE(record_end_in_data, "Th\x1d" "ird", .length = 0)
LIE(record_end_in_data_that_lies, "Th\x1d" "ird", .length = 3)
LIE(field_end_in_data, "Th\x1e" "ird", .length = 0)
LIE(escape_in_data, "Th\x1b" "ird", .length = 0)
LIE(said_utf8_is_not, "Bront\xeb", .encoding = 'a')
LIE(said_marc8_is_utf8, "Bront\xc3\xab", .encoding = ' ')
LIE(marc8, "Bront\xe8" "e", .encoding = ' ')
LIE(utf8_damaged, "Bront\xc3\xab \xc3", .encoding = 'a')
LIE(encoding_of_nobody, "Third", .encoding = '9')
/* clang-format on */

/* ---- files --------------------------------------------------------------- */

static void line_ends(FILE *out)
{
    put_emma(out);
    fputs("\n", out);
    put_ulysses(out);
    fputs("\r\n", out);
    put_marc(out, "3", "Third", truth);
    fputs("\n\n\x1a", out);
}

static void junk_between(FILE *out)
{
    put_emma(out);
    fputs("2 records follow\n", out);
    put_ulysses(out);
}

static void junk_in_front(FILE *out)
{
    fputs("MARC export of Monday\n", out);
    put_emma(out);
    put_ulysses(out);
}

static void junk_behind(FILE *out)
{
    put_emma(out);
    put_ulysses(out);
    fputs("END OF FILE", out);
}

static void truncated(FILE *out)
{
    put_emma(out);
    put_ulysses(out);
    put_marc(out, "3", "Cut o",
             (struct lie){
                 .length = 10, .no_field_end = true, .no_record_end = true});
}

static void truncated_leader(FILE *out)
{
    put_emma(out);
    put_ulysses(out);
    fputs("00123nam a22", out);
}

static void a_title_of(FILE *out, size_t bytes)
{
    static char title[1 << 20];

    memset(title, 'x', bytes);
    title[bytes] = '\0';
    between(out, title, (struct lie){.entry = 0});
}

/* Neither the length of the record nor that of the field has room for it. */
static void over_99999_bytes(FILE *out)
{
    a_title_of(out, 120000);
}

static void field_over_9999_bytes(FILE *out)
{
    a_title_of(out, 20000);
}

/* ---- rows ---------------------------------------------------------------- */

#define X40 \
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" /* what an answer has of it */

static const struct hostile rows[] = {
    {.name = "three records",
     .make = nothing_wrong,
     .answer = "Emma|Third|Ulysses"},
    {.name = "bad: a length too small",
     .make = length_too_small,
     .answer = "Emma|Third|Ulysses; MARC_LENGTH 1"},
    {.name = "bad: a length too large",
     .make = length_too_large,
     .answer = "Emma|Third|Ulysses; MARC_LENGTH 1"},
    {.name = "bad: a length of nought",
     .make = length_nought,
     .answer = "Emma|Third|Ulysses; MARC_LENGTH 1"},
    {.name = "bad: a length of blanks",
     .make = length_of_letters,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_STRUCTURE 1"},
    {.name = "bad: a length of all that can be",
     .make = length_of_all,
     .answer = "Emma|Third|Ulysses; MARC_LENGTH 1"},
    {.name = "bad: a base address too small",
     .make = base_too_small,
     .answer = "Emma|Third|Ulysses; MARC_LENGTH 1"},
    {.name = "bad: a base address too large",
     .make = base_too_large,
     .answer = "Emma|Third|Ulysses; MARC_LENGTH 1"},
    {.name = "bad: a field's length too small",
     .make = entry_too_short,
     .answer = "Emma|Third|Ulysses; MARC_DIRECTORY 1"},
    {.name = "bad: a field's length too large",
     .make = entry_too_long,
     .answer = "Emma|Third|Ulysses; MARC_DIRECTORY 1"},
    {.name = "bad: a field's place is wrong",
     .make = start_wrong,
     .answer = "Emma|Third|Ulysses; MARC_DIRECTORY 1"},
    {.name = "bad: a field's place is outside the record",
     .make = start_far_away,
     .answer = "Emma|Third|Ulysses; MARC_DIRECTORY 1"},
    {.name = "bad: a field's place and length are wrong",
     .make = entry_and_start_wrong,
     .answer = "Emma|Third|Ulysses; MARC_DIRECTORY 1"},
    {.name = "a directory in another order",
     .make = entries_swapped,
     .answer = "Emma|Third|Ulysses"},
    {.name = "bad: lengths counted in characters",
     .make = characters_counted,
     .answer = "Emma|Dritter Bänd|Ulysses; MARC_DIRECTORY 1; MARC_LENGTH 1"},
    {.name = "bad: no field terminator",
     .make = no_field_end,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_TRUNCATED 1"},
    {.name = "bad: no field terminator, but it was counted",
     .make = no_field_end_that_counts,
     .answer = "Emma|Third|Ulysses; MARC_LENGTH 1"},
    {.name = "bad: no terminator of the directory",
     .make = no_directory_end,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_STRUCTURE 1"},
    {.name = "bad: no record terminator",
     .make = no_record_end,
     .answer = "Emma|Third|Ulysses; MARC_LENGTH 1; MARC_UNTERMINATED 1"},
    {.name = "bad: no record terminator, but it was counted",
     .make = no_record_end_that_counts,
     .answer = "Emma|Third|Ulysses; MARC_UNTERMINATED 1"},
    {.name = "bad: no terminator at all",
     .make = no_end_at_all,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_TRUNCATED 1"},
    {.name = "bad: 1D in a title",
     .make = record_end_in_data,
     .answer = "Emma|Third|Ulysses; CONTROL_CHARACTER 1"},
    {.name = "bad: 1D in a title, and a wrong length",
     .make = record_end_in_data_that_lies,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_STRUCTURE 1; MARC_TRUNCATED 1"},
    {.name = "bad: 1E in a title",
     .make = field_end_in_data,
     .answer = "Emma|Third|Ulysses; CONTROL_CHARACTER 1; MARC_DIRECTORY 1"},
    {.name = "bad: an escape that means nothing",
     .make = escape_in_data,
     .answer = "Emma|Third|Ulysses; CONTROL_CHARACTER 1"},
    {.name = "bad: UTF-8 by the leader, and it is not",
     .make = said_utf8_is_not,
     .answer = "Emma|Brontë|Ulysses; ENCODING_REPAIRED 1"},
    {.name = "bad: MARC-8 by the leader, and it is UTF-8",
     .make = said_marc8_is_utf8,
     .answer = "Emma|Brontë|Ulysses; ENCODING_DECLARED 1"},
    {.name = "MARC-8", .make = marc8, .answer = "Emma|Brontë|Ulysses"},
    {.name = "bad: damaged UTF-8",
     .make = utf8_damaged,
     .status = 1,
     .answer = "Emma|Ulysses; ENCODING_INVALID 1; ENCODING_DECLARED 1"},
    {.name = "a leader/09 that means nothing",
     .make = encoding_of_nobody,
     .answer = "Emma|Third|Ulysses"},
    {.name = "line ends between records",
     .make = line_ends,
     .answer = "Emma|Ulysses|Third"},
    {.name = "bad: junk between records",
     .make = junk_between,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_JUNK 1"},
    {.name = "bad: junk in front of the first",
     .make = junk_in_front,
     .status = 2,
     .answer = "no database"},
    {.name = "bad: junk in front of the first, as the config says",
     .make = junk_in_front,
     .config = "format = marc\n",
     .status = 1,
     .answer = "Emma|Ulysses; MARC_JUNK 1"},
    {.name = "bad: junk behind the last",
     .make = junk_behind,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_JUNK 1"},
    {.name = "bad: truncated",
     .make = truncated,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_TRUNCATED 1"},
    {.name = "bad: truncated in a leader",
     .make = truncated_leader,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_JUNK 1"},
    {.name = "bad: a record over 99,999 bytes",
     .make = over_99999_bytes,
     .answer = "Emma|" X40 "|Ulysses; MARC_DIRECTORY 1; "
               "MARC_LENGTH 1"},
    {.name = "bad: a field over 9,999 bytes",
     .make = field_over_9999_bytes,
     .answer = "Emma|" X40 "|Ulysses; MARC_DIRECTORY 1"},
};

START_TEST(test_row)
{
    hostile_run(&rows[_i]);
}
END_TEST

Suite *hostile_iso2709_suite(void)
{
    Suite *suite = suite_create("hostile_iso2709");
    TCase *tests = tcase_create("iso2709");

    tcase_set_tags(tests, HOSTILE_TAG);
    tcase_add_loop_test(tests, test_row, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(suite, tests);
    return suite;
}
