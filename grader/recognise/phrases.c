#include "recognise/phrase_match.h"

#include <string.h>

/* Keys are the first four letters; whole words of fewer; and two signs for what is no word. */
enum { KEY_LETTERS = 4, KEY_QUANTITY = '#', KEY_TOOL = '@' };

static uint32_t key_of(const char *letters, size_t n)
{
    uint32_t key = 0;
    for (size_t i = 0; i < n && i < KEY_LETTERS; i++)
        key = key << 8 | (unsigned char)letters[i];
    return key;
}

static uint32_t slot_of(const struct phrase_index *index, uint32_t key)
{
    key *= 2654435761u;
    return (key >> 16 ^ key) & index->mask;
}

static uint32_t bit_of(struct str word)
{
    /* query, queries */
    bool ends_in_y = word.n == 4 && word.p[3] == 'y';
    uint32_t key = key_of(word.p, ends_in_y ? 3 : word.n);
    if (word.n < 3)
        return phrase_bit_2(key);
    return word.n == 3 || ends_in_y ? phrase_bit_3(key) : phrase_bit_4(key);
}

/* ------------------------------------------------------------------ making the index */

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
        index->begins[number] = leaf->word.n ? phrase_pair_bit(leaf->word) : 0;
        return;
    }
    uint64_t begins = 0;
    if (node->op == PHRASE_QUANTITY || node->op == PHRASE_TOOL)
        begins = PHRASE_ANY;
    for (size_t i = 0; i < node->parts.n; i++) {
        uint32_t part = rub_word(index->rubric, node->parts, i);
        prepare(index, arena, part, depth + 1);
        if (node->op != PHRASE_SEQUENCE)
            begins |= index->begins[part];
        else if (i == 0 || (begins & PHRASE_EMPTY))
            begins = (begins & ~PHRASE_EMPTY) | index->begins[part];
    }
    index->begins[number] = node->op == PHRASE_OPTIONAL ? begins | PHRASE_EMPTY : begins;
}

struct pair {
    uint32_t slot;
    struct phrase_entry entry;
};
struct pairs {
    struct pair *items;
    size_t n, cap;
    struct arena *arena;
};

/* The first eight letters as a number, the first one lowest. */
static uint64_t letters_of(const char *p, size_t n)
{
    uint64_t letters = 0;
    for (size_t i = 0; i < n && i < 8; i++)
        letters |= (uint64_t)(unsigned char)p[i] << 8 * i;
    return letters;
}

/*
 * What may follow the word that begins the phrase: the second part of a sequence whose first part is that
 * word, or a choice of words.
 */
static uint64_t follows(const struct phrase_index *index, uint32_t root, uint32_t leaf)
{
    const struct rub_phrase_node *node = &index->nodes[root];
    const uint32_t *parts = index->parts + node->parts.at;
    if (node->op != PHRASE_SEQUENCE || node->parts.n < 2 || index->nodes[leaf].op != PHRASE_WORD)
        return UINT64_MAX;
    const struct rub_phrase_node *first = &index->nodes[parts[0]];
    bool there = parts[0] == leaf;
    for (size_t i = 0; i < first->parts.n && first->op == PHRASE_ONE_OF && !there; i++)
        there = index->parts[first->parts.at + i] == leaf;
    uint64_t bits = index->begins[parts[1]];
    return there && !(bits & PHRASE_EMPTY) ? bits : UINT64_MAX;
}

/*
 * Collects the words a phrase may begin with. True when the part may be empty, so that the next counts as
 * well.
 */
