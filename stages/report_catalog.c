/*
 * Where reports come from: the texts built in from stages/reports/, or a file
 * of the user. The comment lines at the head of a text describe it:
 *
 *     -- title: Books per author
 *     -- text: one sentence
 *     -- param: NAME KIND DEFAULT HELP...      integer, text, or choices: a|b|c
 *     -- column: NAME plain|number|percent TITLE...
 *     -- chart: bar LABEL VALUE
 *     -- limit: 50
 *
 * Comments that begin otherwise are only comments. The head ends at the first
 * line that is no comment. A word of the head that is known and badly formed is
 * an error with its line, so that a typing slip doesn't pass unnoticed.
 */
#include "report.h"

#include "../pipeline/embedded.h"
#include "../pipeline/nearest.h"

#include <errno.h>
#include <stdlib.h>

const char *const report_standard[] = {
    "overview",
    "books_per_author",
    "books_with_several_authors",
    "books_with_exactly",
    "co_authors",
    "royalties_by_book",
    "royalties_by_author",
    "royalties_missing",
    "unmatched_payees",
    "order_gaps",
    "by_year",
    "by_publisher",
    "quality",
    "candidates",
    "last_import",
    NULL,
};

#define PREFIX "reports/"
#define SUFFIX ".sql"

/* The head while it is read. */
struct head {
    struct report *report;
    struct arena *arena;
    unsigned line;
    struct error *error;
};

static int head_bad(struct head *head, const char *what)
{
    return error_set(head->error, ERROR_USAGE, "report %s: line %u: %s",
                     head->report->name, head->line, what);
}

static const char *keep(struct head *head, struct slice text)
{
    return arena_copy(head->arena, text).at;
}

/* Cuts the first word off. */
static struct slice word(struct slice *rest)
{
    struct slice s = slice_trim(*rest), first = {s.at, 0};

    while (first.len < s.len && s.at[first.len] != ' ' &&
           s.at[first.len] != '\t')
        first.len++;
    *rest = slice_trim((struct slice){s.at + first.len, s.len - first.len});
    return first;
}

/* Text to a whole number; false if it is none or out of range. */
static bool integer_of(struct slice text, int64_t *number)
{
    char room[32], *end;

    if (text.len == 0 || text.len >= sizeof room)
        return false;
    memcpy(room, text.at, text.len);
    room[text.len] = '\0';
    if (room[0] != '-' && (room[0] < '0' || room[0] > '9'))
        return false;
    errno = 0;
    *number = strtoll(room, &end, 10);
    return errno == 0 && *end == '\0' && end != room;
}

static int head_title(struct head *head, struct slice rest)
{
    head->report->title = keep(head, rest);
    return 0;
}

static int head_text(struct head *head, struct slice rest)
{
    head->report->text = keep(head, rest);
    return 0;
}

/* One of the words in "a|b|c". */
static bool is_choice(const char *choices, struct slice value)
{
    for (const char *at = choices;; at++) {
        size_t len = strcspn(at, "|");

        if (slice_equal((struct slice){at, len}, value))
            return true;
        at += len;
        if (!*at)
            return false;
    }
}

static int head_param(struct head *head, struct slice rest)
{
    struct slice name = word(&rest), kind = word(&rest), value = word(&rest);
    bool integer = slice_is(kind, "integer");
    bool choice = kind.len && memchr(kind.at, '|', kind.len);
    struct report_parameter made = {
        .name = keep(head, name),
        .help = keep(head, rest),
        .choices = choice ? keep(head, kind) : NULL,
        .value = {.kind = integer ? VALUE_INTEGER : VALUE_TEXT,
                  .text = arena_copy(head->arena, value)},
    };
    struct report_parameter *parameter;

    if (head->arena->failed)
        return error_memory(head->error);
    if (value.len == 0 || (!integer && !choice && !slice_is(kind, "text")))
        return head_bad(head, "expected: param: NAME KIND DEFAULT HELP, where "
                              "KIND is integer, text or choices like a|b");
    if (integer && !integer_of(value, &made.value.integer))
        return head_bad(head, "the default is no whole number");
    if (choice && !is_choice(made.choices, value))
        return head_bad(head, "the default is none of the choices");
    parameter = list_push(head->arena, &head->report->parameters);
    if (!parameter)
        return error_memory(head->error);
    *parameter = made;
    return 0;
}

