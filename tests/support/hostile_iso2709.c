/* See hostile_iso2709.h. */
#include "hostile_iso2709.h"

#include <string.h>

void put_marc(FILE *out, const char *id, const char *title, struct lie lie)
{
    size_t number = strlen(id) + 1, text = strlen(title) + 5;
    size_t base = 24 + 2 * 12 + 1, length = base + number + text + 1;
    char entries[2][32], size[24];

    if (lie.title_bytes)
        text = lie.title_bytes;
    snprintf(size, sizeof size, "%05zu",
             (length + (size_t)lie.length) % 100000);
    fprintf(out, "%snam %c22%05zu a 4500", lie.leader ? lie.leader : size,
            lie.encoding ? lie.encoding : ' ', base + (size_t)lie.base);
    snprintf(entries[0], sizeof entries[0], "001%04zu%05d", number, 0);
    snprintf(entries[1], sizeof entries[1], "245%04zu%05zu",
             (text + (size_t)lie.entry) % 10000, number + (size_t)lie.start);
    fputs(entries[lie.swapped], out);
    fputs(entries[!lie.swapped], out);
    fprintf(out,
            "%s%s\x1e"
            "10\x1f"
            "a%s%s%s",
            lie.no_directory_end ? "" : "\x1e", id, title,
            lie.no_field_end ? "" : "\x1e", lie.no_record_end ? "" : "\x1d");
}

static const struct lie truth;

void put_emma(FILE *out)
{
    put_marc(out, "1", "Emma", truth);
}

void put_ulysses(FILE *out)
{
    put_marc(out, "2", "Ulysses", truth);
}
