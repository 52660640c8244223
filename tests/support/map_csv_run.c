/* See map_csv_run.h. */
#include "map_csv_run.h"

#include <check.h>

extern const struct stage_type stage_cut_csv, stage_parse_csv, stage_map_csv;

static void print_part(FILE *out, const char *name, struct slice value)
{
    if (!value.len)
        return;
    fprintf(out, " %s=", name);
    bench_print_slice(out, value);
}

static void print_contributor(FILE *out, const struct contributor *c)
{
    fputs("\n ", out);
    print_part(out, "name", c->field[AUTHOR_NAME]);
    print_part(out, "family", c->family);
    print_part(out, "given", c->given);
    print_part(out, "ref", c->ref);
    print_part(out, "dates", c->field[AUTHOR_DATES]);
    print_part(out, "role", c->role);
    print_part(out, "order", c->order_text);
    print_part(out, "royalty", c->royalty_text);
    if (c->written != NAME_DIRECT)
        fprintf(out, " written=%d", (int)c->written);
}

static void print_biblio(FILE *out, const struct biblio *biblio)
{
    static const char *const kinds[] = {"book", "author", "link"};

    fputs(biblio->link_row ? "link row" : kinds[biblio->kind], out);
    print_part(out, "title", biblio->field[BOOK_TITLE]);
    print_part(out, "subtitle", biblio->field[BOOK_SUBTITLE]);
    for (size_t i = 0; i < biblio->isbn_texts.count; i++)
        print_part(out, "isbn", biblio->isbn_texts.at[i]);
    print_part(out, "issn", biblio->field[BOOK_ISSN]);
    print_part(out, "year", biblio->year_text);
    print_part(out, "publisher", biblio->field[BOOK_PUBLISHER]);
    print_part(out, "language", biblio->field[BOOK_LANGUAGE]);
    print_part(out, "id", biblio->own_id);
    print_part(out, "extra", biblio->field[BOOK_EXTRA]);
    for (size_t i = 0; i < biblio->contributors.count; i++)
        print_contributor(out, &biblio->contributors.at[i]);
    putc('\n', out);
}

static void describe(FILE *out, const struct record *record)
{
    for (size_t i = 0; record->state == RECORD_GOOD && i < record->biblio_count;
         i++)
        print_biblio(out, &record->biblios[i]);
    if (!record->findings)
        return;
    fputs("!", out);
    bench_print_findings(out, record);
    putc('\n', out);
}

static void configure(struct bench *bench, const struct map_csv_row *row)
{
    struct source_config *source = &bench->source;
    size_t extra = 0;

    source->author_separator = row->author_separator;
    source->title_separator = row->title_separator ? row->title_separator : "";
    source->name_order = row->name_order;
    source->header = row->header;
    while (row->extra[extra])
        extra++;
    source->extra = (struct string_list){(char **)(uintptr_t)row->extra, extra};
    column_settings_add(source, row->settings, &bench->arena);
}

void map_csv_begin(struct bench *bench)
{
    bench_init(bench, &stage_cut_csv, describe);
    bench_then(bench, &stage_parse_csv);
    bench_then(bench, &stage_map_csv);
}

void map_csv_import(struct bench *bench, struct slice text)
{
    size_t peek = text.len < INPUT_PEEK_MAX ? text.len : INPUT_PEEK_MAX;

    ck_assert_msg(plan_csv(&bench->file.plan, (struct slice){text.at, peek},
                           peek == text.len, &bench->source, "bench.csv",
                           &bench->error) == 0,
                  "%s", bench->error.text);
    ck_assert_int_eq(bench_open(bench), 0);
    ck_assert_int_eq(bench_bytes(bench, text, 64 * 1024), 0);
    ck_assert_int_eq(bench_finish(bench), 0);
}

void map_csv_check(const struct map_csv_row *row)
{
    struct bench bench;

    map_csv_begin(&bench);
    configure(&bench, row);
    map_csv_import(&bench, slice_of(row->text));
    ck_assert_msg(strcmp(bench_text(&bench), row->expected) == 0,
                  "%s\nexpected:\n%sfound:\n%s", row->why, row->expected,
                  bench_text(&bench));
    ck_assert_int_eq(bench.kind, BATCH_BIBLIO);
    bench_clear(&bench);
}
