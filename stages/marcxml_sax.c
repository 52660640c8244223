/*
 * See marcxml_sax.h. The document that libxml2 sees is the context's start
 * tags, the record, and end tags made up for the context, in one buffer.
 * libxml2's callbacks return nothing: what they find stays in the state.
 */
#include "marcxml_sax.h"

#include "xml_attribute.h"
#include "xml_bounds.h"
#include "xml_context.h"
#include "xml_memory.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* Names that libxml2 has seen stay in its dictionary, which has a limit: a new
 * parser is made before hostile names reach it. */
#define NAMES_MAX 20000
#define CONTEXT_MAX 4096 /* bytes of start tags; OAI-PMH has some 500 */

enum inside { IN_NOTHING, IN_LEADER, IN_CONTROL, IN_DATA, IN_SUBFIELD };

struct marcxml_sax {
    xmlParserCtxtPtr parser;
    /* the document: context, record, end tags */
    char *document;
    size_t length, room;
    struct xml_context context; /* whose tags `document` begins with */
    /* the record being parsed */
    struct marc_build *build;
    unsigned depth; /* within the record: its own element is 1 */
    unsigned outer; /* context elements still to come */
    size_t
        strange; /* elements, attributes and namespaces that are not MARC's */
    enum inside inside;
    bool nested; /* elements inside a value */
    char *text;  /* of the value; bounded by the document */
    size_t text_length, text_room;
    bool refused;
    char message[FINDING_TEXT];
    int line;
};

static struct slice slice_of_xml(const xmlChar *text)
{
    return slice_of((const char *)text);
}

static struct slice value_of(const struct marcxml_sax *sax,
                             const xmlChar **attributes, int count,
                             const char *name)
{
    return xml_attribute(sax->build->record->arena, attributes, count, name);
}

static void refuse(struct marcxml_sax *sax, const char *why)
{
    sax->refused = true;
    snprintf(sax->message, sizeof sax->message, "%s", why);
    sax->line = sax->parser->input ? sax->parser->input->line : 0;
    xmlStopParser(sax->parser);
}

static void begin_child(struct marcxml_sax *sax, struct slice name,
                        const xmlChar **attributes, int count)
{
    struct slice tag = value_of(sax, attributes, count, "tag");

    sax->text_length = 0;
    sax->nested = false;
    if (slice_equal(name, SLICE("datafield"))) {
        sax->inside = IN_DATA;
        marc_build_field_begin(sax->build, tag,
                               value_of(sax, attributes, count, "ind1"),
                               value_of(sax, attributes, count, "ind2"));
    } else if (slice_equal(name, SLICE("controlfield"))) {
        sax->inside = IN_CONTROL;
        marc_build_control_begin(sax->build, tag);
    } else if (slice_equal(name, SLICE("leader"))) {
        sax->inside = IN_LEADER;
    }
}

static void begin_inner(struct marcxml_sax *sax, struct slice name,
                        const xmlChar **attributes, int count)
{
    if (sax->inside == IN_DATA && sax->depth == 3 &&
        slice_equal(name, SLICE("subfield"))) {
        sax->inside = IN_SUBFIELD;
        sax->text_length = 0;
        marc_build_subfield_begin(sax->build,
                                  value_of(sax, attributes, count, "code"));
    } else if (sax->inside != IN_NOTHING && !sax->nested) {
        sax->nested = true;
        marc_build_repaired(sax->build, "text or a subfield", name);
    }
}

/* False: the record is refused. */
static bool is_bearable(struct marcxml_sax *sax, struct slice name,
                        int namespaces, int attributes)
{
    const char *why;

    sax->strange += xml_strange(name, namespaces, attributes);
    why = xml_unbearable(sax->depth, sax->strange);
    if (why)
        refuse(sax, why);
    return !why;
}

static void on_start(void *data, const xmlChar *local, const xmlChar *prefix,
                     const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attribute_count,
                     int defaulted, const xmlChar **attributes)
{
    struct marcxml_sax *sax = data;

    (void)prefix, (void)uri, (void)namespaces, (void)defaulted;
    if (sax->outer) {
        sax->outer--;
        return;
    }
    if (!sax->build)
        return;
    sax->depth++;
    if (!is_bearable(sax, slice_of_xml(local), namespace_count,
                     attribute_count))
        return;
    if (sax->depth == 2)
        begin_child(sax, slice_of_xml(local), attributes, attribute_count);
    else if (sax->depth > 2)
        begin_inner(sax, slice_of_xml(local), attributes, attribute_count);
}

