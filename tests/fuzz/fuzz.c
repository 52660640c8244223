/* See fuzz.h. */
#include "fuzz.h"

struct fuzz_options fuzz_take_options(struct slice *input)
{
    uint8_t bytes[FUZZ_OPTION_BYTES] = {0};
    size_t len = input->len < sizeof bytes ? input->len : sizeof bytes;

    if (len)
        memcpy(bytes, input->at, len);
    input->at += len;
    input->len -= len;
    return (struct fuzz_options){bytes[0], bytes[1], bytes[2], bytes[3]};
}
