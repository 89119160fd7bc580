#include "recognise/join.h"
#include "recognise/tokens.h"

#include <stdlib.h>

#define MIN_NAME 3 /* ids of one or two letters are reused for anything */

struct key {
    struct str text;
    size_t node, view;
    bool alone; /* its drawing has no other node of that text */
};

/* Nodes that are one so far, by their head. */
struct set {
    size_t last;      /* node */
    size_t low, high; /* drawings that they stand in lie between these */
};

struct joiner {
    struct reading *reading;
    size_t *next; /* of each node: the next of its set, or ARCH_NONE */
    struct set *sets;
};

static int by_text(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    int order = str_cmp(x->text, y->text);
    if (order == 0)
        order = x->view < y->view ? -1 : x->view > y->view;
    return order ? order : x->node < y->node ? -1 : x->node > y->node;
}

/* Nodes are joined drawing after drawing, so that two sets mostly need not be held against each other. */
static bool share_a_view(const struct joiner *joiner, size_t a, size_t b)
{
    const struct arch_node *nodes = joiner->reading->arch->nodes;
    if (joiner->sets[a].high < joiner->sets[b].low || joiner->sets[b].high < joiner->sets[a].low)
        return false;
    for (size_t i = a; i != ARCH_NONE; i = joiner->next[i])
        for (size_t k = b; k != ARCH_NONE; k = joiner->next[k])
            if (nodes[i].view == nodes[k].view)
                return true;
    return false;
}

/*
 * The later of two sets gets the earlier one's head, so that heads are always the first node. Sets that hold
 * different nodes of one drawing stay apart.
 */
static void unite(const struct joiner *joiner, size_t a, size_t b)
{
    struct reading *reading = joiner->reading;
    a = reading_node(reading, a);
    b = reading_node(reading, b);
    if (a == b || share_a_view(joiner, a, b))
        return;
    size_t head = a < b ? a : b, other = a < b ? b : a;
    struct set *set = &joiner->sets[head], *more = &joiner->sets[other];
    joiner->next[set->last] = other;
    set->last = more->last;
    set->low = more->low < set->low ? more->low : set->low;
    set->high = more->high > set->high ? more->high : set->high;
    for (size_t i = other; i != ARCH_NONE; i = joiner->next[i])
        reading->nodes[i].same_as = head;
}

/* "dir/architecture.yaml" gives "dir/architecture."; anything else gives nothing. */
static struct str architecture_of(const struct arch_view *view)
{
    struct str name = view->text ? view->text->name : STR("");
    size_t slash = 0, dot = 0;
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '/')
            slash = i + 1;
    struct str file = str_sub(name, slash, name.n);
    if (!str_starts(file, "architecture."))
        return STR("");
    dot = slash + sizeof "architecture." - 1;
    return str_sub(name, 0, dot);
}

static struct str label_key(struct arena *arena, struct str label)
{
    struct tokens tokens;
    tokens_read(&tokens, arena, label);
    struct str key = tokens_join(arena, &tokens);
    return key.n ? key : label;
}

static void join_labels(const struct joiner *joiner, struct key *keys, size_t n)
{
    qsort(keys, n, sizeof *keys, by_text);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from; to < n && str_eq(keys[to].text, keys[from].text); to++)
            ;
        if (keys[from].text.n == 0)
            continue;
        size_t first = ARCH_NONE;
        for (size_t i = from; i < to; i++)
            keys[i].alone = true;
        for (size_t i = from + 1; i < to; i++)
            if (keys[i].view == keys[i - 1].view)
                keys[i].alone = keys[i - 1].alone = false;
        for (size_t i = from; i < to; i++) {
            if (!keys[i].alone)
                continue;
            if (first != ARCH_NONE)
                unite(joiner, first, keys[i].node);
            else
                first = keys[i].node;
        }
    }
}

static void join_ids(const struct joiner *joiner, struct arena *arena, struct key *keys, size_t n)
{
    const struct architecture *arch = joiner->reading->arch;
    qsort(keys, n, sizeof *keys, by_text);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from; to < n && str_eq(keys[to].text, keys[from].text); to++)
            ;
        if (to - from < 2)
            continue;
        bool agree = true, bare = false;
        struct str label = STR("");
        for (size_t i = from; i < to; i++) {
            const struct arch_node *node = &arch->nodes[keys[i].node];
            if (!node->own_label) {
                bare = true;
                continue;
            }
            struct str own = label_key(arena, node->label);
            agree = agree && (label.n == 0 || str_eq(label, own));
            label = own;
        }
        for (size_t i = from + 1; i < to; i++)
            if (agree && bare && keys[i].view != keys[from].view)
                unite(joiner, keys[from].node, keys[i].node);
        for (size_t i = from; i < to; i++) {
            struct str mine = architecture_of(&arch->views[keys[i].view]);
            for (size_t k = from; k < i && mine.n; k++)
                if (keys[k].view != keys[i].view &&
                    str_eq(mine, architecture_of(&arch->views[keys[k].view]))) {
                    unite(joiner, keys[k].node, keys[i].node);
                    break;
                }
        }
    }
}

void join_nodes(struct reading *out, struct arena *arena)
{
    const struct architecture *arch = out->arch;
    size_t n = arch->n_nodes;
    for (size_t i = 0; i < n; i++)
        out->nodes[i].same_as = ARCH_NONE;
    if (arch->n_views < 2)
        return;
    struct joiner joiner = {out, arena_alloc(arena, n * sizeof *joiner.next),
                            arena_alloc(arena, n * sizeof *joiner.sets)};
    struct key *keys = arena_alloc(arena, n * sizeof *keys);
    for (size_t i = 0; i < n; i++) {
        joiner.next[i] = ARCH_NONE;
        joiner.sets[i] = (struct set){i, arch->nodes[i].view, arch->nodes[i].view};
    }
    for (size_t i = 0; i < n; i++)
        keys[i] = (struct key){label_key(arena, arch->nodes[i].label), i, arch->nodes[i].view, true};
    join_labels(&joiner, keys, n);
    for (size_t i = 0; i < n; i++)
        keys[i] = (struct key){arch->nodes[i].id, i, arch->nodes[i].view, true};
    join_ids(&joiner, arena, keys, n);
}

void join_doubts(struct diags *diags, struct arena *arena, const struct reading *reading)
{
    const struct architecture *arch = reading->arch;
    if (arch->n_views < 2)
        return;
    struct key *keys = arena_alloc(arena, arch->n_nodes * sizeof *keys);
    for (size_t i = 0; i < arch->n_nodes; i++)
        keys[i] = (struct key){arch->nodes[i].id, i, arch->nodes[i].view, true};
    qsort(keys, arch->n_nodes, sizeof *keys, by_text);
    for (size_t i = 1; i < arch->n_nodes; i++) {
        const struct arch_node *a = &arch->nodes[keys[i - 1].node], *b = &arch->nodes[keys[i].node];
        size_t x = reading_node(reading, keys[i - 1].node), y = reading_node(reading, keys[i].node);
        if (!str_eq(keys[i].text, keys[i - 1].text) || keys[i].text.n < MIN_NAME || a->view == b->view ||
            x == y)
            continue;
        if (reading->nodes[x].credited & reading->nodes[y].credited)
            diag_add(
                diags, DIAG_JOIN_DOUBTFUL, b->at,
                "'%.*s' and '%.*s' have the same id and a role in common, but different labels: not joined",
                STR_ARG(a->label), STR_ARG(b->label));
    }
}
