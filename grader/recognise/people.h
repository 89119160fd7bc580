#ifndef GRADE_PEOPLE_H
#define GRADE_PEOPLE_H
/*
 * Who the submission says wrote it: names behind words such as "Author:" or "Prepared by" at the start of a
 * line, and under `author` among the facts. Nothing is judged by them: they are what an anonymous review
 * leaves out.
 */
#include "model/prose.h"
#include "model/reading.h"

/* Sets people and n_people: at most PEOPLE_MOST names, each once, in the order of the text. */
#define PEOPLE_MOST 32
void people_read(struct arena *arena, struct reading *reading, const struct prose *prose);

#endif
