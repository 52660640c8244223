/*
 * See marc_names.h.
 *
 * $c holds two things. In a name of one word it says who is meant and is said
 * with it (Francis, of Assisi; Pliny, the Elder), as a suffix is (King, Martin
 * Luther, Jr.). Everything else is a title beside the name (Sir; Pope; Baron).
 */
#include "marc_names.h"

#include "marc_find.h"
#include "name_dates.h"
#include "name_script.h"
#include "name_words.h"
#include "text.h"

/* Inside the name, not at its end. */
static bool has_comma(struct slice name)
{
    const char *comma = name.len ? memchr(name.at, ',', name.len) : NULL;

    return comma &&
           slice_trim(slice_between(comma + 1, name.at + name.len)).len > 0;
}

/* "II", "XIV,", "12.": only numerals. */
static bool is_numeration(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("IVXLCDM0123456789., ", text.at[i]))
            return false;
    return true;
}

/* X00 by its first indicator: only a surname that comes first is turned round.
 * Other values than 0 to 3 are undefined, and the comma tells. */
static void person_kind(char indicator, struct slice entry,
                        struct marc_name *name)
{
    name->kind = indicator == '3' ? NAME_FAMILY : NAME_PERSON;
    name->written = NAME_AS_IS;
    if (indicator == '1' || indicator == '2' || /* 2: obsolete */
        (indicator != '0' && indicator != '3' && has_comma(entry)))
        name->written = NAME_INVERTED;
}

/* UNIMARC's way, met in MARC 21 files: $a family name, $b forenames, $f dates. */
static bool is_unimarc(const struct marc_field *field)
{
    struct slice forenames = marc_subfield(field, 'b');

    return forenames.len && !is_numeration(forenames) &&
           field->indicator[0] != '0' && field->indicator[0] != '3' &&
           !has_comma(marc_subfield(field, 'a'));
}

static void read_unimarc(const struct marc_field *field, struct arena *arena,
                         struct marc_name *name)
{
    struct slice family = text_strip(marc_subfield(field, 'a'));
    struct slice dates = marc_subfield(field, 'f');

    name->written = NAME_INVERTED;
    name->name = arena_printf(arena, "%.*s, %.*s", SLICE_ARG(family),
                              SLICE_ARG(marc_subfield(field, 'b')));
    if (!name->dates.len && name_is_dates(dates))
        name->dates = dates;
}

/* "of Assisi", "the Elder", "des Prez", "ha-Levi": said with a name of one word.
 * A title is a noun, in capitals or not: "monk", "padre". */
static bool is_said_with_name(struct slice part)
{
    static const char *const words[] = {"of", "the", "d'", "ha", "ben", "bar"};
    struct slice rest = part, word = name_next_word(&rest);
    const char *end = word.len ? memchr(word.at, '-', word.len) : NULL;

    if (end)
        word = slice_between(word.at, end);
    else if (!rest.len)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(word, words[i]))
            return true;
    return name_is_preposition(word) ||
           (name_is_family_particle(word) && word.at[0] >= 'a');
}

/* Without its period, which is gone before. */
static bool is_pseudonym(struct slice part)
{
    return slice_is(part, "pseud") || slice_is(part, "pseudonym");
}

static struct slice append(struct arena *arena, struct slice text,
                           const char *between, struct slice part)
{
    if (!text.len)
        return part;
    return arena_printf(arena, "%.*s%s%.*s", SLICE_ARG(text), between,
                        SLICE_ARG(part));
}

static void add_part(struct arena *arena, struct marc_name *name,
                     struct slice part)
{
    enum name_suffix suffix = name_suffix_of(part);

    if (is_pseudonym(part))
        return;
    if (!name->dates.len && name_is_dates(part))
        name->dates = part;
    else if (name->written == NAME_INVERTED &&
             (suffix == SUFFIX_COMMA || suffix == SUFFIX_NUMERAL))
        name->name = append(arena, text_strip(name->name), ", ", part);
    else if (name->written == NAME_AS_IS && !name->titles.len &&
             is_said_with_name(part))
        name->name = append(arena, text_strip(name->name), " ", part);
    else
        name->titles = append(arena, name->titles, ", ", part);
}

