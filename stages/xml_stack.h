/*
 * The elements that are open at some point of an XML stream, each with its
 * start tag, so that what is inside them can be parsed under their
 * declarations.
 *
 *     zeroed ( xml_stack_push | xml_stack_find | xml_stack_cut )*
 *
 * Bounds: XML_DEPTH_MAX elements, XML_OPEN_TAGS bytes of start tags. Elements
 * inside a record are pushed by name alone: nobody asks for their tags.
 */
#ifndef BIBLOAD_XML_STACK_H
#define BIBLOAD_XML_STACK_H

#include "../pipeline/slice.h"

#include <stdint.h>

#define XML_DEPTH_MAX 256
#define XML_OPEN_TAGS (64 * 1024)
#define XML_NAME_KEPT 128 /* bytes by which names are compared */

struct xml_element {
    uint32_t from;        /* of its text in `tags` */
    uint32_t name_length; /* in full, also when less is kept */
    uint32_t name_from;
};

struct xml_stack {
    struct xml_element at[XML_DEPTH_MAX];
    size_t depth;
    uint32_t filled;
    char tags[XML_OPEN_TAGS + XML_DEPTH_MAX * XML_NAME_KEPT];
};

/* The start tag as it stands, with its name inside it. False: a bound is
 * reached and nothing was pushed. */
bool xml_stack_push(struct xml_stack *stack, struct slice tag,
                    struct slice name);
bool xml_stack_push_name(struct xml_stack *stack, struct slice name);

/* Index of the innermost open element of that name; -1: none. */
int xml_stack_find(const struct xml_stack *stack, struct slice name);

/* Of the element of that index, as far as it is kept. */
struct slice xml_stack_name(const struct xml_stack *stack, size_t index);

/* Closes the element of that index and all inside it. */
void xml_stack_cut(struct xml_stack *stack, size_t depth);

/* The start tags of the elements outside the one of that index. */
struct slice xml_stack_tags(const struct xml_stack *stack, size_t depth);

#endif
