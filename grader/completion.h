#ifndef GRADE_COMPLETION_H
#define GRADE_COMPLETION_H
/*
 * Completion for shells, written from the table of options: nothing in it is kept by hand.
 */
#include "options.h"

/* "bash", "zsh" or "fish"; false for another. The script lives in the arena. */
bool completion_script(struct str *out, struct arena *arena, const char *shell);

#endif
