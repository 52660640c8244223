/*
 * What a contributor did, as codes of the MARC relator list (LC), separated by
 * blanks. MARC gives codes, spreadsheets and library exports give words.
 */
#ifndef BIBLOAD_ROLES_H
#define BIBLOAD_ROLES_H

#include "../pipeline/arena.h"

/*
 * "Editor, Translator" -> "edt trl". Codes pass, in lower case. Several are
 * separated by commas, semicolons, slashes, "&" or "and", and codes by blanks.
 * A word that is not in the list stays, in lower case, with "-" for blanks: a
 * role as stated is better than none. No role twice; at most 32. {NULL, 0} and
 * arena.failed if memory is short.
 */
struct slice role_codes(struct arena *arena, struct slice text);

#endif
