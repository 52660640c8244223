/* See initials.h. */
#include "initials.h"

#include "canonical.h"
#include "keys.h"
#include "name_words.h"
#include "name_script.h"
#include "names.h"
#include "text.h"

/* ---- taking a name apart ---- */

/* "JRR" in a name that has small letters elsewhere. */
static bool is_run(struct slice word)
{
    if (word.len < 2 || word.len > 3 || name_suffix_of(word) != SUFFIX_NONE)
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (word.at[i] < 'A' || word.at[i] > 'Z')
            return false;
    return true;
}

/* Runs of initials with blanks between. */
static struct slice spell_out(struct arena *arena, struct slice given)
{
    char *at = arena_alloc(arena, 2 * given.len + 1);
    struct slice rest = given, word, out = {at, 0};

    if (!at)
        return SLICE_NONE;
    while ((word = name_next_word(&rest)).len) {
        bool run = is_run(word);

        for (size_t i = 0; i < word.len; i++) {
            at[out.len++] = word.at[i];
            if (run && i + 1 < word.len)
                at[out.len++] = ' ';
        }
        at[out.len++] = ' ';
    }
    return out;
}

/* False: too many words. */
static bool words_of(struct arena *arena, struct slice text,
                     struct initials_words *words)
{
    struct canonical form;
    struct slice rest, word;

    canonical_init(&form, arena);
    canonical_form(&form, text);
    rest = arena_copy(arena, canonical_text(&form));
    words->count = 0;
    while ((word = name_next_word(&rest)).len) {
        if (words->count == INITIALS_WORDS_MAX)
            return false;
        words->at[words->count++] = word;
    }
    return !arena->failed;
}

/* Up to the next comma outside parentheses; *rest goes behind it. */
static struct slice next_part(struct slice *rest)
{
    size_t end = 0;
    int depth = 0;
    struct slice part;

    for (; end < rest->len && (rest->at[end] != ',' || depth > 0); end++) {
        depth += rest->at[end] == '(';
        depth -= rest->at[end] == ')' && depth > 0;
    }
    part = slice_trim((struct slice){rest->at, end});
    end += end < rest->len;
    *rest = (struct slice){rest->at + end, rest->len - end};
    return part;
}

/* What tells father and son apart, in comparison form. */
static const struct {
    const char *form, *generation;
} generations[] = {
    {"JR", "JR"},   {"JNR", "JR"}, {"JUNIOR", "JR"}, {"FILHO", "JR"},
    {"FILS", "JR"}, {"SR", "SR"},  {"SNR", "SR"},    {"SENIOR", "SR"},
    {"PERE", "SR"}, {"II", "II"},  {"2ND", "II"},    {"III", "III"},
    {"3RD", "III"}, {"IV", "IV"},  {"4TH", "IV"},
};

static const char *generation_of(struct arena *arena, struct slice part)
{
    struct slice form = compare_form(arena, part);

    for (size_t i = 0; i < sizeof generations / sizeof *generations; i++)
        if (slice_is(form, generations[i].form))
            return generations[i].generation;
    return NULL;
}

/* "J. R. R. (John Ronald Reuel)" */
static struct slice take_fuller(struct slice *given)
{
    const char *open = given->len ? memchr(given->at, '(', given->len) : NULL;
    struct slice whole = *given;

    if (!open)
        return SLICE_NONE;
    *given = slice_trim(slice_between(whole.at, open));
    return slice_between(open, whole.at + whole.len);
}

/* In parts: whoever has a suffix or a title in place of given names has none. */
static bool read_parts(struct arena *arena, struct slice rest,
                       struct initials_name *name)
{
    bool capitals = name_in_capitals(rest);
    struct slice family = next_part(&rest), given = next_part(&rest), fuller;

    if (given.len &&
        (name_suffix_of(given) != SUFFIX_NONE || name_is_title(given)))
        return false;
    while (rest.len && !name->generation)
        name->generation = generation_of(arena, next_part(&rest));
    if (!capitals)
        given = spell_out(arena, given);
    fuller = take_fuller(&given);
    if (!given.len) {
        given = fuller;
        fuller = SLICE_NONE;
    }
    return words_of(arena, family, &name->family) &&
           (!given.len || words_of(arena, given, &name->given)) &&
           (!fuller.len || words_of(arena, fuller, &name->fuller));
}

/* ---- given names ---- */

