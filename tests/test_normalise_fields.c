/* Each field of a record by itself: what is no text, languages, references, and how
 * many numbers a record may have. */
#include "support/bench_stage.h"

#include "../pipeline/rows.h"

#include <check.h>
#include <stdlib.h>

Suite *normalise_fields_suite(void);

extern const struct stage_type stage_normalise;

static struct bench bench;
static struct biblio *book;
static struct contributor *author;

static void describe(FILE *out, const struct record *record)
{
    const struct biblio *biblio = &record->biblios[0];

    fputs(record->state == RECORD_GOOD ? "good" : "bad", out);
    if (record->state == RECORD_GOOD && biblio->field[BOOK_LANGUAGE].len)
        fprintf(out, " %.*s", SLICE_ARG(biblio->field[BOOK_LANGUAGE]));
    for (size_t i = 0; i < biblio->contributors.count; i++) {
        const struct contributor *one = &biblio->contributors.at[i];

        if (record->state != RECORD_GOOD)
            break;
        fprintf(out, " {%.*s|%.*s", SLICE_ARG(one->field[AUTHOR_NAME]),
                SLICE_ARG(one->field[AUTHOR_SORT_NAME]));
        for (size_t k = 0; one->more && k < one->more->variants.count; k++)
            fprintf(out, "; %.*s", SLICE_ARG(one->more->variants.at[k].name));
        putc('}', out);
    }
    bench_print_findings(out, record);
}

/* One record with a title and an author, for the test to add to. */
static struct batch *begin(void)
{
    struct batch *batch;
    struct record *record;

    bench_init(&bench, &stage_normalise, describe);
    ck_assert_int_eq(bench_open(&bench), 0);
    batch = bench_take(&bench, BATCH_BIBLIO);
    record = batch_add(batch);
    book = arena_zero(&batch->arena, sizeof *book);
    ck_assert(record && book);
    record->biblios = book;
    record->biblio_count = 1;
    book->field[BOOK_TITLE] = SLICE("T");
    author = list_push(&batch->arena, &book->contributors);
    ck_assert_ptr_nonnull(author);
    *author = (struct contributor){.written = NAME_INVERTED,
                                   .field[AUTHOR_NAME] = SLICE("Austen, Jane")};
    return batch;
}

static void end(struct batch *batch, const char *expected, const char *why)
{
    ck_assert_int_eq(bench_feed(&bench, batch), 0);
    ck_assert_int_eq(bench_finish(&bench), 0);
    ck_assert_msg(strcmp(bench_text(&bench), expected) == 0,
                  "%s: %.300s, expected %s", why, bench_text(&bench), expected);
    bench_clear(&bench);
}

/* Where a text goes; members of *author are offsets into it. */
#define IN_BOOK(member) false, offsetof(struct biblio, member)
#define IN_AUTHOR(member) true, offsetof(struct contributor, member)

static const struct {
    bool of_author;
    size_t offset;
    const char *field;
} texts[] = {
    {IN_BOOK(field[BOOK_SUBTITLE]), "subtitle"},
    {IN_BOOK(field[BOOK_PUBLISHER]), "publisher"},
    {IN_BOOK(field[BOOK_LANGUAGE]), "language"},
    {IN_BOOK(field[BOOK_ISSN]), "issn"},
    {IN_BOOK(field[BOOK_SORT_TITLE]), "title"},
    {IN_BOOK(field[BOOK_UNIFORM_TITLE]), "title"},
    {IN_BOOK(year_text), "year"},
    {IN_AUTHOR(royalty_text), "royalty"},
    {IN_AUTHOR(order_text), "order"},
    {IN_AUTHOR(family), "author_family"},
    {IN_AUTHOR(given), "author_given"},
    {IN_AUTHOR(field[AUTHOR_NAME]), "author"},
    {IN_AUTHOR(field[AUTHOR_SORT_NAME]), "sort_name"},
    {IN_AUTHOR(role), "role"},
    {IN_AUTHOR(field[AUTHOR_DATES]), "dates"},
    {IN_AUTHOR(field[AUTHOR_TITLES]), "author"},
    {IN_AUTHOR(field[AUTHOR_FULLER_NAME]), "author"},
};

static void put(int index, struct slice text)
{
    char *to = texts[index].of_author ? (char *)author : (char *)book;

    memcpy(to + texts[index].offset, &text, sizeof text);
}

