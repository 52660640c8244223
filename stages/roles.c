/* See roles.h. */
#include "roles.h"

#include <strings.h>

#define ROLES_MAX 32
#define ROLE_LENGTH_MAX 64

/* Terms of the relator list and what people write for them. */
static const struct {
    const char *word, *code;
} words[] = {
    {"author", "aut"},
    {"authors", "aut"},
    {"writer", "aut"},
    {"written by", "aut"},
    {"by", "aut"},
    {"co-author", "aut"},
    {"coauthor", "aut"},
    {"joint author", "aut"},
    {"creator", "cre"},
    {"editor", "edt"},
    {"editors", "edt"},
    {"ed.", "edt"},
    {"eds.", "edt"},
    {"edited by", "edt"},
    {"series editor", "edt"},
    {"compiler", "com"},
    {"comp.", "com"},
    {"translator", "trl"},
    {"tr.", "trl"},
    {"trans.", "trl"},
    {"translated by", "trl"},
    {"illustrator", "ill"},
    {"ill.", "ill"},
    {"illus.", "ill"},
    {"illustrated by", "ill"},
    {"contributor", "ctb"},
    {"photographer", "pht"},
    {"artist", "art"},
    {"narrator", "nrt"},
    {"composer", "cmp"},
    {"lyricist", "lyr"},
    {"librettist", "lbt"},
    {"arranger", "arr"},
    {"performer", "prf"},
    {"singer", "sng"},
    {"conductor", "cnd"},
    {"director", "drt"},
    {"film director", "fmd"},
    {"producer", "pro"},
    {"actor", "act"},
    {"publisher", "pbl"},
    {"printer", "prt"},
    {"distributor", "dst"},
    {"donor", "dnr"},
    {"owner", "own"},
    {"former owner", "fmo"},
    {"dedicatee", "dte"},
    {"engraver", "egr"},
    {"cartographer", "ctg"},
    {"annotator", "ann"},
    {"commentator", "cmm"},
    {"adapter", "adp"},
    {"author of introduction", "aui"},
    {"introduction", "aui"},
    {"author of introduction, etc.", "aui"},
    {"foreword", "aui"},
    {"preface", "aui"},
    {"author of afterword, colophon, etc.", "aft"},
    {"afterword", "aft"},
    {"screenwriter", "aus"},
    {"interviewer", "ivr"},
    {"interviewee", "ive"},
    {"degree supervisor", "dgs"},
    {"thesis advisor", "ths"},
    {"issuing body", "isb"},
    {"degree granting institution", "dgg"},
    {"book designer", "bkd"},
    {"designer", "dsr"},
    {"cover designer", "cov"},
    {"calligrapher", "cll"},
    {"researcher", "res"},
    {"transcriber", "trc"},
    {"editorial director", "edd"},
    {"programmer", "prg"},
    {"sponsor", "spn"},
    {"speaker", "spk"},
    {"cinematographer", "cng"},
    {"choreographer", "chr"},
    {"abridger", "abr"},
    {"reviewer", "rev"},
    {"collector", "col"},
    {"lithographer", "ltg"},
    {"bookseller", "bsl"},
    {"host", "hst"},
    {"voice actor", "vac"},
};

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_code(struct slice text)
{
    return text.len == 3 && is_letter(text.at[0]) && is_letter(text.at[1]) &&
           is_letter(text.at[2]);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

static const char *code_of(struct slice text)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i].word) == text.len &&
            strncasecmp(words[i].word, text.at, text.len) == 0)
            return words[i].code;
    return NULL;
}

struct role_list {
    char *at; /* room for the text and a blank for each role */
    size_t len, count;
};

static bool role_is_there(const struct role_list *list, struct slice role)
{
    struct slice rest = {list->at, list->len};

    while (rest.len) {
        const char *end = memchr(rest.at, ' ', rest.len);
        struct slice one =
            slice_between(rest.at, end ? end : rest.at + rest.len);

        if (slice_equal(one, role))
            return true;
        rest = slice_between(end ? end + 1 : rest.at + rest.len,
                             rest.at + rest.len);
    }
    return false;
}

/* As the list says, or as stated. */
static void role_add(struct role_list *list, struct slice text)
{
    char role[ROLE_LENGTH_MAX];
    struct slice made = {role, 0};
    const char *code;

    text = slice_trim(text);
    code = code_of(text);
    if (code)
        text = slice_of(code);
    for (size_t i = 0; i < text.len && made.len < sizeof role; i++)
        role[made.len++] = text.at[i] == ' ' ? '-' : lower(text.at[i]);
    while (made.len < text.len && made.len &&
           ((unsigned char)text.at[made.len] & 0xc0) == 0x80)
        made.len--; /* cut between characters */
    if (!made.len || list->count == ROLES_MAX || role_is_there(list, made))
        return;
    if (list->len)
        list->at[list->len++] = ' ';
    memcpy(list->at + list->len, role, made.len);
    list->len += made.len;
    list->count++;
}

/* "aut edt": nothing but codes. */
static bool is_codes(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (i % 4 == 3 ? text.at[i] != ' ' : !is_letter(text.at[i]))
            return false;
    return text.len % 4 == 3;
}

/* Bytes of the separator that begins here; 0 if none does. */
static size_t separator_size(struct slice text, bool codes)
{
    if (strchr(",;/&|", text.at[0]) || (codes && text.at[0] == ' '))
        return 1;
    return text.len >= 5 && strncasecmp(text.at, " and ", 5) == 0 ? 5 : 0;
}

struct slice role_codes(struct arena *arena, struct slice text)
{
    struct role_list list = {.len = 0};
    bool codes = is_codes(text);
    struct slice rest = text;
    size_t start = 0, i = 0;

    if (!text.len ||
        (codes && is_code(text) && lower(text.at[0]) == text.at[0] &&
         lower(text.at[1]) == text.at[1] && lower(text.at[2]) == text.at[2]))
        return text;
    list.at = arena_alloc(arena, text.len * 2 + 2 * ROLES_MAX * 4 + 1);
    if (!list.at)
        return SLICE_NONE;
    if (code_of(text)) { /* terms with a comma of their own */
        role_add(&list, text);
        i = start = text.len;
    }
    while (i < text.len) {
        size_t size;

        rest = (struct slice){text.at + i, text.len - i};
        size = separator_size(rest, codes);
        if (size) {
            role_add(&list, (struct slice){text.at + start, i - start});
            start = i + size;
        }
        i += size ? size : 1;
    }
    role_add(&list, (struct slice){text.at + start, text.len - start});
    list.at[list.len] = '\0';
    return (struct slice){list.at, list.len};
}
