/* See counts.h. */
#include "counts.h"

#include <stddef.h>

static const size_t places[COUNTS_NUMBERS] = {
    offsetof(struct counts, read),
    offsetof(struct counts, new_),
    offsetof(struct counts, matched),
    offsetof(struct counts, unchanged),
    offsetof(struct counts, deleted),
    offsetof(struct counts, skipped),
    offsetof(struct counts, rejected),
    offsetof(struct counts, books.new_),
    offsetof(struct counts, books.updated),
    offsetof(struct counts, books.deleted),
    offsetof(struct counts, authors.new_),
    offsetof(struct counts, authors.updated),
    offsetof(struct counts, authors.deleted),
    offsetof(struct counts, links.new_),
    offsetof(struct counts, links.updated),
    offsetof(struct counts, links.deleted),
};

static uint64_t *number_at(struct counts *counts, size_t i)
{
    return (uint64_t *)((char *)counts + places[i]);
}

void counts_numbers(const struct counts *counts,
                    uint64_t numbers[COUNTS_NUMBERS])
{
    for (size_t i = 0; i < COUNTS_NUMBERS; i++)
        memcpy(&numbers[i], (const char *)counts + places[i],
               sizeof numbers[i]);
}

void counts_of_numbers(struct counts *counts,
                       const uint64_t numbers[COUNTS_NUMBERS])
{
    for (size_t i = 0; i < COUNTS_NUMBERS; i++)
        *number_at(counts, i) = numbers[i];
}

void counts_subtract(struct counts *sum, const struct counts *counts)
{
    uint64_t numbers[COUNTS_NUMBERS];

    counts_numbers(counts, numbers);
    for (size_t i = 0; i < COUNTS_NUMBERS; i++)
        *number_at(sum, i) -= numbers[i];
    for (int code = 0; code < CODE_COUNT; code++)
        sum->warnings[code] -= counts->warnings[code];
}

void counts_add(struct counts *sum, const struct counts *counts)
{
    uint64_t numbers[COUNTS_NUMBERS];

    counts_numbers(counts, numbers);
    for (size_t i = 0; i < COUNTS_NUMBERS; i++)
        *number_at(sum, i) += numbers[i];
    for (int code = 0; code < CODE_COUNT; code++)
        sum->warnings[code] += counts->warnings[code];
}
