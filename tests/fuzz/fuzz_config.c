/*
 * A config is read, or refused with one sentence that names the place. Line ends
 * of another kind, a byte order mark and a comment behind it change nothing.
 */
#include "../../pipeline/config.h"
#include "config_text.h"
#include "fuzz.h"

#include <stdlib.h>

#define BEHIND "\n# nothing but a comment\n"

enum variant { AS_IT_IS, CRLF, MARKED, COMMENT, VARIANTS };

static void put_variant(struct fuzz_text *text, struct slice input,
                        enum variant variant)
{
    if (variant == MARKED)
        fuzz_put(text, SLICE("\xef\xbb\xbf"));
    for (const char *end; variant == CRLF && input.len &&
                          (end = memchr(input.at, '\n', input.len));) {
        fuzz_put(text, slice_between(input.at, end));
        fuzz_put(text, SLICE("\r\n"));
        input = slice_between(end + 1, input.at + input.len);
    }
    fuzz_put(text, input);
    if (variant == COMMENT)
        fuzz_put(text, SLICE(BEHIND));
}

/* What is done with it must not matter: a NUL would end the text early, and a
 * mark or a CR that is there already would be a second one. */
static bool allows(struct slice input, enum variant variant)
{
    if (variant == CRLF)
        return !input.len || !memchr(input.at, '\r', input.len);
    return variant != MARKED || !input.len || input.at[0] != '\xef';
}

static void check_error(const struct error *error)
{
    fuzz_must(error->kind == ERROR_USAGE, "a config is refused, nothing else");
    fuzz_must(error->text[0], "a refusal is said in words");
    fuzz_must(!strchr(error->text, '\n'), "in one line");
}

/* The config, or why there is none, as text. */
static void read_config(struct fuzz_text *out, struct slice input)
{
    struct config config;
    struct error error = {.kind = ERROR_NONE};
    /* Without a buffer it makes one, and writes into it even if it has no bytes. */
    FILE *file = fmemopen(input.at ? (char *)input.at : "", input.len, "r");
    int result;

    fuzz_must(file, "memory can be read as a file");
    fuzz_must(config_init(&config, &error) == 0, "there are defaults");
    result = config_read_stream(&config, file, "etc/fuzz.ini", &error);
    if (result == 0)
        result = config_check(&config, &error);
    fuzz_must((result != 0) == error_is_set(&error),
              "what fails has an error, and nothing else has");
    if (result == 0)
        config_text(out, &config);
    else
        check_error(&error);
    fuzz_put(out, slice_of(error.text));
    config_clear(&config);
    fuzz_must(fclose(file) == 0, "a file is closed");
}

void fuzz_config(struct slice input)
{
    static struct fuzz_text text, one, other;
    struct fuzz_options options = fuzz_take_options(&input);
    enum variant variant = options.flags % VARIANTS;

    fuzz_forget(&one);
    read_config(&one, input);
    if (!allows(input, variant))
        return;
    fuzz_forget(&text);
    put_variant(&text, input, variant);
    fuzz_forget(&other);
    read_config(&other, fuzz_text_slice(&text));
    fuzz_must_equal(fuzz_text_slice(&one), fuzz_text_slice(&other),
                    "how a config is written down changes nothing");
}
