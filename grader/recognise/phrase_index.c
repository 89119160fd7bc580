#include "recognise/phrase_match.h"

struct str phrase_singular(struct str word)
{
    bool drops = word.n >= 4 && word.p[word.n - 1] == 's' && word.p[word.n - 2] != 's' &&
                 word.p[word.n - 2] != 'u' && word.p[word.n - 2] != 'i';
    return drops ? str_sub(word, 0, word.n - 1) : word;
}

/* ------------------------------------------------------------------ copying the phrases */

/* Lists that are put in the order of words when all of them are known. */
struct beginning {
    uint32_t word;
    struct phrase_entry entry;
};
struct member {
    uint32_t word, choice;
};

struct maker {
    struct phrase_index *index;
    struct arena *arena;
    uint32_t *texts;  /* of each node: of a word, in the rubric */
    uint32_t *rarity; /* of each node: letters of the word that stands for it; 0 where none does */
    struct beginning *beginnings;
    struct member *members;
    size_t cap_texts, n_beginnings, cap_beginnings, n_members, cap_members;
};

static uint32_t amount_of(const char *dimension)
{
    static const struct {
        const char *name;
        enum phrase_amount amount;
    } names[] = {{"n", AMOUNT_NUMBER},    {"dur", AMOUNT_TIME},  {"pct", AMOUNT_SHARE},
                 {"money", AMOUNT_MONEY}, {"rate", AMOUNT_RATE}, {"bytes", AMOUNT_BYTES}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(dimension, names[i].name) == 0)
            return names[i].amount;
    return AMOUNT_ANY;
}

/* Room for n nodes side by side; the first one's number. */
static uint32_t add_nodes(struct maker *m, size_t n)
{
    struct phrase_index *index = m->index;
    uint32_t first = (uint32_t)index->n_nodes;
    for (size_t i = 0; i < n; i++) {
        size_t n_texts = index->n_nodes;
        *(uint32_t *)ARENA_PUSH(m->arena, m->texts, n_texts, m->cap_texts) = 0;
        struct phrase_node *node = ARENA_PUSH(m->arena, index->nodes, index->n_nodes, index->cap_nodes);
        node->word = RUB_NONE;
    }
    return first;
}

static void copy_node(struct maker *m, uint32_t to, uint32_t from, unsigned depth)
{
    const struct rubric *rubric = m->index->rubric;
    const struct rub_phrase_node *source = rub_phrase_nodes(rubric, from);
    uint32_t n = depth < PHRASE_DEPTH ? source->parts.n : 0;
    uint32_t first = add_nodes(m, n);
    struct phrase_node *node = &m->index->nodes[to];
    *node = (struct phrase_node){.op = source->op, .first = first, .n = n, .word = RUB_NONE};
    node->distance = source->distance;
    if (source->op == PHRASE_QUANTITY) {
        node->word = WORD_NUMBER;
        node->amount = amount_of(rub_text(rubric, source->text));
    }
    if (source->op == PHRASE_TOOL)
        node->word = WORD_TOOL;
    if (source->op == PHRASE_WORD || source->op == PHRASE_PREFIX)
        m->texts[to] = source->text;
    for (uint32_t i = 0; i < n; i++)
        copy_node(m, first + i, rub_word(rubric, source->parts, i), depth + 1);
}

static uint32_t copy_phrase(struct maker *m, uint32_t root)
{
    uint32_t to = add_nodes(m, 1);
    copy_node(m, to, root, 0);
    return to;
}

static struct rub_span copy_conditions(struct maker *m, struct rub_span roots)
{
    struct phrase_index *index = m->index;
    struct rub_span span = {(uint32_t)index->n_conditions, roots.n};
    for (size_t i = 0; i < roots.n; i++) {
        uint32_t root = copy_phrase(m, rub_word(index->rubric, roots, i));
        struct phrase_condition *condition =
            ARENA_PUSH(m->arena, index->conditions, index->n_conditions, index->cap_conditions);
        *condition = (struct phrase_condition){root, WORD_ALWAYS};
    }
    return span;
}

static bool is_word(const struct phrase_node *node)
{
    return node->op == PHRASE_WORD || node->op == PHRASE_PREFIX;
}

static bool is_simple(const struct phrase_index *index, const struct phrase_rule *rule)
{
    const struct phrase_node *root = &index->nodes[rule->root];
    if (rule->near.n || rule->not_near.n || rule->stand != STAND_ANYWHERE)
        return false;
    bool words = root->op == PHRASE_ONE_OF;
    for (uint32_t i = 0; i < root->n && words; i++)
        words = is_word(&index->nodes[root->first + i]);
    return words || is_word(root);
}

