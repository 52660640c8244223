/* See author_forms.h. */
#include "author_forms.h"

#include "author_facts.h"
#include "name_script.h"
#include "resolve_author.h"

static struct author_facts row_facts(struct resolver *resolver,
                                     const struct author_row *author)
{
    return author_facts_read(&resolver->scratch, author->field);
}

int author_forms_set_facts(struct resolver *resolver, struct author_row *author)
{
    struct author_facts facts = row_facts(resolver, author);

    for (size_t i = 0; i < author->keys.count; i++) {
        const struct key_row key = author->keys.at[i];

        if (key.state == ROW_REMOVED ||
            (key.kind != KEY_NAME && key.kind != KEY_VARIANT))
            continue;
        facts.variant = key.kind == KEY_VARIANT;
        if (working_key_author(&resolver->set, author, key.kind, key.key,
                               author_facts_pack(facts)) != 0)
            return -1;
    }
    return 0;
}

/* author->keys grows while it is gone through: what is pushed comes behind. */
int author_forms_rename(struct resolver *resolver, struct author_row *author,
                        struct key name_key)
{
    struct author_facts facts = row_facts(resolver, author);

    facts.variant = true;
    for (size_t i = author->keys.count; i-- > 0;) {
        const struct key_row key = author->keys.at[i];

        if (key.kind != KEY_NAME || key.state == ROW_REMOVED ||
            key_equal(key.key, name_key))
            continue;
        if (key.state == ROW_NEW) /* never written */
            author->keys.at[i].kind = KEY_VARIANT;
        else
            author->keys.at[i].state = ROW_REMOVED;
        if (working_key_author(&resolver->set, author, KEY_VARIANT, key.key,
                               author_facts_pack(facts)) != 0)
            return -1;
    }
    return author_set_name_key(resolver, author, name_key);
}

int author_forms_push(struct resolver *resolver, struct author_row *author,
                      struct slice name, struct slice sort, const char *source)
{
    struct name_row *row;

    if (!name.len)
        return 0;
    row = list_push(&resolver->scratch, &author->names);
    if (!row)
        return error_memory(resolver->set.from.error);
    *row = (struct name_row){.author_id = author->id,
                             .name = name,
                             .sort = sort,
                             .script = name_script(name),
                             .source = source};
    return working_change_author(&resolver->set, author);
}

static int note_form(struct resolver *resolver, struct author_row *author,
                     struct slice name, struct slice sort, const char *source)
{
    if (!name.len ||
        seen_names_add(&resolver->seen, author->id,
                       seen_names_hash(resolver->seen.secret, name)) ||
        slice_equal(name, author->field[AUTHOR_NAME]))
        return 0;
    return author_forms_push(resolver, author, name, sort, source);
}

int author_forms_note(struct resolver *resolver, int64_t author_id,
                      const struct contributor *contributor)
{
    struct slice name = contributor->field[AUTHOR_NAME];
    struct author_row *author;

    if (!name.len ||
        seen_names_add(&resolver->seen, author_id, contributor->form))
        return 0;
    author = working_author(&resolver->set, author_id);
    if (!author)
        return -1;
    if (author->id == 0 || slice_equal(name, author->field[AUTHOR_NAME]))
        return 0;
    return author_forms_push(resolver, author, name,
                             contributor->field[AUTHOR_SORT_NAME], "heading");
}

static bool has_key(const struct author_row *author, struct key key)
{
    for (size_t i = 0; i < author->keys.count; i++)
        if (key_equal(author->keys.at[i].key, key) &&
            author->keys.at[i].state != ROW_REMOVED)
            return true;
    return false;
}

/* A name key the row does not have: its main one if it has none yet. */
static int add_name_key(struct resolver *resolver, struct author_row *author,
                        struct key key, bool main_name)
{
    struct author_facts facts = row_facts(resolver, author);

    if (key_is_none(key) || has_key(author, key))
        return 0;
    facts.variant = !main_name;
    return working_key_author(&resolver->set, author,
                              main_name ? KEY_NAME : KEY_VARIANT, key,
                              author_facts_pack(facts));
}

