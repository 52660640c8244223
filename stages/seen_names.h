/*
 * Which forms of names authors were seen with lately: so that the row of every
 * author of every book need not be read to find out whether a form is new. It may
 * forget (it is emptied when it is full), and then costs a look more.
 *
 * Forms are known by a hash of 64 bits that begins with the database's secret, so
 * nobody can write names that are taken for others, or that are slow to find. It is
 * the workers who hash, so that a name that is known need not be read.
 *
 *     zeroed (set secret) ( seen_names_add | forget )* clear
 */
#ifndef BIBLOAD_SEEN_NAMES_H
#define BIBLOAD_SEEN_NAMES_H

#include "../pipeline/slice.h"

#include <stdint.h>

#define SEEN_NAMES_MAX (1u << 19) /* 64 bits each, at most half full: 8 MB */

struct seen_names {
    uint64_t *slots; /* open addressing; 0: free */
    uint32_t room, used;
    uint64_t secret;
};

/* A form; the secret is of 64 bits. */
uint64_t seen_names_hash(uint64_t secret, struct slice name);
/* True: this form of this author's was added before. Without memory it remembers
 * nothing. */
bool seen_names_add(struct seen_names *seen, int64_t author_id, uint64_t form);
/* All names, but not the secret. */
void seen_names_forget(struct seen_names *seen);
void seen_names_clear(struct seen_names *seen);

#endif