static void copy_rules(struct maker *m, const uint32_t *phrases, size_t n)
{
    struct phrase_index *index = m->index;
    index->rules = arena_alloc(m->arena, n * sizeof *index->rules);
    index->n_rules = n;
    for (size_t i = 0; i < n; i++) {
        const struct rub_phrase *phrase = rub_phrases(index->rubric, phrases[i]);
        struct phrase_rule *rule = &index->rules[i];
        rule->phrase = phrases[i];
        rule->root = copy_phrase(m, phrase->root);
        rule->near = copy_conditions(m, phrase->near);
        rule->not_near = copy_conditions(m, phrase->not_near);
        rule->stand = (uint8_t)phrase->stand;
        rule->simple = is_simple(index, rule);
    }
}

/* ------------------------------------------------------------------ words */

static uint32_t add_word(struct maker *m, uint32_t text, bool prefix)
{
    struct phrase_index *index = m->index;
    struct str folded = token_fold(m->arena, str_from(rub_text(index->rubric, text)));
    struct str word = prefix ? folded : phrase_singular(folded);
    if (word.n == 0)
        return RUB_NONE; /* signs alone match nothing */
    bool y = word.n > 3 && word.p[word.n - 1] == 'y';
    *(struct phrase_word *)ARENA_PUSH(m->arena, index->words, index->n_words, index->cap_words) =
        (struct phrase_word){.text = word,
                             .least = (uint32_t)(y ? word.n - 1 : word.n),
                             .plural = word.n < folded.n,
                             .prefix = prefix};
    return (uint32_t)index->n_words - 1;
}

/* Numbers the words; the same text is the same number in the rubric. */
static void read_words(struct maker *m)
{
    struct phrase_index *index = m->index;
    struct {
        uint32_t text, word;
    } *seen;
    size_t size = 64, at;
    for (int i = 0; i < WORDS_OWN; i++)
        ARENA_PUSH(m->arena, index->words, index->n_words, index->cap_words);
    while (size < 2 * index->n_nodes)
        size *= 2;
    seen = arena_alloc(m->arena, size * sizeof *seen);
    for (size_t i = 0; i < index->n_nodes; i++) {
        struct phrase_node *node = &index->nodes[i];
        bool prefix = node->op == PHRASE_PREFIX;
        uint32_t key = m->texts[i] << 1 | prefix;
        if (!is_word(node) || m->texts[i] == 0)
            continue;
        for (at = key * 2654435761u & (size - 1); seen[at].text && seen[at].text != key;)
            at = (at + 1) & (size - 1);
        if (!seen[at].text) {
            seen[at].text = key;
            seen[at].word = add_word(m, m->texts[i], prefix);
        }
        node->word = seen[at].word;
    }
}

/* ------------------------------------------------------------------ what a phrase begins with and needs */

