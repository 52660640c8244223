/* See roles.h. */
#include "roles.h"

#include "relators.h"

#include <strings.h>

#define ROLES_MAX 32
#define ROLE_LENGTH_MAX 64

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
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
    struct slice code;

    text = slice_trim(text);
    code = relator_code(text);
    if (code.len)
        text = code;
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
        (codes && text.len == 3 && lower(text.at[0]) == text.at[0] &&
         lower(text.at[1]) == text.at[1] && lower(text.at[2]) == text.at[2]))
        return text;
    list.at = arena_alloc(arena, text.len * 2 + 2 * ROLES_MAX * 4 + 1);
    if (!list.at)
        return SLICE_NONE;
    if (relator_code(text).len) { /* terms with a comma of their own */
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
