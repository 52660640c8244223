/*
 * See names.h. A name is taken apart at its commas into parts, the parts that
 * are not the name (dates, suffixes, titles) are told by their words, and the
 * two forms are put together from what is left.
 */
#include "names.h"

#include "name_dates.h"
#include "name_script.h"
#include "name_words.h"
#include "text.h"

/* A name with more commas is no name of one person. */
#define PARTS_MAX 8

struct parts {
    struct slice at[PARTS_MAX];
    size_t count;
    bool more;
};

/* A comma, the Arabic one among them; 0: none. */
static size_t comma_size(struct slice text)
{
    if (text.at[0] == ',')
        return 1;
    return text.len > 1 && memcmp(text.at, "\u060c", 2) == 0 ? 2 : 0;
}

/* Commas inside parentheses separate nothing: (Springfield, Ill.). */
static struct parts parts_of(struct slice name)
{
    struct parts parts = {.count = 0};
    size_t start = 0;
    int depth = 0;

    for (size_t i = 0; i <= name.len; i++) {
        struct slice part;
        size_t comma = 1;

        if (i < name.len) {
            depth += name.at[i] == '(';
            depth -= name.at[i] == ')' && depth > 0;
            comma = comma_size((struct slice){name.at + i, name.len - i});
            if (!comma || depth > 0)
                continue;
        }
        part = slice_trim((struct slice){name.at + start, i - start});
        start = i + comma;
        if (part.len && parts.count < PARTS_MAX)
            parts.at[parts.count++] = part;
        else if (part.len)
            parts.more = true;
    }
    return parts;
}

static void parts_remove(struct parts *parts, size_t index)
{
    parts->count--;
    memmove(&parts->at[index], &parts->at[index + 1],
            (parts->count - index) * sizeof *parts->at);
}

/* Never the first: a name may be called "1947-". */
static struct slice parts_take_dates(struct parts *parts)
{
    for (size_t i = parts->count; i-- > 1;)
        if (name_is_dates(parts->at[i])) {
            struct slice dates = parts->at[i];

            parts_remove(parts, i);
            return name_dates_strip(dates);
        }
    return SLICE_NONE;
}

static bool forms_as_is(struct name_forms *forms, struct slice name)
{
    forms->display = forms->sort = name;
    return true;
}

/* ---- inverted ---- */

static struct slice without_fuller_form(struct slice given)
{
    const char *open = given.len && given.at[given.len - 1] == ')'
                           ? memchr(given.at, '(', given.len)
                           : NULL;
    struct slice before;

    if (!open)
        return given;
    before = slice_trim(slice_between(given.at, open));
    return before.len ? before : given;
}

/* "King, Jr., Martin Luther": the forenames are the first part that is neither
 * suffix nor title; they go to the second place. */
static bool find_given(struct parts *parts)
{
    for (size_t i = 1; i < parts->count; i++) {
        struct slice part = parts->at[i];

        if (name_suffix_of(part) != SUFFIX_NONE || name_is_honorific(part))
            continue;
        if (name_is_title(part))
            return false;
        memmove(&parts->at[2], &parts->at[1], (i - 1) * sizeof part);
        parts->at[1] = part;
        return true;
    }
    return false;
}

static struct slice last_word(struct slice text)
{
    size_t start = text.len;

    while (start > 0 && text.at[start - 1] != ' ')
        start--;
    return (struct slice){text.at + start, text.len - start};
}

/* "Byron, George Gordon Byron, Baron": peers are entered under their title and
 * have it among their forenames too. */
static struct slice show_name(struct arena *arena, struct slice family,
                              struct slice given)
{
    given = without_fuller_form(given);
    if (name_is_east_asian(family) && name_is_east_asian(given))
        return arena_join(arena, family, "", given);
    if (given.len > family.len && slice_equal(last_word(given), family))
        return given;
    return arena_join(arena, given, " ", family);
}

