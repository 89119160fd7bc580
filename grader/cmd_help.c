#include "cmd_help.h"

#include "base/diag.h"
#include "commands.h"
#include "output.h"
#include "versions.h"

int cmd_help_print(struct arena *arena, struct str text)
{
    struct output output;
    struct str error;
    if (output_open(&output, arena, NULL, &error)) {
        output_append(&output, text.p, text.n);
        if (output_close(&output, arena, &error))
            return 0;
    }
    output_complain(arena, error);
    return 2;
}

static struct str version(struct arena *arena, bool verbose)
{
    struct buf text = buf_new(arena, 4 * KIB);
    buf_printf(&text, "grade %s\n", options_version());
    if (verbose)
        versions_write(&text);
    return buf_str(&text);
}

bool cmd_help_parse(struct grade_options *out, struct arena *arena, enum command_id command, int argc,
                    char *const *argv, int *status)
{
    struct str error = STR("");
    const char *word = options_command_name(command);
    switch (options_parse(out, arena, command, argc, argv, &error)) {
    case OPTIONS_RUN:
        return true;
    case OPTIONS_HELP:
        *status = cmd_help_print(arena, options_help(arena, command));
        return false;
    case OPTIONS_VERSION:
        *status = cmd_help_print(arena, version(arena, out->verbose));
        return false;
    case OPTIONS_WRONG:
        break;
    }
    output_complain(arena, error);
    fprintf(stderr, "grade: see 'grade %s%s--help'\n", word ? word : "", word ? " " : "");
    *status = 2;
    return false;
}

int cmd_help(int argc, char *const *argv)
{
    struct arena *arena = arena_new();
    struct grade_options options;
    int status = 0;
    if (cmd_help_parse(&options, arena, COMMAND_HELP, argc, argv, &status)) {
        enum command_id about = options.what ? options_command(options.what) : COMMAND_GRADE;
        if (options.what && about == COMMAND_GRADE && !str_is(str_from(options.what), "grade")) {
            output_complain(arena, str_from(arena_printf(arena, "no command '%s'", options.what)));
            status = 2;
        } else {
            status = cmd_help_print(arena, options_help(arena, about));
        }
    }
    arena_free(arena);
    return status;
}
