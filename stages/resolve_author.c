/*
 * The author of a contributor, in a book's record or elsewhere: by the rules of
 * match.h in the config's order, or new.
 */
#include "resolve_author.h"

#include "author_facts.h"
#include "author_forms.h"
#include "match.h"
#include "merge.h"
#include "restate.h"

/* A row that was there before the record in hand changes. */
static int note_change(struct resolver *resolver,
                       const struct author_row *author, enum author_field field,
                       struct slice after)
{
    uint64_t record = resolver->record->ordinal;
    struct ledger_row *row;

    if (!working_noted(&resolver->set, record, "author", 0, author->id,
                       "changed"))
        resolver->counts->authors.updated++;
    row = working_ledger(&resolver->set, record, "author", "changed");
    if (!row)
        return -1;
    row->author_id = author->id;
    row->field = author_field_column(field);
    row->before = author->field[field];
    row->after = after;
    resolver->changed = true;
    return 0;
}

static int author_put_field(struct resolver *resolver,
                            struct author_row *author, enum author_field field,
                            struct slice value)
{
    if (author->id <= resolver->authors_before &&
        note_change(resolver, author, field, value) != 0)
        return -1;
    if (field == AUTHOR_NAME &&
        author_forms_push(resolver, author, author->field[field],
                          author->field[AUTHOR_SORT_NAME], "heading") != 0)
        return -1;
    author->field[field] = value;
    author->changed |= 1u << field;
    return working_change_author(&resolver->set, author);
}

int author_set_field(struct resolver *resolver, struct author_row *author,
                     enum author_field field, struct slice value)
{
    if (value.len == 0 || slice_equal(value, author->field[field]) ||
        edited_by_hand(author->edited, author_field_column(field)))
        return 0;
    return author_put_field(resolver, author, field, value);
}

/* What was a variant becomes the main name: one key row says so, not two. */
static void forget_variant(struct author_row *author, struct key key)
{
    for (size_t i = author->keys.count; i-- > 0;) {
        struct key_row *row = &author->keys.at[i];

        if (row->kind != KEY_VARIANT || !key_equal(row->key, key))
            continue;
        if (row->state == ROW_NEW) /* never written */
            *row = author->keys.at[--author->keys.count];
        else
            row->state = ROW_REMOVED;
    }
}

int author_set_name_key(struct resolver *resolver, struct author_row *author,
                        struct key name_key)
{
    struct author_facts facts =
        author_facts_read(&resolver->scratch, author->field);

    forget_variant(author, name_key);
    if (working_key_author(&resolver->set, author, KEY_NAME, name_key,
                           author_facts_pack(facts)) != 0)
        return -1;
    return author_forms_set_facts(resolver, author);
}

/* ---- what a heading adds to its author ---- */

/* Does the heading know something that the row does not? Told from the key's
 * facts, so that the row of every author of every book need not be read. */
static bool heading_adds(struct author_facts heading, struct author_facts row)
{
    return (heading.birth && !row.birth) || (heading.death && !row.death) ||
           (heading.kind && !row.kind) || (row.capitals && !heading.capitals) ||
           (heading.titles && !row.titles) || (heading.fuller && !row.fuller) ||
           (heading.active_from && !row.birth && !row.death &&
            !row.active_from);
}

/* Dates that say more take the place of those that say less: years of life, of
 * those of activity. Two halves are put together; and dates without a year that
 * counts (19--) stay. */
static int add_dates(struct resolver *resolver, struct author_row *author,
                     const struct contributor *from, struct author_facts row)
{
    struct author_facts facts = from->facts;
    struct slice dates = from->field[AUTHOR_DATES];

    if (!row.birth && !row.death && !row.active_from &&
        author->field[AUTHOR_DATES].len)
        return 0;
    if ((!facts.birth || row.birth) && (!facts.death || row.death) &&
        (!facts.active_from || row.birth || row.death || row.active_from))
        return 0;
    if ((row.birth && !facts.birth) || (row.death && !facts.death)) {
        facts = author_facts_together(row, facts);
        if (facts.birth <= 0) /* before Christ; death is not before it */
            return 0;
        dates =
            arena_printf(&resolver->scratch, "%d-%d", facts.birth, facts.death);
    }
    return author_set_field(resolver, author, AUTHOR_DATES, dates);
}

