/*
 * A gzip file built of members, as bytes choose, so that how it must end is
 * known beforehand.
 */
#ifndef BIBLOAD_GZIP_FILE_H
#define BIBLOAD_GZIP_FILE_H

#include "fuzz_text.h"

struct gzip_file {
    struct fuzz_text stored, text;
    enum code code; /* of the fault that it must give; CODE_NONE: none */
};

/* Two bytes say how it ends, two how the rest is cut into members. */
void gzip_file_make(struct gzip_file *file, struct slice bytes);

#endif
