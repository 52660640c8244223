/* The stages normalise and key, between records made by hand and a sink. */
#include "support/bench_stage.h"

#include <check.h>
#include <stdlib.h>

Suite *normalise_suite(void);

extern const struct stage_type stage_normalise, stage_key;

static struct bench bench;
static struct store store;
static char *placeholders[] = {"Anonymous", "Various", "Unknown"};
/* The same stage again behind itself, for what must not change anything. */
static struct stage_type again;

static void print_text(FILE *out, const char *name, struct slice text)
{
    if (!text.len)
        return;
    fprintf(out, " %s=", name);
    bench_print_slice(out, text);
}

static void describe_contributor(FILE *out, const struct contributor *one)
{
    fprintf(out, " {");
    bench_print_slice(out, one->field[AUTHOR_NAME]);
    fprintf(out, "|");
    bench_print_slice(out, one->field[AUTHOR_SORT_NAME]);
    print_text(out, "dates", one->field[AUTHOR_DATES]);
    print_text(out, "role", one->role);
    print_text(out, "ref", one->ref);
    if (one->facts.birth || one->facts.death)
        fprintf(out, " %d..%d", one->facts.birth, one->facts.death);
    if (one->order)
        fprintf(out, " #%d", one->order);
    if (one->royalty != ROYALTY_NONE)
        fprintf(out, " %d/10000%%", one->royalty);
    fprintf(out, "}");
}

static void describe(FILE *out, const struct record *record)
{
    static const char *const names[BOOK_FIELDS] = {
        "title",     "subtitle", "isbn",     "issn",  "year",
        "publisher", "language", "material", "extra",
    };

    fprintf(out, "%s", record->state == RECORD_GOOD ? "good" : "bad");
    for (size_t i = 0; i < record->biblio_count; i++) {
        const struct biblio *biblio = &record->biblios[i];

        if (record->state != RECORD_GOOD)
            break;
        for (int field = 0; field < BOOK_FIELDS; field++)
            print_text(out, names[field], biblio->field[field]);
        for (size_t j = 1; j < biblio->isbns.count; j++)
            fprintf(out, " isbn=%llu", (unsigned long long)biblio->isbns.at[j]);
        for (size_t j = 0; j < biblio->contributors.count; j++)
            describe_contributor(out, &biblio->contributors.at[j]);
    }
    bench_print_findings(out, record);
}

static void setup_stage(const struct stage_type *type)
{
    bench_init(&bench, type, describe);
    bench.source.name = "trade";
    bench.source.not_a_name = (struct string_list){placeholders, 3};
    bench.job.ids = "trade";
    bench.job.store = &store;
    memcpy(store.secret, "0123456789abcdef", SECRET_BYTES);
}

static void teardown(void)
{
    bench_clear(&bench);
}

/* What map gives, for one book with at most one contributor. */
struct stated_row {
    const char *why;
    enum biblio_kind kind;
    const char *title, *subtitle, *isbn, *issn, *year, *publisher, *language;
    struct {
        enum name_order written;
        const char *name, *family, *given, *dates, *role, *ref, *order,
            *royalty;
    } author;
    const char *expected;
};