/* The same name, in small letters: what people merged may have another one. */
static bool is_better_form(struct resolver *resolver,
                           const struct author_row *author,
                           const struct contributor *from,
                           struct author_facts row)
{
    return row.capitals && !from->facts.capitals &&
           key_equal(from->name_key,
                     key_of_name(&resolver->keys, author->field[AUTHOR_NAME]));
}

/* Fields that only one of the two states, and a name that is not in capitals. */
static int add_fields(struct resolver *resolver, struct author_row *author,
                      const struct contributor *from, struct author_facts row)
{
    const bool better = is_better_form(resolver, author, from, row);
    const struct {
        bool adds;
        enum author_field field;
    } fields[] = {
        {!row.kind, AUTHOR_KIND},          {!row.titles, AUTHOR_TITLES},
        {!row.fuller, AUTHOR_FULLER_NAME}, {better, AUTHOR_NAME},
        {better, AUTHOR_SORT_NAME},
    };

    if (add_dates(resolver, author, from, row) != 0)
        return -1;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].adds &&
            author_set_field(resolver, author, fields[i].field,
                             from->field[fields[i].field]) != 0)
            return -1;
    return author_forms_set_facts(resolver, author);
}

static bool is_edited(const struct author_row *author, enum author_field field)
{
    return edited_by_hand(author->edited, author_field_column(field));
}

/* Words beside a name, and how it is filed, go with the name they belonged to. */
static int forget_words(struct resolver *resolver, struct author_row *author,
                        const struct contributor *from)
{
    static const enum author_field words[] = {AUTHOR_SORT_NAME, AUTHOR_TITLES,
                                              AUTHOR_FULLER_NAME};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!from->field[words[i]].len && author->field[words[i]].len &&
            !is_edited(author, words[i]) &&
            author_put_field(resolver, author, words[i], SLICE_NONE) != 0)
            return -1;
    return 0;
}

/* What the record that alone names the author says of him now. */
static int correct(struct resolver *resolver, struct author_row *author,
                   const struct contributor *from)
{
    struct key before =
        key_of_name(&resolver->keys, author->field[AUTHOR_NAME]);
    bool renames = !is_edited(author, AUTHOR_NAME);
    struct key after;

    for (int field = 0; field < AUTHOR_FIELDS; field++)
        if (field != AUTHOR_AUTHORITY_ID &&
            (renames || field != AUTHOR_SORT_NAME) &&
            author_set_field(resolver, author, (enum author_field)field,
                             from->field[field]) != 0)
            return -1;
    after = key_of_name(&resolver->keys, author->field[AUTHOR_NAME]);
    if (!key_equal(before, after) && forget_words(resolver, author, from) != 0)
        return -1;
    return author_forms_rename(resolver, author, after);
}

/* The id is the same, and years or words are not: the first that differ. */
static int note_difference(struct resolver *resolver,
                           const struct contributor *contributor,
                           const struct author_row *author)
{
    static const enum author_field told[] = {AUTHOR_DATES, AUTHOR_TITLES,
                                             AUTHOR_FULLER_NAME};
    size_t at = 0;

    while (at + 1 < sizeof told / sizeof *told &&
           slice_equal(contributor->field[told[at]], author->field[told[at]]))
        at++;
    return author_note(resolver, "conflict", "authority", author->id,
                       author->field[told[at]], contributor->field[told[at]]);
}

/* packed: what the name key said of the row; NULL: it was met otherwise, and has
 * to be read. The same name met by its key adds no key. */
static int improve(struct resolver *resolver,
                   const struct contributor *contributor, int64_t id,
                   enum author_rule rule, const int64_t *packed)
{
    struct author_row *author;
    struct author_facts row;

