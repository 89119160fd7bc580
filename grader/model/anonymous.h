#ifndef GRADE_ANONYMOUS_H
#define GRADE_ANONYMOUS_H
/*
 * Texts without what tells whose they are.
 *
 * Taken out, wherever a text holds them: addresses of e-mail ("[e-mail]"), URLs and what looks like
 * owner/name on a code host ("[link]"), @handles, the user of a home folder, and the names that are known:
 * the owner in the URL or path of the submission, and the people whom it names as its authors ("[name]"; also
 * their first and last names alone). Names are found as whole words, whatever their capitals. Nothing can
 * find a name that was never introduced as one: docs/formats.md says so.
 */
#include "base/str.h"

#define ANONYMOUS_NAMES 64

struct anonymous {
    struct str names[ANONYMOUS_NAMES]; /* longest first */
    size_t n;
};

/* url and path: of the submission; people: names it gives for its authors. */
struct anonymous *anonymous_new(struct arena *arena, struct str url, struct str path,
                                const struct str *people, size_t n_people);
/* The text without them; the same text where it holds none. Linear in the text. */
struct str anonymous_text(struct arena *arena, const struct anonymous *anonymous, struct str text);

#endif
