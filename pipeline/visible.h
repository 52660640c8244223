/*
 * Text from data made safe to show: on a terminal it may hold escape sequences,
 * in a log it may forge lines. Control characters (C0, DEL, C1) and bytes that
 * are no UTF-8 become \xNN.
 */
#ifndef BIBLOAD_VISIBLE_H
#define BIBLOAD_VISIBLE_H

#include "slice.h"

/* As much as fits into room bytes, cut between characters, NUL-terminated
 * (room > 0). Returns its length. Four times the text's length always fits. */
size_t visible_text(char *to, size_t room, struct slice text);

/* Columns that visible text takes on a terminal. */
size_t visible_width(struct slice visible);
/* Its beginning that takes at most that many columns. */
struct slice visible_cut(struct slice visible, size_t columns);

#endif
