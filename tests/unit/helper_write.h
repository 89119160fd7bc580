#ifndef HELPER_WRITE_H
#define HELPER_WRITE_H
/*
 * A drawing in memory as text again, in YAML, DOT and Mermaid: the same boxes, arrows, groups, and the facts that
 * all of them can carry (attributes that the format knows, assumptions, slo, lists of names or texts).
 *
 * Of formats that say the same only what all can say is written: no shapes, thick or hidden arrows, no
 * lists of entries (monitors, costs …). White space is squeezed and | becomes / in values, where DOT has
 * another use for them, and " becomes ', for Mermaid. Mermaid takes ids that are one word, and what it says of an arrow it
 * says of all from that box to the other: edit_rename() and edit_single() first.
 */
#include "helper_laws.h"

/* One file for each drawing of the architecture, named after its own file. Returns their number. */
size_t write_yaml(struct laws_file **out, struct arena *arena, const struct graded *graded);
size_t write_dot(struct laws_file **out, struct arena *arena, const struct graded *graded);
size_t write_mermaid(struct laws_file **out, struct arena *arena, const struct graded *graded);

#endif