/* Puts what stands behind the forenames around "given family". */
static struct slice show_part(struct arena *arena, struct slice display,
                              struct slice part)
{
    if (name_is_honorific(part))
        return arena_join(arena, part, " ", display);
    if (name_suffix_of(part) == SUFFIX_NUMERAL)
        return arena_join(arena, display, " ", part);
    return arena_join(arena, display, ", ", part);
}

static bool forms_inverted(struct arena *arena, struct slice name,
                           struct name_forms *forms)
{
    struct parts parts = parts_of(name);
    bool given;

    if (parts.more)
        return forms_as_is(forms, name);
    forms->dates = parts_take_dates(&parts);
    if (parts.count == 0)
        return forms_as_is(forms, SLICE_NONE);
    given = find_given(&parts);
    forms->display = parts.at[0];
    forms->sort = parts.at[0];
    if (given)
        forms->display = show_name(arena, parts.at[0], parts.at[1]);
    for (size_t i = 1; i < parts.count && !arena->failed; i++) {
        forms->sort = arena_join(arena, forms->sort, ", ", parts.at[i]);
        if (i > 1 || !given)
            forms->display = show_part(arena, forms->display, parts.at[i]);
    }
    return !arena->failed;
}

/* "[Author]" at the end. */
static bool take_role(struct slice *name, struct slice *role)
{
    struct slice whole = slice_trim(*name);
    size_t open = whole.len;

    if (!whole.len || whole.at[whole.len - 1] != ']')
        return false;
    while (open > 0 && whole.at[open - 1] != '[')
        open--;
    if (open == 0)
        return false;
    *role = slice_trim((struct slice){whole.at + open, whole.len - open - 1});
    *name = text_strip((struct slice){whole.at, open - 1});
    return true;
}

/* ---- direct ---- */

static struct slice before_word(struct slice text, struct slice word)
{
    return slice_trim(slice_between(text.at, word.at));
}

/* Characters of shelf marks, dates and titles. */
static const bool is_no_letter_of_names[256] = {
    ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true,
    ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true,
    ['('] = true, [')'] = true, ['['] = true, [']'] = true, ['/'] = true,
    [':'] = true, ['"'] = true,
};

/* More words than any person's name has. */
#define WORDS_MAX 8

static bool may_be_person(struct slice name)
{
    struct slice rest = name, word;
    size_t words = 0;

    for (size_t i = 0; i < name.len; i++)
        if (is_no_letter_of_names[(unsigned char)name.at[i]])
            return false;
    while ((word = name_next_word(&rest)).len)
        if (++words > WORDS_MAX || name_is_corporate_word(word))
            return false;
    return words > 1 && (text_is_ascii(name) || !name_is_east_asian(name));
}

/* Moves *from back over the words before it that `is_one` takes; the first word
 * of the name stays: somebody has to be called something. */
static struct slice extend(struct slice name, const char *from,
                           bool (*is_one)(struct slice word))
{
    const char *end = name.at + name.len;
    struct slice rest = slice_trim(slice_between(name.at, from));
    struct slice word = last_word(rest);

    while (word.at > rest.at && is_one(word)) {
        from = word.at;
        rest = before_word(rest, word);
        word = last_word(rest);
    }
    return slice_between(from, end);
}

/* "Ortega y Gasset" is one family name. */
static struct slice with_joined(struct slice name, struct slice family)
{
    struct slice rest = before_word(name, family), word = last_word(rest);

    if (!slice_is(word, "y") || word.at == rest.at)
        return family;
    word = last_word(before_word(rest, word));
    return word.at > rest.at ? slice_between(word.at, family.at + family.len)
                             : family;
}

/* Takes the family name off the end of *given: the last word and the
 * particles that are filed with it. *after: particles that are filed after
 * the forenames. */
static struct slice take_family(struct slice *given, struct slice *after)
{
    struct slice name = *given, family = with_joined(name, last_word(name));
    struct slice first = name;

    family = extend(name, family.at, name_is_family_particle);
    name = before_word(name, family);
    *after = extend(name, name.at + name.len, name_is_preposition);
    *given = before_word(name, *after);
    /* "van Gogh": there is no forename, it is all one name. */
    if (name_is_preposition(*given)) {
        family = first;
        *given = *after = SLICE_NONE;
    }
    return family;
}

