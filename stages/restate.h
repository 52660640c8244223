/*
 * What a record takes back when its source restates it. A row that this record
 * alone stands for says what the record says now: numbers and title forms that it
 * no longer gives are no keys of the book any more, and years, titles or the name
 * of an author are corrected in place. As soon as another record, an own id or a
 * decision of people holds the row too, nothing is taken back: nobody knows whose
 * word it was.
 */
#ifndef BIBLOAD_RESTATE_H
#define BIBLOAD_RESTATE_H

#include "resolve.h"

/* Does the record in hand restate (on_update = replace) what it alone said of the
 * author? 0 and *alone, or -1. */
int restates_author(struct resolver *resolver, int64_t author_id, bool *alone);

/* The links that a batch makes are told as they come: begin note_link*. */
void restate_begin(struct resolver *resolver);
int restate_note_link(struct resolver *resolver, int64_t author_id,
                      int64_t book_id);

/* Keys of numbers and titles that neither the record nor the row gives. After the
 * record's own keys are set. */
int restate_keys(struct resolver *resolver, const struct biblio *biblio,
                 struct book_row *book);

#endif
