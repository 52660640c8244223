/*
 * Tells MARC records in a stream of XML markup: which elements are records,
 * where each begins and ends, and under which open elements it stands.
 *
 *     xml_records_open
 *         ( xml_records_token* xml_records_pause )*     pause at XML_MORE
 *     xml_records_token(XML_FINISH) xml_records_close
 *
 * A record is the innermost element with local name `record` that has a leader,
 * controlfield or datafield inside; one without is envelope (OAI-PMH and SRU
 * wrap records in records) and is not counted, unless its OAI-PMH header says that
 * it is deleted: that is a record, or its envelope's word on the one inside. It ends with an end tag of its
 * name, or of local name `record`. It is unclosed, and a reject up to that
 * place, when another `record` begins, an element around it ends, another
 * document begins, a DOCTYPE comes or the stream ends.
 *
 * A record over the bound is followed to its end, but only its first 64 KB
 * stay.
 */
#ifndef BIBLOAD_XML_RECORDS_H
#define BIBLOAD_XML_RECORDS_H

#include "slice_batches.h"
#include "text_place.h"
#include "xml_scan.h"
#include "xml_stack.h"

#define XML_DECLARATION_MAX 512

/* The innermost open element with local name `record`. */
struct xml_record {
    bool open;
    bool marc; /* has MARC content: it is a record */
    bool
        deleted; /* a header in it says so: it is one too, whatever else it has */
    bool long_;   /* over the bound: only `head` is kept */
    size_t depth; /* its index on the stack */
    struct text_place from;
    size_t head_length;
    char head[RECORD_HEAD];
};

struct xml_records {
    struct slice_batches batches;
    struct xml_scan scan;
    struct xml_stack stack;
    struct xml_record record;
    enum encoding encoding;
    struct text_place place; /* everything before it is accounted for */
    uint64_t checked;        /* text outside the root was looked at so far */
    char declaration[XML_DECLARATION_MAX]; /* <?xml ... encoding= ...?> or "" */
    size_t declaration_length;
    bool stopped; /* nothing more is read */
    enum code fault;
    uint64_t fault_offset, fault_line;
    const char *fault_text;
};

/* bom: bytes of a byte order mark that the stream does not show. */
void xml_records_open(struct xml_records *records, struct stage *stage,
                      enum encoding encoding, unsigned bom);
/* What xml_scan_next found. 0, or -1: stopping or the error is filled. */
int xml_records_token(struct xml_records *records, enum xml_token token);
/* The stretch is used up; returns the position from which bytes are needed. */
uint64_t xml_records_pause(struct xml_records *records);
void xml_records_close(struct xml_records *records);

#endif