/* A suffix at the end without a comma before it, where it can be nothing else:
 * there are families called Senior. */
static struct slice take_suffix(struct slice *name)
{
    struct slice word = last_word(*name), before = before_word(*name, word);
    enum name_suffix suffix = name_suffix_of(word);
    bool sure = suffix == SUFFIX_NUMERAL ||
                (suffix == SUFFIX_COMMA &&
                 (word.at[word.len - 1] == '.' || slice_is(word, "Jr") ||
                  slice_is(word, "Sr") || slice_is(word, "PhD") ||
                  slice_is(word, "fils")));

    if (!sure || !memchr(before.at, ' ', before.len))
        return SLICE_NONE;
    *name = before;
    return word;
}

/* Name without suffixes, and the suffixes as they are filed. */
static bool forms_direct_sort(struct arena *arena, struct slice name,
                              struct slice suffix, struct name_forms *forms)
{
    struct slice after, family;

    if (!may_be_person(name)) {
        forms->sort = forms->display;
        return true;
    }
    if (!suffix.len)
        suffix = take_suffix(&name);
    family = take_family(&name, &after);
    forms->sort = arena_join(arena, name, " ", after);
    forms->sort = arena_join(arena, family, ", ", forms->sort);
    forms->sort = arena_join(arena, forms->sort, ", ", suffix);
    return !arena->failed;
}

static bool forms_direct(struct arena *arena, struct slice name,
                         struct name_forms *forms)
{
    struct parts parts = parts_of(name);
    struct slice suffix = SLICE_NONE;
    bool title = false;

    if (parts.more) {
        forms->ambiguous = true;
        return forms_as_is(forms, name);
    }
    forms->dates = parts_take_dates(&parts);
    if (parts.count == 0)
        return forms_as_is(forms, SLICE_NONE);
    forms->display = parts.at[0];
    for (size_t i = 1; i < parts.count && !arena->failed; i++) {
        forms->display = arena_join(arena, forms->display, ", ", parts.at[i]);
        suffix = arena_join(arena, suffix, ", ", parts.at[i]);
        if (name_is_title(parts.at[i]))
            title = true;
        else if (name_suffix_of(parts.at[i]) == SUFFIX_NONE)
            forms->ambiguous = true;
    }
    forms->sort = forms->display;
    if (arena->failed || forms->ambiguous || title)
        return !arena->failed;
    if (parts.count > 1 && name_suffix_of(parts.at[1]) == SUFFIX_FIRM)
        return true;
    return forms_direct_sort(arena, parts.at[0], suffix, forms);
}

bool name_forms(struct arena *arena, struct slice name, enum name_order written,
                struct name_forms *forms)
{
    struct slice role;

    *forms = (struct name_forms){.ambiguous = false};
    name = text_strip(name);
    /* Behind their characters a final period is the field's. */
    while (name.len && name.at[name.len - 1] == '.' && name_is_east_asian(name))
        name.len--;
    switch (written) {
    case NAME_DIRECT:
        return forms_direct(arena, name, forms);
    case NAME_LIBRARY:
        while (take_role(&name, &role))
            forms->role = arena_join(arena, role, ", ", forms->role);
        return forms_inverted(arena, name, forms);
    case NAME_INVERTED:
        return forms_inverted(arena, name, forms);
    case NAME_AS_IS:
        break;
    }
    return forms_as_is(forms, name);
}

bool name_forms_of_two(struct arena *arena, struct slice family,
                       struct slice given, struct name_forms *forms)
{
    struct slice name;

    family = text_strip(family);
    given = text_strip(given);
    if (!family.len || !given.len)
        return name_forms(arena, family.len ? family : given, NAME_INVERTED,
                          forms);
    name = arena_join(arena, family, ", ", given);
    return name.at && name_forms(arena, name, NAME_INVERTED, forms);
}
