#ifndef GRADE_CMD_PACK_H
#define GRADE_CMD_PACK_H
/*
 * The pack that a command is about.
 */
#include "model/rubric.h"
#include "options.h"

/* False after saying on standard error what is wrong with it, each error with its place. */
bool cmd_pack_open(struct rubric *out, struct arena *arena, const struct grade_options *options);

#endif
