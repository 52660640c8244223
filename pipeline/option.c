/*
 * See option.h. Sections and keys stand in the order of config.ini; a test
 * compares the two.
 */
#include "option.h"

#include "command_line.h"

static const struct choice formats[] = {
    {"auto", FORMAT_AUTO}, {"csv", FORMAT_CSV}, {"marcxml", FORMAT_MARCXML},
    {"marc", FORMAT_MARC}, {NULL, 0},
};
static const struct choice encodings[] = {
    {"auto", ENCODING_AUTO},
    {"utf-8", ENCODING_UTF8},
    {"utf-16le", ENCODING_UTF16LE},
    {"utf-16be", ENCODING_UTF16BE},
    {"windows-1252", ENCODING_WINDOWS_1252},
    {"latin-1", ENCODING_LATIN1},
    {"marc-8", ENCODING_MARC8},
    {NULL, 0},
};
static const struct choice escapes[] = {
    {"none", ESCAPE_NONE},
    {"backslash", ESCAPE_BACKSLASH},
    {NULL, 0},
};
static const struct choice entities[] = {
    {"auto", ENTITIES_AUTO},
    {"none", ENTITIES_NONE},
    {"html", ENTITIES_HTML},
    {NULL, 0},
};
static const struct choice headers[] = {
    {"auto", DETECT_AUTO},
    {"yes", DETECT_YES},
    {"no", DETECT_NO},
    {NULL, 0},
};
static const struct choice name_orders[] = {
    {"direct", NAME_DIRECT},
    {"inverted", NAME_INVERTED},
    {"library", NAME_LIBRARY},
    {NULL, 0},
};
static const struct choice royalty_modes[] = {
    {"rate", ROYALTY_RATE},
    {"share", ROYALTY_SHARE},
    {NULL, 0},
};
static const struct choice merge_policies[] = {
    {"fill", MERGE_FILL},
    {"replace", MERGE_REPLACE},
    {"keep", MERGE_KEEP},
    {NULL, 0},
};
static const struct choice modes[] = {
    {"changes", MODE_CHANGES}, {"snapshot", MODE_SNAPSHOT}, {NULL, 0}};
static const struct choice deletes[] = {
    {"apply", DELETES_APPLY}, {"ignore", DELETES_IGNORE}, {NULL, 0}};
static const struct choice book_rules[] = {
    {"id", BOOK_BY_ID},     {"isbn", BOOK_BY_ISBN},   {"lccn", BOOK_BY_LCCN},
    {"oclc", BOOK_BY_OCLC}, {"title", BOOK_BY_TITLE}, {NULL, 0},
};
static const struct choice author_rules[] = {
    {"id", AUTHOR_BY_ID},
    {"authority", AUTHOR_BY_AUTHORITY},
    {"name-dates", AUTHOR_BY_NAME_DATES},
    {"name", AUTHOR_BY_NAME},
    {"name-undated", AUTHOR_BY_NAME_UNDATED},
    {"variant", AUTHOR_BY_VARIANT},
    {NULL, 0},
};
static const struct choice report_formats[] = {
    {"text", 0}, {"csv", 1}, {"json", 2}, {"html", 3}, {NULL, 0},
};
static const struct choice progress_whens[] = {
    {"auto", PROGRESS_AUTO},
    {"always", PROGRESS_ALWAYS},
    {"never", PROGRESS_NEVER},
    {NULL, 0},
};
/* Words for what is no value of the type itself. */
static const struct choice automatic[] = {{"auto", 0}, {NULL, 0}};
static const struct choice standard[] = {{"standard", 0}, {NULL, 0}};
static const struct choice nothing[] = {{"none", 0}, {NULL, 0}};

#define IN_CONFIG(member) .offset = offsetof(struct config, member)
#define IN_MATCH(member) \
    .section = OPTION_MATCH, .offset = offsetof(struct config, member)
#define IN_SOURCE(member) \
    .section = OPTION_SOURCE, .offset = offsetof(struct source_config, member)
#define IN_REPORT(member) \
    .section = OPTION_REPORT, .offset = offsetof(struct report_config, member)
#define IN_LINE(member) \
    .section = OPTION_COMMAND, .offset = offsetof(struct command_line, member)
#define COLUMN(name, id, text)                                            \
    {                                                                     \
        IN_SOURCE(columns), .key = "column." name, .type = OPTION_COLUMN, \
                            .field = (id), .help = (text)                 \
    }

