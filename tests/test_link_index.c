/*
 * A book with many links answers as one with few does, whose links are looked at
 * one by one; and a record with tens of thousands of authors takes a time in
 * proportion.
 */
#include "../stages/link_index.h"

#include "support/dump.h"
#include "support/program.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

Suite *link_index_suite(void);

/* ---- against the plain way ---- */

static struct arena arena;
static struct error error;

static void setup(void)
{
    arena_init(&arena, 65536);
}

static void teardown(void)
{
    arena_clear(&arena);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void check_link(struct book_row *book, int64_t author)
{
    const struct link_row *found = link_of(book, author), *wanted = NULL;

    for (size_t i = 0; !wanted && i < book->links.count; i++)
        if (book->links.at[i].author_id == author)
            wanted = &book->links.at[i];
    ck_assert_ptr_eq(found, wanted);
}

static void check_orders(struct book_row *book, int32_t most)
{
    int32_t highest = 0;

    for (int32_t order = 1; order <= most; order++) {
        const struct link_row *found = link_at(book, order), *wanted = NULL;

        for (size_t i = 0; !wanted && i < book->links.count; i++)
            if (book->links.at[i].order == order &&
                book->links.at[i].state != ROW_REMOVED)
                wanted = &book->links.at[i];
        ck_assert_ptr_eq(found, wanted);
        if (wanted)
            highest = order;
    }
    ck_assert_int_eq(links_next_order(book), highest + 1);
}

/* One of: a new link, another place (also one that is taken), a link that goes or
 * comes back, a list that somebody else shortened. */
static void step(struct book_row *book, const struct row_source *from,
                 uint32_t *state)
{
    uint32_t what = next_random(state) % 16;
    size_t at = next_random(state) % (book->links.count + 1);
    struct link_row *link = at < book->links.count ? &book->links.at[at] : NULL;
    int32_t order = (int32_t)(next_random(state) % 120);

    if (!link || what < 3) {
        int64_t author = next_random(state) % 1000 + 1;

        if (!link_of(book, author))
            ck_assert_ptr_nonnull(links_add(book, author, from));
    } else if (what < 10 && link->state != ROW_REMOVED) {
        link_place(book, link, order, from);
    } else if (what < 13 && link->state != ROW_REMOVED) {
        link_remove(book, link);
    } else if (what < 14 && link->state == ROW_REMOVED) {
        *link = (struct link_row){.author_id = link->author_id,
                                  .state = ROW_CHANGED};
    } else if (what == 15 && order == 0) {
        book->links.count--;
        link_index_forget(book);
    }
}

START_TEST(test_same_as_plain)
{
    struct row_source from = {.arena = &arena, .error = &error};
    struct book_row book = {.id = 1};
    uint32_t state = (uint32_t)_i + 1;

    for (int64_t i = 0; i < 40 + 20 * _i; i++) /* as fetched */
        links_add(&book, i * 2 + 1, &from)->order = (int32_t)(i % 50);
    for (int round = 0; round < 300; round++) {
        link_index_want(&book, book.links.count, &from);
        step(&book, &from, &state);
        check_link(&book, next_random(&state) % 1000 + 1);
        check_orders(&book, 120);
    }
    ck_assert(!arena.failed);
}
END_TEST

/* ---- a record with many authors ---- */

static char *record_text(int count, bool turned)
{
    size_t room = (size_t)count * 120 + 500, len;
    char *text = malloc(room);

    ck_assert_ptr_nonnull(text);
    len = (size_t)snprintf(
        text, room,
        "<collection><record><leader>00000nam a2200000 a 4500</leader>"
        "<controlfield tag=\"001\">1</controlfield><datafield tag=\"245\""
        " ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Big</subfield>"
        "</datafield>");
    for (int i = 0; i < count; i++)
        len += (size_t)snprintf(
            text + len, room - len,
            "<datafield tag=\"700\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">"
            "Name%d, Given</subfield></datafield>",
            turned ? count - 1 - i : i);
    snprintf(text + len, room - len, "</record></collection>");
    return text;
}

/* Of the processor, in programs that ended. */
static double seconds_used(void)
{
    struct rusage usage;

    ck_assert_int_eq(getrusage(RUSAGE_CHILDREN, &usage), 0);
    return (double)usage.ru_utime.tv_sec +
           1e-6 * (double)usage.ru_utime.tv_usec;
}

static void import_record(const struct program *program, int count, bool turned)
{
    char *text = record_text(count, turned), path[PATH_MAX];

    program_write(program, "big.xml", slice_of(text), path);
    free(text);
    ck_assert_int_eq(program_run(program, "import", path, NULL), 0);
}

static double both_ways(int count)
{
    double began = seconds_used(), seconds;
    struct program program;

    program_begin(&program);
    import_record(&program, count, false);
    ck_assert_int_eq(dump_number(program.database,
                                 "SELECT count(*) FROM book_author"
                                 " WHERE publication_order = author_id"),
                     count);
    import_record(&program, count, true);
    seconds = seconds_used() - began;
    ck_assert_int_eq(
        dump_number(program.database,
                    "SELECT count(*) FROM book_author WHERE publication_order"
                    " = 1 + (SELECT max(author_id) FROM book_author)"
                    " - author_id"),
        count);
    ck_assert_int_eq(program_run(&program, "verify", NULL), 0);
    program_end(&program);
    return seconds;
}

/* Ten times as many may take 30 times as long (it is about ten); one by one it was
 * 70 and more. */
START_TEST(test_many)
{
    double few = both_ways(6000), many = both_ways(60000);

    ck_assert_msg(many < 30 * few, "6,000 authors: %.3f s, 60,000: %.3f s", few,
                  many);
}
END_TEST

Suite *link_index_suite(void)
{
    Suite *suite = suite_create("link_index");
    TCase *plain = tcase_create("plain"), *many = tcase_create("many");

    tcase_add_checked_fixture(plain, setup, teardown);
    tcase_add_loop_test(plain, test_same_as_plain, 0, 8);
    suite_add_tcase(suite, plain);
    tcase_add_test(many, test_many);
    suite_add_tcase(suite, many);
    return suite;
}