static void end_child(struct marcxml_sax *sax)
{
    struct slice text = {sax->text, sax->text_length};

    if (sax->inside == IN_DATA)
        marc_build_field_end(sax->build);
    else if (sax->inside == IN_CONTROL)
        marc_build_control_end(sax->build, text);
    else if (sax->inside == IN_LEADER)
        marc_build_leader(sax->build, text);
    sax->inside = IN_NOTHING;
}

static void on_end(void *data, const xmlChar *local, const xmlChar *prefix,
                   const xmlChar *uri)
{
    struct marcxml_sax *sax = data;

    (void)local, (void)prefix, (void)uri;
    if (!sax->build || !sax->depth)
        return;
    if (sax->depth == 2) {
        end_child(sax);
    } else if (sax->depth == 3 && sax->inside == IN_SUBFIELD) {
        marc_build_subfield_end(sax->build,
                                (struct slice){sax->text, sax->text_length});
        sax->inside = IN_DATA;
    }
    sax->depth--;
}

/* No text is longer than the document, whose size `text` has. Text of elements
 * inside a value belongs to it, but not that of elements beside subfields. */
static void on_text(void *data, const xmlChar *at, int length)
{
    struct marcxml_sax *sax = data;

    if (sax->inside == IN_NOTHING || sax->inside == IN_DATA || length <= 0)
        return;
    if ((size_t)length > sax->text_room - sax->text_length) {
        sax->refused = true;
        return;
    }
    memcpy(sax->text + sax->text_length, at, (size_t)length);
    sax->text_length += (size_t)length;
}

static void on_doctype(void *data, const xmlChar *name, const xmlChar *id,
                       const xmlChar *system)
{
    (void)name, (void)id, (void)system;
    refuse(data, "a DOCTYPE is refused");
}

static void on_entity(void *data, const xmlChar *name, int type,
                      const xmlChar *public_id, const xmlChar *system_id,
                      xmlChar *content)
{
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    refuse(data, "an entity declaration is refused");
}

static void on_reference(void *data, const xmlChar *name)
{
    (void)name;
    refuse(data, "an entity is not defined");
}

/* The first fatal error is the cause; namespace errors are not fatal. */
static void on_error(void *data, xmlErrorPtr error)
{
    struct marcxml_sax *sax = data;
    size_t length;

    if (error->level != XML_ERR_FATAL || sax->message[0])
        return;
    snprintf(sax->message, sizeof sax->message, "%s",
             error->message ? error->message : "not well-formed");
    length = strlen(sax->message);
    while (length && sax->message[length - 1] == '\n')
        sax->message[--length] = '\0';
    sax->line = error->line;
}

static bool parser_open(struct marcxml_sax *sax)
{
    xmlSAXHandler *handler;

    sax->parser = xmlNewParserCtxt();
    if (!sax->parser)
        return false;
    handler = sax->parser->sax;
    memset(handler, 0, sizeof *handler);
    handler->initialized = XML_SAX2_MAGIC;
    handler->startElementNs = on_start;
    handler->endElementNs = on_end;
    handler->characters = on_text;
    handler->ignorableWhitespace = on_text;
    handler->cdataBlock = on_text;
    handler->internalSubset = on_doctype;
    handler->entityDecl = on_entity;
    handler->reference = on_reference;
    handler->serror = on_error;
    return true;
}

struct marcxml_sax *marcxml_sax_open(void)
{
    struct marcxml_sax *sax = calloc(1, sizeof *sax);
    bool opened;

    xml_memory_watch();
    xmlInitParser();
    opened = sax && parser_open(sax);
    if (!xml_memory_failed() && opened)
        return sax;
    marcxml_sax_close(sax);
    return NULL;
}

