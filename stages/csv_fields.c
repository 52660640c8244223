/*
 * See csv_fields.h. Inside a field the machine moves by runs, not by bytes;
 * every state can be left after any byte and entered again when there is more.
 */
#include "csv_fields.h"

enum state {
    FIELD_START, /* blanks before a field */
    FIELD_PLAIN,
    FIELD_QUOTED,
    FIELD_QUOTE,  /* a quote in a quoted field: closing, or the first of two */
    FIELD_CLOSED, /* blanks after the closing quote */
};

bool csv_is_blank(const struct csv_fields *fields, char c)
{
    return (c == ' ' || c == '\t') && c != fields->delimiter;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* A delimiter or line end from `at` on. */
static size_t plain_end(const struct csv_fields *fields, struct slice text,
                        size_t at)
{
    char delimiter = fields->delimiter;

    while (at < text.len && text.at[at] != delimiter &&
           !is_line_end(text.at[at])) {
        if (text.at[at] == '\\' && fields->backslash) {
            if (at + 1 >= text.len)
                return at;
            at += !is_line_end(text.at[at + 1]);
        }
        at++;
    }
    return at;
}

/* The next quote that no backslash escapes, or the text's end (the backslash
 * before it, if that is its last byte). */
static size_t quoted_end(const struct csv_fields *fields, struct slice text,
                         size_t at)
{
    const char *quote;

    if (!fields->backslash) {
        quote = memchr(text.at + at, '"', text.len - at);
        return quote ? (size_t)(quote - text.at) : text.len;
    }
    while (at < text.len && text.at[at] != '"') {
        if (text.at[at] == '\\') {
            if (at + 1 >= text.len)
                return at;
            at++;
        }
        at++;
    }
    return at;
}

/* After a closing quote, and blanks. */
static enum csv_verdict after_quote(struct csv_fields *fields, char c)
{
    if (c == fields->delimiter) {
        fields->state = FIELD_START;
    } else if (csv_is_blank(fields, c)) {
        fields->state = FIELD_CLOSED;
    } else if (is_line_end(c)) {
        return CSV_AT_LINE_END;
    } else {
        return CSV_AT_TEXT;
    }
    fields->at++;
    return CSV_NEEDS_MORE;
}

/* One field, or as much of it as there is. */
static enum csv_verdict step(struct csv_fields *fields, struct slice text)
{
    char c = text.at[fields->at];

    switch (fields->state) {
    case FIELD_START:
        if (is_line_end(c))
            return CSV_AT_LINE_END;
        if (c == '"')
            fields->state = FIELD_QUOTED;
        else if (c != fields->delimiter && !csv_is_blank(fields, c))
            fields->state = FIELD_PLAIN;
        fields->at += fields->state != FIELD_PLAIN;
        return CSV_NEEDS_MORE;
    case FIELD_PLAIN:
        fields->at = plain_end(fields, text, fields->at);
        if (fields->at >= text.len || text.at[fields->at] == '\\')
            return CSV_NEEDS_MORE;
        if (is_line_end(text.at[fields->at]))
            return CSV_AT_LINE_END;
        fields->state = FIELD_START;
        fields->at++;
        return CSV_NEEDS_MORE;
    case FIELD_QUOTED:
        fields->at = quoted_end(fields, text, fields->at);
        if (fields->at < text.len && text.at[fields->at] == '"') {
            fields->state = FIELD_QUOTE;
            fields->at++;
        }
        return CSV_NEEDS_MORE;
    case FIELD_QUOTE:
        if (c == '"') {
            fields->state = FIELD_QUOTED;
            fields->at++;
            return CSV_NEEDS_MORE;
        }
        return after_quote(fields, c);
    default:
        return after_quote(fields, c);
    }
}

enum csv_verdict csv_fields_run(struct csv_fields *fields, struct slice text,
                                bool end)
{
    while (fields->at < text.len) {
        size_t before = fields->at;
        int state = fields->state;
        enum csv_verdict verdict = step(fields, text);

        if (verdict != CSV_NEEDS_MORE)
            return verdict;
        /* A backslash whose second byte is not here yet. */
        if (fields->at == before && fields->state == state)
            break;
    }
    if (!end)
        return CSV_NEEDS_MORE;
    fields->at = text.len;
    return fields->state == FIELD_QUOTED ? CSV_AT_OPEN_END : CSV_AT_LINE_END;
}

size_t csv_literal_cells(const struct csv_fields *fields, struct slice line)
{
    size_t cells = 1, at = 0;

    while ((at = plain_end(fields, line, at)) < line.len) {
        if (line.at[at] == fields->delimiter)
            cells++;
        at++;
    }
    return cells;
}
