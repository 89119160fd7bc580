#ifndef HELPER_SOUND_H
#define HELPER_SOUND_H
/*
 * What holds of everything that is read and judged, whatever the bytes were. Each function gives NULL, or
 * words for the first thing that is wrong. They read every byte that a slice speaks of, so that a sanitizer
 * sees stray ones.
 */
#include "model/review.h"

/* Ends, groups and views are there, places lie in their texts, counts agree, groups hold no circle. */
const char *sound_architecture(const struct architecture *arch);
/*
 * Pieces ascend from 0, slices lie in their block, letters and digits stand in the file where the pieces say
 * (but for those that were written as entities: `entities` says that there may be some), sections are nested.
 */
const char *sound_prose(const struct prose *prose, bool entities);
const char *sound_diags(const struct diags *diags);
/* A tree of declared values, of at most that depth. */
const char *sound_doc(const struct doc *doc, size_t depth);
/* Levels, points, totals and bands lie in their bounds, evidence has sound places and short quotes. */
const char *sound_review(const struct review *review);

/* Valid UTF-8, by a reading of the standard that is not the program's own. */
bool sound_utf8(struct str text);

#endif
