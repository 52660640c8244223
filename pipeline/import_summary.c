/*
 * The summary of an import for people, on standard error: a line per file, what
 * was found, what it made of the tables, and with --verbose the stages.
 * import_json.c has the same for programs.
 */
#include "import.h"
#include "log.h"
#include "thousands.h"
#include "visible.h"

#include <stdio.h>

#define NAME_LEAST 4 /* "file" */
#define NAME_MOST 32

static const char *const heads[] = {"read",    "new",     "matched", "same",
                                    "deleted", "skipped", "rejected"};
#define COLUMNS (sizeof heads / sizeof *heads)

static void row_of(uint64_t row[COLUMNS], const struct counts *counts)
{
    row[0] = counts->read;
    row[1] = counts->new_;
    row[2] = counts->matched;
    row[3] = counts->unchanged;
    row[4] = counts->deleted;
    row[5] = counts->skipped;
    row[6] = counts->rejected;
}

/* The end of a long path tells more than its beginning. */
static struct slice short_name(const char *name, char *to, size_t room)
{
    const char *slash = name ? strrchr(name, '/') : NULL;
    size_t len =
        visible_text(to, room, slice_of(slash && slash[1] ? slash + 1 : name));

    return visible_cut((struct slice){to, len}, NAME_MOST);
}

struct widths {
    size_t name, column[COLUMNS];
};

static void widen(struct widths *widths, struct slice name,
                  const struct counts *counts)
{
    uint64_t row[COLUMNS];
    char number[THOUSANDS_BYTES];
    size_t width = visible_width(name);

    if (width > widths->name)
        widths->name = width;
    row_of(row, counts);
    for (size_t i = 0; i < COLUMNS; i++) {
        width = strlen(thousands(number, row[i]));
        if (width > widths->column[i])
            widths->column[i] = width;
    }
}

static struct widths widths_of(const struct import_result *result)
{
    struct widths widths = {.name = NAME_LEAST};
    char name[512];

    for (size_t i = 0; i < COLUMNS; i++)
        widths.column[i] = strlen(heads[i]);
    for (size_t i = 0; i < result->file_count; i++)
        widen(&widths, short_name(result->files[i].name, name, sizeof name),
              &result->files[i].row.counts);
    widen(&widths, SLICE_NONE, &result->row.counts);
    return widths;
}

/* Numbers as text, "" where there is none. */
static void print_cells(const struct widths *widths, struct slice name,
                        const char *const *cells, const char *note)
{
    char line[1024];
    size_t gap = widths->name - visible_width(name);
    int len =
        snprintf(line, sizeof line, "%.*s%*s", SLICE_ARG(name), (int)gap, "");

    for (size_t i = 0; i < COLUMNS; i++)
        len += snprintf(line + len, sizeof line - (size_t)len, "  %*s",
                        (int)widths->column[i], cells[i]);
    log_line(LOG_NOTE, "%s%s%s", line, *note ? "  " : "", note);
}

static void print_row(const struct widths *widths, struct slice name,
                      const struct counts *counts, const char *note)
{
    char numbers[COLUMNS][THOUSANDS_BYTES];
    const char *cells[COLUMNS];
    uint64_t row[COLUMNS];

    row_of(row, counts);
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = thousands(numbers[i], row[i]);
    print_cells(widths, name, cells, note);
}

/* "complete" goes without saying. */
static const char *note_of(const struct file_row *row)
{
    if (row->fault != CODE_NONE)
        return code_name(row->fault);
    if (!row->state || strcmp(row->state, "complete") == 0)
        return "";
    return row->state;
}

static void print_files(const struct import_result *result)
{
    struct widths widths = widths_of(result);
    char name[512];

    print_cells(&widths, SLICE("file"), heads, "");
    for (size_t i = 0; i < result->file_count; i++) {
        const struct import_file_result *file = &result->files[i];

        print_row(&widths, short_name(file->name, name, sizeof name),
                  &file->row.counts, note_of(&file->row));
    }
    if (result->file_count > 1)
        print_row(&widths, SLICE("all"), &result->row.counts, "");
}

static void print_tables(const struct counts *counts)
{
    const struct {
        const char *name;
        uint64_t new_, updated, deleted;
    } tables[] = {
        {"books", counts->books.new_, counts->books.updated,
         counts->books.deleted},
        {"authors", counts->authors.new_, counts->authors.updated,
         counts->authors.deleted},
        {"links", counts->links.new_, counts->links.updated,
         counts->links.deleted},
    };
    char a[THOUSANDS_BYTES], b[THOUSANDS_BYTES], c[THOUSANDS_BYTES];

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        log_line(LOG_NOTE, "%-8s %s new, %s updated, %s deleted",
                 tables[i].name, thousands(a, tables[i].new_),
                 thousands(b, tables[i].updated),
                 thousands(c, tables[i].deleted));
}

static void print_codes(const struct counts *counts)
{
    static const char *const levels[] = {
        [CODE_REJECT] = "rejected",
        [CODE_WARNING] = "warning",
        [CODE_FAULT] = "damage",
        [CODE_SKIP] = "skipped",
    };
    char number[THOUSANDS_BYTES];

    for (int i = CODE_NONE + 1; i < CODE_COUNT; i++) {
        enum code code = (enum code)i;

        if (counts->warnings[i])
            log_line(LOG_NOTE, "%-8s %s: %s (%s)", levels[code_level(code)],
                     code_name(code), thousands(number, counts->warnings[i]),
                     code_text(code));
    }
}

static void print_stages(const struct import_file_result *file)
{
    char number[THOUSANDS_BYTES];

    for (size_t i = 0; i < file->stages.count; i++) {
        const struct chain_counter *counter = &file->stages.stage[i];

        log_line(LOG_DETAIL, "  %-13s %9.3f s  %s records", counter->type->name,
                 counter->seconds, thousands(number, counter->records));
    }
}

static void print_faults(const struct import_result *result)
{
    bool any = false;

    for (size_t i = 0; i < result->file_count; i++) {
        const struct file_row *row = &result->files[i].row;

        if (row->fault == CODE_NONE)
            continue;
        any = true;
        log_line(LOG_WARNING, "%s: %s at byte %llu: %s",
                 result->files[i].name ? result->files[i].name : "-",
                 code_text(row->fault), (unsigned long long)row->fault_offset,
                 row->fault_text ? row->fault_text : "");
    }
    if (any)
        log_line(LOG_WARNING,
                 "running it again helps once these files are mended");
}

void import_print_summary(const struct import_result *result, bool verbose)
{
    const struct import_row *row = &result->row;

    if (!result->file_count)
        return;
    print_faults(result);
    print_files(result);
    print_tables(&row->counts);
    print_codes(&row->counts);
    for (size_t i = 0; verbose && i < result->file_count; i++) {
        log_line(LOG_DETAIL, "%s: %.3f s",
                 result->files[i].name ? result->files[i].name : "-",
                 result->files[i].seconds);
        print_stages(&result->files[i]);
    }
    if (row->id)
        log_line(LOG_NOTE, "import %lld %s in %.1f s", (long long)row->id,
                 row->state ? row->state : "running", row->seconds);
    if (result->rejects_path)
        log_line(LOG_NOTE, "rejects: %s", result->rejects_path);
}