void marcxml_sax_close(struct marcxml_sax *sax)
{
    if (!sax)
        return;
    if (sax->parser)
        xmlFreeParserCtxt(sax->parser);
    free(sax->document);
    xml_context_clear(&sax->context);
    free(sax->text);
    free(sax);
}

static bool grow(char **at, size_t *room, size_t wanted)
{
    char *grown;

    if (wanted <= *room)
        return true;
    wanted += wanted / 2;
    grown = realloc(*at, wanted);
    if (!grown)
        return false;
    *at = grown;
    *room = wanted;
    return true;
}

static bool document_add(struct marcxml_sax *sax, struct slice text)
{
    if (!grow(&sax->document, &sax->room, sax->length + text.len))
        return false;
    if (text.len)
        memcpy(sax->document + sax->length, text.at, text.len);
    sax->length += text.len;
    return true;
}

/* Runs libxml2 over the document; false: memory is short. */
static bool document_parse(struct marcxml_sax *sax, struct marc_build *build)
{
    if (sax->length > INT_MAX) {
        snprintf(sax->message, sizeof sax->message, "too long");
        sax->refused = true;
        return true;
    }
    if (xmlDictSize(sax->parser->dict) > NAMES_MAX) {
        xmlFreeParserCtxt(sax->parser);
        if (!parser_open(sax)) {
            (void)xml_memory_failed();
            return false;
        }
    }
    sax->build = build;
    sax->depth = 0;
    sax->strange = 0;
    sax->outer = sax->context.depth;
    sax->inside = IN_NOTHING;
    sax->refused = false;
    sax->message[0] = '\0';
    sax->line = 0;
    sax->parser->userData = sax;
    /* There is no tree: startDocument is not handled. */
    (void)xmlCtxtReadMemory(sax->parser, sax->document, (int)sax->length, NULL,
                            NULL, XML_PARSE_NONET);
    return !xml_memory_failed();
}

static bool well_formed(const struct marcxml_sax *sax)
{
    return sax->parser->wellFormed && !sax->refused;
}

/* It is parsed again with each record, lest libxml2 complain of undeclared prefixes.
 * One that is no XML, or costs more than a record does, is left away. */
bool marcxml_sax_context(struct marcxml_sax *sax, struct slice source)
{
    struct xml_context *context = &sax->context;

    if (xml_context_is(context, source))
        return true;
    sax->length = 0;
    if (!xml_context_set(context, source) ||
        !document_add(sax, context->tags) ||
        !document_add(sax, context->closing))
        return false;
    if (!context->depth)
        return true;
    if (context->tags.len > CONTEXT_MAX ||
        !xml_attributes_are_few(context->tags)) {
        xml_context_drop(context);
        return true;
    }
    if (!document_parse(sax, NULL))
        return false;
    if (!well_formed(sax))
        xml_context_drop(context);
    return true;
}

static void reject_malformed(struct marcxml_sax *sax, struct record *record)
{
    char found[FINDING_TEXT + 32];
    unsigned long long line = sax->line > 0 ? (uint64_t)sax->line - 1 : 0;

    if (line >= sax->context.lines)
        line -= sax->context.lines;
    snprintf(found, sizeof found, "line %llu: %s", record->line + line,
             sax->message);
    record_reject(record, XML_MALFORMED, SLICE_NONE, SLICE("well-formed XML"),
                  slice_of(found));
}

static void reject_attributes(struct record *record)
{
    record_reject(record, MARC_STRUCTURE, SLICE_NONE,
                  arena_printf(record->arena, "at most %d attributes of a tag",
                               XML_ATTRIBUTES_MAX),
                  SLICE("more"));
}

bool marcxml_sax_parse(struct marcxml_sax *sax, struct slice text,
                       struct marc_build *build, struct record *record)
{
    if (!xml_attributes_are_few(text)) {
        reject_attributes(record);
        return true;
    }
    sax->length = sax->context.tags.len;
    if (!grow(&sax->text, &sax->text_room, text.len) ||
        !document_add(sax, text) || !document_add(sax, sax->context.closing))
        return false;
    marc_build_begin(build, record);
    build->stable = false;
    if (!document_parse(sax, build))
        return false;
    if (well_formed(sax))
        marc_build_end(build);
    else
        reject_malformed(sax, record);
    return true;
}
