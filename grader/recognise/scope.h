#ifndef GRADE_SCOPE_H
#define GRADE_SCOPE_H
/*
 * What a heading says about all that stands below it: asked for ("Acceptance criteria"), put off ("Limitations",
 * "Future work"), or about something else ("References", "Installation"). A short line that introduces a list
 * says the same of the list ("Not yet:"). Of nested ones the later of this list holds.
 */
#include "recognise/lexicon.h"
#include "model/prose.h"

enum scope { SCOPE_NONE, SCOPE_ASKED, SCOPE_DEFERRED, SCOPE_IGNORED };

struct scopes {
    unsigned char *of_section; /* enum scope */
    const struct prose *prose;
    const struct lexicon *lexicon;
    struct arena *arena;
    struct tokens tokens; /* scratch */
    struct phrase_hits hits;
    size_t lead; /* the lead asked for last, and what came of it */
    enum scope lead_scope;
};

void scopes_read(struct scopes *out, struct arena *arena, const struct prose *prose,
                 const struct lexicon *lexicon);

/* Of a block, by the sections around it and the line that introduces it. */
enum scope scope_of(struct scopes *scopes, const struct block *block);

#endif
