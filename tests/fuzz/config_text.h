/*
 * Every value of a config as text, by the rows of the option table: every byte
 * of it is read, and every value looked at.
 */
#ifndef BIBLOAD_CONFIG_TEXT_H
#define BIBLOAD_CONFIG_TEXT_H

#include "../../pipeline/config.h"
#include "fuzz_text.h"

void config_text(struct fuzz_text *text, const struct config *config);

#endif