/* The parts of a node come after it: from the last to the first, they are known before the whole. */
static void read_nodes(struct maker *m)
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
static void add_members(struct maker *m, uint32_t number, uint32_t choice)
{
    const struct phrase_node *node = &m->index->nodes[number];
    uint32_t chosen = 0;
    if (!node->n) {
        struct member *member = ARENA_PUSH(m->arena, m->members, m->n_members, m->cap_members);
        *member = (struct member){node->word, choice};
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
static uint32_t fact_of(struct maker *m, uint32_t number)
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
static void add_needs(struct maker *m, struct phrase_rule *rule, uint32_t number, size_t *n)
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
static bool add_entries(struct maker *m, uint32_t rule, uint32_t number)
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
    struct beginning *beginning = ARENA_PUSH(m->arena, m->beginnings, m->n_beginnings, m->cap_beginnings);
    *beginning = (struct beginning){node->word, {follows(index, index->rules[rule].root, number), rule, number}};
    return false;
}

static void read_rules(struct maker *m)
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

/* ------------------------------------------------------------------ order: by words, and words by letters */

/* Lists word after word: counted, then filled. */
static void sort_lists(struct maker *m)
{
    struct phrase_index *index = m->index;
    index->entries = arena_alloc(m->arena, m->n_beginnings * sizeof *index->entries);
    index->choices = arena_alloc(m->arena, m->n_members * sizeof *index->choices);
    for (size_t i = 0; i < m->n_beginnings; i++)
        index->words[m->beginnings[i].word].entries.n++;
    for (size_t i = 0; i < m->n_members; i++)
        index->words[m->members[i].word].choices.n++;
    for (size_t i = 1; i < index->n_words; i++) {
        struct phrase_word *word = &index->words[i], *last = word - 1;
        word->entries.at = last->entries.at + last->entries.n;
        word->choices.at = last->choices.at + last->choices.n;
        last->entries.n = last->choices.n = 0;
    }
    index->words[index->n_words - 1].entries.n = index->words[index->n_words - 1].choices.n = 0;
    for (size_t i = 0; i < m->n_beginnings; i++) {
        struct rub_span *span = &index->words[m->beginnings[i].word].entries;
        index->entries[span->at + span->n++] = m->beginnings[i].entry;
    }
    for (size_t i = 0; i < m->n_members; i++) {
        struct rub_span *span = &index->words[m->members[i].word].choices;
        index->choices[span->at + span->n++] = m->members[i].choice;
    }
}

/* The first need that the word alone does not meet: whatever is tried, the word is there. */
static uint32_t first_need(const struct phrase_index *index, uint32_t number, const struct phrase_rule *rule)
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

static void read_needs(struct maker *m)
{
    struct phrase_index *index = m->index;
    index->needs = arena_alloc(m->arena, m->n_beginnings * sizeof *index->needs);
    for (uint32_t i = 0; i < index->n_words; i++) {
        struct rub_span entries = index->words[i].entries;
        for (uint32_t k = entries.at; k < entries.at + entries.n; k++)
            index->needs[k] = first_need(index, i, &index->rules[index->entries[k].rule]);
    }
}

/* The first letters of a word, by which it is found. */
static struct phrase_key key_of(const struct phrase_word *word, uint32_t number)
{
    char letters[8] = {0};
    memcpy(letters, word->text.p, word->least < 8 ? word->least : 8);
    return (struct phrase_key){phrase_eight(letters), phrase_mask(word->least), number};
}

static void sort_keys(struct maker *m)
{
    struct phrase_index *index = m->index;
    index->slot_bits = 6;
    while ((size_t)1 << index->slot_bits < 2 * index->n_words && index->slot_bits < 16)
        index->slot_bits++;
    for (size_t i = 0; i <= KEY_LETTERS; i++)
        index->masks[i] = phrase_mask(i);
    index->begun = arena_alloc(m->arena, BEGUN_BITS / 8);
    for (size_t i = WORDS_OWN; i < index->n_words; i++) {
        const struct phrase_word *word = &index->words[i];
        const char *p = word->text.p;
        uint32_t bit = word->least > 3    ? phrase_begin_4(p)
                       : word->least == 3 ? phrase_begin_3(p)
                       : word->least == 2 ? phrase_begin_2(p)
                                          : phrase_begin_1(p);
        index->begun[bit / 64] |= UINT64_C(1) << bit % 64;
    }
    size_t slots = (size_t)1 << index->slot_bits;
    index->slots = arena_alloc(m->arena, (slots + 1) * sizeof *index->slots);
    index->keys = arena_alloc(m->arena, index->n_words * sizeof *index->keys);
    /* Counted from the end backwards: each slot's number is then where it begins. */
    for (int filling = 0; filling < 2; filling++) {
        for (uint32_t i = WORDS_OWN; i < index->n_words; i++) {
            const struct phrase_word *word = &index->words[i];
            struct phrase_key key = key_of(word, i);
            size_t n = word->least < KEY_LETTERS ? word->least : KEY_LETTERS;
            uint32_t slot = phrase_slot(index, key.letters & index->masks[n]);
            if (filling)
                index->keys[--index->slots[slot]] = key;
            else
                index->slots[slot]++;
        }
        for (size_t i = 0; i < slots && !filling; i++)
            index->slots[i + 1] += index->slots[i];
    }
}

struct phrase_index *phrase_index_new(struct arena *arena, const struct rubric *rubric,
                                      const uint32_t *phrases, size_t n)
{
    struct phrase_index *index = arena_alloc(arena, sizeof *index);
    struct maker m = {.index = index, .arena = arena};
    index->rubric = rubric;
    copy_rules(&m, phrases, n);
    read_words(&m);
    read_nodes(&m);
    read_rules(&m);
    sort_lists(&m);
    read_needs(&m);
    sort_keys(&m);
    index->room = arena_alloc(arena, sizeof *index->room);
    index->room->facts = arena_alloc(arena, (index->n_facts / 64 + 1) * sizeof *index->room->facts);
    return index;
}
