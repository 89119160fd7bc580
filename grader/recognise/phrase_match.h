#ifndef GRADE_PHRASE_MATCH_H
#define GRADE_PHRASE_MATCH_H
/*
 * The inside of the phrase index: one phrase held against one place of a text. Only phrases.c, phrase_match.c
 * and phrase_mend.c include this.
 */
#include "recognise/phrases.h"

#define PHRASE_DEPTH 12 /* of a phrase; the notation gives four or five */
#define PHRASE_ENDS 16
#define PHRASE_MEND 6 /* letters of a word that may hold a slip */

/* A word or prefix of a phrase, in normal form. */
struct leaf {
    struct str word;
    bool ready, plural; /* plural: written with an s in the pack, which is off in `word` */
};

struct word_entry {
    struct str word;
    bool prefix;
};

struct phrase_index {
    const struct rubric *rubric;
    struct leaf *leaves; /* one for each phrase node of the rubric */
    uint32_t *starts;    /* slots + 1 */
    uint32_t *phrases;
    uint32_t mask;                /* slots - 1 */
    struct word_entry *words[26]; /* long words by first letter, for mending */
    size_t n_words[26], cap_words[26];
};

/* Where a part may end: the next letter to read. slips and apart as in phrase_hit. */
struct end {
    uint32_t token, offset, slips;
    bool apart;
};
struct ends {
    struct end items[PHRASE_ENDS];
    size_t n;
};

struct search {
    const struct phrase_index *index;
    struct phrase_unit unit;
};

/* All ends of a phrase node that begins there; those in the middle of a token are no ends of a whole phrase.
 */
void phrase_match(struct ends *out, const struct search *search, uint32_t node, struct end at,
                  unsigned depth);

/* A word without its plural s, or as it is. */
struct str phrase_singular(struct str word);

#endif