static int head_column(struct head *head, struct slice rest)
{
    static const char *const shapes[] = {"plain", "number", "percent"};
    struct slice name = word(&rest), shape = word(&rest);
    struct report_column *column;
    size_t i = 0;

    while (i < 3 && !slice_is(shape, shapes[i]))
        i++;
    if (i == 3 || rest.len == 0)
        return head_bad(head,
                        "expected: column: NAME plain|number|percent TITLE");
    column = list_push(head->arena, &head->report->columns);
    if (!column)
        return error_memory(head->error);
    *column = (struct report_column){.name = keep(head, name),
                                     .title = keep(head, rest),
                                     .shape = (enum column_shape)i};
    return 0;
}

static int head_chart(struct head *head, struct slice rest)
{
    struct slice kind = word(&rest), label = word(&rest), value = word(&rest);

    if (!slice_is(kind, "bar") || value.len == 0 || rest.len)
        return head_bad(head, "expected: chart: bar LABEL VALUE");
    head->report->chart_label = keep(head, label);
    head->report->chart_value = keep(head, value);
    return 0;
}

static int head_limit(struct head *head, struct slice rest)
{
    int64_t limit;

    if (!integer_of(rest, &limit) || limit < 1 || limit > 10000)
        return head_bad(head, "expected: limit: 1 to 10000");
    head->report->limit = (size_t)limit;
    return 0;
}

static const struct {
    const char *word;
    int (*take)(struct head *head, struct slice rest);
} head_words[] = {
    {"title:", head_title},   {"text:", head_text},   {"param:", head_param},
    {"column:", head_column}, {"chart:", head_chart}, {"limit:", head_limit},
};

static int head_line(struct head *head, struct slice line)
{
    struct slice rest = {line.at + 2, line.len - 2};
    struct slice first = word(&rest);

    for (size_t i = 0; i < sizeof head_words / sizeof *head_words; i++)
        if (slice_is(first, head_words[i].word))
            return head_words[i].take(head, rest);
    return 0;
}

static int head_read(struct head *head)
{
    const char *at = head->report->sql;

    while (at[0] == '-' && at[1] == '-') {
        size_t len = strcspn(at, "\n");
        struct slice line = {at, len};

        if (len && at[len - 1] == '\r')
            line.len--;
        head->line++;
        if (head_line(head, line))
            return -1;
        at += len + (at[len] == '\n');
    }
    if (head->arena->failed)
        return error_memory(head->error);
    return 0;
}

/* ---- names -------------------------------------------------------------- */

/* The report's name if the embedded file is one, else the empty slice. */
static struct slice report_name(const char *file)
{
    size_t len = strlen(file), around = sizeof PREFIX - 1 + sizeof SUFFIX - 1;

    if (len <= around || strncmp(file, PREFIX, sizeof PREFIX - 1) != 0 ||
        strcmp(file + len - (sizeof SUFFIX - 1), SUFFIX) != 0)
        return SLICE_NONE;
    return (struct slice){file + sizeof PREFIX - 1, len - around};
}

/* Commands have reports of their own; nobody means one of them by a slip. */
static bool is_of_command(struct slice name)
{
    return (name.len > 6 && memcmp(name.at, "query_", 6) == 0) ||
           (name.len > 8 && memcmp(name.at, "explain_", 8) == 0);
}

static int report_unknown(const char *name, struct arena *arena,
                          struct error *error)
{
    struct nearest nearest;

    nearest_begin(&nearest, name);
    for (size_t i = 0; embedded_files[i].name; i++) {
        struct slice known = report_name(embedded_files[i].name);

        if (known.len == 0 || is_of_command(known))
            continue;
        known = arena_copy(arena, known);
        if (!known.at)
            return error_memory(error);
        nearest_try(&nearest, known.at);
    }
    if (nearest.best)
        return error_set(error, ERROR_USAGE,
                         "no report '%.80s'; did you mean '%s'?", name,
                         nearest.best);
    return error_set(error, ERROR_USAGE,
                     "no report '%.80s'; 'bibload report --help' lists them "
                     "(a file of yours has a '/' in its name or ends in .sql)",
                     name);
}

