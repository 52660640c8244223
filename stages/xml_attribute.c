/* See xml_attribute.h. */
#include "xml_attribute.h"

#include <string.h>

/* libxml2 gives an attribute's ampersands as references, and all else as the
 * characters they are. */
static struct slice with_ampersands(struct arena *arena, struct slice value)
{
    static const struct slice reference = {"&#38;", 5};
    char *made, *to;

    if (!value.len || !memmem(value.at, value.len, reference.at, reference.len))
        return value;
    made = to = arena_alloc(arena, value.len);
    for (size_t i = 0; made && i < value.len; i++) {
        *to++ = value.at[i];
        if (value.len - i >= reference.len &&
            memcmp(value.at + i, reference.at, reference.len) == 0)
            i += reference.len - 1;
    }
    return slice_between(made, to);
}

/* They come in fives: local name, prefix, URI, value, end of value. */
struct slice xml_attribute(struct arena *arena, const xmlChar **attributes,
                           int count, const char *name)
{
    for (int i = 0; i < count; i++, attributes += 5)
        if (!attributes[1] && strcmp((const char *)attributes[0], name) == 0)
            return with_ampersands(arena,
                                   slice_between((const char *)attributes[3],
                                                 (const char *)attributes[4]));
    return SLICE_NONE;
}
