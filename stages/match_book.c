/*
 * The rules for books, in the config's order. Each looks at candidates that a key
 * gave and decides on the rows.
 */
#include "match.h"
#include "merge.h"

/* ---- what two descriptions say of each other ---- */

bool book_has_key_of_kind(const struct book_row *book, int32_t kind)
{
    for (size_t i = 0; i < book->keys.count; i++)
        if (book->keys.at[i].kind == kind &&
            book->keys.at[i].state != ROW_REMOVED)
            return true;
    return false;
}

static bool has_key(const struct book_row *book, struct key key)
{
    for (size_t i = 0; i < book->keys.count; i++)
        if (key_equal(book->keys.at[i].key, key) &&
            book->keys.at[i].state != ROW_REMOVED)
            return true;
    return false;
}

/* Two valid sets of ISBNs without one in common are two books. */
bool book_isbns_are_others(const struct biblio *biblio,
                           const struct book_row *book)
{
    for (size_t i = 0; i < biblio->isbns.count; i++)
        if (has_key(book, biblio->isbn_keys[i]))
            return false;
    return biblio->isbns.count > 0 && book_has_key_of_kind(book, KEY_ISBN);
}

bool book_field_disagrees(struct resolver *resolver,
                          const struct biblio *biblio,
                          const struct book_row *book, enum book_field field)
{
    struct slice a = biblio->field[field], b = book->field[field], form;

    if (a.len == 0 || b.len == 0 || slice_equal(a, b))
        return false;
    form = compare_form(&resolver->scratch, a);
    return !slice_equal(form, compare_form(&resolver->scratch, b));
}

/* ---- own id ---- */

static int match_by_id(struct resolver *resolver, const struct biblio *biblio,
                       struct book_row **book)
{
    struct probe *slot;

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

/* ---- all of them ---- */

typedef int match_rule(struct resolver *resolver, const struct biblio *biblio,
                       struct book_row **book);

static match_rule *const match_rules[] = {
    [BOOK_BY_ID] = match_by_id,       [BOOK_BY_ISBN] = match_by_isbn,
    [BOOK_BY_LCCN] = match_by_lccn,   [BOOK_BY_OCLC] = match_by_oclc,
    [BOOK_BY_TITLE] = match_by_title,
};

/* What people decided weighs less than an own id, and more than any other rule. */
static int try_rule(struct resolver *resolver, const struct biblio *biblio,
                    enum book_rule rule, bool *decided, struct book_row **book,
                    const char **name)
{
    if (rule != BOOK_BY_ID && !*decided) {
        *decided = true;
        *name = "decision";
        if (match_decided_book(resolver, biblio, book) != 0)
            return -1;
        if (*book)
            return 0;
    }
    *name = book_rule_text(rule);
    return match_rules[rule](resolver, biblio, book);
}

int match_book(struct resolver *resolver, const struct biblio *biblio,
               struct book_row **book, const char **rule)
{
    const struct rule_list *rules = &resolver->stage->job->config->book_rules;
    bool decided = false;

    *book = NULL;
    memset(&resolver->near, 0, sizeof resolver->near);
    for (size_t i = 0; i < rules->count && !*book; i++)
        if (try_rule(resolver, biblio, (enum book_rule)rules->at[i], &decided,
                     book, rule) != 0)
            return -1;
    if (!*book) {
        *rule = "decision";
        if (match_pairs_book(resolver, biblio, book) != 0)
            return -1;
    }
    if (!*book)
        *rule = "new";
    return 0;
}
