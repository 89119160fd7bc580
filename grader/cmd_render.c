#include "base/diag.h"
#include "cmd_help.h"
#include "commands.h"
#include "output.h"
#include "rendering.h"
#include "reports.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The whole file, or standard input for "-". NULL and *error where it cannot be read. */
static struct text *slurp(struct arena *arena, const char *path, size_t most, struct str *error)
{
    bool from_stdin = strcmp(path, "-") == 0;
    const char *name = from_stdin ? "standard input" : path;
    FILE *file = from_stdin ? stdin : fopen(path, "rb");
    if (!file) {
        *error = str_from(arena_printf(arena, "cannot read %s: %s", name, strerror(errno)));
        return NULL;
    }
    struct buf bytes = buf_new(arena, most);
    char chunk[16 * 1024];
    size_t n;
    errno = 0;
    while (!bytes.full && (n = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_add(&bytes, (struct str){chunk, n});
    int reason = ferror(file) ? (errno ? errno : EIO) : 0;
    if (!from_stdin)
        fclose(file);
    if (reason || bytes.full) {
        const char *why =
            reason ? strerror(reason) : arena_printf(arena, "it is larger than %zu bytes", most);
        *error = str_from(arena_printf(arena, "cannot read %s: %s", name, why));
        return NULL;
    }
    return text_new(arena, str_from(name), buf_str(&bytes));
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct str error = STR("");
    const struct text *json = slurp(arena, options->what, options->limits.review_bytes, &error);
    const struct review *review = json ? rendering_stored(arena, &options->limits, json, &error) : NULL;
    if (!review) {
        output_complain(arena, error);
        return 3;
    }
    return reports_write(arena, review, options);
}

int cmd_render(int argc, char *const *argv)
{
    struct arena *arena = arena_new();
    struct grade_options options;
    int status = 0;
    if (cmd_help_parse(&options, arena, COMMAND_RENDER, argc, argv, &status))
        status = run(arena, &options);
    arena_free(arena);
    return status;
}
