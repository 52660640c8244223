/* See xml_bounds.h. Source of rules: XML 1.0, sections 2.5 to 2.7 and 3.1. */
#include "xml_bounds.h"

#define STRANGE_MAX 100000
#define DEPTH_MAX 32

static const struct section {
    struct slice begin, end;
} sections[] = {
    {{"<!--", 4}, {"-->", 3}},
    {{"<![CDATA[", 9}, {"]]>", 3}},
    {{"<?", 2}, {"?>", 2}},
};

/* Behind the section that begins at `at`; NULL: it never ends, so nothing more is
 * a tag. `at` itself: none begins there. */
static const char *pass_section(const char *at, const char *to)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        struct slice begin = sections[i].begin, end = sections[i].end;

        if ((size_t)(to - at) < begin.len ||
            memcmp(at, begin.at, begin.len) != 0)
            continue;
        at += begin.len;
        at = memmem(at, (size_t)(to - at), end.at, end.len);
        return at ? at + end.len : NULL;
    }
    return at;
}

/* Behind the tag that begins at `at`, counting "=" outside quotes. */
static const char *pass_tag(const char *at, const char *to, size_t *count)
{
    char quote = '\0';

    for (; at < to && (quote || *at != '>'); at++) {
        if (quote && *at == quote)
            quote = '\0';
        else if (!quote && (*at == '"' || *at == '\''))
            quote = *at;
        else if (!quote && *at == '=')
            ++*count;
    }
    return at;
}

bool xml_attributes_are_few(struct slice text)
{
    const char *at = text.at, *to = text.at + text.len;

    while (at && at < to && (at = memchr(at, '<', (size_t)(to - at)))) {
        const char *behind = pass_section(at, to);
        size_t count = 0;

        if (behind == at)
            behind = pass_tag(at, to, &count);
        if (count > XML_ATTRIBUTES_MAX)
            return false;
        at = behind;
    }
    return true;
}

static bool is_marc(struct slice name)
{
    static const char *const names[] = {"subfield", "datafield", "controlfield",
                                        "leader", "record"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_is(name, names[i]))
            return true;
    return false;
}

size_t xml_strange(struct slice name, int namespaces, int attributes)
{
    size_t strange = (size_t)namespaces + !is_marc(name);

    return strange + (attributes > 3 ? (size_t)attributes - 3 : 0);
}

const char *xml_unbearable(unsigned depth, size_t strange)
{
    if (depth > DEPTH_MAX)
        return "elements nested over 32 deep";
    if (strange > STRANGE_MAX)
        return "over 100,000 elements, attributes and namespaces that are not "
               "MARC's";
    return NULL;
}
