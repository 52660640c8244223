/* See marcxml_cursor.h. */
#include "marcxml_cursor.h"

/* One of the five, behind its '&'. */
static bool take_entity(struct plain *plain, char *to)
{
    static const struct {
        struct slice name;
        char character;
    } entities[] = {
        {{"amp;", 4}, '&'},  {{"lt;", 3}, '<'},    {{"gt;", 3}, '>'},
        {{"quot;", 5}, '"'}, {{"apos;", 5}, '\''},
    };

    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (plain_take(plain, entities[i].name)) {
            *to = entities[i].character;
            return true;
        }
    return false;
}

/* The text from `from` on, which has an entity at the cursor, up to the next
 * tag; it only gets shorter. */
static bool take_escaped(struct plain *plain, const char *from,
                         struct slice *text)
{
    const char *close =
        memchr(plain->at, '<', (size_t)(plain->end - plain->at));
    size_t len = (size_t)(plain->at - from);
    char *made;

    if (!close)
        return false;
    made = arena_alloc(plain->build->record->arena, (size_t)(close - from));
    if (!made)
        return false;
    memcpy(made, from, len);
    while (plain->at < close) {
        char c = *plain->at++;

        if ((c == ']' && *plain->at == ']') ||
            (c == '&' && !take_entity(plain, &c)))
            return false;
        made[len++] = c;
    }
    *text = (struct slice){made, len};
    return plain->at == close;
}

/* Up to the next tag. "]]>" is forbidden in text: any ']' is left to libxml2
 * when it comes twice. */
bool plain_take_text(struct plain *plain, struct slice *text)
{
    const char *from = plain->at, *entity, *bracket;
    const char *to = memchr(from, '<', (size_t)(plain->end - from));
    size_t len = to ? (size_t)(to - from) : 0;

    if (!to)
        return false;
    bracket = memchr(from, ']', len);
    for (; bracket;
         bracket = memchr(bracket + 1, ']', (size_t)(to - bracket - 1)))
        if (bracket[1] == ']')
            return false;
    entity = memchr(from, '&', len);
    plain->at = entity ? entity : to;
    if (entity)
        return take_escaped(plain, from, text);
    *text = slice_between(from, to);
    return true;
}
