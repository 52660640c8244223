/* See thousands.h. */
#include "thousands.h"

#include <inttypes.h>
#include <stdio.h>

const char *thousands(char text[THOUSANDS_BYTES], uint64_t number)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%" PRIu64, number);
    char *to = text;

    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            *to++ = ',';
        *to++ = digits[i];
    }
    *to = '\0';
    return text;
}
