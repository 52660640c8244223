/*
 * bibload report: aggregate queries as text, CSV, JSON or HTML. The same as a
 * [report:NAME] of the config, with what the command line says instead.
 */
#include "command.h"

#include "../stages/report.h"

static int run_report(struct invocation *invocation, struct error *error)
{
    const char *format = invocation->format;
    struct report_config config = {
        .name = "command line",
        .reports = {invocation->operands, (size_t)invocation->operand_count},
        .output = invocation->output ? invocation->output : "-",
    };

    if (!format && invocation->json)
        format = "json";
    config.format = format ? format : "text";
    return report_run(invocation, &config, error);
}

const struct command command_report = {
    .name = "report",
    .operands = "[NAME...]",
    .summary = "print reports",
    .help =
        "Without a name, the standard reports are printed:\n"
        "overview, books_per_author, books_with_several_authors,\n"
        "books_with_exactly, co_authors, royalties_by_book,\n"
        "royalties_by_author, royalties_missing, unmatched_payees,\n"
        "order_gaps, by_year, by_publisher, quality, candidates,\n"
        "last_import. There is also: imports.\n"
        "\n"
        "A NAME with '/' in it or ending in .sql is a file with a report of\n"
        "yours. --output DIR writes one file for each report.\n"
        "\n"
        "-p roles=all counts every contributor, not authors alone;\n"
        "-p n=3 asks books_with_exactly for three authors.",
    .options = OPTIONS_REPORT,
    .run = run_report,
};
