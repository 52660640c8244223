/*
 * MARC-XML in other clothes: the same records with another prefix, without a
 * namespace, in envelopes, in another encoding, with tags in comments, or
 * compressed. The text given must be plain: a collection in the default
 * namespace whose comments hold no tags, without CDATA. Results are malloc's.
 */
#ifndef BIBLOAD_TESTS_RESHAPE_H
#define BIBLOAD_TESTS_RESHAPE_H

#include "../../pipeline/slice.h"

typedef struct slice reshape(struct slice text);

reshape reshape_none;   /* a copy */
reshape reshape_prefix; /* every element as m:element */
reshape reshape_no_namespace;
reshape reshape_oai; /* each record in an OAI-PMH record */
reshape reshape_crlf;
reshape reshape_utf16;    /* little-endian, with a byte order mark */
reshape reshape_comments; /* comments and PIs with tags, between and in text */
reshape reshape_cdata;    /* values as CDATA sections */
reshape reshape_gzip;     /* one member */
reshape reshape_members;  /* many members, cut at odd places, some empty */

/* The first so many records, closed like the whole; fewer if there are. */
struct slice reshape_first(struct slice text, size_t records);

#endif
