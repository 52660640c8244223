/*
 * What the XML of a record may be like, so that no parser is brought down by it:
 * libxml2 compares each attribute of a tag with all others, looks each name up
 * among all names that it has seen, and each prefix among all that are declared
 * around it. A tag of 100,000 attributes takes it seconds.
 */
#ifndef BIBLOAD_XML_BOUNDS_H
#define BIBLOAD_XML_BOUNDS_H

#include "../pipeline/slice.h"

/* MARC-XML has three, and some namespaces around it. */
#define XML_ATTRIBUTES_MAX 64

/* Before it is parsed: has no tag of the text more attributes than that? Of text
 * that is no XML either answer is right. */
bool xml_attributes_are_few(struct slice text);

/* While it is parsed: how much of an element is not MARC's, namespaces and
 * attributes included; and why a record with so much of it, so deep in it, is not
 * parsed further. NULL: it is. */
size_t xml_strange(struct slice name, int namespaces, int attributes);
const char *xml_unbearable(unsigned depth, size_t strange);

#endif
