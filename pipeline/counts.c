/* See counts.h. */
#include "counts.h"

void counts_add(struct counts *sum, const struct counts *counts)
{
    sum->read += counts->read;
    sum->new_ += counts->new_;
    sum->matched += counts->matched;
    sum->unchanged += counts->unchanged;
    sum->deleted += counts->deleted;
    sum->skipped += counts->skipped;
    sum->rejected += counts->rejected;
    sum->books.new_ += counts->books.new_;
    sum->books.updated += counts->books.updated;
    sum->books.deleted += counts->books.deleted;
    sum->authors.new_ += counts->authors.new_;
    sum->authors.updated += counts->authors.updated;
    sum->authors.deleted += counts->authors.deleted;
    sum->links.new_ += counts->links.new_;
    sum->links.updated += counts->links.updated;
    sum->links.deleted += counts->links.deleted;
    for (int code = 0; code < CODE_COUNT; code++)
        sum->warnings[code] += counts->warnings[code];
}
