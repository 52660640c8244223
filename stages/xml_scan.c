/* See xml_scan.h. */
#include "xml_scan.h"

#include <strings.h>

#define UNBOUNDED UINT64_MAX

static uint64_t stretch_end(const struct xml_scan *scan)
{
    return scan->base + scan->len;
}

void xml_scan_show(struct xml_scan *scan, const char *at, uint64_t base,
                   size_t len, bool last)
{
    scan->at = at;
    scan->base = base;
    scan->len = len;
    scan->last = last;
}

static enum xml_token more(struct xml_scan *scan, uint64_t keep)
{
    scan->keep = keep;
    return scan->last ? XML_FINISH : XML_MORE;
}

/* Where a section that began at `start` is given up. Counted from the record's
 * first byte; in a record that is too long already, from the section's own. */
static uint64_t section_limit(const struct xml_scan *scan)
{
    uint64_t from = scan->record_start;

    if (!scan->in_record)
        return UNBOUNDED;
    if (scan->start - from > scan->bound)
        from = scan->start;
    return from + scan->bound;
}

/* A tag may reach beyond the record's bound, or its end would not be seen. */
static uint64_t tag_limit(const struct xml_scan *scan)
{
    uint64_t limit = scan->start + XML_TAG_MAX;

    if (scan->in_record && scan->record_start + scan->bound > limit)
        limit = scan->record_start + scan->bound;
    return limit;
}

static struct slice terminator_of(const struct xml_scan *scan,
                                  enum xml_section section)
{
    switch (section) {
    case XML_COMMENT:
        return scan->in_record ? SLICE("--") : SLICE("-->");
    case XML_CHARACTER_DATA:
        return SLICE("]]>");
    default:
        return SLICE("?>");
    }
}

enum sought { FOUND, BROKEN, UNFINISHED };

/* Looks for the section's terminator from `from` on, up to `limit`; *end is the
 * position after it. */
static enum sought seek_end(struct xml_scan *scan, enum xml_section section,
                            uint64_t from, uint64_t limit, uint64_t *end)
{
    struct slice terminator = terminator_of(scan, section);
    uint64_t *searched = &scan->searched[section];
    uint64_t to = stretch_end(scan);
    const char *hit = NULL;

    if (to > limit)
        to = limit;
    if (*searched < from)
        *searched = from;
    if (*searched < to)
        hit = memmem(xml_scan_at(scan, *searched), (size_t)(to - *searched),
                     terminator.at, terminator.len);
    if (hit) {
        *searched = scan->base + (uint64_t)(hit - scan->at);
        *end = *searched + terminator.len;
        if (section != XML_COMMENT || !scan->in_record)
            return FOUND;
        if (*end < to)
            return hit[2] == '>' ? ((*end)++, FOUND) : BROKEN;
    } else if (to >= terminator.len && *searched < to - (terminator.len - 1)) {
        *searched = to - (terminator.len - 1);
    }
    return to == limit || scan->last ? BROKEN : UNFINISHED;
}

/* The tag's name, and what it is without a prefix. */
static void name_tag(struct xml_scan *scan, const char *at, const char *to)
{
    const char *local = at, *p = at;

    for (; p < to; p++) {
        unsigned char c = (unsigned char)*p;

        if (c <= ' ' || c == '>' || c == '/' || c == '<')
            break;
        if (c == ':')
            local = p + 1;
    }
    scan->name = slice_between(at, p);
    scan->local = slice_between(local, p);
}

/* Bytes that mean something in a tag. */
static const bool tag_bytes[256] = {
    ['<'] = true,
    ['>'] = true,
    ['"'] = true,
    ['\''] = true,
};

/* The first '>' outside quotes, or '<', from *p on; false if there is none. */
static bool seek_tag_end(const char **p, const char *to, char *quote)
{
    const char *at = *p;
    char open = *quote;

    for (;; at++) {
        while (at < to && !tag_bytes[(unsigned char)*at])
            at++;
        if (at >= to || *at == '<' || (*at == '>' && !open))
            break;
        if (*at == open)
            open = '\0';
        else if (!open)
            open = *at;
    }
    *p = at;
    *quote = open;
    return at < to;
}

/* A tag that is none: what was seen of it is text. At the stream's end it was
 * cut off, which the end itself tells. */
static enum xml_token give_up(struct xml_scan *scan, uint64_t next)
{
    bool finished = scan->last && next == stretch_end(scan);

