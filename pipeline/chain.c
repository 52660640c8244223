/*
 * Wiring: names to stages, stages to sections, and the check that each stage
 * takes what its neighbour gives. Running is in chain_run.c.
 */
#include "chain_wire.h"

static const char *const csv_names[] = {
    "read", "cut_csv", "parse_csv", "map_csv", "normalise",
    "key",  "resolve", "load",      NULL,
};

static const char *const marcxml_names[] = {
    "read", "cut_xml", "parse_marcxml", "map_marc", "normalise",
    "key",  "resolve", "load",          NULL,
};

static const char *const marc_names[] = {
    "read", "cut_marc", "parse_marc", "map_marc", "normalise",
    "key",  "resolve",  "load",       NULL,
};

const char *const *chain_names(enum format format)
{
    switch (format) {
    case FORMAT_CSV:
        return csv_names;
    case FORMAT_MARCXML:
        return marcxml_names;
    case FORMAT_MARC:
        return marc_names;
    default:
        return NULL;
    }
}

/* A stage may stand where the batches it takes arrive, in a section not before
 * its neighbour's. */
static int wire_check(const struct stage_type *before,
                      const struct stage_type *type, struct error *error)
{
    if (!before)
        return type->read ? 0
                          : error_set(error, ERROR_USAGE,
                                      "stage %s can't be the first of a chain: "
                                      "it reads nothing",
                                      type->name);
    if (before->gives != type->takes || before->section > type->section)
        return error_set(error, ERROR_USAGE,
                         "stage %s can't follow stage %s: it takes %s, and %s "
                         "gives %s",
                         type->name, before->name, batch_kind_text(type->takes),
                         before->name, batch_kind_text(before->gives));
    return 0;
}

int wire_find(const char *const *names, struct wiring *wiring,
              struct error *error)
{
    const struct stage_type *before = NULL;

    wiring->count = 0;
    for (size_t i = 0; names[i]; i++) {
        const struct stage_type *type = stage_find(names[i]);

        if (!type)
            return error_set(error, ERROR_USAGE, "there is no stage %s",
                             names[i]);
        if (i == CHAIN_STAGES_MAX)
            return error_set(error, ERROR_USAGE,
                             "a chain has at most %d stages", CHAIN_STAGES_MAX);
        if (wire_check(before, type, error) != 0)
            return -1;
        wiring->types[wiring->count++] = before = type;
    }
    return 0;
}

void wire_section(struct chain *chain, struct section *section,
                  enum stage_section which, const struct wiring *wiring)
{
    section->chain = chain;
    section->which = which;
    for (size_t i = 0; i < wiring->count; i++) {
        struct stage *stage = &section->stages[section->count];

        if (wiring->types[i]->section != which)
            continue;
        *stage = (struct stage){
            .type = wiring->types[i],
            .job = chain->job,
            .file = chain->file,
            .error = &section->error,
            .chain = chain,
        };
        if (section->count > 0)
            section->stages[section->count - 1].next = stage;
        section->count++;
    }
}

/* Adds the instances of a section to the counters of their types. */
static void report_section(struct chain_report *report,
                           const struct section *section)
{
    for (size_t i = 0; i < section->count; i++) {
        const struct stage *stage = &section->stages[i];
        size_t at = 0;

        while (at < report->count && report->stage[at].type != stage->type)
            at++;
        if (at == report->count)
            report->stage[report->count++] =
                (struct chain_counter){.type = stage->type};
        report->stage[at].batches += stage->batches;
        report->stage[at].records += stage->records;
        report->stage[at].seconds += (double)stage->nanoseconds / 1e9;
    }
}

void wire_report(const struct chain *chain, struct chain_report *report)
{
    report->count = 0;
    report_section(report, &chain->head);
    for (unsigned i = 0; i < chain->workers; i++)
        report_section(report, &chain->work[i]);
    report_section(report, &chain->tail);
}
