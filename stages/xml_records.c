/* See xml_records.h. */
#include "xml_records.h"

#include "oai.h"

#include <stdio.h>

void xml_records_open(struct xml_records *records, struct stage *stage,
                      enum encoding encoding, unsigned bom)
{
    records->batches.stage = stage;
    records->encoding = encoding;
    records->place = (struct text_place){.offset = bom, .line = 1};
    records->scan.bound = stage->job->record_bytes;
}

void xml_records_close(struct xml_records *records)
{
    slice_batches_clear(&records->batches);
}

static void account_to(struct xml_records *records, uint64_t position)
{
    if (position > records->place.position)
        place_advance(&records->place, records->encoding,
                      xml_scan_between(&records->scan, records->place.position,
                                       position));
}

/* The first fault is told: the others may follow from it. */
static void fault_at(struct xml_records *records, enum code code,
                     uint64_t position, const char *text)
{
    struct text_place place = records->place;

    if (records->fault != CODE_NONE)
        return;
    if (position > place.position)
        place_advance(
            &place, records->encoding,
            xml_scan_between(&records->scan, place.position, position));
    records->fault = code;
    records->fault_offset = place.offset;
    records->fault_line = place.line;
    records->fault_text = text;
}

/* Nothing more is read: that outweighs damage that could be passed over. */
static void stop_at(struct xml_records *records, enum code code,
                    uint64_t position, const char *text)
{
    records->fault = CODE_NONE;
    fault_at(records, code, position, text);
    records->stopped = true;
}

/* The record from now on exists by its head alone. */
static void keep_head(struct xml_records *records)
{
    struct xml_record *record = &records->record;
    const char *at = xml_scan_at(&records->scan, record->from.position);
    uint64_t bound = records->scan.bound;
    size_t len = bound < RECORD_HEAD ? (size_t)bound : RECORD_HEAD;

    /* Not inside a character: the text stays what it was when encoded again. */
    for (unsigned i = 0;
         i < 3 && len && ((unsigned char)at[len] & 0xc0) == 0x80; i++)
        len--;
    memcpy(record->head, at, len);
    record->head_length = len;
    record->long_ = true;
}

static void reject_long(struct xml_records *records, struct record *record)
{
    char expected[48], found[48];

    snprintf(expected, sizeof expected, "at most %llu bytes",
             (unsigned long long)records->scan.bound);
    snprintf(found, sizeof found, "%llu bytes",
             (unsigned long long)record->length);
    record->flags |= RECORD_CUT_SHORT;
    record_reject(record, RECORD_TOO_LONG, SLICE_NONE, slice_of(expected),
                  slice_of(found));
}

/* Hands on the open record, whose bytes end at `end`. unclosed: why its end is
 * not its own; NULL: it is. */
static int record_emit(struct xml_records *records, uint64_t end,
                       const char *unclosed)
{
    struct xml_record *open = &records->record;
    struct slice declaration = {records->declaration,
                                records->declaration_length};
    struct record *record;
    struct slice raw;

    if (end - open->from.position > records->scan.bound && !open->long_)
        keep_head(records);
    raw = open->long_
              ? (struct slice){open->head, open->head_length}
              : xml_scan_between(&records->scan, open->from.position, end);
    record = slice_batches_add(&records->batches, raw, declaration,
                               xml_stack_tags(&records->stack, open->depth));
    if (!record)
        return -1;
    account_to(records, end);
    record->line = open->from.line;
    record->offset = open->from.offset;
    record->length = records->place.offset - open->from.offset;
    record->flags |= open->deleted ? RECORD_DELETED : 0u;
    record->flags |= open->marc ? 0u : RECORD_ENVELOPE;
    if (open->long_)
        reject_long(records, record);
    else if (unclosed && records->batches.stage->job->heads &&
             raw.len + 3 >= RECORD_HEAD) /* blanks may follow */
        record_reject_head(record);
    else if (unclosed)
        record_reject(record, XML_UNCLOSED, SLICE_NONE, SLICE("</record>"),
                      slice_of(unclosed));
    if (records->batches.out->arena.failed)
        return error_memory(records->batches.stage->error);
    return slice_batches_after(&records->batches, records->place.offset,
                               records->place.line);
}

