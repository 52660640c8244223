/* Attributes as libxml2's SAX2 hands them over. */
#ifndef BIBLOAD_XML_ATTRIBUTE_H
#define BIBLOAD_XML_ATTRIBUTE_H

#include "../pipeline/arena.h"

#include <libxml/xmlstring.h>

/* The value of the one of this name without a prefix, or nothing. It points to
 * libxml2's text or, with an ampersand in it, to the arena. */
struct slice xml_attribute(struct arena *arena, const xmlChar **attributes,
                           int count, const char *name);

#endif
