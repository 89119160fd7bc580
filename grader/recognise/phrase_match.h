#ifndef GRADE_PHRASE_MATCH_H
#define GRADE_PHRASE_MATCH_H
/*
 * The inside of the phrase index: one phrase held against one place of a text. Only phrases.c, phrase_match.c
 * and phrase_mend.c include this.
 */
#include "recognise/label_parts.h"
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

/*
 * A phrase that may begin here, and the word it would begin with (a phrase node; RUB_NONE for quantities and
 * tools). The first eight letters of the word are looked at before anything else.
 */
struct phrase_entry {
    uint64_t letters, mask;
    uint64_t after; /* bits of what may follow the word; all where that is not known */
    uint32_t phrase, leaf;
    uint32_t need; /* a bit that must be set in the unit: PHRASE_BIT_ALWAYS where no single one must */
    uint32_t n;    /* letters of the word */
};

/*
 * What must stand somewhere in the unit for a phrase to be there: one of the bits of each clause. A bit
 * stands for the first letters of a word; it may be set for another word as well, never not for this one.
 */
#define PHRASE_BITS 8192
#define PHRASE_CLAUSES 3
#define PHRASE_CHOICES 48 /* a clause with more says nothing */
struct phrase_need {
    uint32_t at; /* of its bits in phrase_index.bits, clause after clause */
    uint8_t choices[PHRASE_CLAUSES], n;
    bool simple; /* one word, or one of several, without conditions */
};

struct phrase_index {
    const struct rubric *rubric;
    const struct rub_phrase_node *nodes; /* of the rubric */
    const uint32_t *parts;               /* the rubric's words */
    struct leaf *leaves;                 /* one for each phrase node of the rubric */
    uint64_t *begins;                    /* the same: bits of the letters that it may begin with */
    struct phrase_need *needs;           /* of each phrase of the rubric */
    uint16_t *bits;
    size_t n_bits, cap_bits;
    uint32_t *starts; /* slots + 1 */
    struct phrase_entry *entries;
    uint32_t mask;                /* slots - 1 */
    struct word_entry *words[26]; /* long words by first letter, for mending */
    size_t n_words[26], cap_words[26];
};

/*
 * One of 63 bits for the first two letters of a word; all of them where one letter is all there is. The last
 * bit is for what may be empty: at the end of the text nothing else goes on.
 */
#define PHRASE_EMPTY (UINT64_C(1) << 63)
#define PHRASE_ANY (~PHRASE_EMPTY)
static inline unsigned phrase_pair(char first, char second)
{
    return ((unsigned)(unsigned char)first * 31u + (unsigned)(unsigned char)second * 7u) % 63u;
}
static inline uint64_t phrase_pair_bit(struct str word)
{
    return word.n < 2 ? PHRASE_ANY : UINT64_C(1) << phrase_pair(word.p[0], word.p[1]);
}

/* Where a part may end: the next letter to read. slips and apart as in phrase_hit. */
struct end {
    uint32_t token, offset, slips;
    bool apart;
};
struct ends {
    struct end items[PHRASE_ENDS];
    size_t n;
};

/* Conditions of phrases ({near: …}) that were looked up for this unit. */
#define PHRASE_ASKED 16
struct asked {
    uint32_t phrase;
    bool holds;
};

/* Quantities that were read in this unit: several phrases ask for the same one. */
#define PHRASE_AMOUNTS 16
struct amount_at {
    uint32_t token, end; /* end 0: none begins there */
    uint32_t dim;        /* enum quantity_dim */
};

#define PHRASE_PAIRS 512 /* tokens; of those behind them the letters are looked at */
#define PHRASE_UNPAIRED 255

struct search {
    const struct phrase_index *index;
    struct phrase_unit unit;
    uint64_t bits[PHRASE_BITS / 64];
    struct asked asked[PHRASE_ASKED];
    size_t n_asked;
    struct amount_at amounts[PHRASE_AMOUNTS];
    size_t n_amounts;
    struct label_parts label; /* where the unit is one */
    unsigned char pairs[PHRASE_PAIRS]; /* phrase_pair() at the beginning of each token; PHRASE_UNPAIRED */
};

/* The bit of a word by its first four letters, of a shorter one by all it has; the last letter is the lowest
 * byte. */
enum { PHRASE_BIT_ALWAYS = 7168, PHRASE_BIT_QUANTITY, PHRASE_BIT_TOOL };
static inline uint32_t phrase_bit_4(uint32_t letters)
{
    return letters * 2654435761u >> 20;
}
static inline uint32_t phrase_bit_3(uint32_t letters)
{
    return 4096 + ((letters & 0xFFFFFF) * 2654435761u >> 21);
}
static inline uint32_t phrase_bit_2(uint32_t letters)
{
    return 6144 + (((letters >> 8 & 0xFF) * 37 + (letters & 0xFF)) & 1023);
}

/* All ends of a phrase node that begins there; those in the middle of a token are no ends of a whole phrase.
 */
void phrase_match(struct ends *out, struct search *search, uint32_t node, struct end at, unsigned depth);

/* A word without its plural s, or as it is. */
struct str phrase_singular(struct str word);

#endif