static int add_variants(struct resolver *resolver, struct author_row *author,
                        const struct contributor_more *more)
{
    for (size_t i = 0; i < more->variants.count; i++) {
        const struct name_variant *variant = &more->variants.at[i];

        if (note_form(resolver, author, variant->name, variant->sort,
                      variant->source) != 0 ||
            add_name_key(resolver, author, variant->key, false) != 0)
            return -1;
    }
    return 0;
}

/* The scheme's id in a list of them: "viaf:102333412 lcnaf:n79032879". */
static bool has_scheme(struct slice ids, struct slice id)
{
    const char *colon = memchr(id.at, ':', id.len);
    size_t len = colon ? (size_t)(colon - id.at) + 1 : id.len;

    for (size_t at = 0; at + len <= ids.len; at++)
        if ((at == 0 || ids.at[at - 1] == ' ') &&
            memcmp(ids.at + at, id.at, len) == 0)
            return true;
    return false;
}

/* Another author's: match.h told of it, and one id may not lead to two. */
static int is_others(struct resolver *resolver, const struct author_row *author,
                     struct key key, bool *others)
{
    const struct probe *slot = working_slot(&resolver->set, KEYS_AUTHOR, key);

    *others = false;
    if (!slot)
        return -1;
    for (size_t i = 0; i < slot->hits.count; i++)
        *others |= slot->hits.at[i].id != author->id;
    return 0;
}

/* May this id stand beside those that the row has? Not if it has another one in
 * that authority file. */
static int may_add(struct resolver *resolver, const struct author_row *author,
                   struct slice ids, const struct authority *authority,
                   bool *may)
{
    bool others = false;

    *may = false;
    if (has_key(author, authority->key))
        return 0;
    if (has_scheme(ids, authority->id))
        return author_note(resolver, "conflict", "authority", author->id, ids,
                           authority->id);
    /* an author whom this record makes, because years differ, has it too */
    if (author->id <= resolver->authors_before &&
        is_others(resolver, author, authority->key, &others) != 0)
        return -1;
    *may = !others;
    return others && !ids.len ? author_note(resolver, "conflict", "authority",
                                            author->id, ids, authority->id)
                              : 0;
}

static int add_authorities(struct resolver *resolver, struct author_row *author,
                           const struct contributor_more *more)
{
    struct slice ids = author->field[AUTHOR_AUTHORITY_ID];

    for (size_t i = 0; i < more->authorities.count; i++) {
        const struct authority *authority = &more->authorities.at[i];

        bool may;

        if (may_add(resolver, author, ids, authority, &may) != 0)
            return -1;
        if (!may)
            continue;
        ids = arena_printf(&resolver->scratch, "%.*s%s%.*s", SLICE_ARG(ids),
                           ids.len ? " " : "", SLICE_ARG(authority->id));
        if (working_key_author(&resolver->set, author, KEY_AUTHORITY,
                               authority->key, authority->scheme) != 0)
            return -1;
    }
    return author_set_field(resolver, author, AUTHOR_AUTHORITY_ID, ids);
}

int author_forms_add(struct resolver *resolver, struct author_row *author,
                     const struct contributor *contributor)
{
    bool main_name = slice_equal(contributor->field[AUTHOR_NAME],
                                 author->field[AUTHOR_NAME]);

    if (note_form(resolver, author, contributor->field[AUTHOR_NAME],
                  contributor->field[AUTHOR_SORT_NAME], "heading") != 0 ||
        add_name_key(resolver, author, contributor->name_key, main_name) != 0 ||
        working_key_author(&resolver->set, author,
                           resolver->stage->job->import.ids_kind,
                           contributor->ref_key, 0) != 0)
        return -1;
    if (!contributor->more)
        return 0;
    return add_variants(resolver, author, contributor->more) != 0
               ? -1
               : add_authorities(resolver, author, contributor->more);
}