    if (packed && !contributor->more && !resolver->restated &&
        !heading_adds(contributor->facts, author_facts_unpack(*packed)))
        return author_forms_note(resolver, id, contributor);
    author = working_author(&resolver->set, id);
    if (!author)
        return -1;
    if (author->id == 0)
        return 0;
    row = author_facts_read(&resolver->scratch, author->field);
    if (author_relation(contributor->facts, row) <= AUTHOR_DIFFERS ||
        !slice_equal(contributor->field[AUTHOR_NAME],
                     author->field[AUTHOR_NAME])) {
        bool alone;

        if (restates_author(resolver, id, &alone) != 0)
            return -1;
        if (alone && correct(resolver, author, contributor) != 0)
            return -1;
        row = author_facts_read(&resolver->scratch, author->field);
    }
    /* what differs adds nothing, and is told */
    if (rule == AUTHOR_BY_AUTHORITY &&
        author_relation(contributor->facts, row) == AUTHOR_DIFFERS &&
        note_difference(resolver, contributor, author) != 0)
        return -1;
    if (heading_adds(contributor->facts, row) &&
        author_relation(contributor->facts, row) > AUTHOR_DIFFERS &&
        add_fields(resolver, author, contributor, row) != 0)
        return -1;
    return author_forms_add(resolver, author, contributor);
}

/* ---- notes for people ---- */

int author_note(struct resolver *resolver, const char *event, const char *rule,
                int64_t id, struct slice before, struct slice after)
{
    struct ledger_row *row = working_ledger(
        &resolver->set, resolver->record->ordinal, "author", event);

    if (!row)
        return -1;
    row->author_id = id;
    row->rule = rule;
    row->before = before;
    row->after = after;
    return 0;
}

#define CANDIDATES_TOLD 10 /* of one heading */

/* Namesakes that a new author may be: told, never merged. Those whom people wrote
 * down as different are not among them. */
static int note_candidates(struct resolver *resolver,
                           const struct contributor *contributor, int64_t id,
                           const struct author_match *match)
{
    size_t told = 0;

    for (size_t i = 0; i < match->namesake_count && told < CANDIDATES_TOLD;
         i++) {
        struct hit hit = match->namesakes[i];

        if (author_relation(contributor->facts, author_facts_unpack(hit.fact)) <
            AUTHOR_MAYBE)
            continue;
        told++;
        if (author_note(resolver, "candidate", "name", id, SLICE_NONE,
                        arena_number(&resolver->scratch, hit.id)) != 0)
            return -1;
    }
    return 0;
}

static int author_new(struct resolver *resolver,
                      const struct contributor *contributor,
                      const struct author_match *match, int64_t *id)
{
    struct author_row *author = working_add_author(&resolver->set);

    if (!author)
        return -1;
    memcpy(author->field, contributor->field, sizeof author->field);
    resolver->counts->authors.new_++;
    *id = author->id;
    if (note_candidates(resolver, contributor, author->id, match) != 0)
        return -1;
    return author_forms_add(resolver, author, contributor);
}

/* ---- putting it together ---- */

/* Met by a judgement that people may want to look at. */
static bool is_judgement(const struct author_match *match)
{
    return match->rule == AUTHOR_BY_NAME_UNDATED ||
           match->rule == AUTHOR_BY_VARIANT ||
           (match->rule == AUTHOR_BY_AUTHORITY && !match->fact);
}

static int met(struct resolver *resolver, const struct contributor *contributor,
               const struct author_match *match)
{
    resolver->renamed |= !match->fact;
    /* A row that names an own id says which author, not what he is called. */
    if (match->rule == AUTHOR_BY_ID)
        return author_forms_note(resolver, match->id, contributor);
    if (is_judgement(match) &&
        author_note(resolver, "matched", author_rule_text(match->rule),
                    match->id,
                    match->fact ? SLICE_NONE : contributor->field[AUTHOR_NAME],
                    contributor->field[AUTHOR_DATES]) != 0)
        return -1;
    /* The row lacks an own id, though it was met by name: it gets it. */
    return improve(resolver, contributor, match->id, match->rule,
                   key_is_none(contributor->ref_key) ? match->fact : NULL);
}

int resolve_contributor(struct resolver *resolver,
                        const struct contributor *contributor, int64_t *id)
{
    struct author_match match;

    if (match_contributor(resolver, contributor, &match) != 0)
        return -1;
    *id = match.id;
    resolver->sure = match.sure;
    if (resolver->look_only)
        return 0;
    return match.id ? met(resolver, contributor, &match)
                    : author_new(resolver, contributor, &match, id);
}
