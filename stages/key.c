/*
 * The stage key: hashes the match keys of each good record (keys.h), and its
 * digest, by which an unchanged record is known: its bytes together with the
 * options that decide what becomes of them, so a changed mapping is a changed
 * record.
 *
 * Reads the store's secret, which is fixed before workers start, and nothing
 * else of the store.
 */
#include "keys.h"

#include "../pipeline/stage.h"

/* Hashes of hashes, so that a record of megabytes is not copied. */
static struct key record_digest(const unsigned char *secret, struct key raw,
                                struct key options)
{
    unsigned char both[32];

    key_to_bytes(raw, both);
    key_to_bytes(options, both + 16);
    return key_hash(secret, (struct slice){(const char *)both, sizeof both});
}

static bool states_id(const struct record *record)
{
    for (size_t i = 0; i < record->biblio_count; i++)
        if (!record->biblios[i].own_id.len)
            return false;
    return true;
}

/* What a record that states no id is known by is its bytes alone: under a new
 * mapping it is the same record, changed. Of others the bytes only tell whether
 * they changed. */
static void key_record(const struct keys_context *context,
                       struct record *record, struct key options)
{
    struct key raw = states_id(record)
                         ? key_digest(context->secret, record->raw)
                         : key_hash(context->secret, record->raw);

    record->digest = record_digest(context->secret, raw, options);
    /* Of what is withdrawn each says another form of the id of one record. */
    for (size_t i = 0; i < record->biblio_count; i++)
        biblio_set_keys(context, &record->biblios[i], raw,
                        record->biblios[i].withdrawn ? 0 : i);
}

/* A snapshot is to know that the record is still there. A row of one link is known
 * by its author too, who may not have been read yet. */
static void key_rejected(const struct keys_context *context,
                         struct record *record)
{
    static const struct key no_digest = {0, 0};

    for (size_t i = 0; i < record->biblio_count; i++) {
        struct biblio *biblio = &record->biblios[i];

        if (biblio->kind == BIBLIO_BOOK && !biblio->link_row &&
            biblio->own_id.len)
            biblio->ident = key_of_ident(context, biblio, no_digest, i);
    }
}

static int key_process(struct stage *stage, struct batch *batch)
{
    const struct job *job = stage->job;
    struct keys_context context = {
        .secret = job->store->secret,
        .source = slice_of(job->import.source),
        .ids = slice_of(job->ids),
        .arena = &batch->arena,
    };
    struct key options =
        key_hash(context.secret, slice_of(job->import.options));

    for (size_t i = 0; i < batch->records.count && !batch->arena.failed; i++) {
        struct record *record = &batch->records.at[i];

        if (record->state == RECORD_GOOD)
            key_record(&context, record, options);
        else if (record->state == RECORD_REJECTED && job->snapshot)
            key_rejected(&context, record);
    }
    if (batch->arena.failed) {
        stage_release(stage, batch);
        return error_memory(stage->error);
    }
    batch->kind = BATCH_KEYED;
    return stage_emit(stage, batch);
}

const struct stage_type stage_key = {
    .name = "key",
    .summary = "hashes what records, books and authors are recognised by",
    .section = SECTION_WORK,
    .takes = BATCH_NORMAL,
    .gives = BATCH_KEYED,
    .process = key_process,
};
