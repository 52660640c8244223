/* See rejects.h. */
#include "rejects.h"

#include "../pipeline/marc_leader.h"
#include "folder_sync.h"

#include <csv.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void rejects_init(struct rejects *rejects, const struct file *file)
{
    *rejects =
        (struct rejects){.file = file, .remade = file->resume.records > 0};
}

static int rejects_failed(const struct rejects *rejects, struct error *error)
{
    return error_system(error, ERROR_DISK, errno,
                        "can't write the rejects of %s to %s",
                        rejects->file->name, rejects->file->rejects_name);
}

/* What a failed sync was about is lost or not, and a second one would not tell. */
static int sync_failed(struct rejects *rejects, struct error *error)
{
    rejects->unsynced = rejects->unnamed = false;
    if (!error_is_set(error))
        error->unsure = true;
    return rejects_failed(rejects, error);
}

/* Text of the record, or the engine's own (tags, line ends), in the encoding of
 * the file. */
static int put(struct rejects *rejects, struct slice text, struct error *error)
{
    struct arena scratch;
    struct slice bytes;
    int result = 0;

    arena_init(&scratch, 65536);
    bytes = encoded_text(rejects->file->plan.encoding, text, &scratch);
    if (scratch.failed)
        result = error_memory(error);
    else if (bytes.len &&
             fwrite(bytes.at, 1, bytes.len, rejects->records) != bytes.len)
        result = rejects_failed(rejects, error);
    arena_clear(&scratch);
    rejects->unsynced = true;
    return result;
}

/* ---- opening ---- */

static const char *extension(const struct rejects *rejects)
{
    switch (rejects->file->plan.format) {
    case FORMAT_MARCXML:
        return "xml";
    case FORMAT_MARC:
        return "mrc";
    default:
        return "csv";
    }
}

/* 0, or -1 with errno set: the path is too long. */
static int path_beside(const struct rejects *rejects, const char *suffix,
                       const char *ending, char path[PATH_MAX])
{
    int len = snprintf(path, PATH_MAX, "%s.%s%s", rejects->file->rejects_name,
                       suffix, ending);

    if (len >= 0 && len < PATH_MAX)
        return 0;
    errno = ENAMETOOLONG;
    return -1;
}

#define ANEW ".new"

static FILE *open_beside(const struct rejects *rejects, const char *suffix)
{
    char path[PATH_MAX];

    return path_beside(rejects, suffix, rejects->remade ? ANEW : "", path) == 0
               ? fopen(path, "we")
               : NULL;
}

/* 0, or -1 with errno set; "" is the current folder. */
static int folder_of_rejects(const struct rejects *rejects, char path[PATH_MAX])
{
    const char *name = rejects->file->rejects_name;
    const char *slash = strrchr(name, '/');
    int len = slash ? (int)(slash - name) : 0;

    if (snprintf(path, PATH_MAX, "%.*s", len, name) < PATH_MAX)
        return 0;
    errno = ENAMETOOLONG;
    return -1;
}

static int make_folder(const struct rejects *rejects, struct error *error)
{
    char path[PATH_MAX];

    if (folder_of_rejects(rejects, path) != 0 ||
        (*path && mkdir(path, 0777) != 0 && errno != EEXIST))
        return rejects_failed(rejects, error);
    return 0;
}

static int put_head(struct rejects *rejects, struct error *error)
{
    const struct plan *plan = &rejects->file->plan;

    if (plan->encoding == ENCODING_UTF16LE &&
        fwrite("\xff\xfe", 1, 2, rejects->records) != 2)
        return rejects_failed(rejects, error);
    if (plan->encoding == ENCODING_UTF16BE &&
        fwrite("\xfe\xff", 1, 2, rejects->records) != 2)
        return rejects_failed(rejects, error);
    if (plan->format != FORMAT_CSV || !plan->csv.header)
        return 0;
    if (put(rejects, plan->csv.header_text, error) != 0)
        return -1;
    return put(rejects, SLICE("\n"), error);
}

