#ifndef GRADE_COMMANDS_H
#define GRADE_COMMANDS_H
/*
 * One function a command, in a file cmd_<name>.c each. argv holds what follows the command's name; the return
 * value is the exit status.
 */
int cmd_grade(int argc, char *const *argv);
int cmd_check(int argc, char *const *argv);
int cmd_init(int argc, char *const *argv);
int cmd_rubric(int argc, char *const *argv);
int cmd_explain(int argc, char *const *argv);
int cmd_render(int argc, char *const *argv);
int cmd_calibrate(int argc, char *const *argv);
int cmd_completion(int argc, char *const *argv);
int cmd_help(int argc, char *const *argv);

#endif
