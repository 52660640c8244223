/* See xml_stack.h. */
#include "xml_stack.h"

static struct xml_element *push(struct xml_stack *stack, struct slice text)
{
    struct xml_element *element;

    if (stack->depth == XML_DEPTH_MAX)
        return NULL;
    element = &stack->at[stack->depth++];
    element->from = stack->filled;
    memcpy(stack->tags + stack->filled, text.at, text.len);
    stack->filled += (uint32_t)text.len;
    return element;
}

bool xml_stack_push(struct xml_stack *stack, struct slice tag,
                    struct slice name)
{
    struct xml_element *element;

    if (tag.len > XML_OPEN_TAGS || stack->filled + tag.len > XML_OPEN_TAGS)
        return false;
    element = push(stack, tag);
    if (!element)
        return false;
    element->name_from = element->from + (uint32_t)(name.at - tag.at);
    element->name_length = (uint32_t)name.len;
    return true;
}

bool xml_stack_push_name(struct xml_stack *stack, struct slice name)
{
    struct slice kept = {name.at,
                         name.len < XML_NAME_KEPT ? name.len : XML_NAME_KEPT};
    struct xml_element *element = push(stack, kept);

    if (!element)
        return false;
    element->name_from = element->from;
    element->name_length = (uint32_t)name.len;
    return true;
}

int xml_stack_find(const struct xml_stack *stack, struct slice name)
{
    size_t kept = name.len < XML_NAME_KEPT ? name.len : XML_NAME_KEPT;

    for (size_t i = stack->depth; i-- > 0;) {
        const struct xml_element *element = &stack->at[i];

        if (element->name_length == (uint32_t)name.len &&
            memcmp(stack->tags + element->name_from, name.at, kept) == 0)
            return (int)i;
    }
    return -1;
}

struct slice xml_stack_name(const struct xml_stack *stack, size_t index)
{
    const struct xml_element *element = &stack->at[index];
    size_t len = element->name_length;

    return (struct slice){stack->tags + element->name_from,
                          len < XML_NAME_KEPT ? len : XML_NAME_KEPT};
}

void xml_stack_cut(struct xml_stack *stack, size_t depth)
{
    if (depth >= stack->depth)
        return;
    stack->filled = stack->at[depth].from;
    stack->depth = depth;
}

struct slice xml_stack_tags(const struct xml_stack *stack, size_t depth)
{
    uint32_t to = depth < stack->depth ? stack->at[depth].from : stack->filled;

    return (struct slice){stack->tags, to};
}
