/*
 * The plain parser held against libxml2 on thousands of damaged records: what
 * it takes, libxml2 reads the same; what it does not take, it leaves alone.
 */
#include "support/bench_stage.h"

#include "../stages/csv_text.h"
#include "../stages/marcxml_plain.h"
#include "../stages/marcxml_sax.h"

#include <check.h>
#include <stdlib.h>

Suite *marcxml_plain_suite(void);

static const char sample[] =
    "<m:record type='a'>\n <m:leader>00000nam a2200000 a 4500</m:leader>\n"
    " <m:controlfield tag=\"001\">x</m:controlfield>\n"
    " <m:datafield tag='245' ind1='1' ind2=' '>\n"
    "  <m:subfield code='a'>A &amp; B ] \xc3\xa4</m:subfield>\n"
    "  <m:subfield code='b'/>\n </m:datafield>\n</m:record>";

/* One to three small damages, with bytes that mean something. */
static struct slice damage(char *room)
{
    static const char bytes[] = "<>/&;'\"=: \n]![-?#amx:\xc3\xbf\xef";
    size_t len = sizeof sample - 1;

    memcpy(room, sample, sizeof sample);
    for (int i = rand() % 3; i >= 0; i--) {
        size_t at = (size_t)rand() % len, from = (size_t)rand() % len;
        size_t count = 1 + (size_t)rand() % 12;

        if (from + count > len)
            count = len - from;
        switch (rand() % 3) {
        case 0:
            room[at] = bytes[(size_t)rand() % (sizeof bytes - 1)];
            break;
        case 1:
            memmove(room + from, room + from + count, len - from - count);
            len -= count;
            break;
        default:
            memmove(room + at + count, room + at, len - at);
            memcpy(room + at,
                   sample + (from + count < sizeof sample ? from : 0), count);
            len += count;
        }
    }
    return (struct slice){room, len};
}

static void print_marc(FILE *out, const struct marc *marc)
{
    fprintf(out, "LDR %.*s\n", SLICE_ARG(marc->leader));
    for (size_t i = 0; i < marc->fields.count; i++) {
        const struct marc_field *field = &marc->fields.at[i];

        fprintf(out, "%s %c%c %.*s", field->tag, field->indicator[0],
                field->indicator[1], SLICE_ARG(field->value));
        for (size_t k = 0; k < field->subfield_count; k++)
            fprintf(out, "$%c%.*s", field->subfields[k].code,
                    SLICE_ARG(field->subfields[k].value));
        putc('\n', out);
    }
}

static char *described(const struct record *record)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    ck_assert_ptr_nonnull(out);
    fprintf(out, "state %d\n", record->state);
    if (record->marc)
        print_marc(out, record->marc);
    bench_print_findings(out, record);
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

START_TEST(plain_records_are_read_as_libxml2_reads_them)
{
    enum { ROUNDS = 40000 };
    struct marcxml_sax *sax = marcxml_sax_open();
    struct marc_build build = {0};
    struct arena arena;
    char room[sizeof sample + 64];
    int plain = 0;

    ck_assert_ptr_nonnull(sax);
    ck_assert(marcxml_sax_context(sax, SLICE_NONE));
    arena_init(&arena, 4096);
    srand(1701);
    for (int i = 0; i < ROUNDS; i++) {
        struct record first = {.arena = &arena}, second = first;
        struct slice text = damage(room);
        char *one, *two;

        if (i == 0)
            text = SLICE(sample);
        if (csv_text_valid(text) == text.len &&
            marcxml_plain_parse(text, &build, &first)) {
            ck_assert(marcxml_sax_parse(sax, text, &build, &second));
            one = described(&first);
            two = described(&second);
            ck_assert_msg(strcmp(one, two) == 0, "%.*s\n%s\n-- libxml2 --\n%s",
                          SLICE_ARG(text), one, two);
            free(one);
            free(two);
            plain++;
        } else {
            ck_assert_ptr_null(first.findings);
            ck_assert_int_ne(i, 0);
        }
        arena_reset(&arena);
    }
    ck_assert_int_gt(plain, ROUNDS / 20);
    marc_build_clear(&build);
    marcxml_sax_close(sax);
    arena_clear(&arena);
}
END_TEST

Suite *marcxml_plain_suite(void)
{
    Suite *suite = suite_create("marcxml_plain");
    TCase *tests = tcase_create("properties");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, plain_records_are_read_as_libxml2_reads_them);
    suite_add_tcase(suite, tests);
    return suite;
}
