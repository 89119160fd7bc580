#include "cmd_help.h"
#include "commands.h"
#include "completion.h"
#include "output.h"

int cmd_completion(int argc, char *const *argv)
{
    struct arena *arena = arena_new();
    struct grade_options options;
    struct str script;
    int status = 0;
    if (cmd_help_parse(&options, arena, COMMAND_COMPLETION, argc, argv, &status)) {
        if (completion_script(&script, arena, options.what)) {
            status = cmd_help_print(arena, script);
        } else {
            output_complain(
                arena, str_from(arena_printf(arena, "no completion for '%s': there are bash, zsh and fish",
                                             options.what)));
            status = 2;
        }
    }
    arena_free(arena);
    return status;
}
