/*
 * What somebody had to do with a book, by the MARC Code List for Relators (LC,
 * as of 2025): codes of three letters and their English terms. The one list for
 * spreadsheets (roles.h) and MARC headings. The rows are in relators.def.
 */
#ifndef BIBLOAD_RELATORS_H
#define BIBLOAD_RELATORS_H

#include "../pipeline/slice.h"

/* The code of a term or of a usual word for it: "Editor.", "ed." and "edited by"
 * give "edt". Capitals, hyphens for blanks, and blanks and , . : ; at the end
 * don't matter. A term that left the list gives the code that took its place, if
 * there is exactly one. Empty: unknown; a code is no term. */
struct slice relator_code(struct slice term);

/* The term of a code in small letters, current or former; empty: unknown. */
struct slice relator_term(struct slice code);

/* The list has or had it. */
bool relator_is_known(struct slice code);
/* The list has it. */
bool relator_is_current(struct slice code);

/* Who did that made the work, and is an author in reports (RDA appendix I.2.1
 * and what is kin to it); the same codes as in the table creating_roles. */
bool relator_is_creator(struct slice code);

/* Who did that had no hand in the work or its text: publishers, printers, owners,
 * donors, sponsors, those whom it is for or about. A code that is not known says
 * nothing: false. */
bool relator_is_not_contributor(struct slice code);

#endif