/* Closes the innermost record, and all elements from its own on. */
static int record_close(struct xml_records *records, uint64_t end,
                        const char *unclosed)
{
    struct xml_record *record = &records->record;
    int result = 0;

    if (record->marc || record->deleted)
        result = record_emit(records, end, unclosed);
    xml_stack_cut(&records->stack, record->depth);
    record->open = record->marc = record->deleted = record->long_ = false;
    records->scan.in_record = records->scan.in_fields = false;
    return result;
}

static int record_begin(struct xml_records *records)
{
    struct xml_scan *scan = &records->scan;
    struct xml_record *record = &records->record;

    if (record->marc &&
        record_close(records, scan->start, "another record begins") != 0)
        return -1;
    account_to(records, scan->start);
    /* What the envelope said goes for the record in its <metadata>; one that stands
     * elsewhere begins before the other was closed. */
    record->deleted = record->open && record->deleted &&
                      records->stack.depth > record->depth + 1;
    record->open = true;
    record->long_ = false;
    record->depth = records->stack.depth;
    record->from = records->place;
    scan->in_record = true;
    scan->record_start = scan->start;
    return 0;
}

static bool is_marc_content(struct slice local)
{
    return slice_equal(local, SLICE("datafield")) ||
           slice_equal(local, SLICE("controlfield")) ||
           slice_equal(local, SLICE("leader"));
}

/* In a MARC record depth is no fault of the file: what is not pushed is not
 * looked for either, and the parser will refuse the record. */
static void element_push(struct xml_records *records)
{
    struct xml_scan *scan = &records->scan;
    struct slice tag = xml_scan_between(scan, scan->start, scan->end);

    if (records->record.marc)
        (void)xml_stack_push_name(&records->stack, scan->name);
    else if (!xml_stack_push(&records->stack, tag, scan->name))
        stop_at(records, XML_DEPTH, scan->start,
                "over 256 open elements, or 64 KB of their start tags");
}

/* An end tag of such a name may then be that of an element around the record. */
static bool fields_around(const struct xml_records *records)
{
    for (size_t i = 0; i < records->record.depth; i++) {
        struct slice name = xml_stack_name(&records->stack, i);
        const char *colon = memrchr(name.at, ':', name.len);

        if (colon)
            name = slice_between(colon + 1, name.at + name.len);
        if (is_marc_content(name) || slice_equal(name, SLICE("subfield")))
            return true;
    }
    return false;
}

/* May the scanner pass over the record's fields? It then must know the prefix that
 * their names have. */
static bool may_pass_fields(struct xml_records *records)
{
    struct xml_scan *scan = &records->scan;
    size_t len = scan->name.len - scan->local.len;

    if (len > sizeof scan->prefix || fields_around(records))
        return false;
    memcpy(scan->prefix, scan->name.at, len);
    scan->prefix_length = len;
    return true;
}

static int start_tag(struct xml_records *records, bool empty)
{
    struct xml_record *record = &records->record;
    struct slice local = records->scan.local;

    if (slice_equal(local, SLICE("record"))) {
        if (!empty && record_begin(records) != 0)
            return -1;
    } else if (!record->marc && is_marc_content(local)) {
        record->marc = record->open;
        records->scan.in_fields = record->open && may_pass_fields(records);
        if (!record->open)
            fault_at(records, XML_DAMAGED, records->scan.start,
                     "MARC fields outside a record");
    } else if (record->open && !record->marc &&
               slice_equal(local, SLICE("header"))) {
        record->deleted |= oai_is_deleted(xml_scan_between(
            &records->scan, records->scan.start, records->scan.end));
    }
    if (!empty)
        element_push(records);
    return 0;
}

/* A start tag that never ends is no less the beginning of a record, or of what
 * makes one: so the record is counted, and refused by the parser. */
static int damaged_tag(struct xml_records *records)
{
    struct slice local = records->scan.local;

    if (slice_equal(local, SLICE("record")) ||
        (records->record.open && is_marc_content(local)))
        return start_tag(records, false);
    if (!records->record.open)
        fault_at(records, XML_DAMAGED, records->scan.start,
                 "a tag between records is none");
    return 0;
}

