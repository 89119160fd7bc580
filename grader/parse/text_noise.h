#ifndef GRADE_TEXT_NOISE_H
#define GRADE_TEXT_NOISE_H
/*
 * Text in fences that has lines and arrows and is no drawing: trees of files, logs, sessions of a shell.
 */
#include "base/str.h"

bool text_noise_is(struct str text);
/* The source of a diagram in a language of its own (Mermaid, DOT): its readers know better what its arrows
 * mean. */
bool text_noise_is_notation(struct str text);

#endif
