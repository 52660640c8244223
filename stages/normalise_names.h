/* The other forms of a contributor's name, for the stage normalise. */
#ifndef BIBLOAD_NORMALISE_NAMES_H
#define BIBLOAD_NORMALISE_NAMES_H

#include "../pipeline/record.h"

/* Variants as shown and as filed, and the name with its fuller forenames as one
 * more of them. After the name itself is in canonical form. False: the record has
 * been rejected, or memory is short. */
bool normalise_variants(struct record *record, struct contributor *contributor);

#endif
