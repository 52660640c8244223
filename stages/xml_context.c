/* See xml_context.h. */
#include "xml_context.h"

#include "text_place.h"

#include <stdlib.h>

void xml_context_clear(struct xml_context *context)
{
    free(context->source_room);
    free(context->closing_room);
    *context = (struct xml_context){0};
}

void xml_context_drop(struct xml_context *context)
{
    context->tags = context->closing = SLICE_NONE;
    context->depth = 0;
    context->lines = 0;
}

static struct slice without_declaration(struct slice source)
{
    const char *end = NULL;

    if (source.len > 5 && memcmp(source.at, "<?xml", 5) == 0)
        end = memmem(source.at, source.len, "?>", 2);
    return end ? slice_between(end + 2, source.at + source.len) : source;
}

/* The name of the tag that begins at `at`. It ends at the next tag at the latest:
 * one that is damaged has no end of its own. So names never overlap, and three
 * times the source is room for all end tags. */
static struct slice tag_name(struct slice tags, size_t at)
{
    struct slice name = {tags.at + at + 1, 0};

    while (at + 1 + name.len < tags.len &&
           !strchr(" \t\r\n/><", name.at[name.len]))
        name.len++;
    return name;
}

/* Written from the end, because the last element opened is the first closed. */
static void close_tags(struct xml_context *context, size_t room)
{
    size_t at = room;

    for (size_t i = 0; i < context->tags.len; i++) {
        struct slice name;

        if (context->tags.at[i] != '<')
            continue;
        name = tag_name(context->tags, i);
        at -= name.len + 3;
        memcpy(context->closing_room + at, "</", 2);
        memcpy(context->closing_room + at + 2, name.at, name.len);
        context->closing_room[at + 2 + name.len] = '>';
        context->depth++;
    }
    context->closing = (struct slice){context->closing_room + at, room - at};
}

bool xml_context_set(struct xml_context *context, struct slice source)
{
    size_t room = 3 * source.len + 1; /* "<" alone gives "</>" */

    xml_context_clear(context);
    context->source_room = malloc(source.len + 1);
    context->closing_room = malloc(room);
    if (!context->source_room || !context->closing_room) {
        xml_context_clear(context);
        return false;
    }
    if (source.len)
        memcpy(context->source_room, source.at, source.len);
    context->source = (struct slice){context->source_room, source.len};
    context->tags = without_declaration(context->source);
    context->lines = count_lines(context->tags);
    close_tags(context, room);
    return true;
}
