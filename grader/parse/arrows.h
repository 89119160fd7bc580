#ifndef GRADE_ARROWS_H
#define GRADE_ARROWS_H
/*
 * Arrows in text: "a -> b -> c", "[a, b] --> c".
 *
 * Arrows: -> --> => ==> → ⇒ (also -.-> for dashed), <-> <--> <=> ↔ for both ways, <- <-- ← for the other way,
 * and -- with white space on both sides for a line without heads. Lists in brackets stay one part.
 */
#include "base/str.h"

struct arrow {
    bool both, undirected, reversed, dashed;
};

struct arrows {
    struct str *parts; /* trimmed; a part may be empty: the caller complains */
    size_t n, cap;
    struct arrow *arrows; /* n - 1: arrows[i] stands between parts i and i + 1 */
    size_t n_arrows, cap_arrows;
};

/* False where there is no arrow in the text. */
bool arrows_read(struct arrows *out, struct arena *arena, struct str text);
/* Splits "[a, b]" or "a, b" into names, quotes off. The next name; false at the end. Empty names are skipped.
 */
bool arrows_next_name(struct str *rest, struct str *out);
/* Brackets off; false where they do not pair. Text without brackets is left as it is. */
bool arrows_unbracket(struct str *part, bool *bracketed);

#endif
