/* See config_text.h. */
#include "config_text.h"

#include <check.h>
#include <stdio.h>
#include <unistd.h>

#define CONFIG_PATH "/tmp/bibload-test-config.%d.ini"

static char path[64];

static void write_config(struct slice text)
{
    FILE *file;

    snprintf(path, sizeof path, CONFIG_PATH, (int)getpid());
    file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text.at, 1, text.len, file), text.len);
    ck_assert_int_eq(fclose(file), 0);
}

int config_text_read(struct config *config, struct slice text,
                     struct error *error)
{
    int result;

    *error = (struct error){0};
    ck_assert_int_eq(config_init(config, error), 0);
    write_config(text);
    result = config_read(config, path, error);
    if (result == 0)
        result = config_check(config, error);
    unlink(path);
    return result;
}

const char *config_text_path(void)
{
    return path;
}
