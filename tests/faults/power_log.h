/*
 * The log that power_record.c writes and power_disk.c reads: what a process did to
 * the files of one folder, in order.
 *
 *     log    = event*
 *     event  = struct power_event, then `len` bytes
 *
 * Files are numbered from 1, a name can get another file. Paths are relative to the
 * folder, which is "" itself.
 */
#ifndef BIBLOAD_TESTS_POWER_LOG_H
#define BIBLOAD_TESTS_POWER_LOG_H

#include <stdint.h>

enum power_kind {
    POWER_FOUND = 'B',   /* opened for writing, was there before; bytes: path */
    POWER_CREATED = 'C', /* likewise, made now */
    POWER_WRITE = 'W',   /* bytes at `at` */
    POWER_SIZE = 'Z',    /* cut or grown to the size `at` */
    POWER_SYNC = 'S',    /* all of the file is durable */
    POWER_FAILED = 'X',  /* its sync failed: nobody knows what is */
    POWER_FOLDER = 'D',  /* bytes: path of a folder whose names are durable */
    POWER_UNLINK = 'U',  /* bytes: path */
    POWER_RENAME = 'R',  /* bytes: old path, 0, new path */
    POWER_MKDIR = 'M',   /* bytes: path */
    POWER_COMMIT = 'A',  /* SQLite said that a transaction is committed */
};

struct power_event {
    uint32_t kind, file;
    uint64_t at, len;
};

#endif
