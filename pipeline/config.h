/*
 * The configuration in typed values. Every key of config.ini is one row of the
 * option table (option.c): name, type, limits, default and help come from there.
 *
 *     config_init (config_read)? config_set* config_check ... config_clear
 *
 * Strings belong to the config's arena and are NUL-terminated. Paths are absolute
 * or relative to the config file, already joined with its folder.
 */
#ifndef BIBLOAD_CONFIG_H
#define BIBLOAD_CONFIG_H

#include "arena.h"
#include "biblio.h"
#include "error.h"

#include <stdio.h>

enum format { FORMAT_AUTO, FORMAT_CSV, FORMAT_MARCXML, FORMAT_MARC };
enum encoding {
    ENCODING_AUTO,
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS_1252,
    ENCODING_LATIN1,
    ENCODING_MARC8, /* ISO 2709 only */
};
const char *format_text(enum format format);       /* "marcxml" */
const char *encoding_text(enum encoding encoding); /* "windows-1252" */

enum escape { ESCAPE_NONE, ESCAPE_BACKSLASH };
enum entities { ENTITIES_AUTO, ENTITIES_NONE, ENTITIES_HTML };
enum detected { DETECT_AUTO, DETECT_YES, DETECT_NO };
enum royalty_mode { ROYALTY_RATE, ROYALTY_SHARE };
enum merge_policy { MERGE_FILL, MERGE_REPLACE, MERGE_KEEP };
enum source_mode { MODE_CHANGES, MODE_SNAPSHOT };
enum deletes { DELETES_APPLY, DELETES_IGNORE };

/* How a record meets a book, and a heading an author: stages/match.h. */
enum book_rule {
    BOOK_BY_ID,
    BOOK_BY_ISBN,
    BOOK_BY_LCCN,
    BOOK_BY_OCLC,
    BOOK_BY_TITLE,
};
enum author_rule {
    AUTHOR_BY_ID,
    AUTHOR_BY_AUTHORITY,
    AUTHOR_BY_NAME_DATES,
    AUTHOR_BY_NAME,
    AUTHOR_BY_NAME_UNDATED,
    AUTHOR_BY_VARIANT,
};
#define RULES_MAX 8
struct rule_list { /* in the order they are tried; each once */
    int at[RULES_MAX];
    size_t count;
};
const char *book_rule_text(enum book_rule rule); /* "isbn" */
const char *author_rule_text(enum author_rule rule);

/* The fields a CSV column can be mapped to; names are csv_field_name's. */
enum csv_field {
    CSV_TITLE,
    CSV_SUBTITLE,
    CSV_ISBN,
    CSV_ISSN,
    CSV_YEAR,
    CSV_PUBLISHER,
    CSV_LANGUAGE,
    CSV_BOOK_REF,
    CSV_AUTHOR,  /* one name */
    CSV_AUTHORS, /* several names in a cell */
    CSV_AUTHOR_FAMILY,
    CSV_AUTHOR_GIVEN,
    CSV_AUTHOR_REF,
    CSV_DATES,
    CSV_ROLE,
    CSV_ROLES,
    CSV_ORDER,
    CSV_ROYALTY,
    CSV_ROYALTIES,
    CSV_FIELDS
};
const char *csv_field_name(enum csv_field field); /* "author_family" */

/* column.FIELD = A, B  or  column.FIELD.3 = A, B: the first column of these that
 * is not empty. A name is a header's text, or #3 for the third column. */
struct column_setting {
    enum csv_field field;
    unsigned number; /* 0: without a number; else the N of column.FIELD.N */
    char **names;
    size_t count;
    unsigned line; /* in the config, for messages */
};

struct string_list {
    char **at;
    size_t count;
};

/* How many, or how many of a hundred. */
#define LIMIT_NONE UINT64_MAX
struct limit {
    uint64_t number; /* LIMIT_NONE: there is none */
    bool percent;
};

struct source_config {
    const char
        *name; /* "trade" of [source:trade]; "default" if none is named */
    unsigned line;
    struct string_list files; /* globs, as written, joined with the folder */
    enum format format;
    enum encoding encoding;
    char delimiter; /* 0: auto */
    enum escape escape;
    enum entities entities;
    enum detected header;
    LIST(struct column_setting) columns; /* none: mapped by header words */
    const char *author_separator;        /* NULL: auto; "" : none */
    const char *title_separator;         /* "": a cell is one title */
    enum name_order name_order;
    struct string_list not_a_name;
    enum royalty_mode royalty_mode;
    const char *ids; /* NULL: the source's name, or the file's path */
    enum merge_policy on_match, on_update;
    enum source_mode mode;
    enum deletes deletes;
    /* the contract: none of them set, and there is none */
    struct limit max_deletes; /* of the source's records; not set: 10% */
    struct limit expected_records, expected_within;
    struct limit max_rejects;     /* of the records read; not set: [import]'s */
    struct limit max_new_authors; /* of the records read */
    struct string_list types;     /* materials that load; empty: all */
    struct string_list extra;     /* columns kept in books.extra */
    /* Of no option: what replay knows of a file that may not show it. */
    size_t cells; /* of a record, without a header; 0: as it shows */
    bool utf8;    /* without a byte order mark, too */
};

struct report_config {
    const char *name; /* "nightly" of [report:nightly] */
    unsigned line;
    struct string_list reports; /* empty: the standard set */
    const char *format;         /* text, csv, json, html */
    const char *output;         /* "-": standard output */
};

struct config {
    struct arena arena;
    const char *path;         /* NULL: no file was read */
    const char *database;     /* path or URL */
    uint32_t batch_records;   /* 1 .. 1,000,000 */
    uint64_t memory_limit;    /* bytes, at least 32 MB */
    unsigned threads;         /* 0: auto */
    struct limit max_rejects; /* of records read */
    struct rule_list book_rules, author_rules;
    const char *same, *different; /* files with pairs; "-": none */
    LIST(struct source_config) sources;
    LIST(struct report_config) reports;
};

/* Defaults only. */
int config_init(struct config *config, struct error *error);
/* Reads a file over what is there. ERROR_USAGE names file, line, key, and the
 * nearest known key for one that is unknown. */
int config_read(struct config *config, const char *path, struct error *error);
/* The same from an open file of that path, which the caller closes. */
int config_read_stream(struct config *config, FILE *file, const char *path,
                       struct error *error);
/* One value from the command line, with the same checks: "import",
 * "batch_records", "7". */
int config_set(struct config *config, const char *section, const char *key,
               const char *value, struct error *error);
/* What no single key can tell: a source without files in `run`, ... */
int config_check(struct config *config, struct error *error);
void config_clear(struct config *config);

/* NULL if there is none of that name. */
const struct source_config *config_source(const struct config *config,
                                          const char *name);
/* The source used when none is named: [source:default], or all defaults. */
const struct source_config *config_default_source(struct config *config,
                                                  struct error *error);

#endif
