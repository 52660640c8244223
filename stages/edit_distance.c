/* See edit_distance.h. Three rows of the table, and none that is over the bound. */
#include "edit_distance.h"

#include <stdint.h>
#include <utf8proc.h>

struct letters {
    int32_t at[EDIT_LETTERS_MAX];
    size_t count;
};

static bool letters_of(struct slice text, struct letters *letters)
{
    size_t at = 0;

    letters->count = 0;
    while (at < text.len) {
        utf8proc_ssize_t size = utf8proc_iterate(
            (const utf8proc_uint8_t *)text.at + at,
            (utf8proc_ssize_t)(text.len - at), &letters->at[letters->count]);

        if (size <= 0 || ++letters->count == EDIT_LETTERS_MAX)
            return false;
        at += (size_t)size;
    }
    return true;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Row i of the table, from the two before it; the least in it. */
static unsigned fill_row(const struct letters *a, const struct letters *b,
                         size_t i, const unsigned *before, const unsigned *last,
                         unsigned *row)
{
    unsigned best = row[0] = (unsigned)i;

    for (size_t j = 1; j <= b->count; j++) {
        bool equal = a->at[i - 1] == b->at[j - 1];

        row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + !equal);
        if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] &&
            a->at[i - 2] == b->at[j - 1])
            row[j] = least(row[j], before[j - 2] + 1);
        best = least(best, row[j]);
    }
    return best;
}

unsigned edit_distance(struct slice a, struct slice b, unsigned most)
{
    struct letters left, right;
    unsigned rows[3][EDIT_LETTERS_MAX + 1];

    if (!letters_of(a, &left) || !letters_of(b, &right) ||
        left.count > right.count + most || right.count > left.count + most)
        return most + 1;
    for (size_t j = 0; j <= right.count; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= left.count; i++)
        if (fill_row(&left, &right, i, rows[(i + 1) % 3], rows[(i - 1) % 3],
                     rows[i % 3]) > most)
            return most + 1;
    return least(rows[left.count % 3][right.count], most + 1);
}