static bool firsts(const struct phrase_index *index, struct pairs *out, uint32_t phrase, uint32_t number,
                   unsigned depth)
{
    const struct rub_phrase_node *node = &index->nodes[number];
    const uint32_t *parts = index->parts + node->parts.at;
    uint32_t key = 0, leaf = RUB_NONE;
    bool empty = false;
    if (depth > PHRASE_DEPTH)
        return true;
    switch (node->op) {
    case PHRASE_WORD:
    case PHRASE_PREFIX:
        key = key_of(index->leaves[number].word.p, index->leaves[number].word.n);
        leaf = number;
        break;
    case PHRASE_QUANTITY:
        key = KEY_QUANTITY;
        break;
    case PHRASE_TOOL:
        key = KEY_TOOL;
        break;
    case PHRASE_SEQUENCE:
        for (size_t i = 0; i < node->parts.n; i++)
            if (!firsts(index, out, phrase, parts[i], depth + 1))
                return false;
        return true;
    default:
        for (size_t i = 0; i < node->parts.n; i++)
            empty = firsts(index, out, phrase, parts[i], depth + 1) || empty;
        return node->op == PHRASE_OPTIONAL || (empty && node->op == PHRASE_ONE_OF);
    }
    if (leaf != RUB_NONE && index->leaves[number].word.n == 0)
        return false; /* a word of signs alone matches nothing */
    struct pair *pair = ARENA_PUSH(out->arena, out->items, out->n, out->cap);
    *pair = (struct pair){slot_of(index, key), {0, 0, UINT64_MAX, phrase, leaf, PHRASE_BIT_ALWAYS, 0}};
    if (leaf != RUB_NONE) {
        struct str word = index->leaves[number].word;
        /* query, queries */
        size_t n = word.n > 3 && word.p[word.n - 1] == 'y' ? word.n - 1 : word.n;
        pair->entry.letters = letters_of(word.p, n);
        pair->entry.n = (uint32_t)word.n;
        pair->entry.after = follows(index, rub_phrases(index->rubric, phrase)->root, leaf);
        pair->entry.mask = n < 8 ? (UINT64_C(1) << 8 * n) - 1 : UINT64_MAX;
    }
    return false;
}

/* One bit that stands for the part: of its longest word, which is the rarest. 0 where it may be empty, else
 * the length. */
static size_t part_bit(const struct phrase_index *index, uint32_t number, unsigned depth, uint16_t *bit)
{
    const struct rub_phrase_node *node = &index->nodes[number];
    const uint32_t *parts = index->parts + node->parts.at;
    struct str word = index->leaves[number].word;
    size_t longest = 0;
    switch (node->op) {
    case PHRASE_WORD:
    case PHRASE_PREFIX:
        *bit = (uint16_t)bit_of(word);
        return word.n > 1 ? word.n : 0; /* one letter says nothing */
    case PHRASE_QUANTITY:
        *bit = PHRASE_BIT_QUANTITY;
        return 4;
    case PHRASE_TOOL:
        *bit = PHRASE_BIT_TOOL;
        return 4;
    case PHRASE_SEQUENCE:
    case PHRASE_NEAR:
        for (size_t i = 0; i < node->parts.n && depth < PHRASE_DEPTH; i++) {
            uint16_t other;
            size_t n = part_bit(index, parts[i], depth + 1, &other);
            if (n > longest) {
                longest = n;
                *bit = other;
            }
        }
        return longest;
    default:
        return 0;
    }
}

/* Adds what the part needs to the clauses of the phrase. */
static void add_needs(struct phrase_index *index, struct arena *arena, struct phrase_need *need,
                      uint32_t number, unsigned depth)
{
    const struct rub_phrase_node *node = &index->nodes[number];
    const uint32_t *parts = index->parts + node->parts.at;
    uint16_t bits[PHRASE_CHOICES] = {0};
    size_t n = 0;
    if (depth > PHRASE_DEPTH || node->op == PHRASE_OPTIONAL)
        return;
    if (node->op == PHRASE_SEQUENCE || node->op == PHRASE_NEAR) {
        /* The last part first: the index has looked at the beginning already. */
        for (size_t i = node->parts.n; i-- > 0;)
            add_needs(index, arena, need, parts[i], depth + 1);
        return;
    }
    if (node->op == PHRASE_ONE_OF) {
        if (node->parts.n > PHRASE_CHOICES)
            return;
        for (size_t i = 0; i < node->parts.n; i++)
            if (!part_bit(index, parts[i], depth + 1, &bits[n++]))
                return;
    } else if (!part_bit(index, number, depth, &bits[n++])) {
        return;
    }
    if (need->n == PHRASE_CLAUSES)
        return;
    for (size_t i = 0; i < n; i++)
        *(uint16_t *)ARENA_PUSH(arena, index->bits, index->n_bits, index->cap_bits) = bits[i];
    need->choices[need->n++] = (uint8_t)n;
}

