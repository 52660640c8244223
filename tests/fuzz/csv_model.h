/*
 * RFC 4180 in the plainest words, for files in which every quote is as it should
 * be: what bibload makes of such a file is held against it. Blanks around cells
 * count for nothing, and neither do lines that hold nothing else.
 */
#ifndef BIBLOAD_CSV_MODEL_H
#define BIBLOAD_CSV_MODEL_H

#include "../../pipeline/plan.h"
#include "fuzz_text.h"

/* One row: its cells, or that it has not as many as there are columns. */
void csv_model_row(struct fuzz_text *text, const struct slice *cells,
                   size_t count, size_t columns);

/* All rows but the header. False: the model has no word on this text. */
bool csv_model(struct fuzz_text *text, struct slice input,
               const struct csv_plan *plan);

#endif
