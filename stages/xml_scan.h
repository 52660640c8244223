/*
 * Finds the markup of an XML stream without understanding it: where tags begin
 * and end, and that what is inside comments, CDATA sections, processing
 * instructions and quoted attributes is none. Damage never stops it.
 *
 *     zeroed ( xml_scan_show xml_scan_next* )*
 *
 * Positions are counts of bytes since the stream began, so they stay right when
 * the owner shows another stretch of it. xml_scan_next returns XML_MORE when it
 * needs bytes that the stretch does not hold: the owner then shows a stretch
 * that begins at scan->keep or before (or at its own earlier mark) and is
 * longer. Results depend on the bytes alone, never on the stretches.
 *
 * What is taken as damage and read as text:
 * - a tag that meets '<' before its '>', also inside quotes: XML forbids a '<'
 *   there, so a quote that is never closed ends with its own tag;
 * - markup that has not ended at its bound: inside a record the record's bound
 *   or the end of the stream; for any tag at least XML_TAG_MAX from its own
 *   first byte. Scanning goes on behind the first bytes of a comment, CDATA
 *   section or instruction, and behind all that was seen of a tag;
 * - inside a record, a comment with "--" in it, which XML forbids: so an
 *   unclosed one can't reach into the comment of a later record.
 * Elsewhere a comment, CDATA section or instruction may have any length.
 *
 * The work is linear: a byte is looked at once as text or tag, and at most once
 * more for each of the three terminators, because `searched` remembers how far
 * there is none. Source of rules: XML 1.0, sections 2.4 to 2.7 and 3.1.
 */
#ifndef BIBLOAD_XML_SCAN_H
#define BIBLOAD_XML_SCAN_H

#include "../pipeline/slice.h"

#include <stdint.h>

#define XML_TAG_MAX (64 * 1024) /* of a tag outside records */
#define XML_PREFIX_MAX 16       /* longer ones only cost time */

enum xml_token {
    XML_MORE,
    XML_START,       /* <name ...> */
    XML_EMPTY,       /* <name ... /> */
    XML_END,         /* </name> */
    XML_DECLARATION, /* <?xml ...?> */
    XML_ASIDE,       /* outside records only: a comment or instruction begins */
    XML_CDATA,       /* outside records only: it begins */
    XML_DOCTYPE,
    XML_DAMAGE, /* a tag that is none; `local` if it is a start tag's */
    XML_FINISH, /* the stream's end */
};

/* What has a terminator of its own. */
enum xml_section {
    XML_NO_SECTION,
    XML_COMMENT,
    XML_CHARACTER_DATA,
    XML_INSTRUCTION,
    XML_SECTIONS
};

struct xml_scan {
    /* the owner's */
    const char *at; /* the stretch shown */
    uint64_t base;  /* position of its first byte */
    size_t len;
    bool last;      /* nothing follows the stretch */
    bool in_record; /* since record_start */
    bool in_fields; /* it has MARC content: its fields need not be told */
    char prefix[XML_PREFIX_MAX]; /* of the record's tag, with the colon */
    size_t prefix_length;
    uint64_t record_start;
    uint64_t bound; /* bytes of a record */
    /* results */
    uint64_t start, end;      /* of the token */
    struct slice name, local; /* of a tag: qualified, and without its prefix */
    uint64_t text; /* outside records: no markup that has begun reaches it */
    uint64_t keep; /* XML_MORE: the scanner needs no byte before it */
    enum xml_section open; /* XML_FINISH: inside this, outside records */
    /* the scanner's */
    uint64_t next;                   /* first byte that is in no token yet */
    uint64_t searched[XML_SECTIONS]; /* no terminator begins before */
    uint64_t tag_start, tag_reached; /* of a tag that was not complete */
    char tag_quote;
};

void xml_scan_show(struct xml_scan *scan, const char *at, uint64_t base,
                   size_t len, bool last);
enum xml_token xml_scan_next(struct xml_scan *scan);

static inline const char *xml_scan_at(const struct xml_scan *scan,
                                      uint64_t position)
{
    return scan->at + (position - scan->base);
}

static inline struct slice xml_scan_between(const struct xml_scan *scan,
                                            uint64_t from, uint64_t to)
{
    return (struct slice){xml_scan_at(scan, from), (size_t)(to - from)};
}

#endif
