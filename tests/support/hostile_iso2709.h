/* Records of ISO 2709 for hostile files: true ones, and ones that lie. */
#ifndef BIBLOAD_TESTS_HOSTILE_ISO2709_H
#define BIBLOAD_TESTS_HOSTILE_ISO2709_H

#include <stdbool.h>
#include <stdio.h>

/* What is wrong with a record; all zero: nothing. */
struct lie {
    int length, base;  /* added to the leader's */
    int entry, start;  /* added to the title's in the directory */
    bool swapped;      /* the directory's entries stand in the wrong order */
    bool no_field_end; /* behind the title */
    bool no_directory_end;
    bool no_record_end;
    char encoding;      /* leader/09; 0: blank */
    const char *leader; /* instead of the leader's first five */
    size_t title_bytes; /* of the title's field, if not as many as there are */
};

/* 001, then 245 with one subfield. */
void put_marc(FILE *out, const char *id, const char *title, struct lie lie);
/* True ones: number 1, Emma, and number 2, Ulysses. */
void put_emma(FILE *out);
void put_ulysses(FILE *out);

#endif
