/*
 * Which author a joining row names: by author_ref among all, else by name among the
 * contributors of its book. Names meet by their key; if nobody has it, by initials
 * (initials.h), and that only if exactly one contributor agrees.
 */
#ifndef BIBLOAD_JOIN_AUTHOR_H
#define BIBLOAD_JOIN_AUTHOR_H

#include "resolve.h"

struct join_author {
    int64_t id;       /* one of them, if count > 0 */
    size_t count;     /* how many fit; more than 1 is nobody */
    bool by_initials; /* a judgement that belongs in the ledger */
};

/* 0, or -1 with the error filled. */
int join_author_find(struct resolver *resolver, struct book_row *book,
                     const struct contributor *from, struct join_author *found);

#endif
