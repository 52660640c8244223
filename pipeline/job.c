/* See job.h. */
#include "job.h"

const struct resumed_reject *file_reject(const struct file *file,
                                         uint64_t ordinal)
{
    size_t from = 0, to = file->rejected_count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (file->rejected[middle].record < ordinal)
            from = middle + 1;
        else
            to = middle;
    }
    return from < file->rejected_count && file->rejected[from].record == ordinal
               ? &file->rejected[from]
               : NULL;
}
