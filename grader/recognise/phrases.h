#ifndef GRADE_PHRASES_H
#define GRADE_PHRASES_H
/*
 * Finds phrases of the pack in labels, arrows and sentences.
 *
 * An index is made once for a list of phrases; a search then costs time in proportion to the text. Words are
 * compared as letters across token boundaries, so "dead letter", "dead-letter" and "deadletter" are one;
 * simple plurals are equal. A hit inside a longer hit of another phrase is dropped. Everything lives in the
 * arena. An index holds the room of the search under way: one search at a time.
 */
#include "model/rubric.h"
#include "recognise/tokens.h"

/* A text to search: one label, cell or sentence. */
struct phrase_unit {
    const struct tokens *tokens;
    const uint32_t
        *tool_end; /* for each token: the token after the tool name that begins there, or 0; may be NULL */
    bool label;    /* of a box: phrases for whole labels apply */
};

struct phrase_hit {
    uint32_t phrase;
    uint32_t first, n; /* tokens */
    uint32_t slips;    /* plural where the pack has a singular, and the other way round */
    bool apart;        /* the words do not stand side by side */
};

struct phrase_hits {
    struct phrase_hit *items; /* by first token, longest first, then in the order of the pack */
    size_t n, cap;
};

struct phrase_index;

/* phrases: numbers in the rubric's table. The rubric must outlive the index. */
struct phrase_index *phrase_index_new(struct arena *arena, const struct rubric *rubric,
                                      const uint32_t *phrases, size_t n);

/* Longest hits only; with all of them those inside others, too. */
void phrases_find(struct phrase_hits *out, const struct phrase_index *index, struct arena *arena,
                  struct phrase_unit unit, bool all);

/* The same into the room that an earlier call has left in `out`. */
void phrases_again(struct phrase_hits *out, const struct phrase_index *index, struct arena *arena,
                   struct phrase_unit unit, bool all);

/* Makes an index ready for phrase_mend(). */
void phrase_mending(struct phrase_index *index, struct arena *arena);
/*
 * Corrects one wrong letter in long words where exactly one word of the index is meant. For labels only:
 * prose is taken as it is written.
 */
void phrase_mend(const struct phrase_index *index, struct tokens *tokens);

/* Tokens that add nothing to a name: articles, numbers, "service". */
bool phrase_filler(const struct token *token);

/* The letters of `word` from that token on; the token after them, or 0 where they are not there. plural: an s
 * may follow. */
size_t phrase_letters(const struct tokens *tokens, size_t token, struct str word, bool plural);
/* The same where the last of the tokens may go on in any way. */
size_t phrase_begins(const struct tokens *tokens, size_t token, struct str word);

#endif
