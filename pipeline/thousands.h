/* Numbers for people: 1234567 is 1,234,567. */
#ifndef BIBLOAD_THOUSANDS_H
#define BIBLOAD_THOUSANDS_H

#include <stdint.h>

#define THOUSANDS_BYTES 28 /* 20 digits, 6 commas, NUL */

/* Returns text. */
const char *thousands(char text[THOUSANDS_BYTES], uint64_t number);

#endif
