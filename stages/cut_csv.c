/*
 * Cuts blocks of bytes into CSV records. Where a record ends is csv_scan.h's
 * business; here the bytes are kept until a record is complete, places are
 * counted, and batches are filled and closed.
 *
 * The window holds the bytes of the record at hand and what was read behind
 * them. A record is decided within record_bytes + 2 bytes, so the window never
 * holds more than that and one block. Records and batches depend on the file
 * alone, not on the size of the blocks.
 *
 * The first record of a file with a header is not a record: it has no ordinal
 * and goes nowhere. If damage ended the file, bytes behind its last line end
 * are part of what could not be read, and are no record either.
 */
#include "../pipeline/poison.h"
#include "../pipeline/stage.h"
#include "csv_scan.h"

#include <stdlib.h>

struct window {
    char *bytes;
    size_t start, filled, room;
};

struct cut_state {
    struct csv_scan scan;
    struct window window;
    struct batch *batch; /* being filled; NULL: none */
    uint64_t batch_raw;  /* raw bytes in it */
    uint64_t sequence;
    struct checkpoint at; /* of the window's start */
    bool header;          /* the next record is the header */
    bool unit16;          /* the file is UTF-16: bytes here are not its own */
};

static uint64_t file_bytes(const struct stage *stage, struct slice text)
{
    const struct cut_state *state = stage->state;

    return state->unit16 ? encoded_length(stage->file->plan.encoding, text)
                         : text.len;
}

static int cut_open(struct stage *stage)
{
    struct cut_state *state = stage->state;
    const struct plan *plan = &stage->file->plan;

    csv_scan_init(&state->scan, plan->csv.delimiter, plan->csv.backslash,
                  plan->csv.columns, stage->job->record_bytes);
    state->header = plan->csv.header;
    state->unit16 = plan->encoding == ENCODING_UTF16LE ||
                    plan->encoding == ENCODING_UTF16BE;
    state->at = (struct checkpoint){
        .offset = stage->file->input ? input_bom_length(stage->file->input) : 0,
        .line = 1,
    };
    return 0;
}

static int window_add(struct stage *stage, struct window *window,
                      struct slice bytes)
{
    size_t kept = window->filled - window->start;

    if (window->start && kept)
        memmove(window->bytes, window->bytes + window->start, kept);
    window->start = 0;
    window->filled = kept;
    if (bytes.len > window->room - kept) {
        size_t room = (kept + bytes.len) * 2;
        size_t most = stage->job->record_bytes + 2 + bytes.len;
        char *grown;

        if (room > most)
            room = most > kept + bytes.len ? most : kept + bytes.len;
        grown = realloc(window->bytes, room);
        if (!grown)
            return error_memory(stage->error);
        window->bytes = grown;
        window->room = room;
    }
    if (!window->bytes)
        return 0;
    unpoison(window->bytes, window->room);
    if (bytes.len)
        memcpy(window->bytes + kept, bytes.at, bytes.len);
    window->filled += bytes.len;
    poison(window->bytes + window->filled, window->room - window->filled);
    return 0;
}

static int close_batch(struct stage *stage)
{
    struct cut_state *state = stage->state;
    struct batch *batch = state->batch;

    if (stage_make_room(stage, state->batch_raw) != 0)
        return -1;
    state->batch = NULL;
    state->batch_raw = 0;
    batch->sequence = state->sequence++;
    batch->after.read = stage->file->read;
    return stage_emit(stage, batch);
}

/* A record at the window's start; NULL: no batch, or no memory. */
static struct record *add_record(struct stage *stage, struct slice raw)
{
    struct cut_state *state = stage->state;
    struct record *record;

    if (!state->batch) {
        state->batch = stage_take(stage);
        if (!state->batch)
            return NULL;
    }
    record = batch_add(state->batch);
    if (!record) {
        error_memory(stage->error);
        return NULL;
    }
    record->raw = arena_copy(&state->batch->arena, raw);
    if (!record->raw.at) {
        error_memory(stage->error);
        return NULL;
    }
    record->ordinal = ++state->at.records;
    record->offset = state->at.offset;
    record->line = state->at.line;
    record->state = file_record_state(stage->job, stage->file, record->ordinal);
    state->batch_raw += raw.len;
    return record;
}

/* Of a line over the bound: what stays ends between characters, and not behind a
 * backslash that may escape what is put there. */
static struct slice head_of_line(const struct stage *stage, struct slice raw)
{
    bool backslash = stage->file->plan.csv.backslash;

    for (unsigned i = 0; i < 3 && raw.len &&
                         (((unsigned char)raw.at[raw.len] & 0xc0) == 0x80 ||
                          (backslash && raw.at[raw.len - 1] == '\\'));
         i++)
        raw.len--;
    return raw;
}

static bool ends_in_quotes(const struct stage *stage, struct slice head)
{
    const struct cut_state *state = stage->state;
    struct csv_fields fields = state->scan.fields;

    csv_fields_reset(&fields);
    return csv_fields_run(&fields, head, true) == CSV_AT_OPEN_END;
}

