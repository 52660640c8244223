/* See relators.h. */
#include "relators.h"

enum part { CREATOR, CONTRIBUTOR, OTHER };

#define TEXT(literal)                \
    {                                \
        literal, sizeof(literal) - 1 \
    }

static const struct relator {
    char code[4];
    bool current;
    enum part part;
    struct slice term;
} relators[] = {
#define RELATOR(code, term, part) {#code, true, part, TEXT(term)},
#define FORMER(code, term, part, now) {#code, false, part, TEXT(term)},
#define VARIANT(code, term)
#include "relators.def"
#undef RELATOR
#undef FORMER
#undef VARIANT
};

/* In order, to be searched by halves. */
static const struct {
    struct slice term, code;
} terms[] = {
#define RELATOR(code, term, part) {TEXT(term), TEXT(#code)},
#define FORMER(code, term, part, now) {TEXT(term), TEXT(#now)},
#define VARIANT(code, term) {TEXT(term), TEXT(#code)},
#include "relators.def"
#undef RELATOR
#undef FORMER
#undef VARIANT
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static int folded(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c | 32;
    return c == '-' ? ' ' : (unsigned char)c;
}

static int compare(struct slice a, struct slice b)
{
    for (size_t i = 0; i < a.len && i < b.len; i++)
        if (folded(a.at[i]) != folded(b.at[i]))
            return folded(a.at[i]) - folded(b.at[i]);
    return (a.len > b.len) - (a.len < b.len);
}

static struct slice without_end(struct slice term)
{
    term = slice_trim(term);
    while (term.len && strchr(".,;: ", term.at[term.len - 1]))
        term.len--;
    return term;
}

struct slice relator_code(struct slice term)
{
    size_t low = 0, high = COUNT(terms);

    term = without_end(term);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare(term, terms[middle].term);

        if (order == 0)
            return terms[middle].code;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return SLICE_NONE;
}

static const struct relator *find(struct slice code)
{
    if (code.len == 3)
        for (size_t i = 0; i < COUNT(relators); i++)
            if (memcmp(relators[i].code, code.at, 3) == 0)
                return &relators[i];
    return NULL;
}

struct slice relator_term(struct slice code)
{
    const struct relator *relator = find(code);

    return relator ? relator->term : SLICE_NONE;
}

bool relator_is_known(struct slice code)
{
    return find(code) != NULL;
}

bool relator_is_current(struct slice code)
{
    const struct relator *relator = find(code);

    return relator && relator->current;
}

bool relator_is_creator(struct slice code)
{
    const struct relator *relator = find(code);

    return relator && relator->part == CREATOR;
}

bool relator_is_not_contributor(struct slice code)
{
    const struct relator *relator = find(code);

    return relator && relator->part == OTHER;
}
