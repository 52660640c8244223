/*
 * Reports as one HTML page: no script, no network, no link, so nothing in it
 * can be made to act. Text from data goes through put_text alone, in elements
 * and never in attributes. A report with a chart gets bars, drawn as SVG from
 * its first rows.
 */
#include "report.h"

#include <math.h>
#include <utf8proc.h>

#define CHART_BARS 24
#define CHART_LABEL 40 /* characters */
#define CHART_WIDTH 480

struct bar {
    struct slice label;
    double value;
};

struct html_state {
    size_t label, value; /* columns; column_count: no chart */
    LIST(struct bar) bars;
};

static const char page_head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" "
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>bibload report</title>\n<style>\n"
    "body{font:15px/1.45 sans-serif;max-width:64em;margin:2em auto;"
    "padding:0 1em;color:#222}\n"
    "h2{margin:2.2em 0 .2em;border-bottom:2px solid #357;font-size:1.3em}\n"
    "p{margin:.3em 0 .8em;color:#555}\n"
    "table{border-collapse:collapse;width:100%;font-size:.93em}\n"
    "th,td{text-align:left;padding:.25em .7em .25em 0;vertical-align:top;"
    "border-bottom:1px solid #ddd;overflow-wrap:anywhere}\n"
    "th{border-bottom:1px solid #888;color:#357}\n"
    ".n{text-align:right;white-space:nowrap;"
    "font-variant-numeric:tabular-nums}\n"
    "svg{max-width:100%;font:12px sans-serif;margin:.5em 0 1em}\n"
    "rect{fill:#68a}\n"
    "@media print{body{margin:0;max-width:none;font-size:10pt}"
    "h2{break-after:avoid}tr{break-inside:avoid}"
    "thead{display:table-header-group}"
    "rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n"
    "</style>\n</head>\n<body>\n<h1>bibload report</h1>\n";

/* Stdio remembers a failure; output_row looks at it. */
static int done(struct report_output *output, struct error *error)
{
    return ferror(output->file) ? output_failed(output, error) : 0;
}

/* What HTML can't hold, and what turns the writing direction of the page, is
 * shown as U+FFFD. */
static bool is_unsafe(utf8proc_int32_t point)
{
    return (point < 0x20 && point != '\t' && point != '\n') ||
           (point >= 0x7f && point < 0xa0) || (point & 0xfffe) == 0xfffe ||
           (point >= 0xfdd0 && point <= 0xfdef) ||
           (point >= 0x202a && point <= 0x202e) ||
           (point >= 0x2066 && point <= 0x2069);
}

/* At most `most` characters. */
static void put_text(FILE *file, struct slice text, size_t most)
{
    while (text.len && most--) {
        utf8proc_int32_t point;
        utf8proc_ssize_t len =
            utf8proc_iterate((const utf8proc_uint8_t *)text.at,
                             (utf8proc_ssize_t)text.len, &point);

        if (len <= 0 || is_unsafe(point))
            fputs("\xef\xbf\xbd", file);
        else if (point == '&')
            fputs("&amp;", file);
        else if (point == '<')
            fputs("&lt;", file);
        else if (point == '>')
            fputs("&gt;", file);
        else if (point == '"')
            fputs("&quot;", file);
        else if (point == '\'')
            fputs("&#39;", file);
        else
            fwrite(text.at, 1, (size_t)len, file);
        len = len > 0 ? len : 1;
        text.at += len;
        text.len -= (size_t)len;
    }
    if (text.len)
        fputs("…", file);
}

static int html_begin(struct report_output *output, struct error *error)
{
    fputs(page_head, output->file);
    return done(output, error);
}

static size_t find_column(const struct report_output *output, const char *name)
{
    size_t i = 0;

    while (i < output->column_count &&
           (!name || strcmp(output->columns[i].name, name) != 0))
        i++;
    return i;
}

static const char *class_of(const struct report_output *output, size_t i)
{
    return output->columns[i].shape == SHAPE_PLAIN ? "" : " class=\"n\"";
}

