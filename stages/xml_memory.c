/* See xml_memory.h. */
#include "xml_memory.h"

#include <libxml/globals.h>
#include <libxml/xmlerror.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local bool failed;

static void *noted(void *block)
{
    failed |= !block;
    return block;
}

static void *watched_malloc(size_t size)
{
    return noted(malloc(size));
}

static void *watched_realloc(void *block, size_t size)
{
    return noted(realloc(block, size));
}

static char *watched_strdup(const char *text)
{
    return noted(strdup(text));
}

static void say_nothing(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

static void set_up(void)
{
    xmlMemSetup(free, watched_malloc, watched_realloc, watched_strdup);
    xmlThrDefSetGenericErrorFunc(NULL, say_nothing);
    xmlSetGenericErrorFunc(NULL, say_nothing);
}

void xml_memory_watch(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, set_up);
    failed = false;
}

bool xml_memory_failed(void)
{
    bool was = failed;

    xmlResetLastError();
    failed = false;
    return was;
}
