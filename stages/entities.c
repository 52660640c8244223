/* See entities.h. */
#include "entities.h"

#include "csv_text.h"

#include <stdlib.h>

#define NAME_LONGEST 10 /* "#x10FFFF", "thetasym"; leading zeros have a limit */

struct entity {
    const char *name;
    uint32_t character;
};

static const struct entity entities[] = {
#define E(name, character) {name, character},
#include "entities.def"
#undef E
};

static int compare(const void *name, const void *entity)
{
    return strcmp(name, ((const struct entity *)entity)->name);
}

static bool is_text(unsigned long character)
{
    if (character < 0x20)
        return character == '\t' || character == '\n' || character == '\r';
    return character != 0x7f && character <= 0x10ffff &&
           !(character >= 0xd800 && character <= 0xdfff) &&
           (character & 0xfffe) != 0xfffe;
}

/* "#233" or "#xE9"; 0 if it is no number or no character. */
static uint32_t numbered(const char *name)
{
    int base = name[1] == 'x' || name[1] == 'X' ? 16 : 10;
    const char *digits = name + (base == 16 ? 2 : 1);
    unsigned long number;

    /* strtoul would also take blanks and signs. */
    if (!*digits || digits[strspn(digits, base == 16 ? "0123456789abcdefABCDEF"
                                                     : "0123456789")] != '\0')
        return 0;
    number = strtoul(digits, NULL, base);
    if (number >= 0x80 && number < 0xa0)
        number = windows_1252_character((unsigned char)number);
    return is_text(number) ? (uint32_t)number : 0;
}

/* The entity at the text's start, an ampersand: its bytes, or 0. */
static size_t entity_at(struct slice text, uint32_t *character)
{
    size_t room = text.len < NAME_LONGEST + 2 ? text.len : NAME_LONGEST + 2;
    const char *end = memchr(text.at, ';', room);
    char name[NAME_LONGEST + 1];
    size_t len;

    if (!end || end == text.at + 1)
        return 0;
    len = (size_t)(end - text.at) - 1;
    memcpy(name, text.at + 1, len);
    name[len] = '\0';
    if (name[0] == '#') {
        *character = numbered(name);
    } else {
        const struct entity *found =
            bsearch(name, entities, sizeof entities / sizeof *entities,
                    sizeof *entities, compare);

        *character = found ? found->character : 0;
    }
    return *character ? len + 2 : 0;
}

/* The place of the next entity, or the text's length. */
static size_t next_entity(struct slice text, size_t from, size_t *len,
                          uint32_t *character)
{
    while (from < text.len) {
        const char *at = memchr(text.at + from, '&', text.len - from);

        if (!at)
            break;
        from = (size_t)(at - text.at);
        *len = entity_at((struct slice){at, text.len - from}, character);
        if (*len)
            return from;
        from++;
    }
    return text.len;
}

bool entities_found(struct slice text)
{
    uint32_t character;
    size_t len;

    return next_entity(text, 0, &len, &character) < text.len;
}

/* No entity is shorter than the character it stands for. */
struct slice entities_decode(struct arena *arena, struct slice text)
{
    uint32_t character = 0;
    size_t len = 0, from = 0, filled = 0;
    size_t at = next_entity(text, 0, &len, &character);
    char *made;

    if (at == text.len)
        return text;
    made = arena_alloc(arena, text.len + 1);
    if (!made)
        return SLICE_NONE;
    for (;;) {
        memcpy(made + filled, text.at + from, at - from);
        filled += at - from;
        if (at == text.len)
            return (struct slice){made, filled};
        filled += utf8_write(made + filled, character);
        from = at + len;
        at = next_entity(text, from, &len, &character);
    }
}
