#ifndef GRADE_SAID_H
#define GRADE_SAID_H
/*
 * One statement while it is being understood: its words, the signs between them, and what was found in them.
 *
 * The arrays are scratch of statements_read.c and are used again for the next statement.
 */
#include "model/statements.h"
#include "recognise/lexicon.h"
#include "recognise/signs.h"

/* What begins, or stands, at a token: bits of said->flags. */
enum {
    AT_PSEUDO = 1, /* within what only looks like a negation */
    AT_TERMINATOR = 2,
    AT_CLAUSE = 4,       /* "we" */
    AT_CLAUSE_COMMA = 8, /* "the", behind a comma */
    AT_CAUSE = 16,
    AT_NUMBERING = 32, /* within "phase 2" */
    BEHIND_TOOL = 64,
    AT_NAME = 128 /* goes on with the name of something: "store" of "feature store" is no verb */
};

/* What was found of one false friend in a statement: its first and last cue apart from the word itself. */
struct sense {
    uint32_t first[2], end[2];
    bool right;
};
/* A cue that holds the word: it speaks of that token only. */
struct own_cue {
    uint32_t friend, first, end; /* end 0: none */
};

struct said {
    struct arena *arena;
    const struct lexicon *lexicon;
    struct statement *statement;
    const struct tokens *tokens;
    uint32_t *signs; /* n + 1: before each token, and after the last */
    struct tool_hits tools;
    struct phrase_hits hits; /* of the whole lexicon, by first token */
    bool *echoed;            /* tokens that are the take-home's own words */
    unsigned char *before,
        *after;               /* what reaches a token from the words before it, and behind it: standing.c */
    unsigned char *flags;     /* AT_ bits, n + 1 */
    struct own_cue *own_cues; /* one a token: false_friends.c */
    struct sense *senses;     /* one a friend, where it is active */
    uint32_t *active;         /* friends with a cue */
    size_t n_active;
    bool own_cue;        /* there is one */
    unsigned char whole; /* what holds for the statement as a whole */
    uint32_t *tool_end;
    uint64_t *hashes;   /* of each token: echo.c */
    size_t n_rows;      /* of the rubric, that its phrases speak to */
    size_t cap;         /* room of the arrays above, in tokens */
    struct mark *marks; /* what becomes of it, copied into the statement in the end */
    size_t n_marks, cap_marks;
    struct component *components;
    size_t n_components, cap_components;
    struct amount *amounts;
    size_t n_amounts, cap_amounts;
};

static inline enum word_class said_class(const struct said *said, const struct phrase_hit *hit)
{
    return (enum word_class)said->lexicon->class_of[hit->phrase];
}

/* Makes room for n tokens in all the arrays. */
void said_room(struct said *said, size_t n);

/* Finds tools and phrases in the tokens of the statement. `where`: how ambiguous names of tools are taken. */
void said_find(struct said *said, enum tool_where where);

/* Some token of these is echoed. */
bool said_echoed(const struct said *said, uint32_t first, uint32_t n);

#endif
