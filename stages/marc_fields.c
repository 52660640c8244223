/* See marc_fields.h. */
#include "marc_fields.h"

#include "marc_build.h"

#include <stdlib.h>

#define LENGTH_MAX 99999 /* what the leader's five digits can say */

enum agreement {
    AGREE_FULLY,
    AGREE_PARTLY, /* tags are known */
    AGREE_NOT,
};

struct parts {
    struct slice raw;
    struct slice data; /* behind the directory, without the terminator */
    size_t entries;
    bool terminated;
};

void marc_fields_clear(struct marc_fields *fields)
{
    free(fields->pieces);
    free(fields->spans);
    *fields = (struct marc_fields){0};
}

/* ---- parts --------------------------------------------------------------- */

static bool reject(struct record *record, enum code code, const char *field,
                   const char *expected, struct slice found)
{
    record_reject(record, code, slice_of(field), slice_of(expected), found);
    return false;
}

/* What has neither a leader nor an end is no record. */
static bool parts_of(struct record *record, struct parts *parts)
{
    struct slice raw = record->raw;
    bool terminated = raw.len && raw.at[raw.len - 1] == MARC_RECORD_END;
    enum code code = terminated ? MARC_STRUCTURE : MARC_TRUNCATED;
    size_t bytes, base;

    if (!terminated && !marc_leader_is(raw) && !marc_start_is(raw))
        return reject(record, MARC_JUNK, "", "a leader", SLICE_NONE);
    if (!marc_directory(raw, &bytes))
        return reject(record, code, "directory", "a field terminator behind it",
                      SLICE("none"));
    if (bytes % MARC_ENTRY_BYTES != 0)
        return reject(record, code, "directory", "entries of 12 bytes",
                      arena_printf(record->arena, "%zu bytes in all", bytes));
    base = MARC_LEADER_BYTES + bytes + 1;
    *parts = (struct parts){
        .raw = raw,
        .data = {raw.at + base, raw.len - base - terminated},
        .entries = bytes / MARC_ENTRY_BYTES,
        .terminated = terminated,
    };
    return true;
}

/* ---- spans --------------------------------------------------------------- */

static bool grow(struct record *record, void **at, size_t *room, size_t count,
                 size_t size)
{
    size_t wanted = *room ? *room * 2 : 256;
    void *grown;

    if (count < *room)
        return true;
    grown = realloc(*at, wanted * size);
    if (!grown) {
        record->arena->failed = true;
        return false;
    }
    *at = grown;
    *room = wanted;
    return true;
}

/* Bytes behind the last terminator are a field too, that lost its own. */
static bool split(struct marc_fields *fields, struct record *record,
                  const struct parts *parts)
{
    struct slice data = parts->data;
    size_t from = 0;

    fields->span_count = 0;
    while (from < data.len) {
        const char *end =
            memchr(data.at + from, MARC_FIELD_END, data.len - from);
        size_t to = end ? (size_t)(end - data.at) : data.len;

        if (fields->span_count > MARC_FIELDS_MAX)
            return reject(record, MARC_STRUCTURE, "", "at most 100000 fields",
                          SLICE("more"));
        if (!grow(record, (void **)&fields->spans, &fields->span_room,
                  fields->span_count, sizeof *fields->spans))
            return false;
        fields->spans[fields->span_count++] =
            (struct marc_span){from, to, false};
        from = to + 1;
    }
    return true;
}

/* The span that begins at a place; span_count if none does. */
static size_t span_at(const struct marc_fields *fields, long place)
{
    size_t low = 0, high = fields->span_count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if ((long)fields->spans[middle].from < place)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < fields->span_count && (long)fields->spans[low].from == place)
        return low;
    return fields->span_count;
}

static void forget_names(struct marc_fields *fields)
{
    for (size_t i = 0; i < fields->span_count; i++)
        fields->spans[i].named = false;
}

/* ---- whose is which ------------------------------------------------------ */

static bool piece_add(struct marc_fields *fields, struct record *record,
                      const struct parts *parts, size_t i, size_t from,
                      size_t to)
{
    if (!grow(record, (void **)&fields->pieces, &fields->piece_room, i,
              sizeof *fields->pieces))
        return false;
    fields->pieces[i] = (struct marc_piece){
        .tag = {marc_entry_at(parts->raw, i).tag, 3},
        .bytes = {parts->data.at + from, to - from},
    };
    fields->count = i + 1;
    return true;
}

/* By the places that entries state. *exact: the lengths are right too. */
static bool match_starts(struct marc_fields *fields, struct record *record,
                         const struct parts *parts, bool *exact)
{
    *exact = true;
    if (parts->entries != fields->span_count)
        return false;
    for (size_t i = 0; i < parts->entries; i++) {
        struct marc_entry entry = marc_entry_at(parts->raw, i);
        size_t at = span_at(fields, entry.start);
        struct marc_span *span = &fields->spans[at];

        if (at == fields->span_count || span->named)
            return false;
        span->named = true;
        *exact &= entry.length == (long)(span->to - span->from) + 1;
        if (!piece_add(fields, record, parts, i, span->from, span->to))
            return false;
    }
    return true;
}

