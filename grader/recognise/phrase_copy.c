#include "recognise/phrase_maker.h"

/* ------------------------------------------------------------------ phrases */

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
static uint32_t add_nodes(struct phrase_maker *m, size_t n)
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

static void copy_node(struct phrase_maker *m, uint32_t to, uint32_t from, unsigned depth)
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

static uint32_t copy_phrase(struct phrase_maker *m, uint32_t root)
{
    uint32_t to = add_nodes(m, 1);
    copy_node(m, to, root, 0);
    return to;
}

static struct rub_span copy_conditions(struct phrase_maker *m, struct rub_span roots)
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

static void copy_rules(struct phrase_maker *m, const uint32_t *phrases, size_t n)
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

struct str phrase_singular(struct str word)
{
    bool drops = word.n >= 4 && word.p[word.n - 1] == 's' && word.p[word.n - 2] != 's' &&
                 word.p[word.n - 2] != 'u' && word.p[word.n - 2] != 'i';
    return drops ? str_sub(word, 0, word.n - 1) : word;
}

static uint32_t add_word(struct phrase_maker *m, uint32_t text, bool prefix)
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
static void read_words(struct phrase_maker *m)
{
    struct phrase_index *index = m->index;
    struct {
        uint32_t text, word;
    } * seen;
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

void phrase_copy(struct phrase_maker *m, const uint32_t *phrases, size_t n)
{
    copy_rules(m, phrases, n);
    read_words(m);
}
