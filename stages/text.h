/*
 * Text in canonical form: what every name and title goes through before it is
 * stored or compared.
 *
 *     text_clean text_strip?
 *
 * Both change nothing when applied to their own result. Rules: Unicode's NFC
 * (UAX #15), MARC 21's and ISBD's punctuation at the end of a field.
 */
#ifndef BIBLOAD_TEXT_H
#define BIBLOAD_TEXT_H

#include "../pipeline/arena.h"

#include <stdint.h>

/* Bytes of one field. NFC grows no text by more than three times. */
#define TEXT_MAX ((size_t)1024 * 1024)

enum text_fault {
    TEXT_GOOD,
    TEXT_NOT_UTF8,
    TEXT_TOO_LONG,
    TEXT_MEMORY, /* arena.failed is set */
};

/* As RFC 3629 has it: no overlong forms, no surrogates, nothing over
 * U+10FFFF. */
bool text_is_utf8(struct slice text);
bool text_is_ascii(struct slice text);

/* The first character of a text that is UTF-8, and its bytes in *size; an
 * invalid byte is U+FFFD and one byte. The text must not be empty. */
uint32_t text_character(struct slice text, size_t *size);
/* Writes the 1 to 4 bytes of a character and returns how many. */
size_t text_encode(uint32_t character, char *at);

/*
 * In place: NFC; blanks of all kinds, tabs and line ends become one blank and
 * vanish at both ends; other control characters (U+0098..U+009C among them,
 * which enclose non-sorting text), zero-width characters, soft hyphens and the
 * controls of writing direction are removed. The two joiners stay between
 * letters of scripts that spell with them. More than 30 combining marks in a
 * row are broken up by U+034F as UAX #15 says, which keeps sorting them cheap.
 *
 * A text that is clean already is left where it is; else *text is new memory of
 * the arena. *control is set, never cleared, if a control character was removed
 * that nobody writes on purpose. On a fault *text is as it was.
 */
enum text_fault text_clean(struct arena *arena, struct slice *text,
                           bool *control);

/* Without the punctuation that only leads to the next field: blanks and , /
 * ; : = at the end, and a final period after at least three letters, so that
 * initials and "Jr." survive. A lone "=" stays: it is a title. */
struct slice text_strip(struct slice text);

#endif
