/*
 * MARC records written out again, as ISO 2709 without a fault and as MARC-XML, so
 * that reading can be held against itself.
 */
#ifndef BIBLOAD_MARC_WRITE_H
#define BIBLOAD_MARC_WRITE_H

#include "fuzz_text.h"

/* One record of ISO 2709 in UTF-8. False, and nothing is written: it is one that
 * neither format can hold, or has no fields. */
bool marc_write(struct fuzz_text *text, const struct marc *marc);

/* The same as MARC-XML, in a collection. */
void marc_write_xml_begin(struct fuzz_text *text);
void marc_write_xml(struct fuzz_text *text, const struct marc *marc);
void marc_write_xml_end(struct fuzz_text *text);

/* What must come back: fields without the leader. */
void marc_write_fields(struct fuzz_text *text, const struct marc *marc);

#endif
