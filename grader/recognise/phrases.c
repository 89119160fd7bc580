#include "recognise/phrase_match.h"

#include <stdlib.h>

/* Keys are the first three letters; whole words of one or two letters; and two signs for what is no word. */
enum { KEY_QUANTITY = '#', KEY_TOOL = '@' };

static uint32_t key_of(const char *letters, size_t n)
{
    uint32_t key = 0;
    for (size_t i = 0; i < n && i < 3; i++)
        key = key << 8 | (unsigned char)letters[i];
    return key;
}

static uint32_t slot_of(const struct phrase_index *index, uint32_t key)
{
    key *= 2654435761u;
    return (key >> 16 ^ key) & index->mask;
}

/* ------------------------------------------------------------------ making the index */

static void add_word(struct phrase_index *index, struct arena *arena, struct str word, bool prefix)
{
    if (word.n == 0 || word.p[0] < 'a' || word.p[0] > 'z' || (!prefix && word.n < PHRASE_MEND))
        return;
    size_t letter = (size_t)(word.p[0] - 'a');
    for (size_t i = 0; i < index->n_words[letter]; i++)
        if (index->words[letter][i].prefix == prefix && str_eq(index->words[letter][i].word, word))
            return;
    struct word_entry *entry =
        ARENA_PUSH(arena, index->words[letter], index->n_words[letter], index->cap_words[letter]);
    *entry = (struct word_entry){word, prefix};
}

static void prepare(struct phrase_index *index, struct arena *arena, uint32_t number, unsigned depth)
{
    const struct rub_phrase_node *node = rub_phrase_nodes(index->rubric, number);
    struct leaf *leaf = &index->leaves[number];
    if (leaf->ready || depth > PHRASE_DEPTH)
        return;
    leaf->ready = true;
    if (node->op == PHRASE_WORD || node->op == PHRASE_PREFIX) {
        leaf->word = token_fold(arena, str_from(rub_text(index->rubric, node->text)));
        struct str singular = phrase_singular(leaf->word);
        leaf->plural = node->op == PHRASE_WORD && singular.n < leaf->word.n;
        if (leaf->plural)
            leaf->word = singular;
        add_word(index, arena, leaf->word, node->op == PHRASE_PREFIX);
        return;
    }
    for (size_t i = 0; i < node->parts.n; i++)
        prepare(index, arena, rub_word(index->rubric, node->parts, i), depth + 1);
}

struct pair {
    uint32_t slot, phrase;
};
struct pairs {
    struct pair *items;
    size_t n, cap;
    struct arena *arena;
};

/* Collects the keys a phrase may begin with. True when the part may be empty, so that the next counts as
 * well. */
static bool firsts(const struct phrase_index *index, struct pairs *out, uint32_t phrase, uint32_t number,
                   unsigned depth)
{
    const struct rub_phrase_node *node = rub_phrase_nodes(index->rubric, number);
    uint32_t key = 0;
    bool empty = false;
    if (depth > PHRASE_DEPTH)
        return true;
    switch (node->op) {
    case PHRASE_WORD:
    case PHRASE_PREFIX:
        key = key_of(index->leaves[number].word.p, index->leaves[number].word.n);
        break;
    case PHRASE_QUANTITY:
        key = KEY_QUANTITY;
        break;
    case PHRASE_TOOL:
        key = KEY_TOOL;
        break;
    case PHRASE_SEQUENCE:
        for (size_t i = 0; i < node->parts.n; i++)
            if (!firsts(index, out, phrase, rub_word(index->rubric, node->parts, i), depth + 1))
                return false;
        return true;
    default:
        for (size_t i = 0; i < node->parts.n; i++)
            empty = firsts(index, out, phrase, rub_word(index->rubric, node->parts, i), depth + 1) || empty;
        return node->op == PHRASE_OPTIONAL || (empty && node->op == PHRASE_ONE_OF);
    }
    uint32_t slot = slot_of(index, key);
    for (size_t i = out->n; i > 0 && out->items[i - 1].phrase == phrase; i--)
        if (out->items[i - 1].slot == slot)
            return false;
    struct pair *pair = ARENA_PUSH(out->arena, out->items, out->n, out->cap);
    *pair = (struct pair){slot, phrase};
    return false;
}

struct phrase_index *phrase_index_new(struct arena *arena, const struct rubric *rubric,
                                      const uint32_t *phrases, size_t n)
{
    struct phrase_index *index = arena_alloc(arena, sizeof *index);
    index->rubric = rubric;
    index->leaves = arena_alloc(arena, rub_phrase_nodes_n(rubric) * sizeof *index->leaves);
    uint32_t slots = 64;
    while (slots < 2 * n && slots < 65536)
        slots *= 2;
    index->mask = slots - 1;
    struct pairs pairs = {.arena = arena};
    for (size_t i = 0; i < n; i++) {
        const struct rub_phrase *phrase = rub_phrases(rubric, phrases[i]);
        prepare(index, arena, phrase->root, 0);
        for (size_t k = 0; k < phrase->near.n; k++)
            prepare(index, arena, rub_word(rubric, phrase->near, k), 0);
        for (size_t k = 0; k < phrase->not_near.n; k++)
            prepare(index, arena, rub_word(rubric, phrase->not_near, k), 0);
        firsts(index, &pairs, phrases[i], phrase->root, 0);
    }
    /* Slots as ranges of one array: count, sum, fill. */
    index->starts = arena_alloc(arena, (slots + 1) * sizeof *index->starts);
    index->phrases = arena_alloc(arena, pairs.n * sizeof *index->phrases);
    uint32_t *next = arena_alloc(arena, slots * sizeof *next);
    for (size_t i = 0; i < pairs.n; i++)
        index->starts[pairs.items[i].slot + 1]++;
    for (size_t i = 0; i < slots; i++) {
        index->starts[i + 1] += index->starts[i];
        next[i] = index->starts[i];
    }
    for (size_t i = 0; i < pairs.n; i++)
        index->phrases[next[pairs.items[i].slot]++] = pairs.items[i].phrase;
    return index;
}

