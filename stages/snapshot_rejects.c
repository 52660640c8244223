/* See snapshot_rejects.h. The stage key gave an ident to what states an own id. */
#include "snapshot_rejects.h"

#include "snapshot.h"

static bool is_known(const struct record *record)
{
    for (size_t i = 0; i < record->biblio_count; i++)
        if (key_is_none(record->biblios[i].ident))
            return false;
    return record->state == RECORD_REJECTED && record->biblio_count > 0;
}

int snapshot_want_rejected(struct resolver *resolver, const struct batch *batch)
{
    if (!resolver->stage->job->snapshot)
        return 0;
    for (size_t i = 0; i < batch->records.count; i++) {
        const struct record *record = &batch->records.at[i];

        for (size_t j = 0; j < record->biblio_count && is_known(record); j++)
            if (working_want(&resolver->set, KEYS_RECORD,
                             record->biblios[j].ident) != 0)
                return -1;
    }
    return 0;
}

static int see_record(struct resolver *resolver, const struct record *record)
{
    struct snapshot *snapshot = resolver->stage->job->snapshot;

    for (size_t i = 0; i < record->biblio_count; i++) {
        const struct probe *slot =
            working_slot(&resolver->set, KEYS_RECORD, record->biblios[i].ident);

        if (!slot ||
            snapshot_see(snapshot, slot, resolver->set.from.error) != 0)
            return -1;
    }
    resolver->seen_rejects++;
    return 0;
}

int snapshot_see_rejected(struct resolver *resolver, const struct batch *batch)
{
    if (!resolver->stage->job->snapshot)
        return 0;
    for (size_t i = 0; i < batch->records.count; i++)
        if (is_known(&batch->records.at[i]) &&
            see_record(resolver, &batch->records.at[i]) != 0)
            return -1;
    return 0;
}
