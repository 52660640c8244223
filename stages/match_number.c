/*
 * The rules for books that go by a number which a record shares with a book: ISBN,
 * LCCN, OCLC number. An equal number alone proves nothing (numbers are used again,
 * and stand for sets): titles must agree roughly, and nothing else may say that it
 * is another book. What shares a number and disagrees is a conflict, told once.
 */
#include "isbn.h"
#include "match.h"
#include "merge.h"

static bool title_agrees(struct resolver *resolver, const struct biblio *biblio,
                         const struct book_row *book)
{
    return titles_agree(&resolver->scratch, biblio->field[BOOK_TITLE],
                        biblio->field[BOOK_SUBTITLE], book->field[BOOK_TITLE],
                        book->field[BOOK_SUBTITLE]);
}

/* A number that stands for anything (a publisher who prints one ISBN in all his
 * books) costs no more than this many looks, and one warning, per record. */
#define OTHERS_MAX 64

/* The first book that shares a number and is not the same. */
struct conflict {
    const char *rule;
    enum code code;
    const struct book_row *book;
    struct slice number;
    enum book_field field; /* that tells them apart */
    size_t looked;
};

/* What people wrote down of the two is before what the titles say. */
static int told(struct resolver *resolver, const struct biblio *biblio,
                const struct book_row *book, bool *apart, bool *together)
{
    *together = false;
    return match_pairs_apart(resolver, biblio, book, apart) != 0 ||
                   (!*apart &&
                    match_pairs_together(resolver, biblio, book, together) != 0)
               ? -1
               : 0;
}

/* The field that tells them apart; BOOK_FIELDS: it is the same book. */
static enum book_field disagreement(struct resolver *resolver,
                                    const struct biblio *biblio,
                                    const struct book_row *book)
{
    if (!title_agrees(resolver, biblio, book))
        return BOOK_TITLE;
    if (book_field_disagrees(resolver, biblio, book, BOOK_MATERIAL))
        return BOOK_MATERIAL;
    return book_isbns_are_others(biblio, book) ? BOOK_ISBN : BOOK_FIELDS;
}

static int look_at_number(struct resolver *resolver,
                          const struct biblio *biblio, struct key key,
                          struct slice number, struct conflict *conflict,
                          struct book_row **book)
{
    struct probe *slot = working_slot(&resolver->set, KEYS_BOOK, key);

    if (!slot)
        return -1;
    for (size_t i = 0;
         !*book && i < slot->hits.count && conflict->looked < OTHERS_MAX; i++) {
        struct book_row *row =
            working_book(&resolver->set, slot->hits.at[i].id);
        enum book_field field;
        bool apart, together;

        if (!row)
            return -1;
        if (row->id == 0)
            continue;
        if (told(resolver, biblio, row, &apart, &together) != 0)
            return -1;
        if (apart)
            continue;
        field = together ? BOOK_FIELDS : disagreement(resolver, biblio, row);
        if (field == BOOK_FIELDS) {
            *book = row;
        } else if (!conflict->looked++) {
            conflict->book = row;
            conflict->number = number;
            conflict->field = field;
        }
    }
    return 0;
}

static int note_conflict(struct resolver *resolver,
                         const struct conflict *conflict)
{
    struct slice there = conflict->book->field[conflict->field];
    struct ledger_row *row;
    struct slice found;

    found = arena_printf(&resolver->scratch, "%.*s of book %lld",
                         SLICE_ARG(conflict->number),
                         (long long)conflict->book->id);
    row = working_ledger(&resolver->set, resolver->record->ordinal, "book",
                         "conflict");
    if (!row)
        return -1;
    row->book_id = conflict->book->id;
    row->rule = conflict->rule;
    row->field = book_field_column(conflict->field);
    row->before = there;
    row->after = found;
    record_warn(resolver->record, conflict->code, slice_of(conflict->rule),
                there, found);
    return 0;
}

int match_by_isbn(struct resolver *resolver, const struct biblio *biblio,
                  struct book_row **book)
{
    struct conflict conflict = {.rule = "isbn", .code = ISBN_CONFLICT};
    char digits[ISBN_DIGITS + 1];

    for (size_t i = 0; i < biblio->isbns.count && !*book; i++) {
        size_t before = conflict.looked;

        if (look_at_number(resolver, biblio, biblio->isbn_keys[i], SLICE_NONE,
                           &conflict, book) != 0)
            return -1;
        if (before || !conflict.looked)
            continue;
        isbn_write(biblio->isbns.at[i], digits);
        conflict.number =
            arena_copy(&resolver->scratch, (struct slice){digits, ISBN_DIGITS});
    }
    return !*book && conflict.book ? note_conflict(resolver, &conflict) : 0;
}

static int match_number(struct resolver *resolver, const struct biblio *biblio,
                        int32_t kind, struct conflict conflict,
                        struct book_row **book)
{
    for (size_t i = 0; i < biblio->numbers.count && !*book; i++)
        if (biblio->numbers.at[i].kind == kind &&
            look_at_number(resolver, biblio, biblio->numbers.at[i].key,
                           biblio->numbers.at[i].text, &conflict, book) != 0)
            return -1;
    return !*book && conflict.book ? note_conflict(resolver, &conflict) : 0;
}

int match_by_lccn(struct resolver *resolver, const struct biblio *biblio,
                  struct book_row **book)
{
    return match_number(
        resolver, biblio, KEY_LCCN,
        (struct conflict){.rule = "lccn", .code = LCCN_CONFLICT}, book);
}

int match_by_oclc(struct resolver *resolver, const struct biblio *biblio,
                  struct book_row **book)
{
    return match_number(
        resolver, biblio, KEY_OCLC,
        (struct conflict){.rule = "oclc", .code = OCLC_CONFLICT}, book);
}
