/*
 * plan_csv on the beginnings of files. A plan is written down in one line
 *     DELIMITER header|none COLUMNS KIND [link] [html] [sep=X]: fields
 * where a field is name=columns (from 1), and a contributor stands in brackets.
 * Rows that must fail name a part of the message.
 */
#include "../pipeline/plan.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *plan_csv_suite(void);

struct setting {
    enum csv_field field;
    unsigned number;
    const char *names[3];
};

struct row {
    const char *why;
    const char *text;
    const char *expected; /* the plan, or with fails: of the message */
    struct setting settings[6];
    bool fails;
    struct source_config source; /* what differs from all zero */
    const char *note;            /* one of the notes begins with this */
};

/* clang-format off */
static const struct row rows[] = {
    {.why = "an empty file is a CSV without records", .text = "",
     .expected = ", none 0 book:"},
    {.why = "only blank lines", .text = "\n \r\n",
     .expected = ", none 0 book:"},
    {.why = "comma", .text = "title,author\nT,A\n",
     .expected = ", header 2 book: title=1 [name=2]",
     .note = "delimiter: comma"},
    {.why = "semicolon, though titles are full of commas",
     .text = "title;author\n\"a, b\";c, d\ne, f, g;h\ni;j, k\n",
     .expected = "; header 2 book: title=1 [name=2]",
     .note = "delimiter: semicolon"},
    {.why = "tab", .text = "title\tauthor\na, b\tc\n",
     .expected = "tab header 2 book: title=1 [name=2]"},
    {.why = "pipe", .text = "title|author\na, b|c\n",
     .expected = "| header 2 book: title=1 [name=2]"},
    {.why = "delimiters inside quotes don't count",
     .text = "title;year\n\"a,b,c\n,,\";1\n\"d,e,f\n,,\";2\n",
     .expected = "; header 2 book: title=1 year=2"},
    {.why = "the number of a column that is not there", .text = "title,year\na,1\n",
     .expected = "column #3, and the file has 2 columns",
     .settings = {{CSV_TITLE, 0, {"#3"}}}, .fails = true},
    {.why = "no number of a column", .text = "title,year\na,1\n",
     .expected = "names \"#1a\"", .settings = {{CSV_TITLE, 0, {"#1a"}}},
     .fails = true},
    {.why = "nor this", .text = "title,year\na,1\n",
     .expected = "names \"#\"", .settings = {{CSV_TITLE, 0, {"#"}}},
     .fails = true},
    {.why = "column 0", .text = "title,year\na,1\n",
     .expected = "column #0, and the file has 2 columns",
     .settings = {{CSV_TITLE, 0, {"#0"}}}, .fails = true},
    {.why = "the config's delimiter wins", .text = "title|a;b\n1|2;3\n",
     .expected = "; header 2 book: title=1",
     .settings = {{CSV_TITLE, 0, {"title|a"}}}, .source = {.delimiter = ';'}},
    {.why = "one column", .text = "title\nT\n",
     .expected = ", header 1 book: title=1"},
    {.why = "only a header, no line end", .text = "isbn;title;authors",
     .expected = "; header 3 book: title=2 isbn=1 [names=3]"},
    {.why = "rows with a cell too many don't change the columns",
     .text = "title,year\na,1\nb,c,2\nd,3\n",
     .expected = ", header 2 book: title=1 year=2"},
    {.why = "a quote that is never closed hides no table",
     .text = "title;year\n\"a;1\nb;2\nc;3\n",
     .expected = "; header 2 book: title=1 year=2"},

    {.why = "order of preference: title, isbn13, the exact year",
     .text = "original_title,Title,ISBN,isbn-13,original_publication_year,year"
             "\na,b,c,d,e,f\n",
     .expected = ", header 6 book: title=2,1 isbn=4,3 year=6,5"},
    {.why = "words of the pubs database: links",
     .text = "au_id,title_id,au_ord,royaltyper\n1-1,B,1,100\n",
     .expected = ", header 4 link: book_ref=2 [ref=1 order=3 royalty=4]"},
    {.why = "words of the pubs database: authors",
     .text = "au_id,au_lname,au_fname,phone\n1-1,White,Johnson,408\n",
     .expected = ", header 4 author: [family=2 given=3 ref=1]",
     .note = "columns used for nothing: phone"},
    {.why = "a royalty without an author is a column for nothing",
     .text = "title_id,title,royalty\nB,T,10\n",
     .expected = ", header 3 book: title=2 book_ref=1",
     .note = "columns used for nothing: royalty"},
    {.why = "one row per link", .text = "title,author,order,royalty\na,b,1,2\n",
     .expected = ", header 4 book link: title=1 [name=2 order=3 royalty=4]"},
    {.why = "several authors in a cell make no link rows",
     .text = "title,author,royalty\na,B C;D E,1;2\nf,G H;I J,3;4\n",
     .expected = ", header 3 book sep=;: title=1 [names=2 royalty=3]"},
    {.why = "numbered columns",
     .text = "title,author_2,Author 1,royalty1\na,b,c,d\n",
     .expected = ", header 4 book: title=1 [1 name=3 royalty=4] [2 name=2]"},
    {.why = "what was taken for what", .text = "Book Title,Writer\na,b\n",
     .expected = ", header 2 book: title=1 [name=2]",
     .note = "columns: title from Book Title; author from Writer"},

    {.why = "0;1;2 is a header too: the body is not like it",
     .text = "0;1;2\n0425115801;Lightning;Dean R. Koontz\n0449006522;X;Y\n",
     .expected = "; header 3 book: title=2 isbn=1 [name=3]",
     .settings = {{CSV_ISBN, 0, {"#1"}}, {CSV_TITLE, 0, {"#2"}},
                  {CSV_AUTHOR, 0, {"#3"}}}},
    {.why = "a first row of data is none", .text = "172-32,GL1,1,100\n"
                                                   "213-46,MC0,1,100\n",
     .expected = ", none 4 link: book_ref=2 [ref=1 order=3 royalty=4]",
     .settings = {{CSV_AUTHOR_REF, 0, {"#1"}}, {CSV_BOOK_REF, 0, {"#2"}},
                  {CSV_ORDER, 0, {"#3"}}, {CSV_ROYALTY, 0, {"#4"}}}},
    {.why = "words we don't know over a column of numbers",
     .text = "Titel,Jahr\nT,1999\nU,2000\n",
     .expected = ", header 2 book: title=1 year=2",
     .settings = {{CSV_TITLE, 0, {"#1"}}, {CSV_YEAR, 0, {"#2"}}}},
    {.why = "the config says there is no header", .text = "title,author\n",
     .expected = ", none 2 book: title=1",
     .settings = {{CSV_TITLE, 0, {"#1"}}}, .source = {.header = DETECT_NO}},

    {.why = "case, blanks, hyphens and underscores are equal",
     .text = "  Book-TITLE ,\xC3\x89" "diteur\na,b\n",
     .expected = ", header 2 book: title=1 publisher=2",
     .settings = {{CSV_TITLE, 0, {"book_title"}},
                  {CSV_PUBLISHER, 0, {"\xC3\xA9" "diteur"}}}},
    {.why = "a Windows-1252 header",
     .text = "title,\xC9" "diteur\na,b\n",
     .expected = ", header 2 book: title=1 publisher=2",
     .settings = {{CSV_TITLE, 0, {"title"}},
                  {CSV_PUBLISHER, 0, {"\xC3\xA9" "diteur"}}}},
    {.why = "bad: none of the names is there", .text = "title,year\na,1\n",
     .expected = "f.csv: column.author.2 names \"Verfasser\" or \"Autor\", "
                 "which is not in the header: title, year",
     .settings = {{CSV_AUTHOR, 2, {"Verfasser", "Autor"}}}, .fails = true},
    {.why = "bad: the file has no such column", .text = "title,year\na,1\n",
     .expected = "names column #3, and the file has 2 columns",
     .settings = {{CSV_TITLE, 0, {"#3"}}}, .fails = true},
    {.why = "bad: columns count from 1", .text = "title,year\na,1\n",
     .expected = "names column #0",
     .settings = {{CSV_TITLE, 0, {"#0"}}}, .fails = true},
    {.why = "bad: names without a header", .text = "a,1\n",
     .expected = "the file has no header; name columns as #1 to #2",
     .settings = {{CSV_TITLE, 0, {"title"}}}, .fails = true,
     .source = {.header = DETECT_NO}},
    {.why = "bad: no header, no mapping", .text = "a,1\nb,2\n",
     .expected = "write column.title = #1", .fails = true},
    {.why = "bad: a header that tells nothing", .text = "foo,isbn\na,b\n",
     .expected = "tell neither titles nor authors", .fails = true},

    {.why = "names separated by a slash",
     .text = "title,authors\na,J.K. Rowling/Mary Grand\nb,C D\n",
     .expected = ", header 2 book sep=/: title=1 [names=2]",
     .note = "author_separator: / (found in 1 of 2 rows)"},
    {.why = "inverted names: the semicolon, not their commas",
     .text = "title,authors\na,\"Austen, Jane; Grahame, Seth\"\n"
             "b,\"Eliot, George\"\n",
     .expected = ", header 2 book sep=;: title=1 [names=2]"},
    {.why = "a comma between full names",
     .text = "title,authors\na,\"Jane Austen, Seth Grahame-Smith\"\nb,C D\n",
     .expected = ", header 2 book sep=,: title=1 [names=2]"},
    {.why = "a comma that turns names round, in doubt",
     .text = "title,authors\na,\"Austen, Jane\"\nb,\"Eliot, George\"\n",
     .expected = ", header 2 book: title=1 [names=2]",
     .note = "author_separator: none (2 of 2 rows have a comma"},
    {.why = "commas of inverted names never separate",
     .text = "title,authors\na,\"Jane Austen, Seth Grahame\"\n",
     .expected = ", header 2 book: title=1 [names=2]",
     .source = {.name_order = NAME_INVERTED}},
    {.why = "a slash that is part of one name in a hundred",
     .text = "title,authors\na,AC/DC 2\nb,C D\n",
     .expected = ", header 2 book: title=1 [names=2]"},
    {.why = "& and \"and\" are never found",
     .text = "title,authors\na,Ann Bo & Cy Do\nb,Ed Fu and Gu Ho\n",
     .expected = ", header 2 book: title=1 [names=2]"},
    {.why = "the config's separator wins",
     .text = "title,authors\na,B C/D E & F G\n",
     .expected = ", header 2 book sep=&: title=1 [names=2]",
     .source = {.author_separator = "&"}},
    {.why = "column.author is one name, whatever it holds",
     .text = "title,author\na,B C;D E\n",
     .expected = ", header 2 book: title=1 [name=2]",
     .settings = {{CSV_TITLE, 0, {"title"}}, {CSV_AUTHOR, 0, {"author"}}}},

    {.why = "entities are found", .text = "title,year\na &amp; b,1\n",
     .expected = ", header 2 book html: title=1 year=2",
     .note = "entities: html"},
    {.why = "an ampersand is no entity", .text = "title,year\nAT&T; x,1\n",
     .expected = ", header 2 book: title=1 year=2"},
    {.why = "entities as configured", .text = "title,year\na,1\n",
     .expected = ", header 2 book html: title=1 year=2",
     .source = {.entities = ENTITIES_HTML}},
};
/* clang-format on */

