/*
 * Reports: an SQL text with a title and a word on how to show it, run against
 * the store and written as a text table, CSV, JSON or one HTML page. A report
 * is a file; the ones in stages/reports/ are built in, others are named by
 * path.
 *
 *     report_run                                          the whole of it
 *
 *     report_load report_bind report_table                one report
 *     output_open (output_table output_row* output_table_end)* output_close
 *
 * A report's text begins with comment lines that say how to show it; see
 * docs/REPORTS.md for them.
 */
#ifndef BIBLOAD_REPORT_H
#define BIBLOAD_REPORT_H

#include "../pipeline/command.h"
#include "../pipeline/store.h"

#include <stdio.h>

enum column_shape {
    SHAPE_PLAIN,
    SHAPE_NUMBER,  /* right-aligned, thousands apart where people read it */
    SHAPE_PERCENT, /* an integer of 1/ROYALTY_SCALE per cent, shown as 12.5 */
};

struct report_column {
    const char *name;  /* in the result */
    const char *title; /* for people */
    enum column_shape shape;
};

struct report_parameter {
    const char *name;
    const char *help;
    const char *choices; /* "authors|all"; NULL: any text */
    struct value value;  /* integer or text; the default until report_bind */
};

struct report {
    const char *name, *title, *text, *sql;
    LIST(struct report_column) columns; /* those that are described */
    LIST(struct report_parameter) parameters;
    const char *chart_label, *chart_value; /* columns; NULL: no chart */
    size_t limit;                          /* rows that a text table shows */
};

#define REPORT_SQL_MAX (1024 * 1024) /* bytes of a report's file */
#define REPORT_LIMIT 50
#define REPORT_CELL_MAX 65536 /* bytes of a cell in a text table */
#define REPORT_HTML_ROWS 1000

/* What runs when no report is named; ends with NULL. */
extern const char *const report_standard[];

/* A built-in report by name, or a file: a name that holds '/' or ends in .sql.
 * Everything is in the arena. ERROR_USAGE names the nearest known report. */
int report_load(struct report *report, const char *name, struct arena *arena,
                struct error *error);

/* Takes the value if the report has a parameter of that name. 1: taken; 0: it
 * has none; -1: a value of the wrong kind (ERROR_USAGE). */
int report_bind(struct report *report, const struct parameter *given,
                struct error *error);

/* ---- writing ------------------------------------------------------------ */

struct report_output;

/* One per format. A hook that is NULL does nothing. */
struct report_writer {
    const char *format; /* "text" */
    const char *suffix; /* ".txt" */
    int (*begin)(struct report_output *output, struct error *error);
    int (*table)(struct report_output *output, struct error *error);
    int (*row)(struct report_output *output, const struct value *values,
               struct error *error);
    int (*table_end)(struct report_output *output, struct error *error);
    int (*end)(struct report_output *output, struct error *error);
};

extern const struct report_writer writer_text, writer_csv, writer_json,
    writer_html;

/* ERROR_USAGE for an unknown format; NULL is "text". */
const struct report_writer *report_writer_find(const char *format,
                                               struct error *error);

struct report_output {
    const struct report_writer *writer;
    FILE *file;       /* the caller's */
    const char *name; /* of the file, for messages */
    bool several;     /* more than one report goes into this file */
    size_t width;     /* of the terminal; 0: nothing is cut */
    size_t tables;    /* begun so far */
    const struct report *report;
    struct report_column *columns;
    size_t column_count;
    uint64_t rows;        /* of this table so far */
    uint64_t all_rows;    /* of all tables */
    bool gone;            /* nobody reads the pipe any more */
    struct arena arena;   /* of this table */
    struct arena scratch; /* of one row */
    void *state;          /* the writer's, in the arena */
};

int output_open(struct report_output *output,
                const struct report_writer *writer, FILE *file,
                const char *name, struct error *error);
int output_table(struct report_output *output, const struct report *report,
                 const char *const *names, size_t count, struct error *error);
int output_row(struct report_output *output, const struct value *values,
               struct error *error);
int output_table_end(struct report_output *output, struct error *error);
/* Writes the end and flushes, unless the error is set already; never fclose. */
int output_close(struct report_output *output, struct error *error);

/* For writers: the file can't be written, as errno says. Returns -1. */
int output_failed(struct report_output *output, struct error *error);

/* Runs one report into the output. */
int report_table(struct store *store, const struct report *report,
                 struct report_output *output, struct error *error);

/* Runs reports to standard output in the format; `rows`, which may be NULL, is
 * their sum. For the commands that have reports of their own. -1 without an
 * error: the reader of standard output went away. */
int report_print(struct store *store, const char *const *names, size_t count,
                 const struct parameter *given, size_t given_count,
                 const char *format, uint64_t *rows, struct error *error);

/* ---- values as text ----------------------------------------------------- */

enum value_style { VALUE_EXACT, VALUE_PEOPLE }; /* 1234 or 1,234 */
#define VALUE_NUMBER_BYTES 64

bool value_is_number(const struct value *value);
/* A number's text in `room`; the text itself; nothing for NULL. */
struct slice value_text(const struct report_column *column,
                        const struct value *value, enum value_style style,
                        char room[VALUE_NUMBER_BYTES]);
/* 1,234,567 */
struct slice value_thousands(int64_t number, char room[VALUE_NUMBER_BYTES]);

/* ---- running ------------------------------------------------------------ */

/* Runs the reports of one [report:NAME]. An exit status, or -1; a reader of
 * standard output that went away (| head) is STATUS_FAILED without a word. */
int report_run(struct invocation *invocation,
               const struct report_config *config, struct error *error);

#endif