    scan->end = scan->next = next;
    return finished ? XML_MORE : XML_DAMAGE;
}

/* The '<' of a tag is at scan->start. XML_MORE with scan->next moved: it is
 * none, go on. */
static enum xml_token scan_tag(struct xml_scan *scan)
{
    uint64_t limit = tag_limit(scan);
    uint64_t end = stretch_end(scan);
    const char *name = xml_scan_at(scan, scan->start) + 1;
    const char *to = xml_scan_at(scan, end < limit ? end : limit), *p = name;
    bool closing = *name == '/';
    char quote = '\0';

    if (scan->tag_start == scan->start && scan->tag_reached > scan->start) {
        p = xml_scan_at(scan, scan->tag_reached);
        quote = scan->tag_quote;
    }
    name += closing;
    if (!seek_tag_end(&p, to, &quote) && end < limit && !scan->last) {
        scan->tag_start = scan->start;
        scan->tag_reached = scan->base + (uint64_t)(p - scan->at);
        scan->tag_quote = quote;
        return more(scan, scan->start);
    }
    name_tag(scan, name, p);
    if (p >= to || *p == '<') {
        if (closing)
            scan->local = SLICE_NONE;
        return give_up(scan, scan->base + (uint64_t)(p - scan->at));
    }
    scan->end = scan->next = scan->base + (uint64_t)(p - scan->at) + 1;
    if (closing)
        return XML_END;
    if (p[-1] == '/')
        return XML_EMPTY;
    return XML_START;
}

/* Inside a comment, CDATA section or instruction outside records: bytes passed
 * over need not be kept, for they are never looked at again. */
static bool pass_section(struct xml_scan *scan)
{
    uint64_t end;

    if (seek_end(scan, scan->open, scan->next, UNBOUNDED, &end) != FOUND) {
        if (scan->searched[scan->open] > scan->next)
            scan->next = scan->searched[scan->open];
        scan->text = scan->next;
        return false;
    }
    scan->text = scan->next = end;
    scan->open = XML_NO_SECTION;
    return true;
}

/* Passes over a section whose first `opener` bytes are at scan->start; false if
 * more bytes are needed. */
static bool enter_section(struct xml_scan *scan, enum xml_section section,
                          size_t opener)
{
    uint64_t end, body = scan->start + opener;

    scan->next = body;
    if (!scan->in_record) {
        scan->open = section;
        return true;
    }
    switch (seek_end(scan, section, body, section_limit(scan), &end)) {
    case FOUND:
        scan->next = end;
        return true;
    case BROKEN:
        return true;
    default:
        scan->next = scan->start;
        return false;
    }
}

/* Does the stretch have `text` at scan->start? *cut: it ends too soon to know. */
static bool begins(const struct xml_scan *scan, struct slice text, bool *cut)
{
    size_t have = (size_t)(stretch_end(scan) - scan->start);
    size_t len = have < text.len ? have : text.len;

    if (strncasecmp(xml_scan_at(scan, scan->start), text.at, len) != 0)
        return false;
    if (len < text.len && !scan->last)
        *cut = true;
    return len == text.len;
}

static enum xml_token scan_instruction(struct xml_scan *scan)
{
    uint64_t end, limit = scan->start + XML_TAG_MAX;
    bool cut = false, declared;

    declared = begins(scan, SLICE("<?xml "), &cut) ||
               begins(scan, SLICE("<?xml\t"), &cut) ||
               begins(scan, SLICE("<?xml\r"), &cut) ||
               begins(scan, SLICE("<?xml\n"), &cut);
    if (cut)
        return more(scan, scan->start);
    if (declared) {
        enum sought sought =
            seek_end(scan, XML_INSTRUCTION, scan->start + 2, limit, &end);

        if (sought == UNFINISHED)
            return more(scan, scan->start);
        if (sought == FOUND) {
            scan->end = scan->next = end;
            return XML_DECLARATION;
        }
    }
    if (!enter_section(scan, XML_INSTRUCTION, 2))
        return more(scan, scan->start);
    return scan->in_record ? XML_MORE : XML_ASIDE;
}

/* <!...: a comment, CDATA, DOCTYPE, or nothing. */
static enum xml_token scan_declaration(struct xml_scan *scan)
{
    bool cut = false;

