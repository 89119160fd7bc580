#ifndef GRADE_ARCHITECTURE_FLOWS_H
#define GRADE_ARCHITECTURE_FLOWS_H
/*
 * The section flows of architecture.yaml, as a list or a map of:
 *   "a -> b"              text, also "a -> b: kind"
 *   a -> b -> c: kind     a key with arrows; its value a kind or a map of keys
 *   {from: a, to: b, …}   a map; either may be a list
 * What cannot be understood is an ARCH_EDGE or ARCH_TYPE error, and left out; the rest is read.
 */
#include "parse/architecture_build.h"

/* After build_members(). NULL and an empty value are no flows. */
void architecture_flows_read(struct build *build, struct doc *flows);

#endif
