/*
 * In which encoding the bytes of an ISO 2709 record are. Leader/09 should say
 * (blank: MARC-8, a: UTF-8) and lies both ways, so the bytes decide and the
 * leader is only heard where they leave a choice:
 *
 *   1. ASCII without escape sequences is the same in all of them.
 *   2. What is valid UTF-8 with multibyte characters is UTF-8: other encodings
 *      do not make that by chance. If there are a few wrong bytes among them, it
 *      is damaged UTF-8.
 *   3. Escape sequences that designate a set are MARC-8's.
 *   4. In MARC-8 a diacritic comes before its letter, and a third of the upper
 *      bytes mean nothing. Bytes that keep to that are MARC-8, unless the leader
 *      says UTF-8 and most of the pairs are such as no language has. A few
 *      exceptions are allowed where the leader says MARC-8.
 *   5. Bytes that stand apart, as accented letters do, are Windows-1252; in runs
 *      they are another alphabet, of which nobody knows which.
 *
 * Source of rules: MARC 21 Specifications for Character Sets (MARC-8; ANSEL).
 */
#ifndef BIBLOAD_MARC_CHARSET_H
#define BIBLOAD_MARC_CHARSET_H

#include "../pipeline/slice.h"

enum marc_charset {
    CHARSET_ASCII,
    CHARSET_UTF8,
    CHARSET_MARC8,
    CHARSET_1252,
    CHARSET_UNKNOWN,
};

struct marc_judged {
    enum marc_charset charset;
    bool damaged; /* CHARSET_UTF8: not all of it is valid */
};

/* `unicode`: leader/09 says UTF-8. */
struct marc_judged marc_charset_judge(struct slice raw, bool unicode);

/* A byte of the default upper half of MARC-8 (ANSEL). */
bool ansel_is_mark(unsigned char byte); /* goes with the letter behind it */
bool ansel_is_character(unsigned char byte);

/* ESC and what follows designate another set of characters. */
bool marc8_is_escape(struct slice text);

#endif