static const struct stated_row book_rows[] = {
    {.why = "MARC",
     .title = "Pride and prejudice /",
     .subtitle = "a novel :",
     .isbn = "0-940016-73-7 (pbk.) :",
     .issn = "1075-993x",
     .year = "[1998?]",
     .publisher = "Modern Library,",
     .language = "ENG",
     .author = {.written = NAME_INVERTED,
                .name = "Austen, Jane,",
                .dates = "1775-1817."},
     .expected = "good title=Pride and prejudice subtitle=a novel "
                 "isbn=9780940016736 issn=1075-993X year=1998 "
                 "publisher=Modern Library language=eng "
                 "{Jane Austen|Austen, Jane dates=1775-1817 1775..1817}"},
    {.why = "CSV",
     .title = " The  Hunger Games ",
     .isbn = "439023483",
     .year = "9/16/2008",
     .author = {.written = NAME_DIRECT,
                .name = "Suzanne Collins",
                .order = "1",
                .royalty = "12,5 %",
                .role = "Author",
                .ref = "42"},
     .expected = "good title=The Hunger Games isbn=9780439023481 year=2008 "
                 "{Suzanne Collins|Collins, Suzanne role=aut ref=42 #1 "
                 "125000/10000%} [ISBN_REPAIRED isbn found=439023483]"},
    {.why = "several ISBNs, one of them twice, one wrong",
     .title = "T",
     .isbn = "0441172717 9780441172719; 0062316095, 0441172661",
     .expected = "good title=T isbn=9780441172719 isbn=9780062316097 "
                 "[ISBN_INVALID isbn found=0441172661]"},
    {.why = "a destroyed ISBN",
     .title = "T",
     .isbn = "9.78043902348e+12",
     .expected = "good title=T [ISBN_DESTROYED isbn found=9.78043902348e+12]"},
    {.why = "library names",
     .title = "T",
     .author = {.written = NAME_LIBRARY,
                .name = "Austen, Jane, 1775-1817 [Author]"},
     .expected = "good title=T {Jane Austen|Austen, Jane dates=1775-1817 "
                 "role=aut 1775..1817}"},
    {.why = "two columns",
     .title = "T",
     .author = {.family = "King", .given = "Martin Luther, Jr."},
     .expected = "good title=T {Martin Luther King, Jr.|King, Martin Luther, "
                 "Jr.}"},
    {.why = "a comma in direct order",
     .title = "T",
     .author = {.written = NAME_DIRECT, .name = "Austen, Jane"},
     .expected = "good title=T {Austen, Jane|Austen, Jane} "
                 "[NAME_ORDER_AMBIGUOUS author expected=a name in direct order "
                 "found=Austen, Jane]"},
    {.why = "a placeholder, whatever its case",
     .title = "T",
     .author = {.written = NAME_DIRECT, .name = "ANONYMOUS."},
     .expected = "good title=T [NOT_A_NAME author found=ANONYMOUS]"},
    {.why = "a heading of punctuation",
     .title = "T",
     .author = {.written = NAME_INVERTED, .name = " , ."},
     .expected = "good title=T [NAME_EMPTY author found= , .]"},
    {.why = "only a reference names somebody",
     .title = "T",
     .author = {.ref = "7"},
     .expected = "good title=T {| ref=7}"},
    {.why = "nothing is left of the title",
     .title = " / ",
     .expected = "bad [TITLE_MISSING title]"},
    {.why = "an author's row has no title",
     .kind = BIBLIO_AUTHOR,
     .author = {.written = NAME_DIRECT, .name = "Jane Austen", .ref = "1"},
     .expected = "good {Jane Austen|Austen, Jane ref=1}"},
    {.why = "a row that joins has no title",
     .kind = BIBLIO_LINK,
     .isbn = "0441172717",
     .author = {.ref = "1", .royalty = "0"},
     .expected = "good isbn=9780441172719 {| ref=1 0/10000%}"},
    {.why = "a royalty over 100",
     .title = "T",
     .author = {.name = "J", .royalty = "101"},
     .expected = "bad [ROYALTY_INVALID royalty expected=0 to 100 found=101]"},
    {.why = "order begins with 1",
     .title = "T",
     .author = {.name = "J", .order = "0"},
     .expected = "bad [ORDER_INVALID order expected=1 to 1000000 found=0]"},
    {.why = "a year that is none",
     .title = "T",
     .year = "99999",
     .expected = "good title=T [YEAR_INVALID year expected=1 to 2100 "
                 "found=99999]"},
    {.why = "an ISSN with a wrong check digit",
     .title = "T",
     .issn = "1075-9931",
     .expected = "good title=T [ISSN_INVALID issn found=1075-9931]"},
    {.why = "a control character",
     .title = "T\x01itle",
     .expected = "good title=Title [CONTROL_CHARACTER title found=Title]"},
    {.why = "no UTF-8",
     .title = "T\xff",
     .expected = "bad [ENCODING_INVALID title expected=UTF-8]"},
    {.why = "decomposed",
     .title = "e\xcc\x81t\xc3\xa9",
     .author = {.written = NAME_INVERTED, .name = "Mu\xcc\x88ller, J."},
     .expected = "good title=\\xC3\\xA9t\\xC3\\xA9 "
                 "{J. M\\xC3\\xBCller|M\\xC3\\xBCller, J.}"},
};

