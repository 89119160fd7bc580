#ifndef GRADE_TEXT_NOISE_H
#define GRADE_TEXT_NOISE_H
/*
 * Text in fences that has lines and arrows and is no drawing: trees of files, logs, sessions of a shell.
 */
#include "base/str.h"

bool text_noise_is(struct str text);

#endif
