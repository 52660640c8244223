/*
 * The rules for books, in their order. Each looks at candidates that a key gave
 * and decides on the rows.
 */
#include "match.h"

/* ---- own id ---- */

static int match_own_id(struct resolver *resolver, const struct biblio *biblio,
                        struct book_row **book)
{
    struct slot *slot;

    if (key_is_none(biblio->own_key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_BOOK, biblio->own_key);
    if (!slot)
        return -1;
    for (size_t i = 0; i < slot->hits.count && !*book; i++) {
        *book = working_book(&resolver->set, slot->hits.at[i].id);
        if (!*book)
            return -1;
        if ((*book)->id == 0)
            *book = NULL;
    }
    return 0;
}

/* ---- shared ISBN, titles agree ---- */

static bool title_agrees(struct resolver *resolver, const struct biblio *biblio,
                         const struct book_row *book)
{
    return titles_agree(&resolver->scratch, biblio->field[BOOK_TITLE],
                        biblio->field[BOOK_SUBTITLE], book->field[BOOK_TITLE],
                        book->field[BOOK_SUBTITLE]);
}

static int isbn_conflict(struct resolver *resolver, uint64_t isbn,
                         const struct book_row *book)
{
    struct slice found =
        arena_printf(&resolver->scratch, "%013llu of book %lld",
                     (unsigned long long)isbn, (long long)book->id);
    struct ledger_row *row = working_ledger(
        &resolver->set, resolver->record->ordinal, "book", "conflict");

    if (!row)
        return -1;
    row->book_id = book->id;
    row->rule = "isbn";
    row->field = "title";
    row->before = book->field[BOOK_TITLE];
    row->after = found;
    record_warn(resolver->record, ISBN_CONFLICT, SLICE("isbn"),
                book->field[BOOK_TITLE], found);
    return 0;
}

/* A number that stands for anything (a publisher who prints one ISBN in all his
 * books) costs no more than this many looks, and one warning, per record. */
#define OTHERS_MAX 64

static int match_isbn(struct resolver *resolver, const struct biblio *biblio,
                      struct book_row **book)
{
    const struct book_row *conflict = NULL;
    uint64_t isbn = 0;
    size_t other = 0;

    for (size_t i = 0; i < biblio->isbns.count; i++) {
        struct slot *slot =
            working_slot(&resolver->set, KEYS_BOOK, biblio->isbn_keys[i]);

        if (!slot)
            return -1;
        for (size_t j = 0; j < slot->hits.count && other < OTHERS_MAX; j++) {
            struct book_row *row =
                working_book(&resolver->set, slot->hits.at[j].id);

            if (!row)
                return -1;
            if (row->id == 0)
                continue;
            if (title_agrees(resolver, biblio, row)) {
                *book = row;
                return 0;
            }
            if (!other++)
                conflict = row;
            isbn = conflict == row ? biblio->isbns.at[i] : isbn;
        }
    }
    return conflict ? isbn_conflict(resolver, isbn, conflict) : 0;
}

/* ---- title, first author, year ---- */

static bool has_key_of_kind(const struct book_row *book, int32_t kind)
{
    for (size_t i = 0; i < book->keys.count; i++)
        if (book->keys.at[i].kind == kind &&
            book->keys.at[i].state != ROW_REMOVED)
            return true;
    return false;
}

static bool field_disagrees(struct resolver *resolver, struct slice a,
                            struct slice b)
{
    struct slice form;

    if (a.len == 0 || b.len == 0 || slice_equal(a, b))
        return false;
    form = compare_form(&resolver->scratch, a);
    return !slice_equal(form, compare_form(&resolver->scratch, b));
}

/* PRODUCT's conditions: not both sides have ISBNs, material and publisher do not
 * disagree, no own ids differ within one namespace. */
static bool title_rule_holds(struct resolver *resolver,
                             const struct biblio *biblio,
                             const struct book_row *book)
{
    int32_t ids_kind = resolver->stage->job->import.ids_kind;

    if (biblio->isbns.count > 0 && has_key_of_kind(book, KEY_ISBN))
        return false;
    if (!key_is_none(biblio->own_key) && has_key_of_kind(book, ids_kind))
        return false; /* the same own id would have met in match_own_id */
    return !field_disagrees(resolver, biblio->field[BOOK_MATERIAL],
                            book->field[BOOK_MATERIAL]) &&
           !field_disagrees(resolver, biblio->field[BOOK_PUBLISHER],
                            book->field[BOOK_PUBLISHER]);
}

static bool too_many(const struct slot *slot, int32_t year)
{
    size_t count = 0;

    for (size_t i = 0; i < slot->hits.count && count <= CANDIDATES_MAX; i++)
        count += years_may_meet(slot->hits.at[i].fact, year);
    return count > CANDIDATES_MAX;
}

/* Candidates with the same year, or (same false) with one of the years missing. */
static int match_title_year(struct resolver *resolver,
                            const struct biblio *biblio,
                            const struct slot *slot, bool same,
                            struct book_row **only, size_t *fits)
{
    *fits = 0;
    for (size_t i = 0; i < slot->hits.count; i++) {
        int64_t year = slot->hits.at[i].fact;
        struct book_row *book;

        if ((year == biblio->year) != same ||
            (!same && year != 0 && biblio->year != 0))
            continue;
        book = working_book(&resolver->set, slot->hits.at[i].id);
        if (!book)
            return -1;
        if (book->id == 0 || !title_rule_holds(resolver, biblio, book))
            continue;
        *only = book;
        ++*fits;
    }
    return 0;
}

static int match_title(struct resolver *resolver, const struct biblio *biblio,
                       struct book_row **book)
{
    struct book_row *only = NULL;
    struct slot *slot;
    size_t fits;

    if (key_is_none(biblio->title_key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_BOOK, biblio->title_key);
    if (!slot)
        return -1;
    if (too_many(slot, biblio->year))
        return 0;
    if (match_title_year(resolver, biblio, slot, true, &only, &fits) != 0)
        return -1;
    if (fits == 0 &&
        match_title_year(resolver, biblio, slot, false, &only, &fits) != 0)
        return -1;
    if (fits == 1)
        *book = only;
    return 0;
}

static const struct match_rule {
    const char *name;
    int (*match)(struct resolver *resolver, const struct biblio *biblio,
                 struct book_row **book);
} match_rules[] = {
    {.name = "id", .match = match_own_id},
    {.name = "decision", .match = match_decided_book},
    {.name = "isbn", .match = match_isbn},
    {.name = "title", .match = match_title},
};

int match_book(struct resolver *resolver, const struct biblio *biblio,
               struct book_row **book, const char **rule)
{
    *book = NULL;
    for (size_t i = 0; i < sizeof match_rules / sizeof *match_rules; i++) {
        if (match_rules[i].match(resolver, biblio, book) != 0)
            return -1;
        if (*book) {
            *rule = match_rules[i].name;
            return 0;
        }
    }
    *rule = "new";
    return 0;
}
