/*
 * The author of a contributor, in a book's record or elsewhere: by own id, by name
 * and dates, or new.
 */
#include "match.h"
#include "merge.h"
#include "name_dates.h"
#include "name_words.h"
#include "resolve_author.h"

static int set_keys(struct resolver *resolver, struct author_row *author,
                    const struct contributor *contributor,
                    struct author_facts facts)
{
    if (working_key_author(&resolver->set, author, KEY_NAME,
                           contributor->name_key,
                           author_facts_pack(facts)) != 0)
        return -1;
    return working_key_author(&resolver->set, author,
                              resolver->stage->job->import.ids_kind,
                              contributor->ref_key, 0);
}

static int author_new(struct resolver *resolver,
                      const struct contributor *contributor, int64_t *id)
{
    struct author_row *author = working_add_author(&resolver->set);

    if (!author)
        return -1;
    memcpy(author->field, contributor->field, sizeof author->field);
    resolver->counts->authors.new_++;
    *id = author->id;
    return set_keys(resolver, author, contributor, contributor->facts);
}

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

int author_set_field(struct resolver *resolver, struct author_row *author,
                     enum author_field field, struct slice value)
{
    if (value.len == 0 || slice_equal(value, author->field[field]) ||
        edited_by_hand(author->edited, author_field_column(field)))
        return 0;
    if (author->id <= resolver->authors_before &&
        note_change(resolver, author, field, value) != 0)
        return -1;
    author->field[field] = value;
    author->changed |= 1u << field;
    return working_change_author(&resolver->set, author);
}

int author_set_name_key(struct resolver *resolver, struct author_row *author,
                        struct key name_key)
{
    struct author_facts facts = {
        .kind = (uint8_t)name_kind_of(author->field[AUTHOR_KIND]),
        .capitals = name_in_capitals(author->field[AUTHOR_NAME]),
    };

    name_dates_read(author->field[AUTHOR_DATES], &facts);
    return working_key_author(&resolver->set, author, KEY_NAME, name_key,
                              author_facts_pack(facts));
}

/* Does the heading know something that the row does not? Told from the key's
 * facts, so that the row of every author of every book need not be read. */
static bool heading_adds(struct author_facts heading, struct author_facts row)
{
    return (heading.birth && !row.birth) || (heading.death && !row.death) ||
           (heading.kind && !row.kind) || (row.capitals && !heading.capitals);
}

static struct author_facts facts_together(struct author_facts heading,
                                          struct author_facts row)
{
    return (struct author_facts){
        .birth = row.birth ? row.birth : heading.birth,
        .death = row.death ? row.death : heading.death,
        .kind = row.kind ? row.kind : heading.kind,
        .capitals = row.capitals && heading.capitals,
    };
}

static int author_improve(struct resolver *resolver,
                          const struct contributor *contributor, int64_t id,
                          int64_t packed)
{
    struct author_facts row = author_facts_unpack(packed);
    struct author_facts heading = contributor->facts;
    struct author_row *author;
    struct author_facts facts = facts_together(heading, row);

    if (!heading_adds(heading, row))
        return 0;
    author = working_author(&resolver->set, id);
    if (!author)
        return -1;
    if (author->id == 0)
        return 0;
    if ((facts.birth != row.birth || facts.death != row.death) &&
        author_set_field(resolver, author, AUTHOR_DATES,
                         contributor->field[AUTHOR_DATES]) != 0)
        return -1;
    if (!row.kind && author_set_field(resolver, author, AUTHOR_KIND,
                                      contributor->field[AUTHOR_KIND]) != 0)
        return -1;
    if (row.capitals && !heading.capitals &&
        (author_set_field(resolver, author, AUTHOR_NAME,
                          contributor->field[AUTHOR_NAME]) != 0 ||
         author_set_field(resolver, author, AUTHOR_SORT_NAME,
                          contributor->field[AUTHOR_SORT_NAME]) != 0))
        return -1;
    return working_key_author(&resolver->set, author, KEY_NAME,
                              contributor->name_key, author_facts_pack(facts));
}

/* Dated met undated: a judgement that people may want to look at. */
static int ledger_match(struct resolver *resolver,
                        const struct contributor *contributor, int64_t id,
                        const char *rule)
{
    struct ledger_row *row;

    if (strcmp(rule, "name-undated") != 0)
        return 0;
    row = working_ledger(&resolver->set, resolver->record->ordinal, "author",
                         "matched");
    if (!row)
        return -1;
    row->author_id = id;
    row->rule = rule;
    row->after = contributor->field[AUTHOR_DATES];
    return 0;
}

int author_by_ref(struct resolver *resolver,
                  const struct contributor *contributor, int64_t *id)
{
    struct slot *slot;

    *id = 0;
    if (key_is_none(contributor->ref_key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_AUTHOR, contributor->ref_key);
    if (!slot)
        return -1;
    if (slot->hits.count > 0)
        *id = slot->hits.at[0].id;
    return 0;
}

/* Those of the name whose own id in this namespace is not another one: two own ids
 * are two authors, whatever their names. */
static int without_other_ids(struct resolver *resolver, struct slot *slot,
                             struct hit **hits, size_t *count)
{
    int32_t ids_kind = resolver->stage->job->import.ids_kind;

    *count = 0;
    *hits =
        arena_alloc(&resolver->scratch, (slot->hits.count + 1) * sizeof **hits);
    if (!*hits)
        return error_memory(resolver->set.from.error);
    for (size_t i = 0; i < slot->hits.count; i++) {
        const struct author_row *author =
            working_author(&resolver->set, slot->hits.at[i].id);
        bool other = false;

        if (!author)
            return -1;
        for (size_t j = 0; j < author->keys.count; j++)
            other |= author->keys.at[j].kind == ids_kind;
        if (!other)
            (*hits)[(*count)++] = slot->hits.at[i];
    }
    return 0;
}

static int by_name(struct resolver *resolver,
                   const struct contributor *contributor, int64_t *id)
{
    const char *rule = NULL;
    struct slot *slot;
    struct hit *hits;
    size_t count;

    *id = 0;
    if (key_is_none(contributor->name_key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_AUTHOR, contributor->name_key);
    if (!slot)
        return -1;
    hits = slot->hits.at;
    count = slot->hits.count;
    if (!key_is_none(contributor->ref_key) &&
        without_other_ids(resolver, slot, &hits, &count) != 0)
        return -1;
    *id = match_author(&contributor->facts, hits, count, &rule);
    for (size_t i = 0; *id && !resolver->look_only && i < count; i++)
        if (hits[i].id == *id) {
            if (ledger_match(resolver, contributor, *id, rule) != 0)
                return -1;
            return author_improve(resolver, contributor, *id, hits[i].fact);
        }
    return 0;
}

int resolve_contributor(struct resolver *resolver,
                        const struct contributor *contributor, int64_t *id)
{
    struct author_row *author;

    if (author_by_ref(resolver, contributor, id) != 0)
        return -1;
    if (*id != 0)
        return 0;
    if (by_name(resolver, contributor, id) != 0)
        return -1;
    if (resolver->look_only)
        return 0;
    if (*id == 0)
        return author_new(resolver, contributor, id);
    if (key_is_none(contributor->ref_key))
        return 0;
    /* Known by name, now also by its own id. */
    author = working_author(&resolver->set, *id);
    if (!author)
        return -1;
    return working_key_author(&resolver->set, author,
                              resolver->stage->job->import.ids_kind,
                              contributor->ref_key, 0);
}
