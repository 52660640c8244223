/*
 * What tells two authors of one name apart, read from the fields of an author:
 * of a heading in canonical form, or of a row.
 */
#ifndef BIBLOAD_AUTHOR_FACTS_H
#define BIBLOAD_AUTHOR_FACTS_H

#include "../pipeline/arena.h"
#include "../pipeline/biblio.h"

/* Birth and death from the dates, the kind, whether the name is in capitals, and
 * tags of titles and fuller name. arena is for scratch; its `failed` tells when
 * memory was short. */
struct author_facts author_facts_read(struct arena *arena,
                                      const struct slice field[AUTHOR_FIELDS]);

/* What two descriptions of one author say together: the first where both say
 * something. */
struct author_facts author_facts_together(struct author_facts first,
                                          struct author_facts second);

#endif
