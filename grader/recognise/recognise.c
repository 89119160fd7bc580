#include "recognise/recognise.h"
#include "recognise/flows.h"
#include "recognise/join.h"
#include "recognise/people.h"
#include "recognise/roles.h"
#include "recognise/stated.h"
#include "recognise/statements_read.h"
#include "recognise/tables.h"

struct reading *recognise(struct arena *arena, struct diags *diags, const struct architecture *arch,
                          const struct prose *prose, const struct rubric *rubric)
{
    struct reading *reading = arena_alloc(arena, sizeof *reading);
    reading->arch = arch;
    reading->rubric = rubric;
    reading->prose = prose;
    reading->nodes = arena_alloc(arena, arch->n_nodes * sizeof *reading->nodes);
    reading->edges = arena_alloc(arena, arch->n_edges * sizeof *reading->edges);
    const struct pairs *pairs = pairs_new(arena, rubric);
    join_nodes(reading, arena);
    flows_read(reading, arena, flow_index_new(arena, rubric));
    const struct claim_index *claims = claim_index_new(arena, rubric, pairs);
    roles_read(reading, arena, diags, claims);
    flows_narrow(reading, pairs);
    join_doubts(diags, arena, reading);
    statements_read(reading, arena, claims->tools, pairs);
    tables_read(reading, arena, diags, NULL);
    stated_read(reading, arena);
    if (prose)
        people_read(arena, reading, prose);
    return reading;
}
