/*
 * Runs cut_xml over the bytes of a real input, so that encodings and faults are
 * its own. A record is written down as
 *     ordinal L line @ offset + length (context): raw [findings]
 * and the fault of the file, if any, as "! CODE @offset" at the end.
 */
#ifndef BIBLOAD_CUT_XML_RUN_H
#define BIBLOAD_CUT_XML_RUN_H

#include "bench_stage.h"

extern const struct stage_type stage_cut_xml;

#define MARC(id) "<record><leader >" id "</leader></record>" /* 36 with an id */
#define OPEN "<record><leader/>"                             /* 17 */

/* What comes out, for the caller to free. bound: of a record, 0: 16 MB. The
 * first `split` bytes are a block of their own, unless 0; the rest comes in
 * blocks of `block` bytes, 0: in one. */
char *cut_xml_run(struct slice file, uint64_t bound, size_t block,
                  size_t split);

/* Fails the test, with both texts, if something else comes out. */
void cut_xml_check(const char *why, struct slice file, uint64_t bound,
                   size_t block, size_t split, const char *expected);

#endif
