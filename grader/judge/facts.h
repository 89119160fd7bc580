#ifndef GRADE_FACTS_H
#define GRADE_FACTS_H
/*
 * What was declared, looked up: sections, entries of lists, boxes and arrows that are entries, words in
 * values.
 */
#include "judge/judge.h"
#include "model/quantity.h"

struct fact_list {
    const struct doc **items;
    size_t n, cap;
};

/* Declares nothing: empty, TODO, tbd, n/a, "...", <...>. Lists and maps of nothing else, too. */
bool facts_placeholder(const struct doc *doc);
/*
 * Everything at that path, in file order; a section that stands in several files is looked through in each,
 * and a path leads through the entries of lists. Placeholders are left out.
 */
void facts_at(struct judge *judge, struct fact_list *out, const struct doc *root, struct str path);
/*
 * The entries of a section: items of a list; of a map of maps; pieces of a short list in one text ("1%, 5%,
 * 25%"); else the thing itself. `whole`: a map is one entry even where it could be several.
 */
void facts_entries(struct judge *judge, struct fact_list *out, const struct doc *section, bool whole);
/* The first declared value of a key or path in an entry; `a|b` takes the first that is there. */
const struct doc *facts_key(const struct doc *entry, struct str key);
/* Facts that a box states besides its role, tool, group and label: quantities, thresholds, owners,
 * conditions. */
size_t facts_stated(struct judge *judge, size_t node);
/* All attributes of a box, over the drawings it stands in; then the rows of tables that are about it. */
void facts_of_box(struct judge *judge, struct fact_list *out, size_t node);

/* Some value in doc (any depth) holds the phrase: tokens in this order, `*` for any ending, plurals are the
 * same. */
bool facts_say(const struct doc *doc, struct str phrase);
bool facts_text_says(struct str text, struct str phrase);
/* Some value in doc is the word: case, blanks, `-` and `_` are the same; items of a list in one text count.
 */
bool facts_is(const struct doc *doc, struct str word);
bool facts_text_is(struct str text, struct str word);
/* Some value in doc is a quantity of that dimension (NUMBER: of any). */
bool facts_quantity(const struct doc *doc, enum quantity_dim dim);
/* The two are one word in that sense; such words have the same hash. */
bool facts_same_word(struct str a, struct str b);
uint64_t facts_word_hash(struct str word);

#endif
