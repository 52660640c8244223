/*
 * Identifiers that authority files give to persons, families and bodies, out of
 * MARC $0 and $1 or a cell, in one canonical text each, so that two spellings of
 * one identifier are equal and two identifiers are not.
 *
 *     http://id.loc.gov/authorities/names/n79021164
 *     (DLC)n  79021164                                   lcnaf:n79021164
 *
 * Rules: MARC 21 Appendix A ($0, $1) and the Standard Identifier Source Codes;
 * ISO 7064 modulo 11-2 for ISNI (ISO 27729) and ORCID; DNB's modulo 11 for GND,
 * ABES's for IdRef; the NOID check character of BnF's ARKs. An ORCID and an ISNI
 * of the same digits are kept apart, since they come from different files.
 */
#ifndef BIBLOAD_AUTHORITY_ID_H
#define BIBLOAD_AUTHORITY_ID_H

#include "../pipeline/slice.h"

enum authority_scheme {
    AUTHORITY_NONE,
    AUTHORITY_VIAF,
    AUTHORITY_LCNAF, /* Library of Congress: names */
    AUTHORITY_GND,   /* Gemeinsame Normdatei */
    AUTHORITY_ISNI,
    AUTHORITY_ORCID,
    AUTHORITY_WIKIDATA,
    AUTHORITY_BNF, /* Bibliotheque nationale de France, by ARK */
    AUTHORITY_IDREF,
    AUTHORITY_SCHEMES,
};

/* NONE: of no scheme known here: a local number, a subject heading, nothing.
 * INVALID: of a known scheme, and its form or check digit is wrong. */
enum authority_form {
    AUTHORITY_FORM_NONE,
    AUTHORITY_FORM_VALID,
    AUTHORITY_FORM_INVALID,
};

#define AUTHORITY_ID_ROOM 40

struct authority_id {
    enum authority_scheme scheme; /* NONE unless VALID or INVALID */
    char text[AUTHORITY_ID_ROOM]; /* "viaf:123"; "" unless VALID */
};

/* Reads URIs of the schemes, with anything a web server puts behind them,
 * "(viaf)123", "(DE-588)118505173" and the like, and the canonical text itself.
 * Without any prefix, an LCCN that begins with n is LCNAF, and 16 characters
 * with a right check digit are ISNI, or ORCID if hyphens are between and the
 * number is one of ORCID's block. */
enum authority_form authority_id_read(struct slice stated,
                                      struct authority_id *id);

#endif
