#include "parse/dot_statement.h"

#include <graphviz/cgraph.h>
#include <string.h>

struct dot_statement dot_statement_new(struct arena *arena, const struct limits *limits,
                                       const struct dot_tokens *tokens)
{
    struct dot_statement s = {.arena = arena, .tokens = tokens};
    s.braces = arena_alloc(arena, tokens->n_braces * sizeof *s.braces);
    s.open = arena_alloc(arena, tokens->n_braces * sizeof *s.open);
    s.text = buf_new(arena, limits->dot_token);
    return s;
}

size_t dot_statement_last(const struct dot_statement *s)
{
    return s->fed ? s->fed - 1 : 0;
}

/* The first token of an arrow's end whose last one is given. */
static size_t side_first(const struct dot_tokens *tokens, size_t last)
{
    if (tokens->items[last].kind == '}') {
        size_t brace = tokens->items[last].match;
        if (brace >= 1 && dot_token_word(tokens, brace - 1, "subgraph"))
            return brace - 1;
        if (brace >= 2 && dot_token_name(tokens, brace - 1)) {
            size_t name = dot_token_first(tokens, brace - 1);
            if (name >= 1 && dot_token_word(tokens, name - 1, "subgraph"))
                return name - 1;
        }
        return brace;
    }
    size_t first = dot_token_first(tokens, last);
    while (first >= 2 && strchr(":,", tokens->items[first - 1].kind))
        first = dot_token_first(tokens, first - 2);
    return first;
}

static Agraph_t *side_graph(const struct dot_statement *s, const struct dot_side *side)
{
    const struct dot_token *items = s->tokens->items;
    return items[side->last].kind == '}' ? s->braces[items[items[side->last].match].brace] : NULL;
}

static size_t side_size(const struct dot_statement *s, const struct dot_side *side)
{
    Agraph_t *graph = side_graph(s, side);
    size_t n = 1;
    if (graph)
        return (size_t)agnnodes(graph);
    for (size_t i = side->first; i <= side->last; i++)
        n += s->tokens->items[i].kind == ',';
    return n;
}

static struct dot_side side_ending(const struct dot_tokens *tokens, size_t last)
{
    return (struct dot_side){.first = side_first(tokens, last), .last = last};
}

/* Which graph the last { has opened: cgraph has done so by now. */
static void opened(struct dot_statement *s, size_t brace, Agraph_t *newest)
{
    const struct dot_tokens *tokens = s->tokens;
    Agraph_t *graph = s->graph;
    if (s->n_open) {
        Agraph_t *parent = s->braces[tokens->items[s->open[s->n_open - 1]].brace];
        size_t header = side_first(tokens, tokens->items[brace].match);
        graph = newest;
        if (header + 1 < brace && parent) { /* a name: it may have been opened before */
            dot_token_decode(tokens, header + 1, &s->text);
            Agraph_t *named = agsubg(parent, s->text.p, 0);
            graph = named ? named : newest;
        }
    }
    s->braces[tokens->items[brace].brace] = graph;
    s->open[s->n_open++] = brace;
}

void dot_statement_step(struct dot_statement *s, Agraph_t *newest)
{
    size_t last = dot_statement_last(s);
    if (s->tokens->items[last].kind == '{')
        opened(s, last, newest);
    else if (s->tokens->items[last].kind == '}' && s->n_open)
        s->n_open--;
}

size_t dot_statement_pairs(const struct dot_statement *s, bool ended)
{
    const struct dot_tokens *tokens = s->tokens;
    size_t last = dot_statement_last(s);
    bool name = dot_token_name(tokens, last) && !dot_token_word(tokens, last, "subgraph");
    if ((tokens->items[last].kind != '}' && !name) ||
        (!ended && s->fed < tokens->n && strchr(":,+=", tokens->items[s->fed].kind)))
        return 0;
    struct dot_side right = side_ending(tokens, last);
    if (right.first < 2 || tokens->items[right.first - 1].kind != '>')
        return 0;
    struct dot_side left = side_ending(tokens, right.first - 2);
    return side_size(s, &left) * side_size(s, &right);
}

size_t dot_statement_names(const struct dot_statement *s, bool ended)
{
    const struct dot_token *items = s->tokens->items;
    size_t n = 0, end = dot_statement_last(s);
    if (items[end].kind != ']' || (!ended && s->fed < s->tokens->n && items[s->fed].kind == '['))
        return 0;
    for (size_t first = end; items[first].kind == ']'; end = first - 1, first = end) {
        first = items[first].match;
        for (size_t i = first; i < end; i++)
            n += items[i].kind == '=';
    }
    return n;
}

/*
 * A node is made when its name is complete. As a rule that shows in the token after it, which is the last one
 * handed over; after name:port:port nothing is needed to see it.
 */
uint32_t dot_statement_node(const struct dot_statement *s)
{
    const struct dot_tokens *tokens = s->tokens;
    size_t i = dot_statement_last(s);
    if (i && tokens->items[i - 1].kind != ':')
        i--;
    i = dot_token_first(tokens, i);
    while (i >= 2 && tokens->items[i - 1].kind == ':')
        i = dot_token_first(tokens, i - 2);
    return (uint32_t)i;
}

/* ---- arrows ---- */

static void keep_node(struct dot_statement *s, Agnode_t *node)
{
    *(Agnode_t **)ARENA_PUSH(s->arena, s->ends, s->n_ends, s->cap_ends) = node;
}

