/*
 * Results as text, so that two of them can be compared, and shown when they
 * differ. Much cheaper than a stream: a fuzzer writes millions.
 *
 *     zeroed ( fuzz_forget | fuzz_put... )* fuzz_text_clear
 */
#ifndef BIBLOAD_FUZZ_TEXT_H
#define BIBLOAD_FUZZ_TEXT_H

#include "../../pipeline/record.h"

struct fuzz_text {
    char *at;
    size_t len, room;
};

void fuzz_forget(struct fuzz_text *text);
void fuzz_put(struct fuzz_text *text, struct slice bytes);
/* With a blank in front. */
void fuzz_put_number(struct fuzz_text *text, uint64_t number);
/* Place, flags and bytes; whatever else is set: findings, cells, MARC fields,
 * bibliographic records. Every byte that a record points to is read. */
void fuzz_put_record(struct fuzz_text *text, const struct record *record);
void fuzz_put_findings(struct fuzz_text *text, const struct record *record);
/* Findings and MARC fields alone. */
void fuzz_put_parsed(struct fuzz_text *text, const struct record *record);
void fuzz_text_clear(struct fuzz_text *text);

static inline struct slice fuzz_text_slice(const struct fuzz_text *text)
{
    return (struct slice){text->at, text->len};
}

/* Ends the program, unless the promise holds. */
void fuzz_must(bool holds, const char *promise);
/* The same with two texts that must be equal. */
void fuzz_must_equal(struct slice one, struct slice other, const char *promise);

#endif
