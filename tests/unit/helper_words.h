#ifndef HELPER_WORDS_H
#define HELPER_WORDS_H
/*
 * Prose by hand, understood with the built-in pack, for tests of recognise/. A block is a text; blocks below
 * a heading are in its section.
 */
#include "model/reading.h"

struct helper_words {
    struct arena *arena;
    struct rubric rubric;
    struct prose *prose;
    struct architecture *arch;
    struct reading *reading;
    size_t section;
};

void helper_words_init(struct helper_words *h);
void helper_words_free(struct helper_words *h);
struct block *helper_words_add(struct helper_words *h, enum block_kind kind, const char *text);
void helper_words_heading(struct helper_words *h, unsigned level, const char *title);
/* Reads what was added; call once. */
const struct statements *helper_words_read(struct helper_words *h);

/* The one paragraph of this text, read. */
const struct statements *helper_words_say(struct helper_words *h, const char *text);

/* How the phrase stands in the statement: of a set, role or part whose words it is, as name; "" where it is
 * none. */
const char *helper_words_standing(const struct helper_words *h, size_t statement, const char *phrase);
/* Roles of the part whose words these are, " + " between them; "-" for none, "?" behind it where none is
 * sure. */
const char *helper_words_roles(const struct helper_words *h, size_t statement, const char *part);
/* "action flow" */
const char *helper_words_signals(const struct helper_words *h, size_t statement);
/* Mentions of the set in that standing. */
size_t helper_words_count(const struct helper_words *h, const char *set, enum standing standing);

/* The rows of the table behind `<!-- examples: NAME -->` in docs/recognition.md: cells, trimmed. */
struct helper_examples {
    struct str (*cells)[3];
    size_t n, cap;
};
struct helper_examples helper_examples_read(struct arena *arena, const char *name);

#endif