static bool begins_with_letter(struct slice word, struct slice letter)
{
    size_t size;

    text_character(letter, &size);
    return size == letter.len && word.len >= letter.len &&
           memcmp(word.at, letter.at, letter.len) == 0;
}

static bool compatible(struct slice a, struct slice b)
{
    return slice_equal(a, b) || begins_with_letter(a, b) ||
           begins_with_letter(b, a);
}

static bool given_agree(const struct initials_words *a,
                        const struct initials_words *b)
{
    const struct initials_words *shorter = a->count <= b->count ? a : b;
    const struct initials_words *longer = shorter == a ? b : a;
    size_t next = 1;

    if (shorter->count == 0 || !compatible(shorter->at[0], longer->at[0]))
        return false;
    for (size_t i = 1; i < shorter->count; i++, next++) {
        while (next < longer->count &&
               !compatible(shorter->at[i], longer->at[next]))
            next++;
        if (next == longer->count)
            return false;
    }
    return true;
}

/* ---- whole names ---- */

/* Given names and family name in direct order. False: too many words. */
static bool direct_order(const struct initials_words *given,
                         const struct initials_words *family,
                         struct initials_words *direct)
{
    if (given->count + family->count > INITIALS_WORDS_MAX)
        return false;
    *direct = *given;
    for (size_t i = 0; i < family->count; i++)
        direct->at[direct->count++] = family->at[i];
    return true;
}

/* Both in direct order, and how many words of them at the end are the family. */
static bool direct_agree(const struct initials_words *a,
                         const struct initials_words *b, size_t family)
{
    struct initials_words given_a = *a, given_b = *b;

    if (family == 0 || a->count <= family || b->count <= family)
        return false;
    for (size_t i = 1; i <= family; i++)
        if (!slice_equal(a->at[a->count - i], b->at[b->count - i]))
            return false;
    given_a.count -= family;
    given_b.count -= family;
    return given_agree(&given_a, &given_b);
}

static bool persons_agree(const struct initials_name *a,
                          const struct initials_words *given_a,
                          const struct initials_name *b,
                          const struct initials_words *given_b)
{
    struct initials_words direct_a, direct_b;
    size_t family =
        a->family.count > b->family.count ? a->family.count : b->family.count;

    return direct_order(given_a, &a->family, &direct_a) &&
           direct_order(given_b, &b->family, &direct_b) &&
           direct_agree(&direct_a, &direct_b, family);
}

/* The bytes of a name as it is filed, one after the other; 0 at its end. */
static char filed_byte(const struct initials_name *name, size_t at)
{
    const struct initials_words *parts[] = {&name->family, &name->given};

    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < parts[i]->count; j++) {
            if (at < parts[i]->at[j].len)
                return parts[i]->at[j].at[at];
            at -= parts[i]->at[j].len;
        }
    return '\0';
}

static bool filed_equal(const struct initials_name *a,
                        const struct initials_name *b)
{
    size_t at = 0;

    while (filed_byte(a, at) && filed_byte(a, at) == filed_byte(b, at))
        at++;
    return at > 0 && filed_byte(a, at) == filed_byte(b, at);
}

bool initials_read(struct arena *arena, struct slice sort_name,
                   struct initials_name *name)
{
    *name = (struct initials_name){.east_asian = name_is_east_asian(sort_name)};
    if (!read_parts(arena, sort_name, name) || name->family.count == 0)
        return false;
    if (name->east_asian)
        return true;
    /* "Elizabeth (Ann Elizabeth)" adds a name: it spells nothing out. */
    if (!persons_agree(name, &name->given, name, &name->fuller))
        name->fuller.count = 0;
    return name->given.count > 0;
}

bool initials_agree(const struct initials_name *a,
                    const struct initials_name *b)
{
    if (a->east_asian || b->east_asian)
        return a->east_asian && b->east_asian && filed_equal(a, b);
    if (a->generation && b->generation &&
        strcmp(a->generation, b->generation) != 0)
        return false;
    if (!persons_agree(a, &a->given, b, &b->given))
        return false;
    if (a->fuller.count && !persons_agree(a, &a->fuller, b, &b->given))
        return false;
    if (b->fuller.count && !persons_agree(a, &a->given, b, &b->fuller))
        return false;
    return !a->fuller.count || !b->fuller.count ||
           persons_agree(a, &a->fuller, b, &b->fuller);
}
