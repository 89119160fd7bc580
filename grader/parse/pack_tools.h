#ifndef GRADE_PACK_TOOLS_H
#define GRADE_PACK_TOOLS_H
/* common/tools.yaml: the catalogue of tools, and the words that tell what a tool of several uses is used for.
 */
#include "parse/pack_build.h"

void pack_tools_read(struct pack_build *b, const struct doc *doc);

#endif
