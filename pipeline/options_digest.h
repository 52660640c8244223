/*
 * A digest of the settings that affect what a record becomes: with it a changed
 * mapping makes changed records. Threads, sizes and output are not in it, nor what
 * decides whether a record comes in at all (types, deletes).
 */
#ifndef BIBLOAD_OPTIONS_DIGEST_H
#define BIBLOAD_OPTIONS_DIGEST_H

#include "config.h"

/* 32 hexadecimal digits in the arena; NULL is an error. */
const char *options_digest(struct arena *arena, const struct config *config,
                           const struct source_config *source,
                           struct error *error);

#endif
