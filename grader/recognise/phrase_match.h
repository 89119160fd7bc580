#ifndef GRADE_PHRASE_MATCH_H
#define GRADE_PHRASE_MATCH_H
/*
 * One phrase held against one place of a text. Only phrases.c, phrase_letters.c and phrase_match.c include
 * this.
 *
 * The letters of all tokens lie side by side, so that words may reach over the boundaries of tokens. A place
 * is the number of a letter; the end of the text is one behind the last.
 */
#include "recognise/label_parts.h"
#include "recognise/phrase_index.h"

#define PHRASE_ENDS 16

/* A word of the index at the beginning of a token. */
struct word_found {
    uint32_t token, word;
};

/* The text that is searched. The arrays are used again for the next one. */
struct phrase_room {
    char *letters;       /* eight zero bytes behind them */
    uint32_t *token_of;  /* of each letter; behind the last one the number of tokens */
    unsigned char *look; /* of each letter: 1 << n where a word known by n letters may begin */
    uint32_t *places;    /* where one may */
    uint32_t *starts;    /* the first letter of each token; behind the last one the number of letters */
    uint64_t *facts;     /* bits: phrase_index.h */
    struct word_found *found;
    uint32_t n_letters, n_tokens, n_places;
    size_t cap_letters, cap_tokens, n_found, cap_found;
};

/* Where a part may end: the next letter to read. slips and apart as in phrase_hit. */
struct end {
    uint32_t at, slips;
    bool apart;
};
struct ends {
    struct end items[PHRASE_ENDS];
    size_t n;
};

/* Conditions of phrases ({near: …}) that were looked up for this unit. */
#define PHRASE_ASKED 16
struct asked {
    uint32_t rule;
    bool holds;
};

/* Quantities that were read in this unit: several phrases ask for the same one. */
#define PHRASE_AMOUNTS 16
struct amount_at {
    uint32_t token, end; /* end 0: none begins there */
    uint32_t dim;        /* enum quantity_dim */
};

struct search {
    const struct phrase_index *index;
    struct phrase_unit unit;
    const struct phrase_room *room;
    struct asked asked[PHRASE_ASKED];
    size_t n_asked;
    struct amount_at amounts[PHRASE_AMOUNTS];
    size_t n_amounts;
    struct label_parts label; /* where the unit is one */
};

/* Lays out the unit in the index's room: letters, facts, and the words that tokens begin with. */
const struct phrase_room *phrase_letters_read(const struct phrase_index *index, struct arena *arena,
                                              struct phrase_unit unit);

static inline bool phrase_fact(const struct phrase_room *room, uint32_t fact)
{
    return room->facts[fact / 64] >> fact % 64 & 1;
}

/* A token begins there, or the text ends. */
static inline bool phrase_starts(const struct phrase_room *room, uint32_t at)
{
    return room->starts[room->token_of[at]] == at;
}

/* The next place where a token begins. */
static inline uint32_t phrase_next_start(const struct phrase_room *room, uint32_t at)
{
    return phrase_starts(room, at) ? at : room->starts[room->token_of[at] + 1];
}

/* All that stands between the two is a plural's letters. */
static inline bool phrase_plural(const struct phrase_room *room, const struct phrase_word *word,
                                 uint32_t from, uint32_t to)
{
    const char *letters = room->letters + from;
    return word->text.n >= 3 && ((to - from == 1 && letters[0] == 's') ||
                                 (to - from == 2 && letters[0] == 'e' && letters[1] == 's'));
}

/* The bits of the next two letters: a phrase that begins with none of them is not there. */
static inline uint64_t phrase_next(const struct phrase_room *room, uint32_t at)
{
    if (at + 1 < room->n_letters)
        return PHRASE_EMPTY | phrase_pair(room->letters + at);
    return at < room->n_letters ? UINT64_MAX : PHRASE_EMPTY;
}

/* All ends of a phrase node that begins there; those in the middle of a token are no ends of a whole phrase.
 */
void phrase_match(struct ends *out, struct search *search, uint32_t node, struct end at);

#endif
