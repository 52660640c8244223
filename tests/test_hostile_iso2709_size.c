/* Whole imports of ISO 2709 that is larger than it may be. */
#include "support/hostile.h"
#include "support/hostile_iso2709.h"

#include <check.h>

Suite *hostile_iso2709_size_suite(void);

static const uint64_t gigabyte = (uint64_t)1 << 30;

static void without_end(FILE *out)
{
    put_emma(out);
    put_ulysses(out);
    fputs("99999nam a2200049 a 4500001000200000", out);
    hostile_repeat(out, "without end ", hostile_bytes(gigabyte));
}

static void junk_of_a_gigabyte(FILE *out)
{
    put_emma(out);
    hostile_repeat(out, "junk ", hostile_bytes(gigabyte));
    put_ulysses(out);
}

static void nothing_but_record_ends(FILE *out)
{
    put_emma(out);
    hostile_repeat(out, "\x1d", hostile_bytes(gigabyte));
    put_ulysses(out);
}

static void nothing_but_digits(FILE *out)
{
    put_emma(out);
    hostile_repeat(out, "0", hostile_bytes(gigabyte));
    put_ulysses(out);
}

static void a_directory_without_end(FILE *out)
{
    put_emma(out);
    fputs("00000nam a2200000 a 4500", out);
    hostile_repeat(out, "245001000000", hostile_bytes(gigabyte));
    fputs("\x1e\x1d", out);
    put_ulysses(out);
}

/* Each entry names the one field there is. */
static void many_entries(FILE *out)
{
    put_emma(out);
    fputs("00000nam a2200000 a 4500", out);
    hostile_repeat(out, "245001000000", 12 * 150000);
    fputs("\x1e"
          "10\x1f"
          "aThird\x1e\x1d",
          out);
    put_ulysses(out);
}

static void many_fields(FILE *out)
{
    put_emma(out);
    fputs("00000nam a2200000 a 4500", out);
    hostile_repeat(out, "245001000000", 12 * 110000);
    fputs("\x1e", out);
    hostile_repeat(out,
                   "10\x1f"
                   "aThird\x1e",
                   10 * 110000);
    fputs("\x1d", out);
    put_ulysses(out);
}

static void many_subfields(FILE *out)
{
    put_emma(out);
    fputs("00000nam a2200037 a 4500"
          "245001000000"
          "\x1e"
          "10\x1f"
          "aThird",
          out);
    hostile_repeat(out, "\x1fx", 2 * 400000);
    fputs("\x1e\x1d", out);
    put_ulysses(out);
}

static void leaders_in_leaders(FILE *out)
{
    put_emma(out);
    hostile_repeat(out, "00049nam  2200049 a 4500",
                   hostile_bytes(gigabyte) / 8);
    put_ulysses(out);
}

static const struct hostile rows[] = {
    {.name = "bad: a record of 1 GB without end",
     .make = without_end,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "bad: 1 GB of junk",
     .make = junk_of_a_gigabyte,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "1 GB of record terminators",
     .make = nothing_but_record_ends,
     .answer = "Emma|Ulysses"},
    {.name = "bad: 1 GB of digits",
     .make = nothing_but_digits,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "bad: a directory without end",
     .make = a_directory_without_end,
     .status = 1,
     .answer = "Emma|Ulysses; RECORD_TOO_LONG 1"},
    {.name = "bad: 150,000 entries of one field",
     .make = many_entries,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_STRUCTURE 1"},
    {.name = "bad: 110,000 fields",
     .make = many_fields,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_STRUCTURE 1"},
    {.name = "bad: 400,000 subfields",
     .make = many_subfields,
     .answer = "Emma|Third|Ulysses; MARC_DIRECTORY 1; MARC_LENGTH 1"},
    {.name = "bad: leaders one after the other",
     .make = leaders_in_leaders,
     .status = 1,
     .answer = "Emma|Ulysses; MARC_TRUNCATED 1"},
};

START_TEST(test_row)
{
    hostile_run(&rows[_i]);
}
END_TEST

Suite *hostile_iso2709_size_suite(void)
{
    Suite *suite = suite_create("hostile_iso2709_size");
    TCase *tests = tcase_create("sizes");

    tcase_set_tags(tests, HOSTILE_TAG);
    tcase_add_loop_test(tests, test_row, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(suite, tests);
    return suite;
}