static int end_tag(struct xml_records *records)
{
    struct xml_record *record = &records->record;
    struct xml_scan *scan = &records->scan;
    int at = xml_stack_find(&records->stack, scan->name);
    int result = 0;

    if (at < 0 && record->open && slice_equal(scan->local, SLICE("record")))
        at = (int)record->depth; /* closed under another prefix */
    if (at < 0)
        return 0;
    if (record->open && (size_t)at == record->depth)
        result = record_close(records, scan->end, NULL);
    else if (record->open && (size_t)at < record->depth)
        result =
            record_close(records, scan->start, "an element around it ends");
    xml_stack_cut(&records->stack, (size_t)at);
    return result;
}

/* A declaration inside an element: a document was cut off before this one. */
static int new_document(struct xml_records *records)
{
    struct xml_scan *scan = &records->scan;
    struct slice text = xml_scan_between(scan, scan->start, scan->end);

    if (records->stack.depth) {
        fault_at(records, XML_DAMAGED, scan->start,
                 "a document begins inside an element of another");
        if (records->record.open &&
            record_close(records, scan->start, "another document begins") != 0)
            return -1;
        xml_stack_cut(&records->stack, 0);
    }
    records->declaration_length = 0;
    if (text.len <= XML_DECLARATION_MAX &&
        memmem(text.at, text.len, "encoding", 8)) {
        memcpy(records->declaration, text.at, text.len);
        records->declaration_length = text.len;
    }
    return 0;
}

/* Outside the root there may be blanks, and byte order marks of documents. */
static void check_outside(struct xml_records *records, uint64_t to)
{
    struct xml_scan *scan = &records->scan;
    const char *at;

    if (records->stack.depth || records->fault != CODE_NONE) {
        records->checked = to;
        return;
    }
    if (records->checked < scan->text)
        records->checked = scan->text;
    for (; records->checked < to; records->checked++) {
        at = xml_scan_at(scan, records->checked);
        if (*at == '\xef' || *at == '\xbb' || *at == '\xbf')
            continue;
        if (*at != ' ' && *at != '\t' && *at != '\r' && *at != '\n')
            break;
    }
    if (records->checked < to)
        fault_at(records, XML_DAMAGED, records->checked,
                 "text outside any element");
}

static int finish(struct xml_records *records)
{
    struct xml_scan *scan = &records->scan;
    uint64_t end = scan->base + scan->len;
    bool inside = records->stack.depth || scan->open;

    records->stopped = true;
    if (records->record.open &&
        record_close(records, end, "the file ends") != 0)
        return -1;
    if (inside)
        fault_at(records, XML_TRUNCATED, end,
                 "the file ends inside an element");
    return 0;
}

int xml_records_token(struct xml_records *records, enum xml_token token)
{
    struct xml_scan *scan = &records->scan;
    int result = 0;

    check_outside(records, token == XML_FINISH ? scan->next : scan->start);
    switch (token) {
    case XML_START:
    case XML_EMPTY:
        result = start_tag(records, token == XML_EMPTY);
        break;
    case XML_END:
        result = end_tag(records);
        break;
    case XML_DECLARATION:
        result = new_document(records);
        break;
    case XML_CDATA:
        if (!records->stack.depth)
            fault_at(records, XML_DAMAGED, scan->start,
                     "text outside any element");
        return 0;
    case XML_DAMAGE:
        result = damaged_tag(records);
        break;
    case XML_DOCTYPE:
        if (records->record.open)
            result = record_close(records, scan->start, "a DOCTYPE begins");
        stop_at(records, DOCTYPE_REFUSED, scan->start, "a DOCTYPE begins");
        break;
    case XML_FINISH:
        return finish(records);
    case XML_ASIDE:
    case XML_MORE:
        return 0;
    }
    records->checked = scan->end;
    return result;
}

uint64_t xml_records_pause(struct xml_records *records)
{
    struct xml_scan *scan = &records->scan;
    struct xml_record *record = &records->record;

    check_outside(records, scan->keep);
    if (record->open && !record->long_) {
        if (scan->keep - record->from.position <= scan->bound)
            return record->from.position;
        keep_head(records);
    }
    account_to(records, scan->keep);
    return scan->keep;
}