static void print_columns(FILE *out, const char *name,
                          const struct plan_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        fprintf(out, "%s%s%s%u", i ? "" : name, i ? "," : "=", "",
                (unsigned)columns->at[i] + 1);
}

static void print_field(FILE *out, const char *name,
                        const struct plan_columns *columns)
{
    if (columns->count)
        print_columns(out, name, columns);
}

static void print_set(FILE *out, const struct plan_contributor *set)
{
    const struct {
        const char *name;
        const struct plan_columns *columns;
    } parts[] = {
        {set->several ? "names" : "name", &set->name},
        {"family", &set->family},
        {"given", &set->given},
        {"ref", &set->ref},
        {"dates", &set->dates},
        {"role", &set->role},
        {"order", &set->order},
        {"royalty", &set->royalty},
    };
    const char *before = "";

    fputs(" [", out);
    if (set->number) {
        fprintf(out, "%u", set->number);
        before = " ";
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].columns->count)
            continue;
        fputs(before, out);
        print_field(out, parts[i].name, parts[i].columns);
        before = " ";
    }
    putc(']', out);
}

static void print_plan(FILE *out, const struct csv_plan *csv)
{
    static const char *const kinds[] = {"book", "author", "link"};

    if (csv->delimiter == '\t')
        fputs("tab", out);
    else
        putc(csv->delimiter, out);
    fprintf(out, " %s %zu %s%s%s", csv->header ? "header" : "none",
            csv->columns, kinds[csv->kind], csv->link_rows ? " link" : "",
            csv->html ? " html" : "");
    if (*csv->author_separator)
        fprintf(out, " sep=%s", csv->author_separator);
    putc(':', out);
    for (int field = 0; field < CSV_AUTHOR; field++) {
        if (!csv->book[field].count)
            continue;
        putc(' ', out);
        print_field(out, csv_field_name(field), &csv->book[field]);
    }
    for (size_t i = 0; i < csv->contributor_count; i++)
        print_set(out, &csv->contributors[i]);
}