static int open_files(struct rejects *rejects, struct error *error)
{
    if (make_folder(rejects, error) != 0)
        return -1;
    rejects->records = open_beside(rejects, extension(rejects));
    if (rejects->records)
        rejects->index = open_beside(rejects, "index.csv");
    if (!rejects->index)
        return rejects_failed(rejects, error);
    rejects->unnamed = true;
    if (fputs("reject,record,line,offset,length,code,field,expected,found\n",
              rejects->index) == EOF)
        return rejects_failed(rejects, error);
    return put_head(rejects, error);
}

/* ---- envelopes of XML ---- */

static int put_closing(struct rejects *rejects, struct error *error)
{
    struct slice closing = rejects->context.closing;

    if (closing.len == 0)
        return 0;
    return put(rejects, closing, error) != 0 ? -1
                                             : put(rejects, SLICE("\n"), error);
}

/* Records of another envelope go into a document of their own. */
static int put_context(struct rejects *rejects, struct slice context,
                       struct error *error)
{
    if (xml_context_is(&rejects->context, context))
        return 0;
    if (put_closing(rejects, error) != 0)
        return -1;
    if (!xml_context_set(&rejects->context, context))
        return error_memory(error);
    if (context.len == 0)
        return 0;
    return put(rejects, context, error) != 0 ? -1
                                             : put(rejects, SLICE("\n"), error);
}

/* At every sync, so that the file is whole whenever an import is killed. */
static int close_envelope(struct rejects *rejects, struct error *error)
{
    if (rejects->context.closing.len == 0 || rejects->closed)
        return 0;
    rejects->closed_at = ftello(rejects->records);
    if (rejects->closed_at < 0)
        return rejects_failed(rejects, error);
    rejects->closed = true;
    return put_closing(rejects, error);
}

/* What is written now is no shorter than the tags that it takes the place of: tags
 * end it, too. */
static int open_envelope(struct rejects *rejects, struct error *error)
{
    if (rejects->closed &&
        fseeko(rejects->records, rejects->closed_at, SEEK_SET) != 0)
        return rejects_failed(rejects, error);
    rejects->closed = false;
    return 0;
}

/* ---- one record ---- */

static int put_index(struct rejects *rejects, const struct record *record,
                     struct error *error)
{
    const struct finding *reject = record->findings;
    struct slice texts[3];

    while (reject && code_level(reject->code) != CODE_REJECT)
        reject = reject->next;
    if (!reject)
        return 0;
    texts[0] = reject->field;
    texts[1] = reject->expected;
    texts[2] = reject->found;
    if (fprintf(rejects->index, "%llu,%llu,%llu,%llu,%llu,%s",
                (unsigned long long)rejects->count,
                (unsigned long long)record->ordinal,
                (unsigned long long)record->line,
                (unsigned long long)record->offset,
                (unsigned long long)record->length,
                code_name(reject->code)) < 0)
        return rejects_failed(rejects, error);
    for (int i = 0; i < 3; i++)
        if (fputc(',', rejects->index) == EOF ||
            csv_fwrite(rejects->index, texts[i].len ? texts[i].at : "",
                       texts[i].len) == EOF)
            return rejects_failed(rejects, error);
    return fputc('\n', rejects->index) == EOF ? rejects_failed(rejects, error)
                                              : 0;
}

/* Lines keep records apart, and in ISO 2709 their own terminators: one is added
 * where it is missing. A quote that is open in the beginning of a record would make
 * the next ones part of it. */
static int put_end(struct rejects *rejects, const struct record *record,
                   struct error *error)
{
    struct slice raw = record->raw;

