/*
 * The rule for books that goes by title, first author and year. See match.h for
 * its conditions.
 */
#include "match.h"

#define NEAR_MAX 10 /* of one record, told to people */

enum fit {
    FITS_NOT,
    FITS_NEARLY, /* only publisher or subtitle speak against it */
    FITS,
};

static bool has_title(const struct book_row *book, struct key title_key)
{
    for (size_t i = 0; i < book->keys.count; i++)
        if (book->keys.at[i].kind == KEY_TITLE &&
            book->keys.at[i].state != ROW_REMOVED &&
            key_equal(book->keys.at[i].key, title_key))
            return true;
    return false;
}

/* Both sides with ISBNs would have met by one; both with own ids, by that. A title
 * key may be a book's work key: its title alone, without its subtitle. */
static enum fit fit_of(struct resolver *resolver, const struct biblio *biblio,
                       const struct book_row *book)
{
    int32_t ids_kind = resolver->stage->job->import.ids_kind;

    if ((biblio->isbns.count > 0 && book_has_key_of_kind(book, KEY_ISBN)) ||
        (!key_is_none(biblio->own_key) &&
         book_has_key_of_kind(book, ids_kind)) ||
        book_field_disagrees(resolver, biblio, book, BOOK_MATERIAL))
        return FITS_NOT;
    return book_field_disagrees(resolver, biblio, book, BOOK_PUBLISHER) ||
                   !has_title(book, biblio->title_key)
               ? FITS_NEARLY
               : FITS;
}

static bool too_many(const struct probe *slot, int32_t year)
{
    size_t count = 0;

    for (size_t i = 0; i < slot->hits.count && count <= CANDIDATES_MAX; i++)
        count += years_may_meet(slot->hits.at[i].fact, year);
    return count > CANDIDATES_MAX;
}

static int note_near(struct resolver *resolver, int64_t id)
{
    int64_t *near;

    if (resolver->near.count == NEAR_MAX)
        return 0;
    near = list_push(&resolver->scratch, &resolver->near);
    if (!near)
        return error_memory(resolver->set.from.error);
    *near = id;
    return 0;
}

/* Candidates with the same year, or (same false) with one of the years missing. */
static int look_at_year(struct resolver *resolver, const struct biblio *biblio,
                        const struct probe *slot, bool same,
                        struct book_row **only, size_t *fits)
{
    *fits = 0;
    for (size_t i = 0; i < slot->hits.count; i++) {
        int64_t year = slot->hits.at[i].fact;
        struct book_row *book;
        bool apart = false;
        enum fit fit;

        if ((year == biblio->year) != same ||
            (!same && year != 0 && biblio->year != 0))
            continue;
        book = working_book(&resolver->set, slot->hits.at[i].id);
        if (!book)
            return -1;
        fit = book->id ? fit_of(resolver, biblio, book) : FITS_NOT;
        if (fit != FITS_NOT &&
            match_pairs_apart(resolver, biblio, book, &apart) != 0)
            return -1;
        if (fit == FITS_NOT || apart)
            continue;
        if (note_near(resolver, book->id) != 0)
            return -1;
        if (fit == FITS_NEARLY)
            continue;
        *only = book;
        ++*fits;
    }
    return 0;
}

int match_by_title(struct resolver *resolver, const struct biblio *biblio,
                   struct book_row **book)
{
    struct book_row *only = NULL;
    struct probe *slot;
    size_t fits;

    if (key_is_none(biblio->title_key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_BOOK, biblio->title_key);
    if (!slot)
        return -1;
    if (too_many(slot, biblio->year))
        return 0;
    if (look_at_year(resolver, biblio, slot, true, &only, &fits) != 0)
        return -1;
    if (fits == 0 &&
        look_at_year(resolver, biblio, slot, false, &only, &fits) != 0)
        return -1;
    if (fits == 1)
        *book = only;
    return 0;
}