static bool has_note(const struct plan *plan, const char *begins)
{
    for (size_t i = 0; i < plan->notes.count; i++)
        if (plan->notes.at[i].len >= strlen(begins) &&
            memcmp(plan->notes.at[i].at, begins, strlen(begins)) == 0)
            return true;
    return false;
}

static void configure(struct source_config *source, const struct row *row,
                      struct arena *arena)
{
    *source = row->source;
    source->name = "trade";
    for (size_t i = 0; row->settings[i].names[0]; i++) {
        struct column_setting *setting = list_push(arena, &source->columns);
        const struct setting *from = &row->settings[i];
        size_t count = 0;

        ck_assert_ptr_nonnull(setting);
        while (from->names[count])
            count++;
        *setting = (struct column_setting){
            .field = from->field,
            .number = from->number,
            .names = (char **)(uintptr_t)from->names,
            .count = count,
        };
    }
}

START_TEST(test_row)
{
    const struct row *row = &rows[_i];
    struct source_config source;
    struct error error = {0};
    struct plan plan = {0};
    char made[1000] = "";
    FILE *out = fmemopen(made, sizeof made - 1, "w");
    int result;

    ck_assert_ptr_nonnull(out);
    arena_init(&plan.arena, 4096);
    configure(&source, row, &plan.arena);
    result =
        plan_csv(&plan, slice_of(row->text), true, &source, "f.csv", &error);
    if (result == 0)
        print_plan(out, &plan.csv);
    fclose(out);
    ck_assert_int_eq(error_is_set(&error), result != 0);
    if (row->fails)
        ck_assert_msg(result == -1 && error.kind == ERROR_USAGE &&
                          strstr(error.text, row->expected),
                      "%s\nexpected: %s\nfound:    %s %s", row->why,
                      row->expected, error.text, made);
    else
        ck_assert_msg(strcmp(made, row->expected) == 0,
                      "%s\nexpected: %s\nfound:    %s %s", row->why,
                      row->expected, made, error.text);
    if (row->note)
        ck_assert_msg(has_note(&plan, row->note), "%s: no note \"%s\"",
                      row->why, row->note);
    arena_clear(&plan.arena);
}
END_TEST

