/* What the header of an OAI-PMH record says: that it is deleted, and which it was. */
#include "../stages/oai.h"

#include <check.h>

Suite *oai_suite(void);

static const struct {
    const char *tag, *why;
    bool deleted;
} tags[] = {
    {"<header status=\"deleted\">", "as OAI-PMH has it", true},
    {"<header status='deleted'>", "in single quotes", true},
    {"<oai:header\n\tstatus = \r\n \"deleted\" >", "with blanks", true},
    {"<header status\t=\t\"deleted\">", "with tabs", true},
    {"<header>", "no status", false},
    {"<header status>", "no value", false},
    {"<header status", "cut behind the name", false},
    {"<header status=", "cut behind the sign", false},
    {"<header status=\"deleted", "cut before the quote", false},
    {"<header status=\"deleted'>", "other quotes", false},
    {"<header status=deletedd >", "no quotes", false},
    {"<header status=\"deletedx\">", "a longer word", false},
    {"<header status=\"updated\">", "another word", false},
};

START_TEST(test_tags)
{
    ck_assert_msg(oai_is_deleted(slice_of(tags[_i].tag)) == tags[_i].deleted,
                  "%s", tags[_i].why);
}
END_TEST

static const struct {
    const char *raw, *whole, *last; /* last NULL: there is none */
} records[] = {
    {"<header><identifier> oai:example.org:1024 </identifier></header>",
     "oai:example.org:1024", "1024"},
    {"<oai:identifier>1024</oai:identifier>", "1024", NULL},
    {"<identifier>oai:</identifier>", "oai:", NULL},
    {"<identifier>oai:1", "", NULL},
    {"<identifier", "", NULL},
    {"<header/>", "", NULL},
    {"<identifier></identifier>", "", NULL},
};

START_TEST(test_identifier)
{
    struct arena arena;
    struct record record = {.raw = slice_of(records[_i].raw), .arena = &arena};

    arena_init(&arena, 1024);
    oai_map_deleted(&record);
    ck_assert_uint_eq(record.biblio_count, records[_i].last ? 2 : 1);
    ck_assert(record.biblios[0].withdrawn);
    ck_assert(slice_is(record.biblios[0].own_id, records[_i].whole));
    if (records[_i].last)
        ck_assert(slice_is(record.biblios[1].own_id, records[_i].last));
    arena_clear(&arena);
}
END_TEST

Suite *oai_suite(void)
{
    Suite *suite = suite_create("oai");
    TCase *tests = tcase_create("oai");

    tcase_add_loop_test(tests, test_tags, 0, (int)(sizeof tags / sizeof *tags));
    tcase_add_loop_test(tests, test_identifier, 0,
                        (int)(sizeof records / sizeof *records));
    suite_add_tcase(suite, tests);
    return suite;
}