/* ---- files -------------------------------------------------------------- */

static const char *read_file(const char *path, struct arena *arena,
                             struct error *error)
{
    FILE *file = fopen(path, "re");
    char *text = NULL;
    size_t len;

    if (!file) {
        error_system(error, ERROR_USAGE, errno, "report %s", path);
        return NULL;
    }
    text = arena_alloc(arena, REPORT_SQL_MAX + 1);
    if (!text) {
        error_memory(error);
        goto out;
    }
    len = fread(text, 1, REPORT_SQL_MAX + 1, file);
    if (ferror(file)) {
        error_system(error, ERROR_USAGE, errno, "report %s", path);
        text = NULL;
    } else if (len > REPORT_SQL_MAX || memchr(text, '\0', len)) {
        error_set(error, ERROR_USAGE,
                  "report %s: no SQL text, or longer than 1 MB", path);
        text = NULL;
    } else {
        text[len] = '\0';
    }
out:
    fclose(file);
    return text;
}

static bool is_path(const char *name)
{
    size_t len = strlen(name);

    return strchr(name, '/') ||
           (len > 4 && strcmp(name + len - 4, SUFFIX) == 0);
}

static const char *find_text(const char *name, struct arena *arena,
                             struct error *error)
{
    if (is_path(name))
        return read_file(name, arena, error);
    for (size_t i = 0; embedded_files[i].name; i++)
        if (slice_is(report_name(embedded_files[i].name), name))
            return embedded_files[i].text;
    report_unknown(name, arena, error);
    return NULL;
}

/* x/stock.sql is called stock. */
static struct slice base_name(const char *name)
{
    const char *slash = strrchr(name, '/');
    struct slice base = slice_of(slash ? slash + 1 : name);

    if (is_path(name) && base.len > 4 &&
        memcmp(base.at + base.len - 4, SUFFIX, 4) == 0)
        base.len -= 4;
    return base;
}

int report_load(struct report *report, const char *name, struct arena *arena,
                struct error *error)
{
    struct head head = {.report = report, .arena = arena, .error = error};

    *report = (struct report){.limit = REPORT_LIMIT};
    report->sql = find_text(name, arena, error);
    if (!report->sql)
        return -1;
    report->name = arena_copy(arena, base_name(name)).at;
    if (!report->name)
        return error_memory(error);
    report->title = report->name;
    return head_read(&head);
}

/* The value in the parameter's kind. */
static int convert(const struct report *report,
                   const struct report_parameter *parameter,
                   struct value *value, struct error *error)
{
    bool integer = parameter->value.kind == VALUE_INTEGER;

    if (value->kind != VALUE_TEXT)
        return 0;
    if (integer && !integer_of(slice_trim(value->text), &value->integer))
        return error_set(error, ERROR_USAGE,
                         "parameter %s of report %s: "
                         "'%.*s' is no whole number",
                         parameter->name, report->name, SLICE_ARG(value->text));
    if (parameter->choices && !is_choice(parameter->choices, value->text))
        return error_set(error, ERROR_USAGE,
                         "parameter %s of report %s: "
                         "'%.*s' is none of %s",
                         parameter->name, report->name, SLICE_ARG(value->text),
                         parameter->choices);
    if (integer)
        value->kind = VALUE_INTEGER;
    return 0;
}

int report_bind(struct report *report, const struct parameter *given,
                struct error *error)
{
    for (size_t i = 0; i < report->parameters.count; i++) {
        struct report_parameter *parameter = &report->parameters.at[i];
        struct value value = given->value;

        if (strcmp(parameter->name, given->name) != 0)
            continue;
        if (convert(report, parameter, &value, error))
            return -1;
        parameter->value = value;
        return 1;
    }
    return 0;
}
