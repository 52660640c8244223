/*
 * The numbers by which libraries tell records apart, made comparable: LCCN (MARC
 * 010 $a) and OCLC numbers (035 $a, or 001 where 003 is OCoLC). Rules: LC, "The
 * LCCN namespace" (normalisation and the forms that are valid); OCLC, "035
 * System control number" and its prefixes ocm, ocn and on. ISSN is in isbn.h.
 */
#ifndef BIBLOAD_CONTROL_NUMBERS_H
#define BIBLOAD_CONTROL_NUMBERS_H

#include "../pipeline/slice.h"

#include <stdint.h>

#define LCCN_CHARACTERS 12 /* the longest */

enum lccn_form { LCCN_FORM_EMPTY, LCCN_FORM_VALID, LCCN_FORM_INVALID };

/* Writes the normalised number and a NUL: no blanks, nothing from a "/" on, six
 * digits where a hyphen was, letters in lower case: "n78-89035" becomes
 * "n78089035". Valid are up to three letters and eight digits, or up to two and
 * ten; `lccn` is "" otherwise. */
enum lccn_form lccn_read(struct slice text, char lccn[LCCN_CHARACTERS + 1]);

/* NONE: the number of another agency, or nothing. INVALID: said to be OCLC's,
 * but it is no number of a bibliographic record ("(OCoLC)fst01234567"). */
enum oclc_form { OCLC_FORM_NONE, OCLC_FORM_VALID, OCLC_FORM_INVALID };

/* "(OCoLC)ocm00012345", "(OCoLC)12345" and "ocm00012345" give 12345; capitals
 * don't matter. A number without any prefix is nobody's. *number is 0 unless
 * VALID. */
enum oclc_form oclc_read(struct slice text, uint64_t *number);

#endif