const struct option_row option_rows[] = {
    {.section = OPTION_DATABASE,
     IN_CONFIG(database),
     .key = "url",
     .type = OPTION_URL,
     .fallback = "bibload.db",
     .help = "The database: a path, or a URL such as sqlite:books.db",
     .name = "database",
     .letter = 'd',
     .argument = "PATH|URL"},

    {.section = OPTION_IMPORT,
     IN_CONFIG(batch_records),
     .key = "batch_records",
     .type = OPTION_NUMBER,
     .least = 1,
     .most = 1000000,
     .fallback = "20000",
     .help = "Records in a batch, 1 to 1000000"},
    {.section = OPTION_IMPORT,
     IN_CONFIG(memory_limit),
     .key = "memory_limit",
     .type = OPTION_SIZE,
     .least = 32u << 20,
     .most = UINT64_C(1) << 50,
     .fallback = "256M",
     .help = "Memory to keep within, at least 32M"},
    {.section = OPTION_IMPORT,
     IN_CONFIG(threads),
     .key = "threads",
     .type = OPTION_NUMBER,
     .choices = automatic,
     .least = 1,
     .most = 256,
     .fallback = "auto",
     .help = "auto, or a number; 1 does everything on one thread"},
    {.section = OPTION_IMPORT,
     IN_CONFIG(max_rejects),
     .key = "max_rejects",
     .type = OPTION_LIMIT,
     .fallback = "25%",
     .help = "A number or a percentage (checked from 1,000 records on) of "
             "rejects that stops the run; what is committed stays"},

    {IN_MATCH(book_rules), .key = "books", .type = OPTION_RULES,
     .choices = book_rules, .fallback = "id, isbn, lccn, oclc, title",
     .help = "The rules by which a record meets a book, in the order they are "
             "tried; one that is left out is never tried"},
    {IN_MATCH(author_rules), .key = "authors", .type = OPTION_RULES,
     .choices = author_rules,
     .fallback = "id, authority, name-dates, name, name-undated, variant",
     .help = "The rules by which a heading meets an author, likewise"},
    {IN_MATCH(same), .key = "same", .type = OPTION_PATH, .fallback = "-",
     .help =
         "A file with pairs of authors or books that are one, or - for none"},
    {IN_MATCH(different), .key = "different", .type = OPTION_PATH,
     .fallback = "-",
     .help = "A file with pairs of authors or books that are two, likewise"},

    {IN_SOURCE(files), .key = "files", .type = OPTION_PATHS,
     .help = "Paths or globs, with commas between; each glob is sorted "
             "bytewise"},
    {IN_SOURCE(format), .key = "format", .type = OPTION_CHOICE,
     .choices = formats, .fallback = "auto",
     .help = "auto, csv, marcxml or marc"},
    {IN_SOURCE(encoding), .key = "encoding", .type = OPTION_CHOICE,
     .choices = encodings, .fallback = "auto",
     .help = "auto, utf-8, utf-16le, utf-16be, windows-1252, latin-1 or marc-8 "
             "(ISO 2709 only)"},
    {IN_SOURCE(delimiter), .key = "delimiter", .type = OPTION_DELIMITER,
     .fallback = "auto",
     .help = "auto, tab, or a character in quotes such as \";\"; CSV only"},
    {IN_SOURCE(escape), .key = "escape", .type = OPTION_CHOICE,
     .choices = escapes, .fallback = "none",
     .help = "none or backslash: how a quote stands in a quoted cell, beside "
             "being doubled"},
    {IN_SOURCE(entities), .key = "entities", .type = OPTION_CHOICE,
     .choices = entities, .fallback = "auto",
     .help = "auto, none or html: whether cells hold HTML entities"},
    {IN_SOURCE(header), .key = "header", .type = OPTION_CHOICE,
     .choices = headers, .fallback = "auto",
     .help = "auto, yes or no: whether the first row names the columns"},

    COLUMN("title", CSV_TITLE,
           "A header's text, or #3 for the third column; of several names the "
           "first that is not empty"),
    COLUMN("subtitle", CSV_SUBTITLE, "The rest of the title"),
    COLUMN("isbn", CSV_ISBN,
           "The first valid ISBN is stored, every valid one is a key"),
    COLUMN("issn", CSV_ISSN, "Of a serial"),
    COLUMN("year", CSV_YEAR, "Year of publication"),
    COLUMN("publisher", CSV_PUBLISHER, "Name of the publisher"),
    COLUMN("language", CSV_LANGUAGE, "Code or name of the language"),
    COLUMN("book_ref", CSV_BOOK_REF,
           "The book's id in the database that exported the file"),
    COLUMN("author", CSV_AUTHOR,
           "One name; column.author.1, column.author.2, ... are numbered "
           "columns"),
    COLUMN("authors", CSV_AUTHORS, "Several names in a cell"),
    COLUMN("author_family", CSV_AUTHOR_FAMILY,
           "Family name, where names are in two columns; may be numbered"),
    COLUMN("author_given", CSV_AUTHOR_GIVEN,
           "Given name, beside column.author_family; may be numbered"),
    COLUMN("author_ref", CSV_AUTHOR_REF,
           "The author's id in the database that exported the file; may be "
           "numbered"),
    COLUMN("dates", CSV_DATES,
           "The author's years of birth and death; may be numbered"),
    COLUMN("role", CSV_ROLE,
           "What the author did, as a relator code or word; may be numbered"),
    COLUMN("roles", CSV_ROLES, "Several roles in a cell, parallel to authors"),
    COLUMN("order", CSV_ORDER,
           "The author's place among the authors, from 1; may be numbered"),
    COLUMN("royalty", CSV_ROYALTY,
           "The author's percentage, 0 to 100; may be numbered"),
    COLUMN("royalties", CSV_ROYALTIES,
           "Several percentages in a cell, parallel to authors"),

    {IN_SOURCE(author_separator), .key = "author_separator",
     .type = OPTION_SEPARATOR, .choices = automatic, .fallback = "auto",
     .help = "auto finds \";\", \"/\", \"|\" or \",\" for a file and says so; "
             "none; or the text itself: \"&\" and \"and\" only if named"},
    {IN_SOURCE(title_separator), .key = "title_separator",
     .type = OPTION_SEPARATOR, .choices = nothing, .fallback = "none",
     .help = "none, or the text between the titles of a cell"},
    {IN_SOURCE(name_order), .key = "name_order", .type = OPTION_CHOICE,
     .choices = name_orders, .fallback = "direct",
     .help = "direct (Jane Austen), inverted (Austen, Jane) or library "
             "(Austen, Jane, 1775-1817 [Author])"},
    {IN_SOURCE(not_a_name), .key = "not_a_name", .type = OPTION_LIST,
     .fallback = "Anonymous, Various, Unknown",
     .help = "Cells that stand in for a name and make no author"},
    {IN_SOURCE(royalty_mode), .key = "royalty_mode", .type = OPTION_CHOICE,
     .choices = royalty_modes, .fallback = "rate",
     .help = "rate, or share: shares of a book must sum to 100"},
    {IN_SOURCE(ids), .key = "ids", .type = OPTION_TEXT,
     .help = "Sources that share the ids of one exporting database name it "
             "here; default: the source's name"},
    {IN_SOURCE(on_match), .key = "on_match", .type = OPTION_CHOICE,
     .choices = merge_policies, .fallback = "fill",
     .help = "What this source does to a book of another one: fill what is "
             "empty, replace, or keep"},
    {IN_SOURCE(on_update), .key = "on_update", .type = OPTION_CHOICE,
     .choices = merge_policies, .fallback = "replace",
     .help = "What this source does to its own record of before: fill, "
             "replace or keep"},
    {IN_SOURCE(mode), .key = "mode", .type = OPTION_CHOICE, .choices = modes,
     .fallback = "changes",
     .help = "changes, or snapshot: what a full file no longer holds is "
             "withdrawn"},
    {IN_SOURCE(deletes), .key = "deletes", .type = OPTION_CHOICE,
     .choices = deletes, .fallback = "apply",
     .help = "apply or ignore: records that are marked as deleted"},
    {IN_SOURCE(max_deletes), .key = "max_deletes", .type = OPTION_LIMIT,
     .choices = automatic, .fallback = "auto",
     .help = "auto (10%, and what was committed stays), or a number or a "
             "percentage (of the source's records; ten always pass) of records "
             "that one import may withdraw; with more nothing of it stays"},
    {IN_SOURCE(expected_records), .key = "expected_records",
     .type = OPTION_LIMIT, .choices = nothing, .fallback = "none",
     .help = "none, or the records that an import of this source has; it is "
             "then one transaction, and nothing stays of one that has others"},
    {IN_SOURCE(expected_within), .key = "expected_within", .type = OPTION_LIMIT,
     .fallback = "10%",
     .help = "How many more or fewer they may be: a number, or a percentage"},
    {IN_SOURCE(max_rejects), .key = "max_rejects", .type = OPTION_LIMIT,
     .choices = automatic, .fallback = "auto",
     .help = "auto (as [import] says), or a number or a percentage (of the "
             "records) of rejects; with more nothing of the import stays"},
    {IN_SOURCE(max_new_authors), .key = "max_new_authors", .type = OPTION_LIMIT,
     .choices = nothing, .fallback = "none",
     .help = "none, or a number or a percentage (of the records) of authors "
             "that may be new; with more nothing of the import stays"},
    {IN_SOURCE(types), .key = "types", .type = OPTION_WORDS,
     .choices = material_choices, .fallback = "all",
     .help = "all, or the kinds of material that load: text, serial, score, "
             "map, film, ...; MARC only"},
    {IN_SOURCE(extra), .key = "extra", .type = OPTION_LIST, .choices = nothing,
     .fallback = "none",
     .help = "none, or further columns to keep as JSON in books.extra"},

    {IN_REPORT(reports), .key = "reports", .type = OPTION_LIST,
     .choices = standard, .fallback = "standard",
     .help = "standard, or names of reports"},
    {IN_REPORT(format), .key = "format", .type = OPTION_WORD,
     .choices = report_formats, .fallback = "text",
     .help = "text, csv, json or html"},
    {IN_REPORT(output), .key = "output", .type = OPTION_PATH, .fallback = "-",
     .help = "A file, a folder, or - for standard output"},

    {IN_LINE(config_path), .type = OPTION_TEXT, .name = "config", .letter = 'c',
     .argument = "FILE",
     .help = "Config to read (default: ./bibload.ini, else ./config.ini, "
             "else none)"},
    {IN_LINE(invocation.source), .type = OPTION_TEXT, .name = "source",
     .letter = 's', .argument = "NAME", .groups = OPTIONS_IMPORT,
     .help = "Import as [source:NAME] says (default: default)"},
    {IN_LINE(invocation.dry_run), .type = OPTION_FLAG, .name = "dry-run",
     .letter = 'n', .groups = OPTIONS_IMPORT,
     .help = "Tell what would change, and change nothing"},
    {IN_LINE(invocation.restart), .type = OPTION_FLAG, .name = "restart",
     .groups = OPTIONS_IMPORT,
     .help = "Take an interrupted import back first, and begin anew"},
    {IN_LINE(invocation.again), .type = OPTION_FLAG, .name = "again",
     .groups = OPTIONS_IMPORT,
     .help = "Read files again that were imported whole before"},
    {IN_LINE(invocation.format), .type = OPTION_WORD, .name = "format",
     .choices = report_formats, .argument = "text|csv|json|html",
     .groups = OPTIONS_REPORT, .help = "Form of the report (default: text)"},
    {IN_LINE(invocation.output), .type = OPTION_TEXT, .name = "output",
     .letter = 'o', .argument = "FILE|DIR|-", .groups = OPTIONS_REPORT,
     .help = "Where the report goes (default: standard output)"},
    {IN_LINE(invocation.parameters), .type = OPTION_PARAMETER, .letter = 'p',
     .name = "parameter", .argument = "NAME=VALUE", .groups = OPTIONS_REPORT,
     .help = "A value for the report; may be repeated"},
    {IN_LINE(invocation.with_books), .type = OPTION_FLAG, .name = "with-books",
     .groups = OPTIONS_DELETE, .help = "Delete the author's books too"},
    {IN_LINE(invocation.cascade), .type = OPTION_FLAG, .name = "cascade",
     .groups = OPTIONS_UNDO, .help = "Take back what builds on it too"},
    {IN_LINE(invocation.repair), .type = OPTION_FLAG, .name = "repair",
     .groups = OPTIONS_VERIFY,
     .help = "Mend what can be made anew from the rows"},
    {IN_LINE(invocation.progress), .type = OPTION_CHOICE, .name = "progress",
     .choices = progress_whens, .argument = "auto|always|never",
     .groups = OPTIONS_IMPORT,
     .help = "A bar on a terminal, now and then a line elsewhere "
             "(default: auto)"},
    {IN_LINE(invocation.json), .type = OPTION_FLAG, .name = "json",
     .groups = OPTIONS_IMPORT | OPTIONS_JSON,
     .help = "Print the result as JSON on standard output"},
    {IN_LINE(invocation.quiet), .type = OPTION_FLAG, .name = "quiet",
     .letter = 'q', .help = "Say nothing but warnings and errors"},
    {IN_LINE(invocation.verbose), .type = OPTION_FLAG, .name = "verbose",
     .letter = 'v', .help = "Say more"},
    {IN_LINE(help), .type = OPTION_FLAG, .name = "help", .letter = 'h',
     .help = "Show this help"},
    {IN_LINE(version), .type = OPTION_FLAG, .name = "version", .letter = 'V',
     .help = "Show the version"},
};
const size_t option_count = sizeof option_rows / sizeof *option_rows;

_Static_assert(sizeof option_rows / sizeof *option_rows <= OPTION_ROWS_MAX,
               "a bit for each row");

const char *book_rule_text(enum book_rule rule)
{
    return choice_text(book_rules, (int)rule);
}

const char *author_rule_text(enum author_rule rule)
{
    return choice_text(author_rules, (int)rule);
}

const char *format_text(enum format format)
{
    return choice_text(formats, (int)format);
}

const char *encoding_text(enum encoding encoding)
{
    return choice_text(encodings, (int)encoding);
}
