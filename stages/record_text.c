/* See record_text.h. Source of rules: XML 1.0, section 2.2 (Char). */
#include "record_text.h"

#include "csv_text.h"

#include "../pipeline/xml_encoding.h"

#include <stdint.h>
#include <stdio.h>
#include <strings.h>

static const char *const eight_bit_names[] = {
    "iso-8859-1", "iso8859-1",    "iso_8859-1", "latin1",
    "latin-1",    "windows-1252", "cp1252",     NULL,
};

enum encoding encoding_declared(struct slice context)
{
    struct slice name = xml_encoding(context);

    for (size_t i = 0; eight_bit_names[i]; i++)
        if (strlen(eight_bit_names[i]) == name.len &&
            strncasecmp(eight_bit_names[i], name.at, name.len) == 0)
            return ENCODING_WINDOWS_1252;
    return ENCODING_AUTO;
}

#define LANES 16
typedef unsigned char lanes __attribute__((vector_size(LANES)));

static bool is_forbidden(char c)
{
    return (unsigned char)c < ' ' && c != '\n' && c != '\t' && c != '\r';
}

static bool lanes_any(lanes set)
{
    uint64_t halves[2];

    memcpy(halves, &set, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

/* Which bytes of a kind are there at all? Most records have none, and nothing
 * needs to be done about them, so it looks at sixteen bytes at a time. */
static void look(struct slice text, bool *beyond_ascii, bool *forbidden)
{
    lanes high = {0}, control = {0};
    size_t i = 0;

    for (; i + LANES <= text.len; i += LANES) {
        lanes bytes;

        memcpy(&bytes, text.at + i, LANES);
        high |= bytes;
        control |= (lanes)(bytes < ' ') & (lanes)(bytes != '\n') &
                   (lanes)(bytes != '\t') & (lanes)(bytes != '\r');
    }
    for (; i < text.len; i++) {
        high[0] |= (unsigned char)text.at[i];
        control[0] |= is_forbidden(text.at[i]);
    }
    *beyond_ascii = lanes_any(high & 0x80);
    *forbidden = lanes_any(control);
}

/* Copies what is allowed, and warns once, with the first that is not. */
static bool remove_controls(struct record *record, struct slice *text)
{
    char found[32], *made;
    size_t first = 0, len;

    while (first < text->len && !is_forbidden(text->at[first]))
        first++;
    if (first == text->len)
        return true;
    snprintf(found, sizeof found, "U+%04X", (unsigned)text->at[first]);
    record_warn(record, CONTROL_CHARACTER, SLICE_NONE, SLICE_NONE,
                slice_of(found));
    made = arena_alloc(record->arena, text->len);
    if (!made)
        return false;
    memcpy(made, text->at, first);
    len = first;
    for (size_t i = first; i < text->len; i++)
        if (!is_forbidden(text->at[i]))
            made[len++] = text->at[i];
    *text = (struct slice){made, len};
    return true;
}

/* "byte C3 at 118 of the record" */
static struct slice bad_byte(struct record *record, size_t bad, char *room,
                             size_t size)
{
    snprintf(room, size, "byte %02X at %zu of the record",
             (unsigned char)record->raw.at[bad], bad);
    return slice_of(room);
}

bool record_text(struct record *record, enum encoding encoding,
                 enum encoding declared, struct slice *text)
{
    bool beyond_ascii, forbidden;
    char found[64];
    size_t bad = 0;

    *text = record->raw;
    look(*text, &beyond_ascii, &forbidden);
    if (!beyond_ascii && !forbidden)
        return true;
    switch (csv_text_decode(record->arena, encoding, text, &bad)) {
    case CSV_TEXT_NUL:
        record_reject(record, NUL_BYTE, SLICE_NONE, SLICE_NONE,
                      bad_byte(record, bad, found, sizeof found));
        return false;
    case CSV_TEXT_INVALID:
        record_reject(record, ENCODING_INVALID, SLICE_NONE, SLICE("UTF-8"),
                      bad_byte(record, bad, found, sizeof found));
        return false;
    case CSV_TEXT_REPAIRED:
        if (declared == ENCODING_AUTO)
            record_warn(record, ENCODING_REPAIRED, SLICE_NONE, SLICE("UTF-8"),
                        bad_byte(record, bad, found, sizeof found));
        break;
    case CSV_TEXT_GOOD:
        break;
    }
    if (record->arena->failed)
        return false;
    return !forbidden || remove_controls(record, text);
}
