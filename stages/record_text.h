/*
 * A cut record's bytes as text that an XML parser takes: UTF-8, without the
 * control characters that XML forbids. Each record is judged by its own bytes,
 * because declarations and leaders lie both ways.
 *
 *     record_text, once per record
 */
#ifndef BIBLOAD_RECORD_TEXT_H
#define BIBLOAD_RECORD_TEXT_H

#include "../pipeline/config.h"
#include "../pipeline/record.h"

/* The encoding that an XML declaration at the head of the context names, as far
 * as it is of use: WINDOWS_1252 for it and for ISO-8859-1 (as browsers read
 * that), AUTO for UTF-8, for what is unknown and without a declaration. */
enum encoding encoding_declared(struct slice context);

/* `encoding` as the file's plan has it, `declared` as above. False: the record
 * was rejected, or memory is short (arena.failed). *text points into the arena.
 * */
bool record_text(struct record *record, enum encoding encoding,
                 enum encoding declared, struct slice *text);

#endif
