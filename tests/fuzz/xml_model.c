/*
 * See xml_model.h. A record is the innermost element `record` with a leader,
 * controlfield or datafield in it. Left aside is what libxml2 can't tell or what
 * the cutter has rules of its own for: records inside MARC records, the OAI-PMH
 * header of a deleted record, DOCTYPEs, encodings, the end of deep nesting, and
 * NULs, which libxml2 takes for the end of the text.
 */
#include "xml_model.h"

#include "../../stages/csv_text.h"

#include <libxml/parser.h>

#include <strings.h>

#define DEPTH_MAX 200

struct reading {
    unsigned depth;
    unsigned record; /* depth of the innermost open record; 0: none */
    bool marc;       /* it has MARC content */
    bool unsure;
    uint64_t records;
};

static bool is_content(const char *local)
{
    return strcmp(local, "datafield") == 0 ||
           strcmp(local, "controlfield") == 0 || strcmp(local, "leader") == 0;
}

static void on_start(void *data, const xmlChar *local, const xmlChar *prefix,
                     const xmlChar *uri, int namespaces, const xmlChar **named,
                     int attributes, int defaulted, const xmlChar **given)
{
    struct reading *reading = data;

    (void)prefix, (void)uri, (void)namespaces, (void)named;
    (void)attributes, (void)defaulted, (void)given;
    if (++reading->depth > DEPTH_MAX)
        reading->unsure = true;
    if (strcmp((const char *)local, "record") == 0) {
        reading->unsure |= reading->marc;
        reading->record = reading->depth;
    } else if (reading->record && is_content((const char *)local)) {
        reading->marc = true;
    }
}

static void on_end(void *data, const xmlChar *local, const xmlChar *prefix,
                   const xmlChar *uri)
{
    struct reading *reading = data;

    (void)local, (void)prefix, (void)uri;
    if (reading->depth-- != reading->record)
        return;
    reading->records += reading->marc;
    reading->record = 0;
    reading->marc = false;
}

static bool contains(struct slice text, const char *word)
{
    size_t len = strlen(word);

    for (size_t i = 0; i + len <= text.len; i++)
        if (strncasecmp(text.at + i, word, len) == 0)
            return true;
    return false;
}

static void say_nothing(void *data, const char *format, ...)
{
    (void)data, (void)format;
}

/* libxml2 says errors to the first of these, if it is there, and to the others. */
static void say_nothing_either(void *data, xmlErrorPtr error)
{
    (void)data, (void)error;
}

bool xml_model_records(struct slice text, uint64_t *records)
{
    struct reading reading = {0};
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = on_start,
                             .endElementNs = on_end,
                             .warning = say_nothing,
                             .error = say_nothing,
                             .serror = say_nothing_either};

    if (!text.len || text.len > INT32_MAX || csv_text_valid(text) != text.len ||
        memchr(text.at, '\0', text.len) || contains(text, "<!DOCTYPE") ||
        contains(text, "encoding") || contains(text, "deleted") ||
        contains((struct slice){text.at + 1, text.len - 1}, "<?xml"))
        return false;
    if (xmlSAXUserParseMemory(&handler, &reading, text.at, (int)text.len) != 0)
        return false;
    *records = reading.records;
    return !reading.unsure;
}
