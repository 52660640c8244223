/* Records of books that people wrote down as one, or as two: see pairs.h. */
#include "match.h"
#include "numbers.h"
#include "pairs.h"

/* ---- what a record and a row can be called by ---- */

typedef LIST(struct pair_side) side_list;

static int add(struct resolver *resolver, side_list *sides, struct key key,
               int32_t year, int64_t id)
{
    struct pair_side *side;

    if (key_is_none(key))
        return 0;
    side = list_push(&resolver->scratch, sides);
    if (!side)
        return error_memory(resolver->set.from.error);
    *side =
        (struct pair_side){.key = key, .year = year, .id = id, .book = true};
    return 0;
}

/* Those of the record that a pair of the verdict names. */
static int sides_of(struct resolver *resolver, const struct biblio *biblio,
                    enum verdict_of_pair verdict, side_list *sides)
{
    const struct pairs *pairs = resolver->stage->job->pairs;
    side_list all = {0};

    *sides = (side_list){0};
    if (!pairs || !pairs->books)
        return 0;
    if (add(resolver, &all, biblio->own_key, 0, 0) ||
        add(resolver, &all, biblio->title_key, biblio->year, 0))
        return -1;
    for (size_t i = 0; i < biblio->isbns.count; i++)
        if (add(resolver, &all, biblio->isbn_keys[i], 0, 0))
            return -1;
    for (size_t i = 0; i < all.count; i++) {
        struct pair_search search;

        pairs_begin(&search, pairs, verdict, &all.at[i]);
        if (pairs_next(&search) &&
            add(resolver, sides, all.at[i].key, all.at[i].year, 0))
            return -1;
    }
    return 0;
}

static bool names_book(int32_t kind)
{
    return kind == KEY_ISBN || kind == KEY_TITLE || kind >= KEY_KIND_IDS;
}

/* Do the pairs of the verdict say it of the record and the row? */
static bool told(const struct pairs *pairs, enum verdict_of_pair verdict,
                 const side_list *sides, const struct book_row *book)
{
    int32_t year = 0;
    bool told = false;

    if (!sides->count)
        return false;
    (void)number_year(book->field[BOOK_YEAR], &year);
    for (size_t i = 0; !told && i < sides->count; i++) {
        struct pair_side row = {.id = book->id, .book = true};

        /* by its id, whatever keys it has */
        told = pairs_told(pairs, verdict, &sides->at[i], &row);
        for (size_t j = 0; !told && j < book->keys.count; j++) {
            if (book->keys.at[j].state == ROW_REMOVED ||
                !names_book(book->keys.at[j].kind))
                continue;
            row.key = book->keys.at[j].key;
            row.year = book->keys.at[j].kind == KEY_TITLE ? year : 0;
            told = pairs_told(pairs, verdict, &sides->at[i], &row);
        }
    }
    return told;
}

static int look(struct resolver *resolver, const struct biblio *biblio,
                enum verdict_of_pair verdict, const struct book_row *book,
                bool *found)
{
    side_list sides;

    if (sides_of(resolver, biblio, verdict, &sides) != 0)
        return -1;
    *found = told(resolver->stage->job->pairs, verdict, &sides, book);
    return 0;
}

int match_pairs_apart(struct resolver *resolver, const struct biblio *biblio,
                      const struct book_row *book, bool *apart)
{
    return look(resolver, biblio, PAIR_DIFFERENT, book, apart);
}

int match_pairs_together(struct resolver *resolver, const struct biblio *biblio,
                         const struct book_row *book, bool *together)
{
    return look(resolver, biblio, PAIR_SAME, book, together);
}

/* ---- the other of a pair ---- */

static bool is_called(const struct book_row *book, const struct pair_side *side)
{
    int32_t year = 0;

    (void)number_year(book->field[BOOK_YEAR], &year);
    for (size_t i = 0; i < book->keys.count; i++)
        if (book->keys.at[i].state != ROW_REMOVED &&
            names_book(book->keys.at[i].kind) &&
            key_equal(book->keys.at[i].key, side->key))
            return !side->year || side->year == year;
    return false;
}

/* The book that has the id; else the only one with the key. */
static int meet(struct resolver *resolver, const struct pair_side *side,
                struct book_row **book)
{
    struct book_row *only = NULL, *row;
    struct probe *slot;

    if (side->id) {
        row = working_book(&resolver->set, side->id);
        if (row && row->id)
            *book = row;
        return row ? 0 : -1;
    }
    slot = working_slot(&resolver->set, KEYS_BOOK, side->key);
    if (!slot)
        return -1;
    for (size_t i = 0; i < slot->hits.count && i < CANDIDATES_MAX; i++) {
        row = working_book(&resolver->set, slot->hits.at[i].id);
        if (!row)
            return -1;
        if (row->id == 0 || !is_called(row, side))
            continue;
        if (only)
            return 0;
        only = row;
    }
    *book = only;
    return 0;
}

int match_pairs_book(struct resolver *resolver, const struct biblio *biblio,
                     struct book_row **book)
{
    side_list sides;

    if (sides_of(resolver, biblio, PAIR_SAME, &sides) != 0)
        return -1;
    for (size_t i = 0; !*book && i < sides.count; i++) {
        struct pair_search search;
        const struct pair *pair;
        size_t tried = 0;
        bool apart = false;

        pairs_begin(&search, resolver->stage->job->pairs, PAIR_SAME,
                    &sides.at[i]);
        while (!*book && tried++ < CANDIDATES_MAX &&
               (pair = pairs_next(&search)))
            if (meet(resolver, &pair->other, book) != 0)
                return -1;
        if (*book && match_pairs_apart(resolver, biblio, *book, &apart) != 0)
            return -1;
        if (apart)
            *book = NULL;
    }
    return 0;
}
