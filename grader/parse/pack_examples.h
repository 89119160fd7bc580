#ifndef GRADE_PACK_EXAMPLES_H
#define GRADE_PACK_EXAMPLES_H
/*
 * The boxes of the pack's solution: ids and tools, for those who ask how much of a submission is the same.
 *
 * Of the format of submissions no more is read than that needs: `components:` as a map of ids, each in the
 * short form, "role / tool", or the long one with `tool:`. Whatever has no tool is left out, for an id alone
 * ("gateway") is nobody's own.
 */
#include "parse/pack_build.h"

/* doc is the whole file, or NULL where the pack has none. */
void pack_examples_read(struct pack_build *b, const struct doc *doc);

#endif
