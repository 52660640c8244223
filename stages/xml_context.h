/*
 * The start tags under which a record stands, made ready to be parsed with it:
 * without the XML declaration, and with the end tags that belong to them.
 *
 *     zeroed ( xml_context_set xml_context_drop? )* xml_context_clear
 */
#ifndef BIBLOAD_XML_CONTEXT_H
#define BIBLOAD_XML_CONTEXT_H

#include "../pipeline/slice.h"

#include <stdint.h>

struct xml_context {
    struct slice source;  /* as it was set, a copy */
    struct slice tags;    /* start tags, in it */
    struct slice closing; /* end tags, innermost first */
    unsigned depth;       /* elements */
    uint64_t lines;       /* line feeds in the tags */
    char *source_room, *closing_room;
};

static inline bool xml_context_is(const struct xml_context *context,
                                  struct slice source)
{
    return context->source_room && slice_equal(context->source, source);
}

/* False: memory is short. */
bool xml_context_set(struct xml_context *context, struct slice source);
/* Leaves the tags away; the source stays known. */
void xml_context_drop(struct xml_context *context);
void xml_context_clear(struct xml_context *context);

#endif