static struct record *add_record(struct batch *batch,
                                 const struct stated_row *row)
{
    struct record *record = batch_add(batch);
    struct biblio *biblio = arena_zero(&batch->arena, sizeof *biblio);
    struct contributor *author;

    ck_assert(record && biblio);
    record->biblios = biblio;
    record->biblio_count = 1;
    biblio->kind = row->kind;
    biblio->field[BOOK_TITLE] = slice_of(row->title);
    biblio->field[BOOK_SUBTITLE] = slice_of(row->subtitle);
    biblio->field[BOOK_ISSN] = slice_of(row->issn);
    biblio->field[BOOK_PUBLISHER] = slice_of(row->publisher);
    biblio->field[BOOK_LANGUAGE] = slice_of(row->language);
    biblio->year_text = slice_of(row->year);
    if (row->isbn)
        *list_push(&batch->arena, &biblio->isbn_texts) = slice_of(row->isbn);
    if (!row->author.name && !row->author.ref && !row->author.family)
        return record;
    author = list_push(&batch->arena, &biblio->contributors);
    ck_assert(author);
    *author = (struct contributor){
        .written = row->author.written,
        .family = slice_of(row->author.family),
        .given = slice_of(row->author.given),
        .order_text = slice_of(row->author.order),
        .royalty_text = slice_of(row->author.royalty),
        .ref = slice_of(row->author.ref),
        .field[AUTHOR_NAME] = slice_of(row->author.name),
        .field[AUTHOR_DATES] = slice_of(row->author.dates),
        .role = slice_of(row->author.role),
    };
    return record;
}

static void feed_row(const struct stated_row *row)
{
    struct batch *batch;

    ck_assert_int_eq(bench_open(&bench), 0);
    batch = bench_take(&bench, BATCH_BIBLIO);
    ck_assert(batch);
    add_record(batch, row);
    ck_assert_int_eq(bench_feed(&bench, batch), 0);
    ck_assert_int_eq(bench_finish(&bench), 0);
}

START_TEST(test_record)
{
    const struct stated_row *row = &book_rows[_i];

    setup_stage(&stage_normalise);
    feed_row(row);
    ck_assert_int_eq(bench.kind, BATCH_NORMAL);
    ck_assert_msg(strcmp(bench_text(&bench), row->expected) == 0,
                  "%s:\n%s, expected\n%s", row->why, bench_text(&bench),
                  row->expected);
}
END_TEST

/* Findings of the first pass may be said again; values must not move. */
START_TEST(test_twice)
{
    const struct stated_row *row = &book_rows[_i];
    const char *findings = strchr(row->expected, '[');
    size_t len =
        findings ? (size_t)(findings - row->expected) : strlen(row->expected);

    again = stage_normalise;
    again.takes = BATCH_NORMAL;
    setup_stage(&stage_normalise);
    bench_then(&bench, &again);
    feed_row(row);
    ck_assert_msg(strncmp(bench_text(&bench), row->expected, len) == 0,
                  "%s:\n%s, expected\n%s", row->why, bench_text(&bench),
                  row->expected);
}
END_TEST