static int html_table(struct report_output *output, struct error *error)
{
    struct html_state *state = arena_zero(&output->arena, sizeof *state);
    const struct report *report = output->report;
    FILE *file = output->file;

    if (!state)
        return error_memory(error);
    output->state = state;
    state->label = find_column(output, report->chart_label);
    state->value = find_column(output, report->chart_value);
    fputs("<section>\n<h2>", file);
    put_text(file, slice_of(report->title), SIZE_MAX);
    fputs("</h2>\n<p>", file);
    put_text(file, slice_of(report->text), SIZE_MAX);
    fputs("</p>\n<table>\n<thead><tr>", file);
    for (size_t i = 0; i < output->column_count; i++) {
        fprintf(file, "<th%s>", class_of(output, i));
        put_text(file, slice_of(output->columns[i].title), SIZE_MAX);
        fputs("</th>", file);
    }
    fputs("</tr></thead>\n<tbody>\n", file);
    return done(output, error);
}

static double number_of(const struct report_column *column,
                        const struct value *value)
{
    if (value->kind == VALUE_REAL)
        return value->real;
    if (value->kind != VALUE_INTEGER)
        return 0;
    return (double)value->integer /
           (column->shape == SHAPE_PERCENT ? ROYALTY_SCALE : 1);
}

static int keep_bar(struct report_output *output, const struct value *values,
                    struct error *error)
{
    struct html_state *state = output->state;
    size_t n = output->column_count;
    char room[VALUE_NUMBER_BYTES];
    struct bar *bar;

    if (state->label >= n || state->value >= n ||
        state->bars.count >= CHART_BARS)
        return 0;
    bar = list_push(&output->arena, &state->bars);
    if (!bar)
        return error_memory(error);
    bar->label = arena_copy(
        &output->arena, value_text(&output->columns[state->label],
                                   &values[state->label], VALUE_EXACT, room));
    bar->value =
        number_of(&output->columns[state->value], &values[state->value]);
    return bar->label.at ? 0 : error_memory(error);
}

static int html_row(struct report_output *output, const struct value *values,
                    struct error *error)
{
    if (output->rows > REPORT_HTML_ROWS)
        return 0;
    fputs("<tr>", output->file);
    for (size_t i = 0; i < output->column_count; i++) {
        char room[VALUE_NUMBER_BYTES];
        bool right = value_is_number(&values[i]) ||
                     output->columns[i].shape != SHAPE_PLAIN;

        fputs(right ? "<td class=\"n\">" : "<td>", output->file);
        put_text(
            output->file,
            value_text(&output->columns[i], &values[i], VALUE_PEOPLE, room),
            REPORT_CELL_MAX);
        fputs("</td>", output->file);
    }
    fputs("</tr>\n", output->file);
    return keep_bar(output, values, error) ? -1 : done(output, error);
}

/* Bars lie, so that labels have room. */
static void put_chart(FILE *file, const struct bar *bars, size_t count)
{
    double most = 0;

    for (size_t i = 0; i < count; i++)
        if (isfinite(bars[i].value) && bars[i].value > most)
            most = bars[i].value;
    if (count < 2 || most <= 0)
        return;
    fprintf(file, "<svg width=\"800\" viewBox=\"0 0 800 %zu\" role=\"img\">\n",
            count * 18 + 4);
    for (size_t i = 0; i < count; i++) {
        double share = bars[i].value > 0 && isfinite(bars[i].value)
                           ? bars[i].value / most
                           : 0;

        fprintf(file, "<text x=\"252\" y=\"%zu\" text-anchor=\"end\">",
                i * 18 + 14);
        put_text(file, bars[i].label, CHART_LABEL);
        fprintf(file,
                "</text><rect x=\"260\" y=\"%zu\" height=\"13\" "
                "width=\"%d\"/>\n",
                i * 18 + 4, (int)(share * CHART_WIDTH));
    }
    fputs("</svg>\n", file);
}

static int html_table_end(struct report_output *output, struct error *error)
{
    struct html_state *state = output->state;
    char room[VALUE_NUMBER_BYTES];

    fputs("</tbody>\n</table>\n", output->file);
    if (output->rows == 0)
        fputs("<p>Nothing.</p>\n", output->file);
    if (output->rows > REPORT_HTML_ROWS)
        fprintf(
            output->file, "<p>... and %s more</p>\n",
            value_thousands((int64_t)(output->rows - REPORT_HTML_ROWS), room)
                .at);
    put_chart(output->file, state->bars.at, state->bars.count);
    fputs("</section>\n", output->file);
    return done(output, error);
}

static int html_end(struct report_output *output, struct error *error)
{
    fputs("</body>\n</html>\n", output->file);
    return done(output, error);
}

const struct report_writer writer_html = {
    .format = "html",
    .suffix = ".html",
    .begin = html_begin,
    .table = html_table,
    .row = html_row,
    .table_end = html_table_end,
    .end = html_end,
};
