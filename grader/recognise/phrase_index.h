#ifndef GRADE_PHRASE_INDEX_H
#define GRADE_PHRASE_INDEX_H
/*
 * The inside of the phrase index: what phrase_index.c makes once and phrase_match.c and phrases.c hold
 * against each text. Only the files phrase*.c include this.
 *
 * The phrases of an index are copied out of the rubric, the parts of a node side by side. Every word in them
 * has a number. A text is first asked which of these words stand in it, and where tokens begin; a phrase is
 * looked at only where its first word is, and only when the others stand somewhere in the text, too.
 */
#include "recognise/phrases.h"

#include <string.h>

#define PHRASE_DEPTH 12 /* of a phrase; the notation gives four or five */
#define PHRASE_NEEDS 4

/*
 * A word or prefix of phrases, in normal form and the singular. Three others have no letters: what is always
 * there, any number, any tool.
 */
enum { WORD_ALWAYS, WORD_NUMBER, WORD_TOOL, WORDS_OWN };
struct phrase_word {
    struct str text;
    uint32_t least;          /* letters that stand there in any case: "quer" of "query", for "queries" */
    bool plural;             /* written with an s in the pack */
    bool prefix;             /* may go on in any way */
    struct rub_span entries; /* of index->entries: what may begin with it */
    struct rub_span choices; /* of index->choices: those that it is one of */
};

/* How a word is found: by its first eight letters, as they lie in memory. */
struct phrase_key {
    uint64_t letters, mask;
    uint32_t word;
};

struct phrase_node {
    uint32_t op;       /* enum rub_phrase_op */
    uint32_t first, n; /* parts: of index->nodes */
    uint32_t word;     /* RUB_NONE in a node that has parts, and for a word of signs alone */
    uint32_t distance; /* of PHRASE_NEAR */
    uint32_t amount;   /* of PHRASE_QUANTITY: enum phrase_amount */
};

enum phrase_amount {
    AMOUNT_ANY,
    AMOUNT_NUMBER,
    AMOUNT_TIME,
    AMOUNT_SHARE,
    AMOUNT_MONEY,
    AMOUNT_RATE,
    AMOUNT_BYTES
};

/*
 * A phrase that must stand in the same text, or must not.
 * Facts about a whole text are bits: a word stands there, by its number; then, for each choice of words that
 * some phrase needs, that one of them does.
 */
struct phrase_condition {
    uint32_t root, fact; /* fact: without it the phrase cannot be there */
};

struct phrase_rule {
    uint32_t phrase, root;          /* the rubric's number; of index->nodes */
    struct rub_span near, not_near; /* of index->conditions */
    uint32_t needs[PHRASE_NEEDS];   /* facts, all of them */
    uint8_t stand;                  /* enum rub_stand */
    bool simple;                    /* one word, or one of several, without conditions */
};

/* A phrase that may begin with a word, a number or a tool. */
struct phrase_entry {
    uint64_t after; /* pairs of letters that may follow the word; all where that is not known */
    uint32_t rule;
    uint32_t node; /* of the word */
};

struct phrase_index {
    const struct rubric *rubric;
    struct phrase_node *nodes;
    uint64_t *begins; /* of each node: pairs of letters that it may begin with */
    struct phrase_word *words;
    struct phrase_rule *rules;
    struct phrase_condition *conditions;
    struct phrase_entry *entries;
    uint32_t *needs; /* of each entry what its rule needs besides the word: by that alone most are left out */
    uint32_t *choices; /* facts, word after word */
    struct phrase_key *keys;
    uint32_t *slots; /* of keys, by the first letters of the word: 1 << slot_bits, and the end */
    unsigned slot_bits;
    uint64_t masks[5]; /* of one to four letters */
    uint64_t *begun;   /* BEGUN_BITS: words begin so */
    size_t n_nodes, cap_nodes, n_words, cap_words, n_rules, n_conditions, cap_conditions, n_facts;
    struct word_list *mending; /* phrase_mend.c: words by first letter, or NULL */
    struct phrase_room *room;  /* of the search under way: phrase_letters.c */
};

/*
 * One of 63 bits for two letters; all of them where one letter is all there is. The last bit is for what may
 * be empty: at the end of the text nothing else goes on.
 */
#define PHRASE_EMPTY (UINT64_C(1) << 63)
#define PHRASE_ANY (~PHRASE_EMPTY)
static inline uint64_t phrase_pair(const char *letters)
{
    return UINT64_C(1) << ((unsigned char)letters[0] * 31u + (unsigned char)letters[1] * 7u) % 63u;
}

/* Words are found by their first four letters; those that are shorter by all they have. */
enum { KEY_LETTERS = 4 };

/* Eight letters as they lie in memory. */
static inline uint64_t phrase_eight(const char *letters)
{
    uint64_t value;
    memcpy(&value, letters, sizeof value);
    return value;
}

/* Ones where the first n of eight letters lie. */
static inline uint64_t phrase_mask(size_t n)
{
    char mask[8] = {0};
    memset(mask, 0xFF, n < 8 ? n : 8);
    return phrase_eight(mask);
}

static inline uint32_t phrase_slot(const struct phrase_index *index, uint64_t letters)
{
    return (uint32_t)(letters * UINT64_C(0x9E3779B97F4A7C15) >> (64 - index->slot_bits));
}

/*
 * Bits for the letters that words begin with, few enough to stay in the fastest cache: whole words of one,
 * two and three letters, and the first four of others (of those a number; others may have the same).
 */
enum { BEGUN_BITS = 1 << 16 | 1 << 11 };
/* A letter in five bits. */
static inline uint32_t phrase_five(char letter)
{
    return (unsigned char)letter & 31u;
}
static inline uint32_t phrase_begin_1(const char *letters)
{
    return 1u << 16 | phrase_five(letters[0]);
}
static inline uint32_t phrase_begin_2(const char *letters)
{
    return 1u << 16 | 1u << 10 | phrase_five(letters[0]) << 5 | phrase_five(letters[1]);
}
static inline uint32_t phrase_begin_3(const char *letters)
{
    return phrase_five(letters[0]) << 10 | phrase_five(letters[1]) << 5 | phrase_five(letters[2]);
}
static inline uint32_t phrase_begin_4(const char *letters)
{
    uint32_t four;
    memcpy(&four, letters, sizeof four);
    return 1u << 15 | four * 2654435761u >> 17;
}
static inline unsigned phrase_begun(const struct phrase_index *index, uint32_t bit)
{
    return index->begun[bit / 64] >> bit % 64 & 1;
}

/* A word without its plural s, or as it is. */
struct str phrase_singular(struct str word);

#endif
