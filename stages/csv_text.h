/*
 * A CSV record's bytes as UTF-8, judged record by record: files lie about their
 * encoding, and often one line of a UTF-8 file is not.
 */
#ifndef BIBLOAD_CSV_TEXT_H
#define BIBLOAD_CSV_TEXT_H

#include "../pipeline/arena.h"
#include "../pipeline/config.h"

enum csv_text_kind {
    CSV_TEXT_GOOD,
    CSV_TEXT_REPAIRED, /* not UTF-8, read as Windows-1252 */
    CSV_TEXT_INVALID,  /* not UTF-8, though it was said to be */
    CSV_TEXT_NUL,
};

/* *text becomes UTF-8: itself, or a copy in the arena; {NULL, 0} and
 * arena.failed when memory is short. *bad is where the first byte is that is
 * not as it should be, unless the text is good. */
enum csv_text_kind csv_text_decode(struct arena *arena, enum encoding encoding,
                                   struct slice *text, size_t *bad);

/* Bytes of valid UTF-8 from the start: all of them, if it is. Surrogates and
 * overlong forms are not valid (Unicode 15, table 3-7). */
size_t csv_text_valid(struct slice text);

/* The character of one byte of Windows-1252. The five bytes without a meaning
 * are C1 controls, as the WHATWG Encoding Standard has it. */
uint32_t windows_1252_character(unsigned char byte);

/* Writes one character, returns its bytes (1 to 4). */
size_t utf8_write(char *at, uint32_t character);

#endif
