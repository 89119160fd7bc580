#ifndef GRADE_REVIEW_SHAPE_H
#define GRADE_REVIEW_SHAPE_H
/*
 * Reading the JSON of a stored review strictly: what is missing or of another shape is complained about once,
 * at its place, and reading goes on with nothing in its stead; the caller throws the review away.
 *
 * Every getter takes the map and the key. Texts of the candidate come through review_shape_said alone, so
 * that what is taken out of an anonymous review is taken out everywhere.
 */
#include "base/diag.h"
#include "model/anonymous.h"
#include "model/review.h"

struct review_shape {
    struct arena *arena;
    struct diags *diags;
    bool failed;
    const struct anonymous *anonymous; /* or NULL */
    struct text **texts;               /* files by name: a hash table, no text has bytes */
    size_t n_texts, n_slots;
    /* What of the drawing evidence may be about: set before evidence is read. */
    size_t n_nodes, n_edges;
    const size_t *edges; /* place among the arrows of the drawing of each number that evidence names */
};

/* Complains, unless something was complained about before. */
void review_shape_wrong(struct review_shape *s, struct place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

const struct doc *review_shape_map(struct review_shape *s, const struct doc *map, const char *key);
/* Never NULL; at most `most` items, which are maps where `maps` says so. */
const struct doc *review_shape_list(struct review_shape *s, const struct doc *map, const char *key,
                                    size_t most, bool maps);
/* Words of the program or the pack, which must be there; NULL-terminated. */
struct str review_shape_text(struct review_shape *s, const struct doc *map, const char *key);
/* The same; null gives the empty text. */
struct str review_shape_text_or_null(struct review_shape *s, const struct doc *map, const char *key);
/* A text that holds, or may hold, the candidate's words; null gives the empty text. */
struct str review_shape_said(struct review_shape *s, const struct doc *map, const char *key);
bool review_shape_bool(struct review_shape *s, const struct doc *map, const char *key);
bool review_shape_null(const struct doc *map, const char *key);
/* A whole number from 0 to most. */
size_t review_shape_count(struct review_shape *s, const struct doc *map, const char *key, size_t most);
/* null gives `none`. */
size_t review_shape_count_or(struct review_shape *s, const struct doc *map, const char *key, size_t most,
                             size_t none);
double review_shape_number(struct review_shape *s, const struct doc *map, const char *key);
/* The position of the text among n names. */
size_t review_shape_word(struct review_shape *s, const struct doc *map, const char *key,
                         const char *(*name)(size_t i), size_t n);
/* file, line and, where it is there, column. */
struct place review_shape_place(struct review_shape *s, const struct doc *map);
void review_shape_evidence(struct review_shape *s, struct evidence_list *out, const struct doc *map,
                           const char *key);

#endif