/* A text that is no UTF-8 rejects its record, and is named by its field. */
START_TEST(test_not_text)
{
    struct batch *batch = begin();
    char expected[100];

    put(_i, SLICE("\xff"));
    sprintf(expected, "bad [ENCODING_INVALID %s expected=UTF-8]",
            texts[_i].field);
    end(batch, expected, texts[_i].field);
}
END_TEST

/* Nor is one loaded that no field has room for. */
START_TEST(test_too_long)
{
    struct batch *batch = begin();
    size_t len = 1048576 + 1;
    char *text = malloc(len), *found, expected[120];

    ck_assert_ptr_nonnull(text);
    memset(text, 'x', len);
    put(_i, (struct slice){text, len});
    sprintf(expected,
            "bad [RECORD_TOO_LONG %s expected=at most 1048576 bytes in a field "
            "found=xxx",
            texts[_i].field);
    ck_assert_int_eq(bench_feed(&bench, batch), 0);
    found = strndup(bench_text(&bench), strlen(expected));
    ck_assert_str_eq(found, expected);
    bench_clear(&bench);
    free(found);
    free(text);
}
END_TEST

START_TEST(test_isbn_not_text)
{
    struct batch *batch = begin();
    struct slice *isbn = list_push(&batch->arena, &book->isbn_texts);

    ck_assert_ptr_nonnull(isbn);
    *isbn = SLICE("0441172717\xff");
    end(batch, "bad [ENCODING_INVALID isbn expected=UTF-8]", "isbn");
}
END_TEST

static void add_number(struct batch *batch, int32_t kind, struct slice text)
{
    struct biblio_number *number = list_push(&batch->arena, &book->numbers);

    ck_assert_ptr_nonnull(number);
    *number = (struct biblio_number){.kind = kind, .text = text};
}

START_TEST(test_number_not_text)
{
    struct batch *batch = begin();

    add_number(batch, KEY_OCLC, SLICE("(OCoLC)1\xff"));
    end(batch, "bad [ENCODING_INVALID number expected=UTF-8]", "number");
}
END_TEST

static const struct {
    const char *stated, *kept;
} languages[] = {
    {"ENG", " eng"},         {"De", " de"},   {"en-US", " en-US"},
    {"English", " English"}, {"|||", ""},     {"---", ""},
    {"e1", " e1"},           {"{en", " {en"}, {"x", " x"},
};

/* Codes in small letters; other texts as they stand; fill characters are nothing. */
START_TEST(test_language)
{
    struct batch *batch = begin();
    char expected[100];

    book->field[BOOK_LANGUAGE] = slice_of(languages[_i].stated);
    sprintf(expected, "good%s {Jane Austen|Austen, Jane}", languages[_i].kept);
    end(batch, expected, languages[_i].stated);
}
END_TEST

static const struct {
    const char *why, *name, *family, *given, *ref, *fuller, *variant, *expected;
} authors[] = {
    {.why = "a given name alone",
     .given = "Cher",
     .expected = "good {Cher|Cher}"},
    {.why = "a reference, and signs for a name",
     .name = "...",
     .ref = "7",
     .expected = "good [NAME_EMPTY author found=...]"},
    {.why = "a fuller form of a name of one word is no further name",
     .name = "Prince",
     .fuller = "Prince Rogers Nelson",
     .expected = "good {Prince|Prince}"},
    {.why = "a fuller form goes before the suffix",
     .name = "King, M. L., Jr.",
     .fuller = "Martin Luther",
     .expected = "good {M. L. King, Jr.|King, M. L., Jr.; Martin Luther King, "
                 "Jr.}"},
    {.why = "a fuller form that says nothing new",
     .name = "Austen, Jane",
     .fuller = "Jane",
     .expected = "good {Jane Austen|Austen, Jane}"},
    {.why = "another script",
     .name = "Austen, Jane",
     .variant = "Austin, D\xc5\xbe"
                "ejn",
     .expected = "good {Jane Austen|Austen, Jane; D\xc5\xbe"
                 "ejn Austin}"},
    {.why = "another script of signs alone",
     .name = "Austen, Jane",
     .variant = " , ",
     .expected = "good {Jane Austen|Austen, Jane}"},
    {.why = "bad: another script that is no text",
     .name = "Austen, Jane",
     .variant = "\xff",
     .expected = "bad [ENCODING_INVALID author expected=UTF-8]"},
};

