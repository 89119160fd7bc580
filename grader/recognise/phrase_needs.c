#include "recognise/phrase_maker.h"

/* The parts of a node come after it: from the last to the first, they are known before the whole. */
static void read_nodes(struct phrase_maker *m)
{
    struct phrase_index *index = m->index;
    m->rarity = arena_alloc(m->arena, index->n_nodes * sizeof *m->rarity);
    index->begins = arena_alloc(m->arena, index->n_nodes * sizeof *index->begins);
    for (size_t k = index->n_nodes; k-- > 0;) {
        struct phrase_node *node = &index->nodes[k];
        const uint32_t *of = m->rarity + node->first;
        uint32_t most = 0, least = node->n ? UINT32_MAX : 0;
        uint64_t begins = 0;
        for (uint32_t i = 0; i < node->n; i++) {
            uint64_t part = index->begins[node->first + i];
            most = of[i] > most ? of[i] : most;
            least = of[i] < least ? of[i] : least;
            if (node->op != PHRASE_SEQUENCE)
                begins |= part;
            else if (i == 0 || (begins & PHRASE_EMPTY))
                begins = (begins & ~PHRASE_EMPTY) | part;
        }
        switch ((enum rub_phrase_op)node->op) {
        case PHRASE_WORD:
        case PHRASE_PREFIX:
            if (node->word != RUB_NONE) {
                struct str word = index->words[node->word].text;
                begins = word.n < 2 ? PHRASE_ANY : phrase_pair(word.p);
                /* One letter says nothing, nor do two in which any word may begin: phrase_letters.c. */
                most = word.n > (node->op == PHRASE_PREFIX ? 2 : 1) ? (uint32_t)word.n : 0;
            }
            break;
        case PHRASE_QUANTITY:
        case PHRASE_TOOL:
            begins = PHRASE_ANY;
            most = 4;
            break;
        case PHRASE_ONE_OF:
            most = least;
            break;
        case PHRASE_OPTIONAL:
            begins |= PHRASE_EMPTY;
            most = 0;
            break;
        case PHRASE_SEQUENCE:
        case PHRASE_NEAR:
            break;
        }
        index->begins[k] = begins;
        m->rarity[k] = most;
    }
}

/* The words of which one must be there; of parts that must all be there the rarest stands for them. */
static void add_members(struct phrase_maker *m, uint32_t number, uint32_t choice)
{
    const struct phrase_node *node = &m->index->nodes[number];
    uint32_t chosen = 0;
    if (!node->n) {
        struct phrase_member *member = ARENA_PUSH(m->arena, m->members, m->n_members, m->cap_members);
        *member = (struct phrase_member){node->word, choice};
    } else if (node->op == PHRASE_ONE_OF) {
        for (uint32_t i = 0; i < node->n; i++)
            add_members(m, node->first + i, choice);
    } else {
        for (uint32_t i = 1; i < node->n; i++)
            if (m->rarity[node->first + i] > m->rarity[node->first + chosen])
                chosen = i;
        add_members(m, node->first + chosen, choice);
    }
}

/* The fact without which the node is not there: a word, or a choice of words. */
static uint32_t fact_of(struct phrase_maker *m, uint32_t number)
{
    const struct phrase_node *node = &m->index->nodes[number];
    if (!m->rarity[number])
        return WORD_ALWAYS;
    if (!node->n)
        return node->word;
    uint32_t choice = (uint32_t)m->index->n_facts++;
    add_members(m, number, choice);
    return choice;
}

/* The last part comes first: a phrase is only asked for where the text goes on like its beginning. */
static void add_needs(struct phrase_maker *m, struct phrase_rule *rule, uint32_t number, size_t *n)
{
    const struct phrase_node *node = &m->index->nodes[number];
    if (node->op == PHRASE_SEQUENCE || node->op == PHRASE_NEAR) {
        for (uint32_t i = node->n; i-- > 0;)
            add_needs(m, rule, node->first + i, n);
    } else if (*n < PHRASE_NEEDS && m->rarity[number]) {
        rule->needs[(*n)++] = fact_of(m, number);
    }
}

/*
 * What may follow the word that begins the phrase: the second part of a sequence whose first part is that
 * word, or a choice of words.
 */
static uint64_t follows(const struct phrase_index *index, uint32_t root, uint32_t number)
{
    const struct phrase_node *node = &index->nodes[root], *first = &index->nodes[node->first];
    if (node->op != PHRASE_SEQUENCE || node->n < 2 || index->nodes[number].op != PHRASE_WORD)
        return UINT64_MAX;
    bool among = first->op == PHRASE_ONE_OF && number - first->first < first->n;
    uint64_t bits = index->begins[node->first + 1];
    return (among || number == node->first) && !(bits & PHRASE_EMPTY) ? bits : UINT64_MAX;
}

/*
 * Collects what a phrase may begin with. True when the part may be empty, so that the next counts as well.
 */
static bool add_entries(struct phrase_maker *m, uint32_t rule, uint32_t number)
{
    const struct phrase_index *index = m->index;
    const struct phrase_node *node = &index->nodes[number];
    bool empty = node->op == PHRASE_OPTIONAL || node->op == PHRASE_SEQUENCE;
    switch ((enum rub_phrase_op)node->op) {
    case PHRASE_SEQUENCE:
        for (uint32_t i = 0; i < node->n && empty; i++)
            empty = add_entries(m, rule, node->first + i);
        return empty;
    case PHRASE_ONE_OF:
    case PHRASE_OPTIONAL:
        for (uint32_t i = 0; i < node->n; i++)
            empty = add_entries(m, rule, node->first + i) || empty;
        return empty;
    case PHRASE_NEAR:
        for (uint32_t i = 0; i < node->n; i++)
            add_entries(m, rule, node->first + i);
        return false;
    case PHRASE_WORD:
    case PHRASE_PREFIX:
    case PHRASE_QUANTITY:
    case PHRASE_TOOL:
        break;
    }
    if (node->word == RUB_NONE)
        return false; /* a word of signs alone matches nothing */
    struct phrase_beginning *beginning =
        ARENA_PUSH(m->arena, m->beginnings, m->n_beginnings, m->cap_beginnings);
    *beginning = (struct phrase_beginning){node->word,
                                           {follows(index, index->rules[rule].root, number), rule, number}};
    return false;
}

static void read_rules(struct phrase_maker *m)
{
    struct phrase_index *index = m->index;
    index->n_facts = index->n_words;
    for (size_t i = 0; i < index->n_conditions; i++)
        index->conditions[i].fact = fact_of(m, index->conditions[i].root);
    for (uint32_t i = 0; i < index->n_rules; i++) {
        struct phrase_rule *rule = &index->rules[i];
        size_t n = 0;
        add_entries(m, i, rule->root);
        if (!rule->simple)
            add_needs(m, rule, rule->root, &n);
    }
}

void phrase_needs(struct phrase_maker *m)
{
    read_nodes(m);
    read_rules(m);
}

/* The first need that the word alone does not meet: whatever is tried, the word is there. */
uint32_t phrase_needs_first(const struct phrase_index *index, uint32_t number, const struct phrase_rule *rule)
{
    const struct phrase_word *word = &index->words[number];
    for (size_t i = 0; i < PHRASE_NEEDS; i++) {
        bool met = rule->needs[i] == number || rule->needs[i] == WORD_ALWAYS;
        for (uint32_t k = 0; k < word->choices.n && !met; k++)
            met = index->choices[word->choices.at + k] == rule->needs[i];
        if (!met)
            return rule->needs[i];
    }
    return WORD_ALWAYS;
}
