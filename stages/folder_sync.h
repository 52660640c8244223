/*
 * Names on the disk: a file that was made or renamed is there after a power cut once
 * its folder was synced, whatever was synced of the file itself.
 */
#ifndef BIBLOAD_FOLDER_SYNC_H
#define BIBLOAD_FOLDER_SYNC_H

/* The folder that the path is in. 0, or -1 with errno set. A folder that can't be
 * read, or is on a file system that syncs none, counts as synced. */
int folder_sync(const char *path);

#endif