/* The peeked bytes may end anywhere: a record that is not whole is no row. */
START_TEST(test_cut_off)
{
    static const char text[] = "title;year\n\"a;b\";1\n\"c\n;d\";2\ne";

    for (size_t len = 14; len < sizeof text; len++) {
        struct source_config source = {.name = "trade"};
        struct error error = {0};
        struct plan plan = {0};

        arena_init(&plan.arena, 4096);
        ck_assert_int_eq(plan_csv(&plan, (struct slice){text, len}, false,
                                  &source, "f.csv", &error),
                         0);
        ck_assert_int_eq(plan.csv.delimiter, ';');
        ck_assert_int_eq((int)plan.csv.columns, 2);
        ck_assert(plan.csv.header);
        arena_clear(&plan.arena);
    }
}
END_TEST

/* A header of a million cells is refused, not planned. */
START_TEST(test_wide)
{
    size_t size = 1000000;
    char *commas = malloc(size);
    struct source_config source = {.name = "trade"};
    struct error error = {0};
    struct plan plan = {0};

    ck_assert_ptr_nonnull(commas);
    memset(commas, ',', size);
    arena_init(&plan.arena, 4096);
    ck_assert_int_eq(plan_csv(&plan, (struct slice){commas, size}, true,
                              &source, "f.csv", &error),
                     -1);
    ck_assert_int_eq(error.kind, ERROR_USAGE);
    arena_clear(&plan.arena);
    free(commas);
}
END_TEST

Suite *plan_csv_suite(void)
{
    Suite *suite = suite_create("plan_csv");
    TCase *tcase = tcase_create("plan_csv");

    tcase_add_loop_test(tcase, test_row, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, test_cut_off);
    tcase_add_test(tcase, test_wide);
    suite_add_tcase(suite, tcase);
    return suite;
}
