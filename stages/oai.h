/*
 * What an OAI-PMH envelope says of its record: that it is deleted, and which it
 * was. Source of rules: OAI-PMH 2.0, 2.5 (header, status, unique identifier).
 */
#ifndef BIBLOAD_OAI_H
#define BIBLOAD_OAI_H

#include "../pipeline/record.h"

/* Does a start tag named `header` have status="deleted"? */
bool oai_is_deleted(struct slice tag);

/* A deleted record without metadata: what it withdraws is known by the header's
 * identifier alone, oai:example.org:1024, or by the last part of it. */
void oai_map_deleted(struct record *record);

#endif
