/*
 * See csv_scan.h. Most lines hold no quote: their end is found with memchr
 * alone, and what memchr found for one line is remembered for the next, so that
 * a file with few quotes, or with CR as its only line end, is searched once per
 * byte and not once per line. A line with a quote goes through the machine of
 * csv_fields.c.
 */
#include "csv_scan.h"

#include "../pipeline/record.h"

#include <stdint.h>

#define NOWHERE SIZE_MAX

void csv_scan_init(struct csv_scan *scan, char delimiter, bool backslash,
                   size_t columns, size_t bound)
{
    *scan = (struct csv_scan){
        .fields = {.delimiter = delimiter, .backslash = backslash},
        .columns = columns,
        .bound = bound,
    };
}

static size_t mark_find(struct csv_scan_mark *mark, struct slice text,
                        char byte)
{
    const char *found;

    if (mark->found)
        return mark->at < text.len ? mark->at : NOWHERE;
    if (mark->at >= text.len)
        return NOWHERE;
    found = memchr(text.at + mark->at, byte, text.len - mark->at);
    mark->found = found != NULL;
    mark->at = found ? (size_t)(found - text.at) : text.len;
    return found ? mark->at : NOWHERE;
}

static void mark_advance(struct csv_scan_mark *mark, size_t bytes)
{
    if (mark->at < bytes)
        *mark = (struct csv_scan_mark){0};
    else
        mark->at -= bytes;
}

/* The first line end at or after the record's start, or NOWHERE. */
static size_t line_end(struct csv_scan *scan, struct slice text)
{
    size_t lf = mark_find(&scan->lf, text, '\n');
    size_t cr = mark_find(&scan->cr, text, '\r');

    return lf < cr ? lf : cr;
}

/* Bytes of the line end at `at`; 0 if a CR's LF may still come. */
static size_t line_end_length(struct slice text, size_t at, bool end)
{
    if (at >= text.len || text.at[at] == '\n')
        return at < text.len;
    if (at + 1 < text.len)
        return text.at[at + 1] == '\n' ? 2 : 1;
    return end ? 1 : 0;
}

static uint64_t count_lines(struct slice text)
{
    uint64_t lines = 0;

    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n' ||
                 (text.at[i] == '\r' &&
                  (i + 1 == text.len || text.at[i + 1] != '\n'));
    return lines;
}

static bool only_blanks(const struct csv_scan *scan, struct slice raw)
{
    for (size_t i = 0; i < raw.len; i++)
        if (!csv_is_blank(&scan->fields, raw.at[i]))
            return false;
    return true;
}

/* Ends the record: the machine and the marks go on behind it. */
static struct csv_scan_cut cut(struct csv_scan *scan, enum csv_scan_kind kind,
                               size_t raw, size_t whole)
{
    mark_advance(&scan->lf, whole);
    mark_advance(&scan->cr, whole);
    mark_advance(&scan->quote, whole);
    scan->barred = scan->barred > whole ? scan->barred - whole : 0;
    scan->failed = 0;
    scan->stage = SCAN_FIELDS;
    csv_fields_reset(&scan->fields);
    return (struct csv_scan_cut){kind, raw, whole, whole > raw};
}

static struct csv_scan_cut more(void)
{
    return (struct csv_scan_cut){.kind = CSV_SCAN_MORE};
}

static struct csv_scan_cut cut_long(struct csv_scan *scan, struct slice text)
{
    size_t kept = RECORD_HEAD < scan->bound ? RECORD_HEAD : scan->bound;

    scan->stage = SCAN_SKIPS;
    return (struct csv_scan_cut){CSV_SCAN_LONG,
                                 kept < text.len ? kept : text.len, 0, 0};
}

static struct csv_scan_cut skip(struct csv_scan *scan, struct slice text,
                                bool end)
{
    size_t at = line_end(scan, text);
    size_t length = at == NOWHERE ? 0 : line_end_length(text, at, end);
    struct csv_scan_cut skipped;

    if (length || end) {
        if (at == NOWHERE)
            at = text.len;
        return cut(scan, CSV_SCAN_SKIPPED, at, at + length);
    }
    /* A CR stays: its LF may be the next byte. */
    if (at == NOWHERE)
        at = text.len;
    if (at == 0)
        return more();
    skipped = cut(scan, CSV_SCAN_SKIP, at, at);
    scan->stage = SCAN_SKIPS;
    return skipped;
}