/* Its parts at the commas, but for those in parentheses. */
static void add_titles(struct arena *arena, struct marc_name *name,
                       struct slice value)
{
    size_t start = 0;
    int depth = 0;

    for (size_t i = 0; i <= value.len; i++) {
        struct slice part;

        if (i < value.len) {
            depth += value.at[i] == '(';
            depth -= value.at[i] == ')' && depth > 0;
            if (value.at[i] != ',' || depth > 0)
                continue;
        }
        part = text_strip((struct slice){value.at + start, i - start});
        part = slice_trim(part);
        start = i + 1;
        if (part.len)
            add_part(arena, name, part);
    }
}

static struct slice without_parentheses(struct slice text)
{
    text = text_strip(slice_trim(text));
    if (text.len > 1 && text.at[0] == '(' && text.at[text.len - 1] == ')')
        return slice_trim((struct slice){text.at + 1, text.len - 2});
    return text;
}

/* $a in Chinese characters, $c "(Austen, Jane, 1775-1817)": Chinese cataloguing
 * puts the name of a foreigner beside its transcription. */
static bool read_transcribed(const struct marc_field *field,
                             struct marc_name *name)
{
    struct slice entry = marc_subfield(field, 'a');
    struct slice beside = slice_trim(marc_subfield(field, 'c'));

    if (!beside.len || beside.at[0] != '(' ||
        beside.at[beside.len - 1] != ')' || !has_comma(beside) ||
        !name_is_east_asian(entry) || name_is_east_asian(beside))
        return false;
    name->name = without_parentheses(beside);
    name->original = entry;
    name->written = NAME_INVERTED;
    return true;
}

/* More parts of $c than any name has are titles as they stand: each would be put
 * behind all before it. */
#define PARTS_MAX 32

static size_t count_parts(const struct marc_field *field)
{
    size_t count = 0;

    for (size_t i = 0; i < field->subfield_count; i++) {
        struct slice value = field->subfields[i].value;

        if (field->subfields[i].code != 'c')
            continue;
        count++;
        for (size_t at = 0; at < value.len; at++)
            count += value.at[at] == ',';
    }
    return count;
}

static void read_person(const struct marc_field *field, struct arena *arena,
                        struct marc_name *name)
{
    person_kind(field->indicator[0], marc_subfield(field, 'a'), name);
    name->dates = marc_subfield(field, 'd');
    name->fuller = without_parentheses(marc_subfield(field, 'q'));
    if (read_transcribed(field, name))
        return;
    if (is_unimarc(field))
        read_unimarc(field, arena, name);
    else
        name->name = marc_join(
            field, name->written == NAME_INVERTED ? "a" : "ab", arena);
    if (count_parts(field) > PARTS_MAX) {
        name->titles = marc_join(field, "c", arena);
        return;
    }
    for (size_t i = 0; i < field->subfield_count; i++)
        if (field->subfields[i].code == 'c')
            add_titles(arena, name, field->subfields[i].value);
}

bool marc_name_read(const struct marc_field *field, const char *tag,
                    struct arena *arena, struct marc_name *name)
{
    *name = (struct marc_name){.written = NAME_AS_IS, .term_code = 'e'};
    if (memcmp(tag + 1, "00", 2) == 0) {
        read_person(field, arena, name);
        return true;
    }
    if (memcmp(tag + 1, "10", 2) == 0) {
        name->kind = NAME_CORPORATE;
        name->name = marc_join(field, "ab", arena);
        return true;
    }
    if (memcmp(tag + 1, "11", 2) == 0) {
        name->kind = NAME_MEETING;
        name->term_code = 'j';
        name->name = marc_join(field, "acden", arena);
        return true;
    }
    return false;
}
