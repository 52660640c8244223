/*
 * The script that a name is written in: what kind of name it can be, and what a
 * reader of another script must know. Source: Unicode's blocks, ISO 15924.
 */
#ifndef BIBLOAD_NAME_SCRIPT_H
#define BIBLOAD_NAME_SCRIPT_H

#include "../pipeline/slice.h"

/* Has it Chinese, Japanese or Korean characters? */
bool name_is_east_asian(struct slice name);

/* "Latn", "Cyrl", "Jpan", ...: of its first letter that tells; kana make all of it
 * Japanese, Hangul Korean. NULL: of none that is known. */
const char *name_script(struct slice name);

#endif
