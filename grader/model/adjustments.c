#include "model/adjustments.h"

const char *adjustment_state_name(enum adjustment_state state)
{
    static const char *const names[ADJUSTMENT_STATES] = {
        [ADJUSTMENT_APPLIED] = "applied", [ADJUSTMENT_COMMENT] = "comment",
        [ADJUSTMENT_ASKED] = "asked",     [ADJUSTMENT_OTHER] = "other submission",
        [ADJUSTMENT_PACK] = "other pack", [ADJUSTMENT_NO_ROW] = "no such row",
        [ADJUSTMENT_GATED] = "gate",      [ADJUSTMENT_UNASKED] = "no such question",
    };
    return names[state];
}
