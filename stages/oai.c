/* See oai.h. The cutter has found header and record; here is no XML parser. */
#include "oai.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct slice skip_blanks(struct slice text)
{
    while (text.len && is_blank(*text.at))
        text = (struct slice){text.at + 1, text.len - 1};
    return text;
}

/* The text behind the first place of a word; empty: it is not there. */
static struct slice behind(struct slice text, struct slice word)
{
    const char *at =
        text.len ? memmem(text.at, text.len, word.at, word.len) : NULL;

    return at ? slice_between(at + word.len, text.at + text.len) : SLICE_NONE;
}

bool oai_is_deleted(struct slice tag)
{
    struct slice rest = skip_blanks(behind(tag, SLICE("status")));

    if (!rest.len || *rest.at != '=')
        return false;
    rest = skip_blanks((struct slice){rest.at + 1, rest.len - 1});
    return rest.len > strlen("'deleted'") &&
           (*rest.at == '"' || *rest.at == '\'') &&
           memcmp(rest.at + 1, "deleted", strlen("deleted")) == 0 &&
           rest.at[strlen("deleted") + 1] == *rest.at;
}

/* The text of the element `identifier`. */
static struct slice identifier_of(struct slice record)
{
    struct slice text = behind(behind(record, SLICE("identifier")), SLICE(">"));
    const char *end = text.len ? memchr(text.at, '<', text.len) : NULL;

    return end ? slice_trim(slice_between(text.at, end)) : SLICE_NONE;
}

void oai_map_deleted(struct record *record)
{
    struct slice whole = identifier_of(record->raw);
    const char *colon = whole.len ? memrchr(whole.at, ':', whole.len) : NULL;
    struct slice last =
        colon ? slice_between(colon + 1, whole.at + whole.len) : SLICE_NONE;
    struct biblio *biblios = arena_zero(record->arena, 2 * sizeof *biblios);

    if (!biblios)
        return;
    for (size_t i = 0; i < 2; i++)
        biblios[i] = (struct biblio){
            .kind = BIBLIO_BOOK, .withdrawn = true, .own_id = i ? last : whole};
    record->biblios = biblios;
    record->biblio_count = last.len ? 2 : 1;
}
