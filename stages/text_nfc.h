/*
 * Unicode's composed form (NFC, UAX #15), for the few texts that are not known
 * to be in it already. Called by text.c alone.
 */
#ifndef BIBLOAD_TEXT_NFC_H
#define BIBLOAD_TEXT_NFC_H

#include "../pipeline/arena.h"

#include <stdint.h>

/* A text of characters that are safe is in NFC: each of them is a starter, is
 * itself in NFC, and composes with nothing before it. All below U+0300 are. */
bool text_nfc_is_safe(uint32_t character);

/* In place, for valid UTF-8; false: no memory. */
bool text_nfc(struct arena *arena, struct slice *text);

#endif
