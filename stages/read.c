/*
 * The head of every chain: the file, blocks of bytes at a time, as input gives
 * them (inflated, UTF-16 turned into UTF-8). Blocks have nothing to do with
 * records; cut finds those, and must find the same ones wherever a block ends.
 *
 * A block is filled up, whatever the pieces come in, so that only the last one is
 * short: what was read when a record is cut depends on the file alone. The digest
 * of it goes into the checkpoint, and an import that goes on where it was
 * interrupted gets no further than that place if the bytes are not the same.
 *
 * Damage that ends the data is no error here: the block that comes before it is
 * the last, and input_fault says what happened.
 */
#include "../pipeline/stage.h"

#include <xxhash.h>

#define READ_BYTES (256 * 1024)

struct read_state {
    XXH3_state_t *hash;
};

static int read_open(struct stage *stage)
{
    struct read_state *state = stage->state;

    stage->file->read = (struct read_place){0};
    state->hash = XXH3_createState();
    if (!state->hash || XXH3_128bits_reset(state->hash) != XXH_OK)
        return error_memory(stage->error);
    return 0;
}

static void hash_bytes(struct stage *stage, struct slice bytes)
{
    struct read_state *state = stage->state;
    struct read_place *read = &stage->file->read;
    XXH128_hash_t hash;

    (void)XXH3_128bits_update(state->hash, bytes.at, bytes.len);
    hash = XXH3_128bits_digest(state->hash);
    read->bytes += bytes.len;
    read->digest = (struct key){hash.high64, hash.low64};
}

static int changed(const struct stage *stage)
{
    return error_set(stage->error, ERROR_CHANGED,
                     "%s is not the file that import %lld was reading",
                     stage->file->name, (long long)stage->job->import.id);
}

/* Up to the place that the interrupted import had reached the bytes must be the
 * ones that it read. */
static int compare(struct stage *stage, struct slice bytes, bool last)
{
    const struct read_place *wanted = &stage->file->resume.read;
    const struct read_place *read = &stage->file->read;
    uint64_t missing;

    if (read->bytes >= wanted->bytes) {
        hash_bytes(stage, bytes);
        return 0;
    }
    missing = wanted->bytes - read->bytes;
    if (missing > bytes.len) {
        hash_bytes(stage, bytes);
        return last ? changed(stage) : 0;
    }
    hash_bytes(stage, (struct slice){bytes.at, missing});
    if (!key_equal(read->digest, wanted->digest))
        return changed(stage);
    hash_bytes(stage, (struct slice){bytes.at + missing, bytes.len - missing});
    return 0;
}

/* An empty file gives one empty block. */
static int read_block(struct stage *stage, struct batch *batch)
{
    char *at = arena_alloc(&batch->arena, READ_BYTES);
    size_t filled = 0;

    if (!at)
        return error_memory(stage->error);
    while (filled < READ_BYTES && !batch->last) {
        int64_t got = input_read(stage->file->input, at + filled,
                                 READ_BYTES - filled, stage->error);

        if (got < 0)
            return -1;
        filled += (size_t)got;
        batch->last = got == 0;
    }
    batch->kind = BATCH_BYTES;
    batch->bytes = (struct slice){at, filled};
    return compare(stage, batch->bytes, batch->last);
}

static void read_close(struct stage *stage)
{
    struct read_state *state = stage->state;

    XXH3_freeState(state->hash);
}

const struct stage_type stage_read = {
    .name = "read",
    .summary = "file or standard input, gunzipped and verified, as blocks",
    .section = SECTION_HEAD,
    .takes = BATCH_NONE,
    .gives = BATCH_BYTES,
    .state_size = sizeof(struct read_state),
    .open = read_open,
    .read = read_block,
    .close = read_close,
};
