/* See marc_directory.h. */
#include "marc_directory.h"

bool marc_directory(struct slice raw, size_t *bytes)
{
    const char *end;

    if (raw.len <= MARC_LEADER_BYTES)
        return false;
    end = memchr(raw.at + MARC_LEADER_BYTES, MARC_FIELD_END,
                 raw.len - MARC_LEADER_BYTES);
    if (!end)
        return false;
    *bytes = (size_t)(end - raw.at) - MARC_LEADER_BYTES;
    return true;
}

struct marc_entry marc_entry_at(struct slice raw, size_t i)
{
    const char *at = raw.at + MARC_LEADER_BYTES + i * MARC_ENTRY_BYTES;

    return (struct marc_entry){.tag = at,
                               .length = marc_digits(at + 3, 4),
                               .start = marc_digits(at + 7, 5)};
}

/* The byte at a place, as far as it is there. */
static bool is_at(struct slice text, size_t place, char byte)
{
    return place >= text.len || text.at[place] == byte;
}

bool marc_directory_fits(struct slice text, size_t data, size_t length)
{
    size_t bytes, base, sum = 0;

    if (!marc_directory((struct slice){text.at, data}, &bytes) ||
        bytes % MARC_ENTRY_BYTES != 0)
        return false;
    base = MARC_LEADER_BYTES + bytes + 1;
    if (base >= length || marc_digits(text.at + 12, 5) != (long)base ||
        !is_at(text, length - 1, MARC_RECORD_END))
        return false;
    for (size_t i = 0; i < bytes / MARC_ENTRY_BYTES; i++) {
        struct marc_entry entry = marc_entry_at(text, i);
        size_t end;

        if (entry.length < 1 || entry.start < 0)
            return false;
        end = base + (size_t)entry.start + (size_t)entry.length;
        if (end >= length || !is_at(text, end - 1, MARC_FIELD_END))
            return false;
        sum += (size_t)entry.length;
    }
    return base + sum + 1 == length;
}