/* ------------------------------------------------------------------ search */

static bool stands(const struct search *search, uint32_t node)
{
    for (uint32_t i = 0; i < search->unit.tokens->n; i++) {
        struct ends ends = {.n = 0};
        phrase_match(&ends, search, node, (struct end){i, 0, 0, false}, 0);
        for (size_t k = 0; k < ends.n; k++)
            if (ends.items[k].offset == 0 && ends.items[k].token > i)
                return true;
    }
    return false;
}

static bool any_stands(const struct search *search, struct rub_span nodes)
{
    for (size_t i = 0; i < nodes.n; i++)
        if (stands(search, rub_word(search->index->rubric, nodes, i)))
            return true;
    return false;
}

bool phrase_filler(const struct token *token)
{
    static const char *const words[] = {"a",       "an",         "the",    "our",       "and",  "of",
                                        "service", "services",   "system", "component", "new",  "live",
                                        "prod",    "production", "main",   "layer",     "step", "stage"};
    if (token->number)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(token->text, words[i]))
            return true;
    return false;
}

/* The phrase is the whole name of the box, but for tools, numbers and articles. */
static bool whole(const struct search *search, uint32_t first, uint32_t end)
{
    const struct phrase_unit *unit = &search->unit;
    for (uint32_t i = 0; i < unit->tokens->n; i++) {
        const struct token *token = &unit->tokens->items[i];
        if (i >= first && i < end)
            continue;
        if (unit->tool_end && unit->tool_end[i]) {
            i = unit->tool_end[i] - 1;
            continue;
        }
        if (token->part != PART_DETAIL && !phrase_filler(token))
            return false;
    }
    return first < unit->tokens->n && unit->tokens->items[first].part != PART_DETAIL;
}

static void try(struct phrase_hits *out, struct arena *arena, const struct search *search, uint32_t number,
                uint32_t at)
{
    const struct rub_phrase *phrase = rub_phrases(search->index->rubric, number);
    if (phrase->whole_label && !search->unit.label)
        return;
    struct ends ends = {.n = 0};
    phrase_match(&ends, search, phrase->root, (struct end){at, 0, 0, false}, 0);
    const struct end *best = NULL;
    for (size_t i = 0; i < ends.n; i++)
        if (ends.items[i].offset == 0 && ends.items[i].token > at &&
            (!best || ends.items[i].token > best->token))
            best = &ends.items[i];
    if (!best || (phrase->whole_label && !whole(search, at, best->token)))
        return;
    if ((phrase->near.n && !any_stands(search, phrase->near)) || any_stands(search, phrase->not_near))
        return;
    for (size_t i = out->n; i > 0 && out->items[i - 1].first == at; i--)
        if (out->items[i - 1].phrase == number)
            return;
    struct phrase_hit *hit = ARENA_PUSH(arena, out->items, out->n, out->cap);
    *hit = (struct phrase_hit){number, at, best->token - at, best->slips, best->apart};
}

static void try_slot(struct phrase_hits *out, struct arena *arena, const struct search *search, uint32_t key,
                     uint32_t at)
{
    const struct phrase_index *index = search->index;
    uint32_t slot = slot_of(index, key);
    for (uint32_t i = index->starts[slot]; i < index->starts[slot + 1]; i++)
        try(out, arena, search, index->phrases[i], at);
}

static int by_place(const void *a, const void *b)
{
    const struct phrase_hit *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return x->phrase < y->phrase ? -1 : x->phrase > y->phrase;
}

/* Drops what lies inside a longer hit, and of two on the same words the one that needed more plurals changed.
 */
static void keep_longest(struct phrase_hits *hits)
{
    size_t kept = 0;
    for (size_t i = 0; i < hits->n; i++) {
        struct phrase_hit hit = hits->items[i];
        bool inside = false;
        for (size_t k = 0; k < hits->n && !inside; k++) {
            const struct phrase_hit *other = &hits->items[k];
            if (other->first > hit.first || other->first + other->n < hit.first + hit.n)
                continue;
            inside = other->n > hit.n ? !other->apart : other->slips < hit.slips;
        }
        /* What a dropped hit would have dropped lies inside the longer one, too. */
        if (!inside)
            hits->items[kept++] = hit;
    }
    hits->n = kept;
}

void phrases_find(struct phrase_hits *out, const struct phrase_index *index, struct arena *arena,
                  struct phrase_unit unit, bool all)
{
    *out = (struct phrase_hits){0};
    struct search search = {index, unit};
    const struct tokens *tokens = unit.tokens;
    for (uint32_t i = 0; i < tokens->n; i++) {
        /* The first letters, across the boundary of a short token. */
        char letters[3];
        size_t n = 0;
        for (uint32_t k = i; k < tokens->n && k < i + 3 && n < 3; k++)
            for (size_t c = 0; c < tokens->items[k].text.n && n < 3; c++)
                letters[n++] = tokens->items[k].text.p[c];
        for (size_t k = 1; k <= n; k++)
            try_slot(out, arena, &search, key_of(letters, k), i);
        if (tokens->items[i].number)
            try_slot(out, arena, &search, KEY_QUANTITY, i);
        if (unit.tool_end && unit.tool_end[i])
            try_slot(out, arena, &search, KEY_TOOL, i);
    }
    if (out->n)
        qsort(out->items, out->n, sizeof *out->items, by_place);
    if (!all)
        keep_longest(out);
}
