/*
 * See plan.h. Format and encoding are decided here; what a CSV's cells mean is
 * plan_csv's. A file that can't be read is planned as a CSV without records, so
 * that the chain runs over nothing and the fault is told like any other.
 */
#include "plan.h"

#include "recognise.h"
#include "xml_encoding.h"

#include <strings.h>

#define PLAN_BLOCK (16 * 1024)
#define NAME_SHOWN 40 /* bytes of a name from the file in a message */

static const struct declared {
    const char *name;
    enum encoding encoding; /* AUTO: nothing that was not known before */
} declared_encodings[] = {
    {"UTF-8", ENCODING_AUTO},          {"UTF8", ENCODING_AUTO},
    {"US-ASCII", ENCODING_AUTO},       {"ASCII", ENCODING_AUTO},
    {"ISO-8859-1", ENCODING_LATIN1},   {"ISO_8859-1", ENCODING_LATIN1},
    {"latin1", ENCODING_LATIN1},       {"windows-1252", ENCODING_WINDOWS_1252},
    {"cp1252", ENCODING_WINDOWS_1252},
};

static const struct declared *declared_find(struct slice name)
{
    size_t count = sizeof declared_encodings / sizeof declared_encodings[0];

    for (size_t i = 0; i < count; i++) {
        const struct declared *row = &declared_encodings[i];

        if (strlen(row->name) == name.len &&
            strncasecmp(row->name, name.at, name.len) == 0)
            return row;
    }
    return NULL;
}

static void note(struct plan *plan, struct slice text)
{
    struct slice *added = list_push(&plan->arena, &plan->notes);

    if (added)
        *added = text;
}

static void note_declared(struct plan *plan, struct slice name,
                          const char *consequence)
{
    if (name.len > NAME_SHOWN)
        name.len = NAME_SHOWN;
    note(plan,
         arena_printf(&plan->arena, "encoding: the XML declaration says %.*s%s",
                      SLICE_ARG(name), consequence));
}

/* Believed unless the text proves it wrong; UTF-16 has become UTF-8 already. */
static void plan_xml(struct plan *plan, struct slice text)
{
    struct slice name = xml_encoding(text);
    const struct declared *declared = declared_find(name);

    plan->mapped_fields = true;
    if (plan->encoding != ENCODING_AUTO || !name.len)
        return;
    if (!declared) {
        note_declared(plan, name, ", which is not known; read as UTF-8");
    } else if (declared->encoding == ENCODING_AUTO) {
        return;
    } else if (xml_encoding_is_utf8(text)) {
        note_declared(plan, name, ", but the text is UTF-8");
    } else {
        plan->encoding = declared->encoding;
        note_declared(plan, name, "");
    }
}

/* A byte order mark in front says nothing of records that were put together
 * behind it: each is judged by itself. */
static void plan_marc(struct plan *plan, const struct source_config *source)
{
    plan->mapped_fields = true;
    if (source->encoding == ENCODING_AUTO && plan->encoding == ENCODING_UTF8)
        plan->encoding = ENCODING_AUTO;
}

static bool only_blanks(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!memchr(" \t\r\n", text.at[i], 4))
            return false;
    return true;
}

/* No columns: no record can be right, and there is none. */
static void plan_nothing(struct plan *plan)
{
    plan->csv = (struct csv_plan){
        .delimiter = ',', .author_separator = "", .title_separator = ""};
}

/* A header that damage cut off is the damage's fault, not the config's. */
static int plan_table(struct plan *plan, struct input *input, struct slice text,
                      bool whole, const struct source_config *source,
                      const char *name, struct error *error)
{
    const struct input_fault *fault = input_fault(input);

    if (plan_csv(plan, text, whole, source, name, error) == 0)
        return 0;
    if (!whole || fault->code == CODE_NONE || error->kind != ERROR_USAGE)
        return -1;
    *error = (struct error){.kind = ERROR_NONE};
    plan_nothing(plan);
    input_fault_set(input, fault->code, fault->offset, fault->text);
    return 0;
}

static int plan_text(struct plan *plan, struct input *input, struct slice text,
                     bool whole, const struct source_config *source,
                     const char *name, struct error *error)
{
    struct recognised found =
        recognise(text, source->format, source->delimiter);

    plan->format = found.format;
    plan_nothing(plan);
    if (source->utf8 && plan->encoding == ENCODING_AUTO)
        plan->encoding = ENCODING_UTF8;
    if (plan->encoding == ENCODING_MARC8 && found.format != FORMAT_MARC)
        return error_set(error, ERROR_USAGE,
                         "source %s: encoding = marc-8 is for ISO 2709, and %s "
                         "is read as %s",
                         source->name, name, format_text(found.format));
    if (found.refusal)
        input_fault_set(input, FORMAT_UNKNOWN, 0, found.refusal);
    else if (found.format == FORMAT_MARCXML)
        plan_xml(plan, text);
    else if (found.format == FORMAT_MARC)
        plan_marc(plan, source);
    else if (!whole || !only_blanks(text))
        return plan_table(plan, input, text, whole, source, name, error);
    return plan->arena.failed ? error_memory(error) : 0;
}

int plan_file(struct plan *plan, struct input *input,
              const struct source_config *source, const char *name,
              struct error *error)
{
    struct slice text;
    bool whole;

    *plan = (struct plan){0};
    arena_init(&plan->arena, PLAN_BLOCK);
    if (input_peek(input, &text, &whole, error) != 0)
        return -1;
    plan->encoding = input_encoding(input);
    return plan_text(plan, input, text, whole, source, name, error);
}

void plan_clear(struct plan *plan)
{
    arena_clear(&plan->arena);
    *plan = (struct plan){0};
}