static bool is_simple(const struct phrase_index *index, const struct rub_phrase *phrase)
{
    const struct rub_phrase_node *root = &index->nodes[phrase->root];
    if (phrase->near.n || phrase->not_near.n || phrase->stand != STAND_ANYWHERE)
        return false;
    if (root->op == PHRASE_WORD || root->op == PHRASE_PREFIX)
        return true;
    bool words = root->op == PHRASE_ONE_OF;
    for (size_t i = 0; i < root->parts.n && words; i++) {
        uint32_t op = index->nodes[index->parts[root->parts.at + i]].op;
        words = op == PHRASE_WORD || op == PHRASE_PREFIX;
    }
    return words;
}

struct phrase_index *phrase_index_new(struct arena *arena, const struct rubric *rubric,
                                      const uint32_t *phrases, size_t n)
{
    struct phrase_index *index = arena_alloc(arena, sizeof *index);
    index->rubric = rubric;
    static const uint32_t none = 0;
    index->nodes = n ? rub_phrase_nodes(rubric, 0) : NULL;
    index->parts = rub_words_n(rubric) ? rub_words(rubric, 0) : &none;
    index->needs = arena_alloc(arena, rub_phrases_n(rubric) * sizeof *index->needs);
    index->begins = arena_alloc(arena, rub_phrase_nodes_n(rubric) * sizeof *index->begins);
    index->leaves = arena_alloc(arena, rub_phrase_nodes_n(rubric) * sizeof *index->leaves);
    uint32_t slots = 64;
    while (slots < 4 * n && slots < 65536)
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
        size_t first = pairs.n;
        firsts(index, &pairs, phrases[i], phrase->root, 0);
        struct phrase_need *need = &index->needs[phrases[i]];
        need->simple = is_simple(index, phrase);
        need->at = (uint32_t)index->n_bits;
        if (!need->simple)
            add_needs(index, arena, need, phrase->root, 0);
        if (need->n && need->choices[0] == 1)
            for (size_t k = first; k < pairs.n; k++)
                pairs.items[k].entry.need = index->bits[need->at];
    }
    /* Slots as ranges of one array: count, sum, fill. */
    index->starts = arena_alloc(arena, (slots + 1) * sizeof *index->starts);
    index->entries = arena_alloc(arena, pairs.n * sizeof *index->entries);
    uint32_t *next = arena_alloc(arena, slots * sizeof *next);
    for (size_t i = 0; i < pairs.n; i++)
        index->starts[pairs.items[i].slot + 1]++;
    for (size_t i = 0; i < slots; i++) {
        index->starts[i + 1] += index->starts[i];
        next[i] = index->starts[i];
    }
    for (size_t i = 0; i < pairs.n; i++)
        index->entries[next[pairs.items[i].slot]++] = pairs.items[i].entry;
    return index;
}

/* ------------------------------------------------------------------ search */

static void set_bit(struct search *search, uint32_t bit)
{
    search->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* Bits of all runs of two, three and four letters, across the boundaries of tokens. */
static void read_bits(struct search *search)
{
    const struct tokens *tokens = search->unit.tokens;
    uint32_t letters = 0;
    memset(search->bits, 0, sizeof search->bits);
    set_bit(search, PHRASE_BIT_ALWAYS);
    for (size_t i = 0; i < tokens->n; i++) {
        struct str text = tokens->items[i].text;
        if (i < PHRASE_PAIRS)
            search->pairs[i] =
                text.n < 2 ? PHRASE_UNPAIRED : (unsigned char)phrase_pair(text.p[0], text.p[1]);
        if (tokens->items[i].number)
            set_bit(search, PHRASE_BIT_QUANTITY);
        if (search->unit.tool_end && search->unit.tool_end[i])
            set_bit(search, PHRASE_BIT_TOOL);
        for (size_t c = 0; c < text.n; c++) {
            letters = letters << 8 | (unsigned char)text.p[c];
            set_bit(search, phrase_bit_4(letters));
            set_bit(search, phrase_bit_3(letters));
            set_bit(search, phrase_bit_2(letters));
        }
    }
}

static bool bit_set(const struct search *search, uint32_t bit)
{
    return search->bits[bit / 64] >> bit % 64 & 1;
}

static bool needs_met(const struct search *search, const struct phrase_need *need)
{
    if (need->n == 0)
        return true;
    const uint16_t *bits = search->index->bits + need->at;
    for (size_t i = 0; i < need->n; i++) {
        bool any = false;
        for (size_t k = 0; k < need->choices[i] && !any; k++)
            any = bit_set(search, bits[k]);
        if (!any)
            return false;
        bits += need->choices[i];
    }
    return true;
}

static bool stands(struct search *search, uint32_t node, uint32_t from, uint32_t to)
{
    uint16_t bit;
    if (part_bit(search->index, node, 0, &bit) && !bit_set(search, bit))
        return false;
    for (uint32_t i = from; i < to; i++) {
        struct ends ends;
        ends.n = 0;
        phrase_match(&ends, search, node, (struct end){i, 0, 0, false}, 0);
        for (size_t k = 0; k < ends.n; k++)
            if (ends.items[k].offset == 0 && ends.items[k].token > i && ends.items[k].token <= to)
                return true;
    }
    return false;
}

static bool any_stands(struct search *search, struct rub_span nodes, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < nodes.n; i++)
        if (stands(search, rub_word(search->index->rubric, nodes, i), from, to))
            return true;
    return false;
}

