#ifndef GRADE_PACK_PHRASES_H
#define GRADE_PACK_PHRASES_H
/*
 * The notation of phrases (docs/rubric-packs.md), parsed strictly into the table phrase_nodes.
 *
 *   entry  = phrase { "|" phrase }                    each is a phrase of its own
 *   phrase = [ "?" ] run { "~" digits run } { "{" condition { "," condition } "}" }
 *   run    = item { item }
 *   item   = word [ "*" ] | "#" [ dimension ] | "TOOL" | "(" run { "|" run } ")" [ "?" ]
 *   condition = "node" | "label" | "begins" | "ends" | "near:" words | "not:" words      words = run { ( "|" | "," ) run }
 * Parts are stored before the whole. Words are stored in lower case, hyphens and all: what counts as the same
 * is the matcher's business. `a ~6 b ~3 c` is (a ~6 b) ~3 c.
 */
#include "parse/pack_build.h"

/*
 * The phrases of a list, or of one text, as a span of the table phrases. stand: as if each said so
 * in braces. NULL gives an empty span.
 */
struct rub_span pack_phrases_read(struct pack_build *b, const struct doc *list, enum rub_stand stand);

#endif
