#ifndef GRADE_ROLES_H
#define GRADE_ROLES_H
/* What every box does: claims of each box by itself (claims.h), then what its neighbours make of them
 * (settle.h). */
#include "recognise/claims.h"

/* Nodes must be joined and arrows read before. */
void roles_read(struct reading *out, struct arena *arena, struct diags *diags,
                const struct claim_index *index);

#endif