/* By places and lengths, over as many spans as an entry takes. */
static bool match_ranges(struct marc_fields *fields, struct record *record,
                         const struct parts *parts)
{
    for (size_t i = 0; i < parts->entries; i++) {
        struct marc_entry entry = marc_entry_at(parts->raw, i);
        size_t at = span_at(fields, entry.start);
        size_t from = (size_t)entry.start;
        size_t end = from + (size_t)entry.length;

        if (entry.length < 1 || at == fields->span_count)
            return false;
        do {
            if (at == fields->span_count || fields->spans[at].named)
                return false;
            fields->spans[at].named = true;
        } while (fields->spans[at++].to + 1 < end);
        if (fields->spans[at - 1].to + 1 != end ||
            !piece_add(fields, record, parts, i, from, end - 1))
            return false;
    }
    return true;
}

/* A control field has no subfields, and a data field has. Tags with letters are
 * of local fields of either kind; an empty field says nothing. */
static bool looks_like(const struct marc_piece *piece)
{
    const char *tag = piece->tag.at;
    bool subfields = memchr(piece->bytes.at, MARC_SUBFIELD, piece->bytes.len);

    if (piece->bytes.len <= 2 || marc_digits(tag, 3) < 0)
        return true;
    return subfields != (tag[0] == '0' && tag[1] == '0');
}

/* Places that are wrong still tell that entries have the order of the fields;
 * of a record that is too long for them not even that. */
static bool match_order(struct marc_fields *fields, struct record *record,
                        const struct parts *parts)
{
    long before = -1;

    if (parts->entries != fields->span_count)
        return false;
    for (size_t i = 0; i < parts->entries; i++) {
        long start = marc_entry_at(parts->raw, i).start;

        if (parts->raw.len <= LENGTH_MAX && start <= before)
            return false;
        before = start;
        if (!piece_add(fields, record, parts, i, fields->spans[i].from,
                       fields->spans[i].to))
            return false;
        if (!looks_like(&fields->pieces[i]))
            return false;
    }
    return true;
}

static enum agreement match(struct marc_fields *fields, struct record *record,
                            const struct parts *parts)
{
    bool exact;

    fields->count = 0;
    if (match_starts(fields, record, parts, &exact))
        return exact ? AGREE_FULLY : AGREE_PARTLY;
    forget_names(fields);
    if (match_ranges(fields, record, parts) ||
        match_order(fields, record, parts))
        return AGREE_PARTLY;
    return AGREE_NOT;
}

/* ---- what is said -------------------------------------------------------- */

static struct slice counts_text(const struct marc_fields *fields,
                                struct record *record,
                                const struct parts *parts)
{
    return arena_printf(record->arena, "%zu entries, %zu fields",
                        parts->entries, fields->span_count);
}

static void check_number(struct record *record, const char *field, size_t place,
                         size_t right)
{
    long stated = record->raw.len >= place + 5
                      ? marc_digits(record->raw.at + place, 5)
                      : -1;

    if (stated == (long)right)
        return;
    record_warn(record, MARC_LENGTH, slice_of(field),
                arena_printf(record->arena, "%zu", right),
                stated < 0 ? SLICE("no number")
                           : arena_printf(record->arena, "%ld", stated));
}

/* Is the end there? A record that lacks a terminator is whole only if all else
 * says so; its length may count the terminator or not. */
static bool is_whole(const struct marc_fields *fields, struct record *record,
                     const struct parts *parts, enum agreement agreement)
{
    struct slice data = parts->data;
    bool torn = data.len && data.at[data.len - 1] != MARC_FIELD_END;
    long length = (long)record->raw.len, stated;

    if (parts->terminated && !torn)
        return true;
    stated = marc_digits(record->raw.at, 5);
    if (agreement != AGREE_FULLY ||
        (!parts->terminated && stated != length && stated != length + 1))
        return reject(record, MARC_TRUNCATED, "",
                      torn ? "a field terminator at the end"
                           : "a record terminator",
                      counts_text(fields, record, parts));
    if (!parts->terminated)
        record_warn(record, MARC_UNTERMINATED, SLICE_NONE,
                    SLICE("a record terminator"), SLICE("none"));
    return true;
}

bool marc_fields_take(struct marc_fields *fields, struct record *record)
{
    struct parts parts;
    enum agreement agreement;

    if (!parts_of(record, &parts) || !split(fields, record, &parts))
        return false;
    agreement = match(fields, record, &parts);
    if (record->arena->failed || !is_whole(fields, record, &parts, agreement))
        return false;
    if (agreement == AGREE_NOT)
        return reject(record, MARC_STRUCTURE, "directory",
                      "entries that agree with the fields",
                      counts_text(fields, record, &parts));
    if (agreement == AGREE_PARTLY)
        record_warn(record, MARC_DIRECTORY, SLICE("directory"),
                    SLICE("places and lengths of the fields"),
                    counts_text(fields, record, &parts));
    check_number(record, "leader/00-04", 0,
                 record->raw.len + !parts.terminated);
    check_number(record, "leader/12-16", 12,
                 MARC_LEADER_BYTES + parts.entries * MARC_ENTRY_BYTES + 1);
    return true;
}
