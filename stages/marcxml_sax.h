/*
 * Parses one record of MARC-XML with libxml2, under the start tags of the
 * elements around it. One parser serves many records; each is a document of its
 * own, so that a damaged one can't harm the next.
 *
 *     marcxml_sax_open ( marcxml_sax_parse )* marcxml_sax_close
 *
 * No DTD, no entity but the five of XML, no network, no unlimited mode.
 * Elements are known by local name; namespaces are not looked at, for records
 * come in the right one, none and foreign ones.
 */
#ifndef BIBLOAD_MARCXML_SAX_H
#define BIBLOAD_MARCXML_SAX_H

#include "marc_build.h"

struct marcxml_sax;

/* NULL: no memory. */
struct marcxml_sax *marcxml_sax_open(void);
void marcxml_sax_close(struct marcxml_sax *sax);

/* The open elements under which the next records stand. A change costs a parse;
 * start tags that are no well-formed XML are left away. False: no memory. */
bool marcxml_sax_context(struct marcxml_sax *sax, struct slice source);

/* `text` is the record in UTF-8. A record that is not well-formed is rejected;
 * false: memory is short. */
bool marcxml_sax_parse(struct marcxml_sax *sax, struct slice text,
                       struct marc_build *build, struct record *record);

#endif