    if (rejects->file->plan.format != FORMAT_MARC)
        return put(rejects,
                   record->flags & RECORD_OPEN_QUOTE ? SLICE("\"\n")
                                                     : SLICE("\n"),
                   error);
    if (raw.len && raw.at[raw.len - 1] == MARC_RECORD_END)
        return 0;
    return put(rejects, SLICE("\x1d"), error);
}

int rejects_write(struct rejects *rejects, const struct record *record,
                  struct error *error)
{
    if (!rejects->file->rejects_name) /* a dry run writes none */
        return 0;
    if (!rejects->records && open_files(rejects, error) != 0)
        return -1;
    if (open_envelope(rejects, error) != 0)
        return -1;
    if (rejects->file->plan.format == FORMAT_MARCXML &&
        put_context(rejects, record->context, error) != 0)
        return -1;
    rejects->count++;
    if (put(rejects, record->raw, error) != 0 ||
        put_end(rejects, record, error) != 0)
        return -1;
    return put_index(rejects, record, error);
}

static int sync_files(struct rejects *rejects, struct error *error)
{
    if (!rejects->unsynced)
        return 0;
    if (close_envelope(rejects, error) != 0)
        return -1;
    if (fflush(rejects->records) != 0 || fflush(rejects->index) != 0)
        return rejects_failed(rejects, error);
    if (fdatasync(fileno(rejects->records)) != 0 ||
        fdatasync(fileno(rejects->index)) != 0)
        return sync_failed(rejects, error);
    rejects->unsynced = false;
    return 0;
}

/* Of the files in their folder, and of the folder, which may be new as well. */
static int sync_names(struct rejects *rejects, struct error *error)
{
    char folder[PATH_MAX];

    if (!rejects->unnamed || rejects->remade)
        return 0;
    if (folder_of_rejects(rejects, folder) != 0)
        return rejects_failed(rejects, error);
    if (folder_sync(rejects->file->rejects_name) != 0 ||
        folder_sync(folder) != 0)
        return sync_failed(rejects, error);
    rejects->unnamed = false;
    return 0;
}

static int put_in_place(const struct rejects *rejects, const char *suffix)
{
    char from[PATH_MAX], to[PATH_MAX];

    return path_beside(rejects, suffix, ANEW, from) != 0 ||
                   path_beside(rejects, suffix, "", to) != 0
               ? -1
               : rename(from, to);
}

int rejects_settle(struct rejects *rejects, struct error *error)
{
    if (!rejects->remade)
        return 0;
    if (rejects->records && sync_files(rejects, error) != 0)
        return -1;
    if (rejects->records && (put_in_place(rejects, extension(rejects)) != 0 ||
                             put_in_place(rejects, "index.csv") != 0))
        return rejects_failed(rejects, error);
    rejects->remade = false;
    return 0;
}

/* The input was another one, or nobody came so far: the old file stays. */
static void forget_anew(const struct rejects *rejects)
{
    const char *const suffixes[] = {extension(rejects), "index.csv"};
    char path[PATH_MAX];

    for (size_t i = 0; i < 2; i++)
        if (path_beside(rejects, suffixes[i], ANEW, path) == 0)
            (void)unlink(path);
}

int rejects_sync(struct rejects *rejects, struct error *error)
{
    return sync_files(rejects, error) != 0 ? -1 : sync_names(rejects, error);
}

int rejects_end(struct rejects *rejects, struct error *error)
{
    return rejects_settle(rejects, error) != 0 ? -1
                                               : rejects_sync(rejects, error);
}

int rejects_close(struct rejects *rejects, struct error *error)
{
    int result = rejects->records ? rejects_sync(rejects, error) : 0;

    if (rejects->records && fclose(rejects->records) != 0)
        result = rejects_failed(rejects, error);
    if (rejects->index && fclose(rejects->index) != 0)
        result = rejects_failed(rejects, error);
    if (rejects->records && rejects->remade)
        forget_anew(rejects);
    rejects->records = rejects->index = NULL;
    xml_context_clear(&rejects->context);
    return result;
}
