/* See scope.h. */
#include "scope.h"

static bool belong_together(const struct file *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (files[i].plan.format == FORMAT_CSV &&
            files[i].plan.csv.columns > 0 &&
            files[i].plan.csv.kind != BIBLIO_BOOK)
            return true;
    return false;
}

void scope_begin(struct scope *scope, const struct source_config *source,
                 bool named, const struct file *files, size_t count)
{
    *scope = (struct scope){
        .unnamed = !named && !source->ids && source->line == 0,
        .together = belong_together(files, count),
    };
}

int scope_file(struct scope *scope, struct job *job, const struct file *file,
               struct error *error)
{
    if (!scope->unnamed)
        return 0;
    if (!scope->together || !scope->path)
        scope->path = scope->as ? scope->as : file->row.path;
    job->ids = job->import.ids = job->import.source = scope->path;
    return job->store->type->begin(job->store, error) != 0
               ? -1
               : job->store->type->scope(job->store, &job->import, error);
}
