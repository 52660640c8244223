/* See control_numbers.h. */
#include "control_numbers.h"

#include <strings.h>

#define SERIAL_DIGITS 6 /* of an LCCN, behind its hyphen */
#define OCLC_DIGITS_MAX 15

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static size_t digits_at(struct slice text)
{
    size_t count = 0;

    while (count < text.len && is_digit(text.at[count]))
        count++;
    return count;
}

/* ---- LCCN ---- */

struct lccn {
    char at[LCCN_CHARACTERS];
    size_t len;
    bool overflow;
};

static void lccn_add(struct lccn *lccn, char c)
{
    if (lccn->len == sizeof lccn->at)
        lccn->overflow = true;
    else
        lccn->at[lccn->len++] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

static void lccn_add_all(struct lccn *lccn, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != ' ')
            lccn_add(lccn, text.at[i]);
}

/* A serial number that is too long stays so, and fails the check of the form. */
static void lccn_add_serial(struct lccn *lccn, struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] != ' ';
    if (count == 0)
        lccn->overflow = true;
    for (; count < SERIAL_DIGITS; count++)
        lccn_add(lccn, '0');
    lccn_add_all(lccn, text);
}

/* For ten digits and a third letter there is no room. */
static bool lccn_is_valid(const struct lccn *lccn)
{
    size_t letters = 0, digits;

    while (letters < lccn->len && is_letter(lccn->at[letters]))
        letters++;
    digits = digits_at((struct slice){lccn->at + letters, lccn->len - letters});
    return !lccn->overflow && letters + digits == lccn->len &&
           ((digits == 8 && letters <= 3) || digits == 10);
}

enum lccn_form lccn_read(struct slice text, char lccn[LCCN_CHARACTERS + 1])
{
    struct lccn found = {.len = 0};
    const char *slash = text.len ? memchr(text.at, '/', text.len) : NULL;
    const char *hyphen;

    lccn[0] = '\0';
    if (slash)
        text = slice_between(text.at, slash);
    text = slice_trim(text);
    if (!text.len)
        return LCCN_FORM_EMPTY;
    hyphen = memchr(text.at, '-', text.len);
    if (hyphen) {
        lccn_add_all(&found, slice_between(text.at, hyphen));
        lccn_add_serial(&found, slice_between(hyphen + 1, text.at + text.len));
    } else {
        lccn_add_all(&found, text);
    }
    if (!lccn_is_valid(&found))
        return LCCN_FORM_INVALID;
    memcpy(lccn, found.at, found.len);
    lccn[found.len] = '\0';
    return LCCN_FORM_VALID;
}

/* ---- OCLC ---- */

/* Takes a prefix off the text, whatever its capitals. */
static bool take(struct slice *text, const char *prefix)
{
    size_t len = strlen(prefix);

    if (text->len < len || strncasecmp(text->at, prefix, len) != 0)
        return false;
    *text = slice_trim((struct slice){text->at + len, text->len - len});
    return true;
}

static bool is_number(struct slice text)
{
    return text.len && digits_at(text) == text.len;
}

enum oclc_form oclc_read(struct slice text, uint64_t *number)
{
    bool agency, prefix;

    *number = 0;
    text = slice_trim(text);
    agency = take(&text, "(OCoLC)");
    prefix = take(&text, "ocm") || take(&text, "ocn") || take(&text, "on");
    if (!agency && !(prefix && is_number(text)))
        return OCLC_FORM_NONE;
    if (!is_number(text))
        return OCLC_FORM_INVALID;
    while (text.len && text.at[0] == '0')
        text.at++, text.len--;
    if (!text.len || text.len > OCLC_DIGITS_MAX)
        return OCLC_FORM_INVALID;
    for (size_t i = 0; i < text.len; i++)
        *number = *number * 10 + (uint64_t)(text.at[i] - '0');
    return OCLC_FORM_VALID;
}
