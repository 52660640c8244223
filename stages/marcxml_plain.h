/*
 * Parses the plain form of a MARC-XML record, which nearly all have, in less
 * than half of the time that libxml2 takes: one prefix or none throughout;
 * leader, controlfield, datafield and subfield where they belong; no comment,
 * CDATA section, processing instruction or character reference; no entity in
 * attributes.
 *
 * It takes nothing that libxml2 would read otherwise or refuse: at the first
 * byte it does not know for certain it gives up, and libxml2 has the record.
 * The tests hold both against each other on damaged records.
 */
#ifndef BIBLOAD_MARCXML_PLAIN_H
#define BIBLOAD_MARCXML_PLAIN_H

#include "marc_build.h"

/* `text` is in the record's arena, valid UTF-8, without control characters but
 * tabs and line ends. False: not plain, and nothing was done to the record. */
bool marcxml_plain_parse(struct slice text, struct marc_build *build,
                         struct record *record);

#endif
