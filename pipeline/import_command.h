/* What the commands import and run share: one import with its summary. */
#ifndef BIBLOAD_IMPORT_COMMAND_H
#define BIBLOAD_IMPORT_COMMAND_H

#include "import.h"

/* An exit status, or -1 with the error filled; the summary is printed as far
 * as things got in either case. *import_id, which may be NULL: its number, 0 if there
 * was none. */
int import_and_tell(struct invocation *invocation,
                    const struct source_config *source, char **paths,
                    size_t count, int64_t *import_id, struct error *error);

/* The source of --source, or the default one; NULL with the error filled. */
const struct source_config *named_source(struct invocation *invocation,
                                         struct error *error);

#endif
