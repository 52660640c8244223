/*
 * See csv_words.h. Words come from library and shop exports, from the usual
 * data sets, and from the pubs database (au_id, au_ord, royaltyper, ...).
 */
#include "csv_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <utf8proc.h>

#define WORD_LONGEST 40
#define NUMBER_DIGITS 3

/* clang-format off */
static const struct {
    const char *word; /* without blanks, underscores and hyphens */
    enum csv_field field;
} words[] = {
    {"title", CSV_TITLE}, {"booktitle", CSV_TITLE}, {"maintitle", CSV_TITLE},
    {"titleproper", CSV_TITLE}, {"fulltitle", CSV_TITLE},
    {"titlename", CSV_TITLE}, {"bookname", CSV_TITLE},
    {"originaltitle", CSV_TITLE},
    {"subtitle", CSV_SUBTITLE}, {"booksubtitle", CSV_SUBTITLE},
    {"titlesubtitle", CSV_SUBTITLE},
    {"isbn13", CSV_ISBN}, {"isbn", CSV_ISBN}, {"isbn10", CSV_ISBN},
    {"bookisbn", CSV_ISBN}, {"ean", CSV_ISBN}, {"ean13", CSV_ISBN},
    {"issn", CSV_ISSN}, {"eissn", CSV_ISSN}, {"pissn", CSV_ISSN},
    {"year", CSV_YEAR}, {"publicationyear", CSV_YEAR},
    {"yearofpublication", CSV_YEAR}, {"publishedyear", CSV_YEAR},
    {"yearpublished", CSV_YEAR}, {"pubyear", CSV_YEAR},
    {"publicationdate", CSV_YEAR}, {"dateofpublication", CSV_YEAR},
    {"publisheddate", CSV_YEAR}, {"publishdate", CSV_YEAR},
    {"datepublished", CSV_YEAR}, {"pubdate", CSV_YEAR},
    {"published", CSV_YEAR}, {"originalpublicationyear", CSV_YEAR},
    {"publisher", CSV_PUBLISHER}, {"publishername", CSV_PUBLISHER},
    {"bookpublisher", CSV_PUBLISHER}, {"pub", CSV_PUBLISHER},
    {"pubname", CSV_PUBLISHER}, {"imprint", CSV_PUBLISHER},
    {"language", CSV_LANGUAGE}, {"languagecode", CSV_LANGUAGE},
    {"lang", CSV_LANGUAGE}, {"booklanguage", CSV_LANGUAGE},
    {"bookref", CSV_BOOK_REF}, {"bookid", CSV_BOOK_REF},
    {"titleid", CSV_BOOK_REF}, {"recordid", CSV_BOOK_REF},
    {"author", CSV_AUTHOR}, {"bookauthor", CSV_AUTHOR},
    {"authorname", CSV_AUTHOR}, {"mainauthor", CSV_AUTHOR},
    {"firstauthor", CSV_AUTHOR}, {"primaryauthor", CSV_AUTHOR},
    {"auname", CSV_AUTHOR}, {"writer", CSV_AUTHOR}, {"creator", CSV_AUTHOR},
    {"authors", CSV_AUTHORS}, {"bookauthors", CSV_AUTHORS},
    {"authornames", CSV_AUTHORS}, {"authorlist", CSV_AUTHORS},
    {"creators", CSV_AUTHORS}, {"contributors", CSV_AUTHORS},
    {"authorfamily", CSV_AUTHOR_FAMILY}, {"aulname", CSV_AUTHOR_FAMILY},
    {"family", CSV_AUTHOR_FAMILY}, {"familyname", CSV_AUTHOR_FAMILY},
    {"lastname", CSV_AUTHOR_FAMILY}, {"surname", CSV_AUTHOR_FAMILY},
    {"authorlastname", CSV_AUTHOR_FAMILY},
    {"authorsurname", CSV_AUTHOR_FAMILY}, {"aulast", CSV_AUTHOR_FAMILY},
    {"authorfamilyname", CSV_AUTHOR_FAMILY}, {"last", CSV_AUTHOR_FAMILY},
    {"authorgiven", CSV_AUTHOR_GIVEN}, {"aufname", CSV_AUTHOR_GIVEN},
    {"given", CSV_AUTHOR_GIVEN}, {"givenname", CSV_AUTHOR_GIVEN},
    {"firstname", CSV_AUTHOR_GIVEN}, {"forename", CSV_AUTHOR_GIVEN},
    {"authorfirstname", CSV_AUTHOR_GIVEN}, {"aufirst", CSV_AUTHOR_GIVEN},
    {"authorgivenname", CSV_AUTHOR_GIVEN}, {"first", CSV_AUTHOR_GIVEN},
    {"authorref", CSV_AUTHOR_REF}, {"authorid", CSV_AUTHOR_REF},
    {"auid", CSV_AUTHOR_REF},
    {"dates", CSV_DATES}, {"authordates", CSV_DATES}, {"lifedates", CSV_DATES},
    {"role", CSV_ROLE}, {"authorrole", CSV_ROLE}, {"relator", CSV_ROLE},
    {"contributorrole", CSV_ROLE},
    {"roles", CSV_ROLES}, {"authorroles", CSV_ROLES}, {"relators", CSV_ROLES},
    {"order", CSV_ORDER}, {"auord", CSV_ORDER}, {"authororder", CSV_ORDER},
    {"publicationorder", CSV_ORDER}, {"authorposition", CSV_ORDER},
    {"royalty", CSV_ROYALTY}, {"royaltyper", CSV_ROYALTY},
    {"royaltypercentage", CSV_ROYALTY}, {"royaltypercent", CSV_ROYALTY},
    {"royaltyrate", CSV_ROYALTY}, {"royaltyshare", CSV_ROYALTY},
    {"authorroyalty", CSV_ROYALTY},
    {"royalties", CSV_ROYALTIES}, {"authorroyalties", CSV_ROYALTIES},
};
/* clang-format on */