/* The nodes of a side, in the order in which cgraph walks them. */
static void resolve(struct dot_statement *s, struct dot_side *side)
{
    const struct dot_tokens *tokens = s->tokens;
    Agraph_t *graph = side_graph(s, side);
    side->from = s->n_ends;
    for (Agnode_t *n = graph ? agfstnode(graph) : NULL; n; n = agnxtnode(graph, n))
        keep_node(s, n);
    for (size_t i = side->first; !graph && i <= side->last;) {
        dot_token_decode(tokens, i, &s->text);
        Agnode_t *node = agnode(s->graph, s->text.p, 0);
        if (node)
            keep_node(s, node);
        while (i <= side->last && tokens->items[i].kind != ',')
            i++;
        i++;
    }
    side->to = s->n_ends;
}

/* Reads the arrow statement that ends before the last token, backwards; its sides are in order afterwards. */
static void read_sides(struct dot_statement *s)
{
    const struct dot_token *items = s->tokens->items;
    size_t last = s->fed - 2;
    s->sides_at = s->fed;
    s->n_sides = s->n_ends = 0;
    s->hop = s->tail = s->head = 0;
    while (items[last].kind == ']')
        last = items[last].match - 1;
    for (;;) {
        struct dot_side side = side_ending(s->tokens, last);
        *(struct dot_side *)ARENA_PUSH(s->arena, s->sides, s->n_sides, s->cap_sides) = side;
        if (side.first < 2 || items[side.first - 1].kind != '>')
            break;
        last = side.first - 2;
    }
    for (size_t i = 0, j = s->n_sides - 1; i < j; i++, j--) {
        struct dot_side swap = s->sides[i];
        s->sides[i] = s->sides[j];
        s->sides[j] = swap;
    }
    /* One arrow: all edges are its own, and names need not be looked up. */
    for (size_t i = 0; s->n_sides > 2 && i < s->n_sides; i++)
        resolve(s, &s->sides[i]);
}

/*
 * Which arrow of its statement an edge belongs to. cgraph makes the pairs in a fixed order, leaving some out
 * (strict, key): the same walk, up to the pair that was made, finds it in no more steps than cgraph took.
 */
static size_t hop_of(struct dot_statement *s, const Agnode_t *tail, const Agnode_t *head)
{
    while (s->n_sides > 2 && s->hop + 1 < s->n_sides) {
        const struct dot_side *left = &s->sides[s->hop], *right = left + 1;
        size_t t = left->from + s->tail, h = right->from + s->head;
        if (t >= left->to) {
            s->hop++;
            s->tail = s->head = 0;
        } else if (h >= right->to) {
            s->tail++;
            s->head = 0;
        } else {
            s->head++;
            if (s->ends[t] == tail && s->ends[h] == head)
                return s->hop;
        }
    }
    return 0;
}

uint32_t dot_statement_edge(struct dot_statement *s, const Agnode_t *tail, const Agnode_t *head)
{
    const struct dot_token *items = s->tokens->items;
    if (s->sides_at != s->fed)
        read_sides(s);
    if (s->n_sides < 2)
        return (uint32_t)dot_statement_last(s);
    const struct dot_side *left = &s->sides[hop_of(s, tail, head)];
    bool group = items[left->last].kind == '}';
    for (size_t i = left->first; !group && i <= left->last; i++)
        group = items[i].kind == ',';
    return (uint32_t)(group ? left->last + 1 : left->first);
}

/* ---- attributes ---- */

static void keep_name(struct dot_statement *s, size_t token)
{
    *(uint32_t *)ARENA_PUSH(s->arena, s->names, s->n_names, s->cap_names) = (uint32_t)token;
}

/* The attribute names of the statement at hand: of its lists in [ ], or of a lone name = value. */
static void read_names(struct dot_statement *s)
{
    const struct dot_tokens *tokens = s->tokens;
    const struct dot_token *items = tokens->items;
    size_t end = s->fed - 2;
    s->names_at = s->fed;
    s->n_names = s->name = 0;
    if (items[end].kind != ']') {
        /* A bare value is seen at once, a quoted one only with the token after it. */
        size_t value = items[end].kind == '=' ? end + 1 : dot_token_first(tokens, end);
        if (value >= 2 && items[value - 1].kind == '=')
            keep_name(s, dot_token_first(tokens, value - 2));
        return;
    }
    size_t first = items[end].match;
    while (items[first - 1].kind == ']')
        first = items[first - 1].match;
    for (size_t i = first; i < end;) {
        if (!dot_token_name(tokens, i)) {
            i++;
            continue;
        }
        keep_name(s, i);
        i = dot_token_after(tokens, i);
        if (i < end && items[i].kind == '=')
            i = dot_token_after(tokens, i + 1);
    }
}

/* cgraph applies a list from front to back: the name is the next one, or in a new round. */
uint32_t dot_statement_attribute(struct dot_statement *s, const char *name)
{
    if (s->names_at != s->fed)
        read_names(s);
    for (size_t i = 0; i < s->n_names; i++) {
        size_t at = (s->name + i) % s->n_names;
        if (!dot_token_is(s->tokens, s->names[at], name))
            continue;
        s->name = at + 1;
        return s->names[at];
    }
    return DOT_NO_TOKEN;
}
