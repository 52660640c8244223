/* What libFuzzer calls. Compiled once for each function, with its name. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FUZZ_FUNCTION((struct slice){(const char *)data, size});
    return 0;
}