/* A record that is bad already is left alone, and the next one is not. */
START_TEST(test_bad_left_alone)
{
    static const struct stated_row good = {.title = "T /"};
    struct batch *batch;

    setup_stage(&stage_normalise);
    ck_assert_int_eq(bench_open(&bench), 0);
    batch = bench_take(&bench, BATCH_BIBLIO);
    ck_assert(batch);
    record_reject(add_record(batch, &good), CSV_COLUMNS, SLICE_NONE, SLICE_NONE,
                  SLICE_NONE);
    add_record(batch, &good);
    ck_assert_int_eq(bench_feed(&bench, batch), 0);
    ck_assert_str_eq(bench_text(&bench), "bad [CSV_COLUMNS]good title=T");
}
END_TEST

/* ---- key ---- */

static void describe_digest(FILE *out, const struct record *record)
{
    fprintf(out, "%016llx", (unsigned long long)record->digest.low);
}

static void describe_keys(FILE *out, const struct record *record)
{
    const struct biblio *biblio = &record->biblios[0];

    fprintf(out, "%016llx %016llx;", (unsigned long long)biblio->ident.low,
            (unsigned long long)biblio->title_key.low);
}

/* What the two stages make of the row; freed by the caller. */
static char *keyed(const struct stated_row *row, const char *raw,
                   const char *options, bench_describe *what)
{
    struct batch *batch;
    char *text;

    setup_stage(&stage_normalise);
    bench_then(&bench, &stage_key);
    bench.describe = what;
    bench.job.import.options = options;
    ck_assert_int_eq(bench_open(&bench), 0);
    batch = bench_take(&bench, BATCH_BIBLIO);
    ck_assert(batch);
    add_record(batch, row)->raw = slice_of(raw);
    ck_assert_int_eq(bench_feed(&bench, batch), 0);
    ck_assert_int_eq(bench.kind, BATCH_KEYED);
    text = strdup(bench_text(&bench));
    bench_clear(&bench);
    ck_assert(text);
    return text;
}

static bool same(char *a, char *b)
{
    bool equal = strcmp(a, b) == 0;

    free(a);
    free(b);
    return equal;
}

/* A record is unchanged if its bytes and its mapping are. */
START_TEST(test_digest)
{
    static const struct stated_row row = {.title = "T"};

    ck_assert(same(keyed(&row, "T", "o1", describe_digest),
                   keyed(&row, "T", "o1", describe_digest)));
    ck_assert(!same(keyed(&row, "T", "o1", describe_digest),
                    keyed(&row, "U", "o1", describe_digest)));
    ck_assert(!same(keyed(&row, "T", "o1", describe_digest),
                    keyed(&row, "T", "o2", describe_digest)));
}
END_TEST

/* Without an own id the bytes are the identity, whatever the mapping; and the
 * composed and the decomposed form have one title key. */
START_TEST(test_keys)
{
    static const struct stated_row composed = {
        .title = "\xc3\x89t\xc3\xa9 /",
        .author = {.written = NAME_INVERTED, .name = "M\xc3\xbcller, J."},
    };
    static const struct stated_row decomposed = {
        .title = "E\xcc\x81te\xcc\x81",
        .author = {.written = NAME_DIRECT, .name = "J. Mu\xcc\x88ller"},
    };

    ck_assert(same(keyed(&composed, "T", "o1", describe_keys),
                   keyed(&decomposed, "T", "o2", describe_keys)));
    ck_assert(!same(keyed(&composed, "T", "o1", describe_keys),
                    keyed(&composed, "U", "o1", describe_keys)));
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

Suite *normalise_suite(void)
{
    Suite *suite = suite_create("normalise");
    TCase *stages = tcase_create("normalise");
    TCase *both = tcase_create("normalise and key");

    tcase_add_checked_fixture(stages, NULL, teardown);
    tcase_add_loop_test(stages, test_record, 0, ROWS(book_rows));
    tcase_add_loop_test(stages, test_twice, 0, ROWS(book_rows));
    tcase_add_test(stages, test_bad_left_alone);
    suite_add_tcase(suite, stages);
    tcase_add_test(both, test_digest);
    tcase_add_test(both, test_keys);
    suite_add_tcase(suite, both);
    return suite;
}
