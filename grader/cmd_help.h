#ifndef GRADE_CMD_HELP_H
#define GRADE_CMD_HELP_H
/*
 * What every command does with its command line: --help and --version are answered, mistakes are explained.
 */
#include "options.h"

/* True: go on with *out. False: all is said, *status is the exit status. */
bool cmd_help_parse(struct grade_options *out, struct arena *arena, enum command_id command, int argc,
                    char *const *argv, int *status);

/* Writes text to standard output; exit status. */
int cmd_help_print(struct arena *arena, struct str text);

#endif
