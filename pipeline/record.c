/* See record.h. */
#include "record.h"

#include <assert.h>

/* Cut between characters, so that the text stays valid UTF-8 if it was. */
static struct slice finding_text(struct arena *arena, struct slice text)
{
    if (text.len > FINDING_TEXT) {
        text.len = FINDING_TEXT;
        while (text.len && ((unsigned char)text.at[text.len] & 0xc0) == 0x80)
            text.len--;
    }
    return text.len ? arena_copy(arena, text) : SLICE_NONE;
}

static void finding_add(struct record *record, enum code code,
                        struct slice field, struct slice expected,
                        struct slice found)
{
    struct finding *finding = arena_zero(record->arena, sizeof *finding);

    if (!finding)
        return;
    finding->code = code;
    finding->field = finding_text(record->arena, field);
    finding->expected = finding_text(record->arena, expected);
    finding->found = finding_text(record->arena, found);
    if (record->last_finding)
        record->last_finding->next = finding;
    else
        record->findings = finding;
    record->last_finding = finding;
}

void record_reject(struct record *record, enum code code, struct slice field,
                   struct slice expected, struct slice found)
{
    assert(code_level(code) == CODE_REJECT);
    if (record->state == RECORD_REJECTED || record->state == RECORD_LOADED)
        return;
    record->state = RECORD_REJECTED;
    finding_add(record, code, field, expected, found);
}

void record_reject_head(struct record *record)
{
    record_reject(record, RECORD_INCOMPLETE, SLICE_NONE,
                  SLICE("the whole record"),
                  SLICE("its first 64 KB, all that the reject file has"));
}

void record_warn(struct record *record, enum code code, struct slice field,
                 struct slice expected, struct slice found)
{
    assert(code_level(code) == CODE_WARNING);
    if (record->state == RECORD_GOOD)
        finding_add(record, code, field, expected, found);
}

void record_skip(struct record *record, enum code code, struct slice found)
{
    assert(code_level(code) == CODE_SKIP);
    if (record->state != RECORD_GOOD)
        return;
    record->state = RECORD_SKIPPED;
    finding_add(record, code, SLICE_NONE, SLICE_NONE, found);
}
