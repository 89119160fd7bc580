#ifndef GRADE_TOOLS_H
#define GRADE_TOOLS_H
/*
 * Finds tools of the catalogue by their aliases, on token boundaries, longest first; '-' '_' '.' and ' ' are
 * equal.
 *
 * Aliases that are ordinary words count in a label when they have a capital, stand alone, or have a context
 * word beside them; in prose they need both. In a `tool:` attribute every alias counts.
 */
#include "model/rubric.h"
#include "recognise/tokens.h"

enum tool_where { TOOL_IN_ATTRIBUTE, TOOL_IN_LABEL, TOOL_IN_PROSE };

struct tool_hit {
    uint32_t tool, first, n; /* tokens */
};
struct tool_hits {
    struct tool_hit *items; /* in the order of the text, none inside another */
    size_t n, cap;
};

struct tool_index;

/* The rubric must outlive the index. */
struct tool_index *tool_index_new(struct arena *arena, const struct rubric *rubric);

void tools_find(struct tool_hits *out, const struct tool_index *index, struct arena *arena,
                const struct tokens *tokens, enum tool_where where);

/* The same into the room that an earlier call has left in `out`. */
void tools_again(struct tool_hits *out, const struct tool_index *index, struct arena *arena,
                 const struct tokens *tokens, enum tool_where where);

/* For phrase_unit.tool_end. */
uint32_t *tools_marks(struct arena *arena, const struct tool_hits *hits, const struct tokens *tokens);

/*
 * Roles of the tool that hint words in these tokens speak for; 0 where none does. `none` is set when a word
 * says that the tool does no job of the catalogue here. A general store takes the hints of its kin.
 */
uint64_t tools_hint(const struct tool_index *index, uint32_t tool, const struct tokens *tokens,
                    struct str *word, bool *none);

uint64_t tools_roles(const struct rubric *rubric, uint32_t tool);

/* A database, cache or key-value store: its name says nothing of what it is used for. */
bool tools_general_store(const struct rubric *rubric, uint32_t tool);
/* A library is a part of some program, never a box's job. */
bool tools_library(const struct rubric *rubric, uint32_t tool);
bool tools_platform(const struct rubric *rubric, uint32_t tool);

#endif
