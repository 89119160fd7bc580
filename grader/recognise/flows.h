#ifndef GRADE_FLOWS_H
#define GRADE_FLOWS_H
/*
 * What arrows carry: the declared kind, or the kind that the label's words mean. An arrow without either is
 * left unlabelled (kinds 0): which kinds its roles allow is for the graph to say.
 */
#include "base/diag.h"
#include "model/reading.h"
#include "recognise/pairs.h"
#include "recognise/phrases.h"

struct flow_index;

struct flow_index *flow_index_new(struct arena *arena, const struct rubric *rubric);

/*
 * Ends, kinds, modes of every arrow. Where the words mean several kinds they all stand until flows_narrow. The
 * text of a declared kind that the rubric does not know is read as a label.
 */
void flows_read(struct reading *out, struct arena *arena, const struct flow_index *index);

/* Of several kinds that a label means, keeps those that the roles of the ends allow; none of them:
 * unlabelled. */
void flows_narrow(struct reading *out, const struct pairs *pairs);

#endif
