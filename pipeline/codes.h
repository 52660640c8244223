/*
 * The stable codes of rejects, warnings and damaged files. codes.def is the one
 * list of them.
 */
#ifndef BIBLOAD_CODES_H
#define BIBLOAD_CODES_H

#include "slice.h"

enum code_level { CODE_REJECT, CODE_WARNING, CODE_FAULT, CODE_SKIP };

enum code {
    CODE_NONE,
#define CODE(name, level, text) name,
#include "codes.def"
#undef CODE
    CODE_COUNT
};

const char *code_name(enum code code);   /* "ISBN_INVALID" */
enum code code_named(struct slice name); /* CODE_NONE: of no code */
enum code_level code_level(enum code code);
const char *code_text(enum code code); /* one clause, no final stop */

#endif
