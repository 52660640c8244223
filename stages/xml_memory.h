/*
 * libxml2 goes on without some of the memory it asked for, and then knows fewer
 * encodings, names or attributes, which looks like a bad record; what it has to say
 * about that it prints. So its allocations are looked at here, and it is silent.
 * libyaz sets up libxml2, too (marc8.c).
 *
 *     xml_memory_watch ( use of libxml2, xml_memory_failed )*
 */
#ifndef BIBLOAD_XML_MEMORY_H
#define BIBLOAD_XML_MEMORY_H

#include <stdbool.h>

void xml_memory_watch(void);

/* Whether libxml2 found no memory on this thread since it was asked last. What it
 * remembers of its last error is let go. */
bool xml_memory_failed(void);

#endif
