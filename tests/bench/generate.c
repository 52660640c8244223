/*
 * Makes the benchmark's files: deterministic, so that two runs, and two
 * machines, measure the same work.
 *
 *     generate csv ROWS > FILE
 *     generate csv-changed ROWS > FILE      one row in 100 is another one
 *     generate marcxml RECORDS > FILE
 */
#include "generate.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_MOST UINT64_C(25000000) /* beyond, names would repeat */

static int usage(void)
{
    fputs("usage: generate csv|csv-changed|marcxml COUNT > FILE\n", stderr);
    return 2;
}

static int generate(const char *shape, const struct catalogue *catalogue,
                    uint64_t count)
{
    if (strcmp(shape, "csv") == 0)
        return generate_csv(catalogue, count, false, stdout);
    if (strcmp(shape, "csv-changed") == 0)
        return generate_csv(catalogue, count, true, stdout);
    return generate_marcxml(catalogue, count, stdout);
}

static bool is_shape(const char *text)
{
    return strcmp(text, "csv") == 0 || strcmp(text, "csv-changed") == 0 ||
           strcmp(text, "marcxml") == 0;
}

int main(int argc, char **argv)
{
    static char buffer[1 << 18];
    struct catalogue catalogue;
    uint64_t count;
    char *end;
    int result;

    if (argc != 3 || !is_shape(argv[1]))
        return usage();
    errno = 0;
    count = strtoull(argv[2], &end, 10);
    if (errno || *end || end == argv[2] || count > COUNT_MOST)
        return usage();
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    if (catalogue_init(&catalogue, count) != 0) {
        fputs("generate: out of memory\n", stderr);
        return 1;
    }
    result = generate(argv[1], &catalogue, count);
    catalogue_clear(&catalogue);
    if (fflush(stdout) != 0 || result != 0) {
        fprintf(stderr, "generate: %s\n", strerror(errno));
        return 1;
    }
    return 0;
}