    if (begins(scan, SLICE("<!--"), &cut)) {
        if (!enter_section(scan, XML_COMMENT, 4))
            return more(scan, scan->start);
        return scan->in_record ? XML_MORE : XML_ASIDE;
    }
    if (begins(scan, SLICE("<![CDATA["), &cut)) {
        if (!enter_section(scan, XML_CHARACTER_DATA, 9))
            return more(scan, scan->start);
        return scan->in_record ? XML_MORE : XML_CDATA;
    }
    if (begins(scan, SLICE("<!DOCTYPE"), &cut)) {
        scan->end = scan->next = scan->start + 9;
        return XML_DOCTYPE;
    }
    if (cut)
        return more(scan, scan->start);
    scan->next = scan->start + 2;
    return XML_MORE;
}

static bool begins_name(unsigned char c)
{
    return (unsigned)(c | 0x20) - 'a' < 26 || c == '_' || c == ':' || c >= 0x80;
}

/* The '<' at scan->start, with at least one byte behind it. */
static enum xml_token scan_markup(struct xml_scan *scan)
{
    unsigned char c = (unsigned char)xml_scan_at(scan, scan->start)[1];

    scan->keep = UNBOUNDED;
    if (c == '/' || begins_name(c))
        return scan_tag(scan);
    if (c == '!')
        return scan_declaration(scan);
    if (c == '?')
        return scan_instruction(scan);
    scan->name = scan->local = SLICE_NONE;
    return give_up(scan, scan->start + 1);
}

/* The bytes of an element's name that begins so, if it is one of a MARC record's
 * own elements. */
static size_t field_name(const char *at)
{
    /* Literals: a call would take longer than the comparison. */
    switch (*at) {
    case 's':
        return memcmp(at, "subfield", 8) == 0 ? 8 : 0;
    case 'd':
        return memcmp(at, "datafield", 9) == 0 ? 9 : 0;
    case 'c':
        return memcmp(at, "controlfield", 12) == 0 ? 12 : 0;
    case 'l':
        return memcmp(at, "leader", 6) == 0 ? 6 : 0;
    default:
        return 0;
    }
}
#define FIELD_NAME_MAX 12

/* So many bytes tell whether a tag is one of those. */
static size_t field_tag_bytes(const struct xml_scan *scan)
{
    return 2 + scan->prefix_length + FIELD_NAME_MAX + 1;
}

/* The tags of a record's own elements change nothing for who looks for the
 * record's end: whatever is wrong inside them, the parser will see it, and no '<'
 * can hide in them. So one only goes from each '<' to the next, from the one at
 * `at`, to the first that is of another tag; NULL if the stretch ends before. */
static const char *pass_fields(const struct xml_scan *scan, const char *at,
                               const char *to)
{
    while (at && (size_t)(to - at) >= field_tag_bytes(scan)) {
        bool closing = at[1] == '/';
        const char *name = at + 1 + closing;
        size_t len;

        if (scan->prefix_length &&
            memcmp(name, scan->prefix, scan->prefix_length) != 0)
            return at;
        name += scan->prefix_length;
        len = field_name(name);
        name += len;
        if (!len || (*name != '>' && (closing || *name != ' ')))
            return at;
        at = memchr(name, '<', (size_t)(to - name));
    }
    return at;
}

enum xml_token xml_scan_next(struct xml_scan *scan)
{
    uint64_t end = stretch_end(scan);

    for (;;) {
        enum xml_token token;
        const char *at = NULL;

        if (scan->open && !pass_section(scan))
            return more(scan, scan->next);
        if (scan->next < end)
            at = memchr(xml_scan_at(scan, scan->next), '<',
                        (size_t)(end - scan->next));
        if (at && scan->in_fields)
            at = pass_fields(scan, at, xml_scan_at(scan, end));
        if (!at) {
            scan->next = end;
            return more(scan, end);
        }
        scan->start = scan->base + (uint64_t)(at - scan->at);
        scan->next = scan->start;
        if (scan->start + 1 == end) {
            if (scan->last)
                scan->next = end;
            return more(scan, scan->start);
        }
        /* What is passed over must not depend on where a stretch ends. */
        if (scan->in_fields && !scan->last &&
            end - scan->start < field_tag_bytes(scan))
            return more(scan, scan->start);
        token = scan_markup(scan);
        if (token != XML_MORE || scan->keep != UNBOUNDED)
            return token;
    }
}
