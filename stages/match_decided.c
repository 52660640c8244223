/*
 * Headings and records that would have met a row which people merged into another.
 */
#include "decisions.h"
#include "match.h"
#include "merge.h"
#include "numbers.h"

int match_decided_hits(struct resolver *resolver, struct key key,
                       struct hit **hits, size_t *count)
{
    size_t decided;
    const struct decided *list =
        decisions_of(resolver->stage->job->decisions, key, &decided);
    struct hit *all;

    if (decided == 0)
        return 0;
    all = arena_alloc(&resolver->scratch, (*count + decided) * sizeof *all);
    if (!all)
        return error_memory(resolver->set.from.error);
    if (*count)
        memcpy(all, *hits, *count * sizeof *all);
    for (size_t i = 0; i < decided; i++) {
        const struct author_row *author =
            working_author(&resolver->set, list[i].id);

        if (!author)
            return -1;
        if (author->id)
            all[(*count)++] = (struct hit){list[i].id, list[i].fact};
    }
    *hits = all;
    return 0;
}

static bool has_name(const struct author_row *author, struct key name)
{
    for (size_t i = 0; i < author->keys.count; i++)
        if (author->keys.at[i].state != ROW_REMOVED &&
            key_equal(author->keys.at[i].key, name))
            return true;
    return false;
}

int match_decided_claim(struct resolver *resolver,
                        const struct contributor *contributor, int64_t *id)
{
    const struct decisions *decisions = resolver->stage->job->decisions;

    if (!decisions || !resolver->claimed.text.len)
        return 0;
    for (size_t i = 0; i < decisions->divided.count; i++) {
        const struct divided *pair = &decisions->divided.at[i];
        const struct author_row *author;

        if ((*id != 0 && *id != pair->first) ||
            !claimed_holds(&resolver->claimed, pair->second))
            continue;
        author = working_author(&resolver->set, pair->second);
        if (!author)
            return -1;
        if (author->id && has_name(author, contributor->name_key))
            *id = author->id;
    }
    return 0;
}

bool match_decided_authority(struct resolver *resolver, struct key key,
                             int64_t id, const struct author_facts *facts)
{
    size_t count;
    const struct decided *list =
        decisions_of(resolver->stage->job->decisions, key, &count);

    for (size_t i = 0; i < count; i++)
        if (list[i].id == id &&
            author_relation(*facts, author_facts_unpack(list[i].facts)) >
                AUTHOR_DIFFERS)
            return true;
    return false;
}

/* ---- books ---- */

static bool differs(struct resolver *resolver, struct slice a, struct slice b)
{
    struct slice form;

    if (a.len == 0 || b.len == 0 || slice_equal(a, b))
        return false;
    form = compare_form(&resolver->scratch, a);
    return !slice_equal(form, compare_form(&resolver->scratch, b));
}

/* As the rules isbn and title have it. */
static bool fits(struct resolver *resolver, const struct biblio *biblio,
                 const struct decided *decided, bool by_isbn)
{
    const struct decided_book *book = decided->book;

    if (by_isbn)
        return titles_agree(&resolver->scratch, biblio->field[BOOK_TITLE],
                            biblio->field[BOOK_SUBTITLE], book->title,
                            book->subtitle);
    return years_may_meet(decided->fact, biblio->year) &&
           !(book->has_isbn && biblio->isbns.count) &&
           !differs(resolver, biblio->field[BOOK_PUBLISHER], book->publisher) &&
           !differs(resolver, biblio->field[BOOK_MATERIAL], book->material);
}

/* The one book that fits; several are none. */
static void look(struct resolver *resolver, const struct biblio *biblio,
                 struct key key, bool by_isbn, int64_t *id, bool *several)
{
    size_t count;
    const struct decided *list =
        decisions_of(resolver->stage->job->decisions, key, &count);

    for (size_t i = 0; i < count; i++) {
        if (!list[i].book || !fits(resolver, biblio, &list[i], by_isbn))
            continue;
        *several |= *id != 0 && *id != list[i].id;
        *id = list[i].id;
    }
}

int match_decided_book(struct resolver *resolver, const struct biblio *biblio,
                       struct book_row **book)
{
    int64_t id = 0;
    bool several = false, apart = false;

    for (size_t i = 0; i < biblio->isbns.count; i++)
        look(resolver, biblio, biblio->isbn_keys[i], true, &id, &several);
    if (id == 0 && !key_is_none(biblio->title_key))
        look(resolver, biblio, biblio->title_key, false, &id, &several);
    if (id == 0 || several)
        return 0;
    *book = working_book(&resolver->set, id);
    if (!*book)
        return -1;
    if ((*book)->id && match_pairs_apart(resolver, biblio, *book, &apart) != 0)
        return -1;
    if ((*book)->id == 0 || apart)
        *book = NULL;
    return 0;
}

int match_decided_titles(struct resolver *resolver, const struct biblio *biblio,
                         struct book_row *book)
{
    struct key keys[2] = {biblio->title_key};
    int32_t year = 0;
    size_t count = 0;

    if (biblio->contributors.count)
        (void)decisions_of(resolver->stage->job->decisions,
                           biblio->contributors.at[0].name_key, &count);
    if (count == 0)
        return 0;
    if (book_title_key(resolver, book, &keys[1]) != 0)
        return -1;
    (void)number_year(book->field[BOOK_YEAR], &year);
    for (size_t i = 0; i < 2; i++)
        if (!key_is_none(keys[i]) &&
            working_key_book(&resolver->set, book, KEY_TITLE, keys[i], year) !=
                0)
            return -1;
    return 0;
}
