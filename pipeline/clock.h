/* Time that only goes forward, for measuring. */
#ifndef BIBLOAD_CLOCK_H
#define BIBLOAD_CLOCK_H

#include <stdint.h>

uint64_t clock_nanoseconds(void);

#endif
