/*
 * How many MARC records a well-formed XML document holds, as libxml2 reads it
 * whole. The cutter never asks libxml2; where both have a word, it must be the
 * same.
 */
#ifndef BIBLOAD_XML_MODEL_H
#define BIBLOAD_XML_MODEL_H

#include "../../pipeline/slice.h"

#include <stdint.h>

/* False: the model has no word on this text. */
bool xml_model_records(struct slice text, uint64_t *records);

#endif
