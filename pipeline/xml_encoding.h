/*
 * The encoding that an XML declaration names. Records are parsed one by one,
 * without the declaration that stands in front of the first, so the plan of the
 * file has to know it. Source of rules: XML 1.0, 2.8 and 4.3.3.
 */
#ifndef BIBLOAD_XML_ENCODING_H
#define BIBLOAD_XML_ENCODING_H

#include "slice.h"

/* "ISO-8859-1" of <?xml version="1.0" encoding="ISO-8859-1"?>; empty if there
 * is none. `text` is the beginning of the file. */
struct slice xml_encoding(struct slice text);

/* Whether a text has bytes beyond ASCII and all of them are UTF-8; a character
 * cut at the very end does not count. Declarations lie. */
bool xml_encoding_is_utf8(struct slice text);

#endif
