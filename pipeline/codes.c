/* The table that codes.def spells out. */
#include "codes.h"

static const struct code_row {
    const char *name, *text;
    enum code_level level;
} code_rows[CODE_COUNT] = {
    [CODE_NONE] = {"NONE", "nothing", CODE_SKIP},
#define CODE(code, of_level, of_text) \
    [code] = {.name = #code, .text = of_text, .level = CODE_##of_level},
#include "codes.def"
#undef CODE
};

const char *code_name(enum code code)
{
    return code_rows[code].name;
}

enum code code_named(struct slice name)
{
    for (int code = CODE_NONE + 1; code < CODE_COUNT; code++)
        if (slice_is(name, code_rows[code].name))
            return (enum code)code;
    return CODE_NONE;
}

enum code_level code_level(enum code code)
{
    return code_rows[code].level;
}

const char *code_text(enum code code)
{
    return code_rows[code].text;
}
