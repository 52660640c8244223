/*
 * The values of an ISO 2709 record as text: UTF-8 without control characters,
 * as MARC-XML's values are. In which encoding its bytes are is judged for each
 * record (marc_charset), unless the config says.
 *
 *     marc_text_open ( marc_text_begin marc_text_value* )* marc_text_close
 */
#ifndef BIBLOAD_MARC_TEXT_H
#define BIBLOAD_MARC_TEXT_H

#include "marc8.h"
#include "marc_charset.h"

#include "../pipeline/config.h"
#include "../pipeline/record.h"

struct marc_text {
    enum encoding encoding; /* of the file's plan */
    struct marc8 *marc8;
    enum marc_charset charset; /* of the record */
    struct record *record;
    bool controls; /* one was removed, and that is said */
};

/* 0, or -1 when memory is short; close is right after either. */
int marc_text_open(struct marc_text *text, enum encoding encoding);
void marc_text_close(struct marc_text *text);

/* Judges the record. False: it was rejected. */
bool marc_text_begin(struct marc_text *text, struct record *record);

/* *value becomes text: itself, or in the arena. `tag` and `code` (0: none) are
 * of the reject. False: the record was rejected, or memory is short. */
bool marc_text_value(struct marc_text *text, const char *tag, char code,
                     struct slice *value);

#endif