START_TEST(test_author)
{
    struct batch *batch = begin();

    author->field[AUTHOR_NAME] = slice_of(authors[_i].name);
    author->family = slice_of(authors[_i].family);
    author->given = slice_of(authors[_i].given);
    author->ref = slice_of(authors[_i].ref);
    author->field[AUTHOR_FULLER_NAME] = slice_of(authors[_i].fuller);
    if (authors[_i].variant) {
        struct name_variant *variant;

        author->more = arena_zero(&batch->arena, sizeof *author->more);
        ck_assert_ptr_nonnull(author->more);
        variant = list_push(&batch->arena, &author->more->variants);
        ck_assert_ptr_nonnull(variant);
        *variant = (struct name_variant){.name = slice_of(authors[_i].variant),
                                         .written = NAME_INVERTED,
                                         .source = "880"};
    }
    end(batch, authors[_i].expected, authors[_i].why);
}
END_TEST

/* ---- more numbers than a record may have ---- */

/* The ISBN whose first twelve digits are these. */
static unsigned long long isbn_of(unsigned long long twelve)
{
    unsigned long long left = twelve;
    unsigned sum = 0;

    for (int i = 0; i < 12; i++, left /= 10)
        sum += (unsigned)(left % 10) * (i % 2 ? 1 : 3);
    return twelve * 10 + (10 - sum % 10) % 10;
}

static size_t isbns_kept, numbers_kept;

static void count_kept(FILE *out, const struct record *record)
{
    isbns_kept = record->biblios[0].isbns.count;
    numbers_kept = record->biblios[0].numbers.count;
    bench_print_findings(out, record);
}

/* The first 64 become keys. What is wrong is said of the first 128 at most. */
START_TEST(test_many_isbns)
{
    struct batch *batch = begin();

    bench.describe = count_kept;
    for (unsigned long long i = 0; i < 200; i++) {
        struct slice *text = list_push(&batch->arena, &book->isbn_texts);

        ck_assert_ptr_nonnull(text);
        *text = arena_number(&batch->arena,
                             (int64_t)isbn_of(978000000000 + 1000 + i));
    }
    end(batch, "", "many ISBNs");
    ck_assert_uint_eq(isbns_kept, 64);
}
END_TEST

START_TEST(test_many_wrong)
{
    struct batch *batch = begin();
    const char *at;
    size_t warnings = 0;

    for (int i = 0; i < 200; i++) {
        struct slice *text = list_push(&batch->arena, &book->isbn_texts);

        ck_assert_ptr_nonnull(text);
        *text = SLICE("0441172661");
    }
    ck_assert_int_eq(bench_feed(&bench, batch), 0);
    at = bench_text(&bench);
    while ((at = strstr(at, "[ISBN_INVALID"))) {
        warnings++;
        at++;
    }
    ck_assert_uint_eq(warnings, 128);
    bench_clear(&bench);
}
END_TEST

START_TEST(test_many_numbers)
{
    struct batch *batch = begin();

    bench.describe = count_kept;
    for (int i = 1; i <= 100; i++)
        add_number(batch, KEY_OCLC,
                   arena_printf(&batch->arena, "(OCoLC)%d", i));
    end(batch, "", "many numbers");
    ck_assert_uint_eq(numbers_kept, 64);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

Suite *normalise_fields_suite(void)
{
    Suite *suite = suite_create("normalise_fields");
    TCase *tests = tcase_create("normalise_fields");

    tcase_add_loop_test(tests, test_not_text, 0, ROWS(texts));
    tcase_add_loop_test(tests, test_too_long, 0, ROWS(texts));
    tcase_add_test(tests, test_isbn_not_text);
    tcase_add_test(tests, test_number_not_text);
    tcase_add_loop_test(tests, test_language, 0, ROWS(languages));
    tcase_add_loop_test(tests, test_author, 0, ROWS(authors));
    tcase_add_test(tests, test_many_isbns);
    tcase_add_test(tests, test_many_wrong);
    tcase_add_test(tests, test_many_numbers);
    suite_add_tcase(suite, tests);
    return suite;
}
