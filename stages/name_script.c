/* See name_script.h. */
#include "name_script.h"

#include "text.h"

/* Ascending, and no two overlap. */
static const struct {
    uint32_t first, last;
    const char *script;
} ranges[] = {
    {'A', 'Z', "Latn"},         {'a', 'z', "Latn"},
    {0x00c0, 0x024f, "Latn"},   {0x0370, 0x03ff, "Grek"},
    {0x0400, 0x052f, "Cyrl"},   {0x0530, 0x058f, "Armn"},
    {0x0590, 0x05ff, "Hebr"},   {0x0600, 0x06ff, "Arab"},
    {0x0750, 0x077f, "Arab"},   {0x08a0, 0x08ff, "Arab"},
    {0x0900, 0x097f, "Deva"},   {0x0980, 0x09ff, "Beng"},
    {0x0a00, 0x0a7f, "Guru"},   {0x0a80, 0x0aff, "Gujr"},
    {0x0b80, 0x0bff, "Taml"},   {0x0c00, 0x0c7f, "Telu"},
    {0x0c80, 0x0cff, "Knda"},   {0x0d00, 0x0d7f, "Mlym"},
    {0x0d80, 0x0dff, "Sinh"},   {0x0e00, 0x0e7f, "Thai"},
    {0x0e80, 0x0eff, "Laoo"},   {0x0f00, 0x0fff, "Tibt"},
    {0x1000, 0x109f, "Mymr"},   {0x10a0, 0x10ff, "Geor"},
    {0x1200, 0x137f, "Ethi"},   {0x1780, 0x17ff, "Khmr"},
    {0x1800, 0x18af, "Mong"},   {0x1e00, 0x1eff, "Latn"},
    {0x1f00, 0x1fff, "Grek"},   {0x2e80, 0x2fdf, "Hani"},
    {0x3005, 0x3007, "Hani"},   {0x3040, 0x30ff, "Jpan"},
    {0x3130, 0x318f, "Kore"},   {0x3400, 0x9fff, "Hani"},
    {0xac00, 0xd7a3, "Kore"},   {0xf900, 0xfaff, "Hani"},
    {0xfb1d, 0xfb4f, "Hebr"},   {0xfb50, 0xfdff, "Arab"},
    {0xfe70, 0xfefe, "Arab"},   {0xff66, 0xff9f, "Jpan"},
    {0x20000, 0x3ffff, "Hani"},
};

static const char *script_of(uint32_t character)
{
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (character <= ranges[i].last)
            return character >= ranges[i].first ? ranges[i].script : NULL;
    return NULL;
}

bool name_is_east_asian(struct slice name)
{
    size_t size;

    for (; name.len; name.at += size, name.len -= size) {
        uint32_t c = text_character(name, &size);

        if ((c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) ||
            (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff))
            return true;
    }
    return false;
}

const char *name_script(struct slice name)
{
    const char *first = NULL;
    size_t size;

    for (; name.len; name.at += size, name.len -= size) {
        const char *script = script_of(text_character(name, &size));

        if (script && (!strcmp(script, "Jpan") || !strcmp(script, "Kore")))
            return script;
        if (!first)
            first = script;
    }
    return first;
}
