#ifndef HELPER_PACK_H
#define HELPER_PACK_H
/*
 * A small pack for tests of recognition, in the pack language: two dozen roles, a dozen tools, everyday
 * phrases. And drawings in one line each: "a[Feature store] -features-> b[Training pipeline]; b -> c".
 */
#include "base/diag.h"
#include "model/architecture.h"
#include "model/rubric.h"
#include "parse/pack.h"

struct rubric helper_pack(struct arena *arena);
/* Its files; returns their number. */
size_t helper_pack_files(const struct pack_file **out);

/*
 * Adds a drawing: arrows and boxes apart by ';'. A box is an id, or an id and its label in brackets where it
 * is first named; `-words->` is an arrow with a label, `->` one without. "id: key=value" sets role, tool, or
 * another fact. "group(title) a b" puts boxes into a group. Returns the view.
 */
size_t helper_draw(struct arena *arena, struct architecture *arch, const char *file, const char *drawing);

/* The node of that id in the view; ARCH_NONE where there is none. */
size_t helper_node(const struct architecture *arch, size_t view, const char *id);

#endif