static void judge(const struct stage *stage, struct record *record,
                  enum csv_scan_kind kind)
{
    if (stage->job->heads && kind != CSV_SCAN_LONG && record_is_head(record))
        record_reject_head(record);
    switch (kind) {
    case CSV_SCAN_LITERAL:
        record->flags |= RECORD_LITERAL_QUOTES;
        record_warn(record, CSV_QUOTE_REPAIRED, SLICE_NONE, SLICE_NONE,
                    SLICE_NONE);
        break;
    case CSV_SCAN_BAD_TEXT:
        record_reject(record, CSV_QUOTE, SLICE_NONE,
                      SLICE("a delimiter or line end after a closing quote"),
                      SLICE("text"));
        break;
    case CSV_SCAN_UNCLOSED:
        record_reject(record, CSV_QUOTE, SLICE_NONE, SLICE("a closing quote"),
                      SLICE("none"));
        break;
    case CSV_SCAN_LONG:
        record->flags |= RECORD_CUT_SHORT;
        if (ends_in_quotes(stage, record->raw))
            record->flags |= RECORD_OPEN_QUOTE;
        record_reject(
            record, RECORD_TOO_LONG, SLICE_NONE,
            arena_printf(record->arena, "at most %llu bytes",
                         (unsigned long long)stage->job->record_bytes),
            SLICE("a longer line"));
        break;
    default:
        break;
    }
}

/* The window's start moves on over one cut. */
static void advance(struct stage *stage, const struct csv_scan_cut *cut)
{
    struct cut_state *state = stage->state;
    struct window *window = &state->window;
    struct slice whole = {window->bytes + window->start, cut->whole};

    state->at.offset += file_bytes(stage, whole);
    state->at.line += cut->lines;
    window->start += cut->whole;
}

/* What follows the last line end of a file that damage ended is no record. */
static bool is_torn(const struct stage *stage, const struct csv_scan_cut *cut)
{
    enum code code;

    if (!stage->file->input || cut->whole != cut->raw ||
        cut->kind >= CSV_SCAN_LONG)
        return false;
    code = input_fault(stage->file->input)->code;
    return code == GZIP_DAMAGED || code == GZIP_TRUNCATED ||
           code == FILE_UNREADABLE;
}

static bool is_full(const struct stage *stage)
{
    const struct cut_state *state = stage->state;

    return state->batch->records.count >= stage->job->batch_records ||
           state->batch_raw >= stage->job->batch_bytes;
}

/* The last record of the batch is complete. */
static int end_record(struct stage *stage, const struct csv_scan_cut *cut)
{
    struct cut_state *state = stage->state;

    advance(stage, cut);
    if (!state->batch)
        return 0;
    state->batch->after = state->at;
    return is_full(stage) ? close_batch(stage) : 0;
}

/* One cut that is, or is part of, a record. */
static int take_cut(struct stage *stage, const struct csv_scan_cut *cut)
{
    struct cut_state *state = stage->state;
    struct slice raw = {state->window.bytes + state->window.start, cut->raw};
    struct batch *batch = state->batch;
    struct record *record;

    if (cut->kind == CSV_SCAN_SKIP || cut->kind == CSV_SCAN_SKIPPED) {
        if (!state->header)
            batch->records.at[batch->records.count - 1].length +=
                file_bytes(stage, raw);
        if (cut->kind == CSV_SCAN_SKIPPED) {
            state->header = false;
            return end_record(stage, cut);
        }
        advance(stage, cut);
        return 0;
    }
    if (state->header) {
        state->header = cut->kind == CSV_SCAN_LONG;
        advance(stage, cut);
        return 0;
    }
    if (cut->kind == CSV_SCAN_LONG)
        raw = head_of_line(stage, raw);
    record = add_record(stage, raw);
    if (!record)
        return -1;
    judge(stage, record, cut->kind);
    if (cut->kind == CSV_SCAN_LONG)
        return 0;
    record->length = file_bytes(stage, raw);
    return end_record(stage, cut);
}

static int cut_window(struct stage *stage, bool end)
{
    struct cut_state *state = stage->state;
    struct window *window = &state->window;

    if (!window->bytes)
        return 0;
    for (;;) {
        struct slice text = {window->bytes + window->start,
                             window->filled - window->start};
        struct csv_scan_cut cut;

        cut = csv_scan_next(&state->scan, text, end);
        if (cut.kind == CSV_SCAN_MORE)
            return 0;
        if (cut.kind == CSV_SCAN_BLANK || (end && is_torn(stage, &cut)))
            advance(stage, &cut);
        else if (take_cut(stage, &cut) != 0)
            return -1;
    }
}

static int cut_process(struct stage *stage, struct batch *batch)
{
    struct cut_state *state = stage->state;
    int result = window_add(stage, &state->window, batch->bytes);

    stage_release(stage, batch);
    return result == 0 ? cut_window(stage, false) : -1;
}

static int cut_finish(struct stage *stage)
{
    struct cut_state *state = stage->state;

    if (cut_window(stage, true) != 0)
        return -1;
    return state->batch ? close_batch(stage) : 0;
}

static void cut_close(struct stage *stage)
{
    struct cut_state *state = stage->state;

    if (!state)
        return;
    if (state->batch)
        stage_release(stage, state->batch);
    free(state->window.bytes);
}

const struct stage_type stage_cut_csv = {
    .name = "cut_csv",
    .summary = "cuts a CSV file into records",
    .section = SECTION_HEAD,
    .takes = BATCH_BYTES,
    .gives = BATCH_SLICES,
    .state_size = sizeof(struct cut_state),
    .open = cut_open,
    .process = cut_process,
    .finish = cut_finish,
    .close = cut_close,
};