static bool lookup(const char *word, struct csv_word *found)
{
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].word, word) != 0)
            continue;
        *found = (struct csv_word){.field = words[i].field, .rank = i};
        return true;
    }
    return false;
}

static bool is_separator(char c)
{
    return c == ' ' || c == '_' || c == '-' || c == '\t' || c == '\n' ||
           c == '\r';
}

/* "author2": the digits at the end, cut off. 0: there are none. */
static unsigned cut_number(char *word, size_t len)
{
    size_t digits = 0;
    unsigned number;

    while (digits < len && isdigit((unsigned char)word[len - digits - 1]))
        digits++;
    if (!digits || digits == len || digits > NUMBER_DIGITS)
        return 0;
    number = (unsigned)strtoul(word + len - digits, NULL, 10);
    word[len - digits] = '\0';
    return number;
}

bool csv_word_find(struct slice header, struct csv_word *word)
{
    char bare[WORD_LONGEST + 1];
    size_t len = 0;
    unsigned number;

    for (size_t i = 0; i < header.len; i++) {
        if (is_separator(header.at[i]))
            continue;
        if (len == WORD_LONGEST)
            return false;
        bare[len++] = (char)tolower((unsigned char)header.at[i]);
    }
    bare[len] = '\0';
    if (lookup(bare, word))
        return true;
    number = cut_number(bare, len);
    if (!number || !lookup(bare, word) || word->field < CSV_AUTHOR)
        return false;
    word->number = number;
    return true;
}

/* A character in lower case takes at most twice its bytes; four are enough. */
static size_t put_lower(char *at, utf8proc_int32_t character)
{
    return (size_t)utf8proc_encode_char(utf8proc_tolower(character),
                                        (utf8proc_uint8_t *)at);
}

struct slice csv_word_form(struct arena *arena, struct slice header)
{
    char *made = header.len < SIZE_MAX / 4
                     ? arena_alloc(arena, header.len * 4 + 1)
                     : NULL;
    size_t at = 0, i = 0;

    if (!made)
        return SLICE_NONE;
    while (i < header.len) {
        utf8proc_int32_t character;
        utf8proc_ssize_t bytes;

        if (is_separator(header.at[i])) {
            if (at && made[at - 1] != ' ')
                made[at++] = ' ';
            i++;
            continue;
        }
        bytes =
            utf8proc_iterate((const utf8proc_uint8_t *)header.at + i,
                             (utf8proc_ssize_t)(header.len - i), &character);
        if (bytes < 1) {
            made[at++] = header.at[i++];
            continue;
        }
        at += put_lower(made + at, character);
        i += (size_t)bytes;
    }
    if (at && made[at - 1] == ' ')
        at--;
    return (struct slice){made, at};
}
