#ifndef GRADE_EVIDENCE_H
#define GRADE_EVIDENCE_H
/*
 * Places, quotes and words for what was found, in the candidate's own names.
 */
#include "judge/judge.h"

#define EVIDENCE_QUOTE 120 /* bytes, cut between characters */
#define EVIDENCE_MOST 24   /* items of one list; the first ones are kept */

/*
 * Appends; a place that the list has with the same words is not added again. why is kept, not copied. What of
 * the drawing it is about is known by the place, where only one box or arrow is declared there.
 */
void evidence_add(struct judge *judge, struct evidence_list *out, struct place at, struct str why);
/* The same, of this box; nowhere in particular: where it is declared. */
void evidence_box(struct judge *judge, struct evidence_list *out, size_t node, struct place at,
                  struct str why);
/* The same, of this arrow: in a chain several have one place. */
void evidence_arrow(struct judge *judge, struct evidence_list *out, size_t edge, struct str why);
void evidence_join(struct judge *judge, struct evidence_list *out, const struct evidence_list *more);
/* Cut to at most n bytes with dots, never inside a character; white space inside becomes one blank. */
struct str evidence_cut(struct judge *judge, struct str text, size_t n);
/* "Kafka": what the drawing shows of a box, on one line, at most 60 bytes. */
struct str evidence_name(struct judge *judge, size_t node);
/* "Kafka -> S3 data lake, data" */
void evidence_link(struct judge *judge, struct evidence_list *out, uint32_t link, uint32_t kinds);
void evidence_vertex(struct judge *judge, struct evidence_list *out, uint32_t vertex);
/* "feature store or model server": at most five, then "or n more". */
struct str evidence_roles(struct judge *judge, uint64_t roles);
struct str evidence_kinds(struct judge *judge, uint32_t kinds);
/* "Kafka, Flink and S3" of boxes; at most five. */
struct str evidence_boxes(struct judge *judge, const uint32_t *nodes, size_t n);
struct str evidence_text(struct judge *judge, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