/* The end of the first physical line; MORE until it is there. */
static struct csv_scan_cut cut_line(struct csv_scan *scan, struct slice text,
                                    bool end, enum csv_scan_kind kind)
{
    size_t at = line_end(scan, text);
    size_t length;

    if (at == NOWHERE && !end && text.len <= scan->bound)
        return more();
    if (at == NOWHERE)
        at = text.len;
    if (at > scan->bound)
        return cut_long(scan, text);
    length = line_end_length(text, at, end);
    if (!length && !end)
        return more();
    if (kind == CSV_SCAN_BAD_TEXT && scan->columns && scan->failed < at &&
        csv_literal_cells(&scan->fields, (struct slice){text.at, at}) ==
            scan->columns)
        kind = CSV_SCAN_LITERAL;
    return cut(scan, kind, at, at + length);
}

static struct csv_scan_cut fail(struct csv_scan *scan, struct slice text,
                                bool end, enum csv_scan_kind kind)
{
    scan->failed = kind == CSV_SCAN_BAD_TEXT ? scan->fields.at : NOWHERE;
    if (scan->fields.at > scan->barred)
        scan->barred = scan->fields.at;
    scan->stage = SCAN_FAILED;
    return cut_line(scan, text, end, kind);
}

/* The record ends at scan->fields.at. */
static struct csv_scan_cut finish(struct csv_scan *scan, struct slice text,
                                  bool end)
{
    size_t raw = scan->fields.at;
    size_t length = line_end_length(text, raw, end);
    struct slice bytes = {text.at, raw};
    bool spans = line_end(scan, text) < raw;
    struct csv_scan_cut made;

    if (!length && !end)
        return more();
    /* Blanks at the very end of the file are no line. */
    if (only_blanks(scan, bytes))
        return cut(scan, CSV_SCAN_BLANK, raw, raw + length);
    made = cut(scan, CSV_SCAN_RECORD, raw, raw + length);
    if (spans)
        made.lines += count_lines(bytes);
    return made;
}

/* A record that may not span lines. */
static struct csv_scan_cut next_barred(struct csv_scan *scan, struct slice text,
                                       bool end)
{
    size_t at = line_end(scan, text);
    struct slice line;

    if (at == NOWHERE && !end && text.len <= scan->bound)
        return more();
    if (at == NOWHERE)
        at = text.len;
    if (at > scan->bound)
        return cut_long(scan, text);
    if (!line_end_length(text, at, end) && !end)
        return more();
    line = (struct slice){text.at, at};
    csv_fields_reset(&scan->fields);
    switch (csv_fields_run(&scan->fields, line, true)) {
    case CSV_AT_TEXT:
        return fail(scan, text, end, CSV_SCAN_BAD_TEXT);
    case CSV_AT_OPEN_END:
        return fail(scan, text, end, CSV_SCAN_UNCLOSED);
    default:
        return finish(scan, text, end);
    }
}

/* At the bound without an end: a quote is open, or the line itself is long. */
static struct csv_scan_cut over_bound(struct csv_scan *scan, struct slice text,
                                      bool end)
{
    scan->fields.at = scan->bound;
    return fail(scan, text, end, CSV_SCAN_UNCLOSED);
}

/* What is decided about a record is decided by bound + 2 bytes: its own, and a
 * line end of two. */
static struct slice within_bound(const struct csv_scan *scan, struct slice text,
                                 bool *end)
{
    if (text.len > scan->bound && text.len - scan->bound >= 2) {
        text.len = scan->bound + 2;
        *end = false;
    }
    return text;
}

struct csv_scan_cut csv_scan_next(struct csv_scan *scan, struct slice text,
                                  bool end)
{
    size_t at;

    if (!text.len && scan->stage != SCAN_SKIPS)
        return more();
    if (scan->stage == SCAN_SKIPS)
        return skip(scan, text, end);
    text = within_bound(scan, text, &end);
    if (scan->stage == SCAN_FAILED)
        return cut_line(scan, text, end,
                        scan->failed == NOWHERE ? CSV_SCAN_UNCLOSED
                                                : CSV_SCAN_BAD_TEXT);
    if (scan->barred)
        return next_barred(scan, text, end);
    at = scan->fields.at == 0 ? line_end(scan, text) : NOWHERE;
    if (at != NOWHERE && at <= scan->bound &&
        mark_find(&scan->quote, (struct slice){text.at, at}, '"') == NOWHERE) {
        scan->fields.at = at;
        return finish(scan, text, end);
    }
    switch (csv_fields_run(&scan->fields, text, end)) {
    case CSV_AT_LINE_END:
        if (scan->fields.at <= scan->bound)
            return finish(scan, text, end);
        return over_bound(scan, text, end);
    case CSV_AT_TEXT:
        if (scan->fields.at < scan->bound)
            return fail(scan, text, end, CSV_SCAN_BAD_TEXT);
        return over_bound(scan, text, end);
    case CSV_AT_OPEN_END:
        return fail(scan, text, end, CSV_SCAN_UNCLOSED);
    default:
        if (text.len > scan->bound + 1)
            return over_bound(scan, text, end);
        return more();
    }
}
