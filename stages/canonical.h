/*
 * A canonical text while it is being put together, to be hashed or compared.
 * Short ones, which is nearly all, stay on the stack.
 *
 *     init (canonical_byte | canonical_bytes | canonical_form)* canonical_text
 *
 * When memory is short the arena's `failed` is set, what is added is lost, and
 * canonical_text gives {NULL, 0}. Growth is bounded by that of canonical_form:
 * a character becomes at most 18, and 11 times its bytes.
 */
#ifndef BIBLOAD_CANONICAL_H
#define BIBLOAD_CANONICAL_H

#include "../pipeline/arena.h"

#include <stdint.h>

struct canonical {
    struct arena *arena;
    char *at; /* NULL after a failure */
    size_t len, room;
    char local[400];
};

void canonical_init(struct canonical *canonical, struct arena *arena);
void canonical_byte(struct canonical *canonical, char byte);
void canonical_bytes(struct canonical *canonical, struct slice bytes);

/* Adds the comparison form that keys.h describes, without its exception for
 * texts of which nothing is left: the NACO comparison rules (PCC, 2008).
 * Separators, leading and trailing blanks of `text` vanish. */
void canonical_form(struct canonical *canonical, struct slice text);

/* As canonical_form, and the text itself if nothing of it is left. */
void canonical_form_or_text(struct canonical *canonical, struct slice text);

/* Valid while the canonical and its arena are. */
struct slice canonical_text(const struct canonical *canonical);

#endif
