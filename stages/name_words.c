/* See name_words.h. */
#include "name_words.h"

#include <strings.h>

static const char *const comma_suffixes[] = {
    "Jr",     "Jr.",    "Junior", "Jnr",  "Jnr.",   "Sr",   "Sr.",
    "Senior", "Snr",    "Snr.",   "Esq",  "Esq.",   "PhD",  "Ph.D",
    "Ph.D.",  "Ph. D.", "M.D",    "M.D.", "D.D.S.", "D.D.", "J.D.",
    "LL.D.",  "M.B.A.", "M.A.",   "B.A.", "M.Sc.",  "R.N.", "C.P.A.",
    "Ed.D.",  "D.V.M.", "Psy.D.", "S.J.", "O.S.B.", "O.P.", "O.B.E.",
    "C.B.E.", "filho",  "fils",
};
static const char *const numerals[] = {
    "II", "III", "IV", "2nd", "3rd", "4th",
};
static const char *const firms[] = {
    "Inc",  "Inc.",   "Incorporated", "Ltd",  "Ltd.",  "Limited",
    "LLC",  "L.L.C.", "LLP",          "Corp", "Corp.", "Co.",
    "GmbH", "S.A.",   "PLC",          "Pty",  "Pty.",
};
static const char *const honorifics[] = {"Sir", "Dame", "Lord", "Lady"};
static const char *const titles[] = {
    "Saint",   "Pope",   "King",     "Queen", "Emperor",
    "Empress", "Prince", "Princess", "pseud", "pseud.",
};
static const char *const prepositions[] = {
    "van", "von", "de", "der", "den", "ter", "ten", "zu",  "zum",
    "zur", "vom", "af", "av",  "do",  "da",  "dos", "das",
};
static const char *const particles[] = {
    "la",    "le",  "les",   "lo",   "du",    "des", "del", "della",
    "dello", "dei", "degli", "dal",  "dalla", "di",  "al",  "el",
    "ibn",   "bin", "ben",   "bint", "abu",   "st.", "san",
};
static const char *const capital_particles[] = {
    "Van", "Von",   "De",    "Der", "Den", "La",  "Le",  "Du",
    "Des", "Del",   "Della", "Di",  "Da",  "Dos", "St.", "Saint",
    "San", "Santa", "Mac",   "Mc",  "Ter", "Ten", "VAN", "VON",
    "DE",  "DER",   "LA",    "LE",  "DU",  "DI",  "DEL",
};
/* As they are written inside a name, in lower case. */
static const char *const small_words[] = {
    "and", "of", "for", "the", "The", "und", "et", "&", "in",
};
static const char *const corporate_words[] = {
    "Press",       "Publishing", "Publishers",  "Publications", "Books",
    "University",  "College",    "School",      "Institute",    "Society",
    "Association", "Foundation", "Committee",   "Commission",   "Council",
    "Department",  "Ministry",   "Office",      "Center",       "Centre",
    "Museum",      "Library",    "Orchestra",   "Company",      "Editors",
    "Magazine",    "Studios",    "Productions", "Agency",       "Bureau",
};

/* The first letters tell nearly all words apart without a call. */
static bool is_one_of(struct slice word, const char *const *list, size_t count)
{
    for (size_t i = 0; word.len && i < count; i++)
        if (((list[i][0] ^ word.at[0]) & ~0x20) == 0 &&
            strlen(list[i]) == word.len &&
            strncasecmp(word.at, list[i], word.len) == 0)
            return true;
    return false;
}
#define IS_ONE_OF(word, list) \
    is_one_of((word), (list), sizeof(list) / sizeof *(list))

static bool is_one_of_exactly(struct slice word, const char *const *list,
                              size_t count)
{
    for (size_t i = 0; word.len && i < count; i++)
        if (list[i][0] == word.at[0] && slice_is(word, list[i]))
            return true;
    return false;
}

#define IS_ONE_OF_EXACTLY(word, list) \
    is_one_of_exactly((word), (list), sizeof(list) / sizeof *(list))

enum name_suffix name_suffix_of(struct slice word)
{
    if (IS_ONE_OF(word, comma_suffixes))
        return SUFFIX_COMMA;
    if (IS_ONE_OF_EXACTLY(word, numerals))
        return SUFFIX_NUMERAL;
    if (IS_ONE_OF(word, firms))
        return SUFFIX_FIRM;
    return SUFFIX_NONE;
}

bool name_is_honorific(struct slice part)
{
    return IS_ONE_OF(part, honorifics);
}

bool name_is_title(struct slice part)
{
    struct slice rest = part, word = name_next_word(&rest);

    if (IS_ONE_OF(part, titles) || slice_is(word, "the"))
        return true;
    for (; word.len; word = name_next_word(&rest))
        if (slice_is(word, "of"))
            return true;
    return false;
}

bool name_is_preposition(struct slice word)
{
    return IS_ONE_OF_EXACTLY(word, prepositions);
}

bool name_is_family_particle(struct slice word)
{
    return IS_ONE_OF_EXACTLY(word, particles) ||
           IS_ONE_OF_EXACTLY(word, capital_particles);
}

bool name_is_corporate_word(struct slice word)
{
    return IS_ONE_OF_EXACTLY(word, small_words) ||
           IS_ONE_OF(word, corporate_words) ||
           name_suffix_of(word) == SUFFIX_FIRM;
}

struct slice name_next_word(struct slice *text)
{
    const char *end;
    struct slice word;

    *text = slice_trim(*text);
    end = text->len ? memchr(text->at, ' ', text->len) : NULL;
    if (!end)
        end = text->at + text->len;
    word = slice_between(text->at, end);
    *text = slice_between(end, text->at + text->len);
    return word;
}

bool name_in_capitals(struct slice name)
{
    size_t capitals = 0;

    for (size_t i = 0; i < name.len; i++) {
        if (name.at[i] >= 'a' && name.at[i] <= 'z')
            return false;
        capitals += name.at[i] >= 'A' && name.at[i] <= 'Z';
    }
    return capitals >= 2;
}