static bool hold_between(struct search *search, const struct rub_phrase *phrase, uint32_t from, uint32_t to)
{
    return (!phrase->near.n || any_stands(search, phrase->near, from, to)) &&
           !any_stands(search, phrase->not_near, from, to);
}

/* {near: …, not: …} of a phrase, looked up once for a unit; of what a part begins or ends with, in that part.
 */
static bool conditions_hold(struct search *search, uint32_t number, const struct rub_phrase *phrase,
                            uint32_t at)
{
    uint32_t n = (uint32_t)search->unit.tokens->n, from = at, to = at + 1;
    if (!phrase->near.n && !phrase->not_near.n)
        return true;
    if (phrase->stand == STAND_BEGINS || phrase->stand == STAND_ENDS) {
        const struct label_part *parts = search->label.parts;
        while (from > 0 && parts[from - 1].number == parts[at].number)
            from--;
        while (to < n && parts[to].number == parts[at].number)
            to++;
        return hold_between(search, phrase, from, to);
    }
    for (size_t i = 0; i < search->n_asked && i < PHRASE_ASKED; i++)
        if (search->asked[i].phrase == number)
            return search->asked[i].holds;
    bool holds = hold_between(search, phrase, 0, n);
    search->asked[search->n_asked++ % PHRASE_ASKED] = (struct asked){number, holds};
    return holds;
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

/* The phrase stands where it must. */
static bool stands_right(const struct search *search, enum rub_stand stand, uint32_t first, uint32_t end)
{
    const struct label_parts *label = &search->label;
    if (stand == STAND_ANYWHERE)
        return true;
    /* Signs part what they stand between. */
    if (label->items[first].number != label->items[end - 1].number)
        return false;
    if (stand == STAND_LABEL)
        return true;
    if (stand == STAND_BEGINS)
        return first <= label->parts[first].first;
    if (stand == STAND_ENDS)
        return first < label->parts[end - 1].head && end >= label->parts[end - 1].head;
    /* The whole of an item; what stands in brackets is none. */
    const struct label_part *item = &label->items[first];
    return search->unit.tokens->items[first].part != PART_DETAIL && first <= item->first && end >= item->head;
}

static void add_hit(struct phrase_hits *out, struct arena *arena, struct phrase_hit hit)
{
    for (size_t i = out->n; i > 0 && out->items[i - 1].first == hit.first; i--) {
        struct phrase_hit *same = &out->items[i - 1];
        if (same->phrase != hit.phrase)
            continue;
        if (hit.n > same->n || (hit.n == same->n && hit.slips < same->slips))
            *same = hit;
        return;
    }
    *(struct phrase_hit *)ARENA_PUSH(arena, out->items, out->n, out->cap) = hit;
}

static void try(struct phrase_hits *out, struct arena *arena, struct search *search,
                struct phrase_entry entry, uint32_t at)
{
    const struct phrase_index *index = search->index;
    const struct phrase_need *need = &index->needs[entry.phrase];
    if (!needs_met(search, need))
        return;
    const struct rub_phrase *phrase = rub_phrases(index->rubric, entry.phrase);
    if (phrase->stand != STAND_ANYWHERE && !search->unit.label)
        return;
    /* Of a choice of words only the one that is there; mostly it is the whole token. */
    const struct token *token = &search->unit.tokens->items[at];
    const struct leaf *leaf = need->simple ? &index->leaves[entry.leaf] : NULL;
    if (leaf && token->text.n == entry.n && entry.n <= 8 &&
        token->text.p[entry.n - 1] == leaf->word.p[entry.n - 1]) {
        uint32_t slips = leaf->plural && index->nodes[entry.leaf].op == PHRASE_WORD;
        add_hit(out, arena, (struct phrase_hit){entry.phrase, at, 1, slips, false});
        return;
    }
    struct ends ends;
    ends.n = 0;
    uint32_t from = need->simple ? entry.leaf : phrase->root;
    phrase_match(&ends, search, from, (struct end){at, 0, 0, false}, 0);
    const struct end *best = NULL;
    for (size_t i = 0; i < ends.n; i++)
        if (ends.items[i].offset == 0 && ends.items[i].token > at &&
            (!best || ends.items[i].token > best->token))
            best = &ends.items[i];
    if (!best || !stands_right(search, phrase->stand, at, best->token) ||
        !conditions_hold(search, entry.phrase, phrase, at))
        return;
    add_hit(out, arena, (struct phrase_hit){entry.phrase, at, best->token - at, best->slips, best->apart});
}

/* The word of the entry is the whole token, and what may follow it does not. */
static bool cannot_follow(const struct search *search, const struct phrase_entry *entry, uint32_t at)
{
    const struct tokens *tokens = search->unit.tokens;
    if (entry->after == UINT64_MAX || at + 1 >= PHRASE_PAIRS || tokens->items[at].text.n != entry->n)
        return false;
    if (at + 1 >= tokens->n)
        return true;
    unsigned pair = search->pairs[at + 1];
    return pair != PHRASE_UNPAIRED && !(entry->after >> pair & 1);
}

static void try_slot(struct phrase_hits *out, struct arena *arena, struct search *search, uint32_t key,
                     uint64_t letters, uint32_t at)
{
    const struct phrase_index *index = search->index;
    uint32_t slot = slot_of(index, key);
    for (uint32_t i = index->starts[slot]; i < index->starts[slot + 1]; i++) {
        const struct phrase_entry *entry = &index->entries[i];
        if ((letters & entry->mask) == entry->letters && bit_set(search, entry->need) &&
            !cannot_follow(search, entry, at))
            try(out, arena, search, *entry, at);
    }
}

static bool before(const struct phrase_hit *x, const struct phrase_hit *y)
{
    if (x->first != y->first)
        return x->first < y->first;
    return x->n != y->n ? x->n > y->n : x->phrase < y->phrase;
}

/* Hits come in the order of the tokens: only those that begin at the same one are put in order. */
static void sort(struct phrase_hits *hits)
{
    for (size_t i = 1; i < hits->n; i++) {
        struct phrase_hit moved = hits->items[i];
        size_t k = i;
        for (; k > 0 && before(&moved, &hits->items[k - 1]); k--)
            hits->items[k] = hits->items[k - 1];
        hits->items[k] = moved;
    }
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
    phrases_again(out, index, arena, unit, all);
}

void phrases_again(struct phrase_hits *out, const struct phrase_index *index, struct arena *arena,
                   struct phrase_unit unit, bool all)
{
    out->n = 0;
    struct search search;
    search.index = index;
    search.unit = unit;
    search.n_asked = search.n_amounts = 0;
    read_bits(&search);
    if (unit.label)
        label_parts_read(&search.label, arena, unit.tokens, unit.tool_end);
    const struct tokens *tokens = unit.tokens;
    for (uint32_t i = 0; i < tokens->n; i++) {
        /* The first letters, across the boundary of a short token. */
        char first[8] = {0};
        size_t n = 0;
        for (uint32_t k = i; k < tokens->n && n < sizeof first; k++) {
            struct str text = tokens->items[k].text;
            size_t take = text.n < sizeof first - n ? text.n : sizeof first - n;
            memcpy(first + n, text.p, take);
            n += take;
        }
        uint64_t letters = letters_of(first, n);
        for (size_t k = 1; k <= n && k <= KEY_LETTERS; k++)
            try_slot(out, arena, &search, key_of(first, k), letters, i);
        if (tokens->items[i].number)
            try_slot(out, arena, &search, KEY_QUANTITY, 0, i);
        if (unit.tool_end && unit.tool_end[i])
            try_slot(out, arena, &search, KEY_TOOL, 0, i);
    }
    sort(out);
    if (!all)
        keep_longest(out);
}
