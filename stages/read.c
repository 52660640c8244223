/*
 * The head of every chain: the file, blocks of bytes at a time, as input gives
 * them (inflated, UTF-16 turned into UTF-8). Blocks have nothing to do with
 * records; cut finds those, and must find the same ones wherever a block ends.
 *
 * Damage that ends the data is no error here: the block that comes before it is
 * the last, and input_fault says what happened.
 */
#include "../pipeline/stage.h"

#define READ_BYTES (256 * 1024)

/* A block is filled up, whatever the pieces come in, so that only the last one
 * is short. An empty file gives one empty block. */
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
    return 0;
}

const struct stage_type stage_read = {
    .name = "read",
    .summary = "file or standard input, gunzipped and verified, as blocks",
    .section = SECTION_HEAD,
    .takes = BATCH_NONE,
    .gives = BATCH_BYTES,
    .read = read_block,
};
