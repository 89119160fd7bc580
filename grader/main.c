#include "commands.h"
#include "options.h"
#include "output.h"

static int (*const commands[COMMAND_COUNT])(int argc, char *const *argv) = {
    [COMMAND_GRADE] = cmd_grade,
    [COMMAND_CHECK] = cmd_check,
    [COMMAND_INIT] = cmd_init,
    [COMMAND_RUBRIC] = cmd_rubric,
    [COMMAND_EXPLAIN] = cmd_explain,
    [COMMAND_RENDER] = cmd_render,
    [COMMAND_CALIBRATE] = cmd_calibrate,
    [COMMAND_COMPLETION] = cmd_completion,
    [COMMAND_HELP] = cmd_help,
};

int main(int argc, char **argv)
{
    output_streams();
    if (argc < 1)
        return 2;
    /* Grading has no word of its own: what is not a command is what to grade. */
    enum command_id command = argc > 1 ? options_command(argv[1]) : COMMAND_GRADE;
    int skip = command == COMMAND_GRADE ? 1 : 2;
    return commands[command](argc - skip, argv + skip);
}
