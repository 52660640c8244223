/* See marc_scan.h. */
#include "marc_scan.h"

#include "marc_directory.h"

#define ENTRY_MAP 20 /* place of "45" in a leader */

static const char mark[] = "\xef\xbb\xbf";

static bool is_padding(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0' ||
           c == '\x1a' || c == MARC_RECORD_END;
}

/* Padding at the start. A byte order mark that may go on is left for later. */
static size_t padding_length(struct slice text)
{
    size_t at = 0;

    while (at < text.len) {
        if (is_padding(text.at[at]))
            at++;
        else if (text.len - at >= 3 && memcmp(text.at + at, mark, 3) == 0)
            at += 3;
        else
            break;
    }
    return at;
}

static bool may_be_mark(struct slice text)
{
    return text.len < 3 && memcmp(text.at, mark, text.len) == 0;
}

/* Brings `leader` and `directory` up to date. What the record begins with is a
 * leader if it looks like one; entries may follow it even if not. */
static void follow_entries(struct marc_scan *scan, struct slice text)
{
    if (!scan->over) {
        scan->leader = marc_start_is(text) ? 0 : MARC_LEADER_BYTES;
        if (!scan->directory)
            scan->directory = MARC_LEADER_BYTES;
    }
    while (scan->directory && scan->directory + MARC_ENTRY_BYTES <= text.len &&
           marc_entry_is(text.at + scan->directory))
        scan->directory += MARC_ENTRY_BYTES;
}

/* The same when so many bytes are gone. That the entries go on is only open if
 * less than one of them is left to look at. */
static void drop_entries(struct marc_scan *scan, size_t count)
{
    scan->leader = scan->leader > count ? scan->leader - count : 0;
    scan->directory = scan->directory > count ? scan->directory - count : 0;
}

/* Is what looks like a leader at `start` a piece of the record's own? */
static bool is_own(struct marc_scan *scan, struct slice text, size_t start)
{
    follow_entries(scan, text);
    return start >= scan->leader &&
           start + MARC_LEADER_BYTES <= scan->directory;
}

/* The first place in [from, to) at which a record begins; `to` if none does.
 * What is searched for is the one thing that is fixed in a leader. */
static size_t find_start(struct marc_scan *scan, struct slice text, size_t from,
                         size_t to)
{
    const char *end = text.at + to;
    const char *at;

    if (to < from + MARC_LEADER_BYTES)
        return to;
    at = text.at + from + ENTRY_MAP;
    while (at < end && (at = memmem(at, (size_t)(end - at), "45", 2))) {
        const char *start = at - ENTRY_MAP;

        if (marc_start_is(slice_between(start, end)) &&
            !is_own(scan, text, (size_t)(start - text.at)))
            return (size_t)(start - text.at);
        at++;
    }
    return to;
}

/* The record's length if the 1D at `data` is none of its end, else 0. *more: it
 * can't be told yet. */
static size_t longer_length(struct marc_scan *scan, struct slice text,
                            size_t data, bool end, bool *more)
{
    long length = text.len >= 5 ? marc_digits(text.at, 5) : -1;

    *more = false;
    if (scan->over || length <= (long)data + 1 ||
        (uint64_t)length > scan->bound ||
        !marc_directory_fits(text, data, (size_t)length))
        return 0;
    if (text.len < (size_t)length) {
        *more = !end;
        return 0;
    }
    return find_start(scan, text, data + 1, (size_t)length) == (size_t)length
               ? (size_t)length
               : 0;
}

static struct marc_cut cut_at(struct marc_scan *scan, size_t length)
{
    scan->looked = 0;
    scan->over = false;
    scan->directory = 0;
    return (struct marc_cut){MARC_CUT_RECORD, length};
}

/* No end in sight. Of a record over the bound only so much is kept back as may
 * be the start of the next. */
static struct marc_cut no_end(struct marc_scan *scan, struct slice text)
{
    size_t kept = MARC_START_BYTES - 1;

    scan->looked = text.len;
    if (!scan->over && text.len <= scan->bound + kept)
        return (struct marc_cut){MARC_CUT_MORE, 0};
    if (text.len <= kept)
        return (struct marc_cut){MARC_CUT_MORE, 0};
    follow_entries(scan, text);
    drop_entries(scan, text.len - kept);
    scan->over = true;
    scan->looked = kept;
    return (struct marc_cut){MARC_CUT_PART, text.len - kept};
}

static struct marc_cut next_record(struct marc_scan *scan, struct slice text,
                                   bool end)
{
    size_t from = scan->looked > MARC_START_BYTES
                      ? scan->looked - MARC_START_BYTES
                      : !scan->over;
    const char *terminator = memchr(text.at + scan->looked, MARC_RECORD_END,
                                    text.len - scan->looked);
    size_t to = terminator ? (size_t)(terminator - text.at) : text.len;
    size_t start = find_start(scan, text, from, to), longer;
    bool more;

    if (start < to)
        return cut_at(scan, start);
    if (!terminator)
        return end ? cut_at(scan, text.len) : no_end(scan, text);
    longer = longer_length(scan, text, to, end, &more);
    if (more) {
        scan->looked = to;
        return (struct marc_cut){MARC_CUT_MORE, 0};
    }
    return cut_at(scan, longer ? longer : to + 1);
}

struct marc_cut marc_scan_next(struct marc_scan *scan, struct slice text,
                               bool end)
{
    size_t padding;

    if (!text.len)
        return (struct marc_cut){MARC_CUT_MORE, 0};
    if (scan->over || scan->looked)
        return next_record(scan, text, end);
    padding = padding_length(text);
    if (padding)
        return (struct marc_cut){MARC_CUT_PADDING, padding};
    if (!end && may_be_mark(text))
        return (struct marc_cut){MARC_CUT_MORE, 0};
    return next_record(scan, text, end);
}
