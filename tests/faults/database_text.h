/* All that is in a database as text, as tests/faults/dump.sql asks for it. */
#ifndef BIBLOAD_FAULTS_DATABASE_TEXT_H
#define BIBLOAD_FAULTS_DATABASE_TEXT_H

/* Malloc'ed. What can't be asked for is told in its place; without a database the
 * text says so. */
char *database_text(const char *path, const char *queries);

#endif
