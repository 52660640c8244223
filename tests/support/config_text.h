/* A config from a text, through a file in /tmp as people have one. */
#ifndef BIBLOAD_CONFIG_TEXT_H
#define BIBLOAD_CONFIG_TEXT_H

#include "../../pipeline/config.h"

/* The text has its length, for what holds NULs. 0, or -1 with the error filled; the
 * config is to be cleared in both cases. */
int config_text_read(struct config *config, struct slice text,
                     struct error *error);
/* Where the last text was, as messages name it. */
const char *config_text_path(void);

#endif
