#include "parse/dot_gate.h"

#include "parse/dot_statement.h"

#include <graphviz/cgraph.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

/* Pairs of nodes that cgraph may look at for each arrow that a file may hold. */
#define PAIRS_PER_EDGE 4
/* Different attributes of nodes, arrows or graphs: drawings have some dozens. */
#define MAX_SYMBOLS 1000

struct objects {
    struct dot_gate_object *items;
    size_t n, cap;
};

/* An attribute that was set: on an object by an attribute list, or a default. */
struct given {
    uint32_t next, token;
    int symbol;
    const char *value; /* defaults only */
};
struct givens {
    struct given *items;
    size_t n, cap;
};

struct dot_gate {
    Agdisc_t disc; /* first: cgraph passes its address to memory_open and id_open */
    Agmemdisc_t mem;
    Agiddisc_t id;
    Agiodisc_t io;
    Agcbdisc_t calls;

    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    const struct dot_tokens *tokens;
    size_t max_nodes, max_edges;
    Agraph_t *graph; /* the root, from the moment it is made */
    struct dot_statement statement;

    size_t offset; /* bytes handed over of the token in hand */
    bool stopped;  /* the input ends at the next token: a complaint was made */
    bool ended;
    const char *settle; /* instead of tokens: what is left of a text that puts cgraph in order */
    bool settling;

    size_t memory; /* bytes that cgraph holds, and our records of it */
    size_t pairs;  /* of nodes, in arrows so far */

    struct objects objects[3];
    struct givens sets[2]; /* of nodes, of edges */
    struct givens defaults;
    struct heads {
        uint32_t *items;
        size_t n, cap;
    } heads[3];
    size_t n_symbols[3]; /* attributes that the file has brought up */
};

/* cgraph's error callback has no argument: the one piece of state here that is not the gate's own. */
static struct dot_gate *speaker;

/* ---- complaints ---- */

static size_t last_token(const struct dot_gate *gate)
{
    return dot_statement_last(&gate->statement);
}

static void stop(struct dot_gate *gate)
{
    gate->stopped = true;
}

static void stop_over(struct dot_gate *gate, size_t token, const char *what, size_t limit)
{
    if (!gate->stopped && !gate->settling)
        diag_add(gate->diags, DIAG_DOT_LIMIT, dot_token_place(gate->tokens, token),
                 "%s %zu: the file is not used", what, limit);
    stop(gate);
}

static bool has_curly_quotes(struct str line)
{
    return str_find(line, STR("\xE2\x80\x9C")) < line.n || str_find(line, STR("\xE2\x80\x9D")) < line.n;
}

/* cgraph did not expect the last token. */
static void stop_syntax(struct dot_gate *gate)
{
    const struct dot_tokens *tokens = gate->tokens;
    size_t at = last_token(gate);
    struct str word = dot_token_clip(tokens, at);
    struct place place = dot_token_place(tokens, at);
    char kind = tokens->items[at].kind;
    const char *hint = has_curly_quotes(text_line(tokens->text, place.line))
                           ? "; curly quotes do not quote, use \""
                       : kind == '>' ? "; is a ']' or a name missing before it?"
                       : kind == '=' ? "; attributes of a node or arrow stand in [ ]"
                                     : "";
    dot_tokens_syntax(tokens, at, gate->diags, place,
                      arena_printf(gate->arena, "syntax error near '%.*s'%s", STR_ARG(word), hint));
    stop(gate);
}

/* Comes in pieces: "Error" or "Warning", ": ", the message, which quotes input. */
static int heard(char *message)
{
    struct dot_gate *gate = speaker;
    struct str s = str_trim(str_from(message));
    if (!gate || gate->settling || gate->stopped || !s.n || str_is(s, ":") || str_is(s, "Error") ||
        str_is(s, "Warning"))
        return 0;
    if (str_has_nocase(s, STR("memory exhausted")))
        stop_over(gate, last_token(gate), "a statement too long for Graphviz, near the limit of arrows,",
                  gate->limits->dot_chain);
    else if (str_has_nocase(s, STR("syntax error")))
        stop_syntax(gate);
    else
        diag_add(gate->diags, DIAG_DOT_WARNING, dot_token_place(gate->tokens, last_token(gate)),
                 "Graphviz: %.*s", s.n < 200 ? (int)s.n : 200, s.p);
    return 0;
}

/* ---- memory ---- */

static void *memory_open(Agdisc_t *disc)
{
    return disc;
}

/*
 * Over the limit the input is ended, and cgraph unwinds by itself at the next token: a graph is never left
 * half made. What one token may bring about is bounded before it is handed over, see look_ahead().
 */
static void charge(struct dot_gate *gate, size_t more)
{
    size_t limit = gate->limits->dot_memory;
    gate->memory += more;
    if (gate->memory > limit && !gate->settling)
        stop_over(gate, last_token(gate), "a graph that needs more bytes of memory than the limit of", limit);
}

static void discharge(struct dot_gate *gate, size_t less)
{
    gate->memory -= gate->memory < less ? gate->memory : less;
}

/*
 * libcdt asks for some blocks with malloc and gives them back here, unknown to either side: so blocks are
 * plain ones, without a header of ours.
 */
static void *memory_alloc(void *state, size_t size)
{
    void *p = calloc(1, size ? size : 1);
    if (!p)
        die_memory();
    charge(state, malloc_usable_size(p));
    return p;
}

static void *memory_resize(void *state, void *p, size_t old, size_t size)
{
    discharge(state, malloc_usable_size(p));
    p = realloc(p, size ? size : 1);
    if (!p)
        die_memory();
    if (size > old)
        memset((char *)p + old, 0, size - old);
    charge(state, malloc_usable_size(p));
    return p;
}

static void memory_free(void *state, void *p)
{
    discharge(state, malloc_usable_size(p));
    free(p);
}

/* ---- cgraph's calls ---- */

static void *id_open(Agraph_t *graph, Agdisc_t *disc)
{
    struct dot_gate *gate = (struct dot_gate *)(void *)disc;
    gate->graph = gate->statement.graph = graph;
    return gate;
}

/* Past the limit no edge is made: cgraph bears that, and the input ends at the next token. */
static long id_map(void *state, int type, char *text, IDTYPE *id, int create)
{
    struct dot_gate *gate = state;
    if (type == AGEDGE && create && gate->objects[DOT_EDGE].n >= gate->max_edges && !gate->settling) {
        stop_over(gate, last_token(gate), "more arrows than the limit of", gate->limits->edges);
        return 0;
    }
    return AgIdDisc.map(gate->graph, type, text, id, create);
}

static long id_alloc(void *state, int type, IDTYPE id)
{
    return AgIdDisc.alloc(((struct dot_gate *)state)->graph, type, id);
}

static void id_free(void *state, int type, IDTYPE id)
{
    AgIdDisc.free(((struct dot_gate *)state)->graph, type, id);
}

static char *id_print(void *state, int type, IDTYPE id)
{
    return AgIdDisc.print(((struct dot_gate *)state)->graph, type, id);
}

static void id_close(void *state)
{
    (void)state;
}

static struct dot_gate_object *keep(struct dot_gate *gate, enum dot_owner owner, size_t token)
{
    struct objects *list = &gate->objects[owner];
    struct dot_gate_object *object = ARENA_PUSH(gate->arena, list->items, list->n, list->cap);
    object->token = (uint32_t)token;
    object->sets = DOT_NO_TOKEN;
    return object;
}

static void id_register(void *state, int type, void *made)
{
    struct dot_gate *gate = state;
    if (gate->settling)
        return;
    if (type == AGRAPH) {
        if (made == gate->graph)
            agpushdisc(gate->graph, &gate->calls, gate);
        else
            keep(gate, DOT_GRAPH, last_token(gate))->is.graph = made;
    } else if (type == AGNODE) {
        uint32_t token = dot_statement_node(&gate->statement);
        keep(gate, DOT_NODE, token)->is.node = made;
        if (gate->objects[DOT_NODE].n > gate->max_nodes)
            stop_over(gate, token, "more nodes than the limit of", gate->limits->nodes);
    } else {
        uint32_t token =
            dot_statement_edge(&gate->statement, agtail((Agedge_t *)made), aghead((Agedge_t *)made));
        keep(gate, DOT_EDGE, token)->is.edge = made;
    }
}

static void note_set(struct dot_gate *gate, enum dot_owner owner, size_t number, const Agsym_t *symbol)
{
    uint32_t token = dot_statement_attribute(&gate->statement, symbol->name);
    struct objects *objects = &gate->objects[owner];
    struct givens *list = &gate->sets[owner - DOT_NODE];
    if (gate->settling || token == DOT_NO_TOKEN || number >= objects->n)
        return;
    charge(gate, 2 * sizeof(struct given));
    *(struct given *)ARENA_PUSH(gate->arena, list->items, list->n, list->cap) =
        (struct given){.next = objects->items[number].sets, .token = token, .symbol = symbol->id};
    objects->items[number].sets = (uint32_t)(list->n - 1);
}

static void node_changed(Agraph_t *graph, Agobj_t *node, void *state, Agsym_t *symbol)
{
    (void)graph;
    note_set(state, DOT_NODE, (size_t)AGSEQ(node) - 1, symbol);
}

static void edge_changed(Agraph_t *graph, Agobj_t *edge, void *state, Agsym_t *symbol)
{
    (void)graph;
    /* cgraph writes ports as attributes: they are in no list, and looking for them costs a round each. */
    if (strcmp(symbol->name, TAILPORT_ID) && strcmp(symbol->name, HEADPORT_ID))
        note_set(state, DOT_EDGE, (size_t)AGSEQ(edge) - 1, symbol);
}

/* A default was given to nodes, edges or the graph itself. Those of the graph count for the root only. */
static void default_changed(Agraph_t *graph, Agobj_t *object, void *state, Agsym_t *symbol)
{
    struct dot_gate *gate = state;
    enum dot_owner owner = symbol->kind == AGNODE ? DOT_NODE : symbol->kind == AGRAPH ? DOT_GRAPH : DOT_EDGE;
    struct heads *heads = &gate->heads[owner];
    (void)object;
    if (gate->n_symbols[owner] <= (size_t)symbol->id)
        gate->n_symbols[owner] = (size_t)symbol->id + 1;
    if (gate->settling || !*symbol->defval || (owner == DOT_GRAPH && graph != gate->graph))
        return;
    uint32_t token = dot_statement_attribute(&gate->statement, symbol->name);
    if (token == DOT_NO_TOKEN)
        return;
    while (heads->n <= (size_t)symbol->id)
        *(uint32_t *)ARENA_PUSH(gate->arena, heads->items, heads->n, heads->cap) = DOT_NO_TOKEN;
    *(struct given *)ARENA_PUSH(gate->arena, gate->defaults.items, gate->defaults.n, gate->defaults.cap) =
        (struct given){heads->items[symbol->id], token, symbol->id, symbol->defval};
    heads->items[symbol->id] = (uint32_t)(gate->defaults.n - 1);
}

static bool fits(size_t a, size_t b, size_t limit)
{
    return !b || a <= limit / b;
}

/*
 * Bounds what the next token can set off. cgraph makes all pairs of an arrow's ends in one step, each with a
 * slot for every attribute of arrows; a pair costs time even where strict or key= makes no edge of it. A new
 * attribute gives a slot to every object of its kind, and each is moved for it.
 */
static void look_ahead(struct dot_gate *gate, size_t pairs, size_t names)
{
    const size_t slot = sizeof(char *), edge = 512, memory = gate->limits->dot_memory;
    size_t most =
        fits(gate->max_edges, PAIRS_PER_EDGE, SIZE_MAX) ? gate->max_edges * PAIRS_PER_EDGE : SIZE_MAX;
    size_t objects = 0, symbols = 0;
    if (pairs > most - gate->pairs) {
        stop_over(gate, last_token(gate), "arrows between groups: far more pairs than the limit of arrows,",
                  gate->limits->edges);
        return;
    }
    gate->pairs += pairs;
    size_t edges = gate->pairs < gate->max_edges ? gate->pairs : gate->max_edges;
    for (int owner = DOT_GRAPH; owner <= DOT_EDGE; owner++) {
        objects = objects < gate->objects[owner].n ? gate->objects[owner].n : objects;
        symbols = symbols < gate->n_symbols[owner] ? gate->n_symbols[owner] : symbols;
    }
    if (names > MAX_SYMBOLS || symbols > MAX_SYMBOLS)
        stop_over(gate, last_token(gate), "more different attributes than the limit of", MAX_SYMBOLS);
    else if (!fits(edges, edge + slot * gate->n_symbols[DOT_EDGE], memory) ||
             !fits(names, slot * (objects + edges), memory))
        stop_over(gate, last_token(gate), "a graph that needs more bytes of memory than the limit of",
                  memory);
}

/*
 * At the end of its input cgraph's parser would finish the statement at hand, which may be what must not be:
 * a sign that lets it go on comes first.
 */
static int end_input(const struct dot_gate *gate, char *out, size_t max)
{
    const char *sign = dot_statement_pairs(&gate->statement, true)   ? gate->tokens->directed ? "-> " : "-- "
                       : dot_statement_names(&gate->statement, true) ? "[ "
                                                                     : "";
    size_t n = strlen(sign);
    if (n > max)
        return 0;
    memcpy(out, sign, n);
    return (int)n;
}

static int settling_read(struct dot_gate *gate, char *out, size_t max)
{
    size_t n = strlen(gate->settle);
    n = n < max ? n : max;
    memcpy(out, gate->settle, n);
    gate->settle += n;
    return (int)n;
}

/* One token and a space at a time, so that the parser is never ahead of `fed`. */
static int feed(void *channel, char *out, int size)
{
    struct dot_gate *gate = channel;
    const struct dot_tokens *tokens = gate->tokens;
    size_t max = size > 0 ? (size_t)size : 0, *fed = &gate->statement.fed;
    if (gate->settling)
        return settling_read(gate, out, max);
    if (gate->ended || *fed == tokens->n || !max)
        return 0;
    if (*fed && !gate->offset) {
        const struct objects *made = &gate->objects[DOT_GRAPH];
        dot_statement_step(&gate->statement, made->n ? made->items[made->n - 1].is.graph : NULL);
        if (!gate->stopped)
            look_ahead(gate, dot_statement_pairs(&gate->statement, false),
                       dot_statement_names(&gate->statement, false));
    }
    if (gate->stopped) {
        gate->ended = true;
        return end_input(gate, out, max);
    }
    const struct dot_token *token = &tokens->items[*fed];
    size_t n = token->length - gate->offset;
    n = n < max ? n : max;
    memcpy(out, tokens->text->bytes.p + token->offset + gate->offset, n);
    gate->offset += n;
    if (gate->offset == token->length && n < max) {
        out[n++] = ' ';
        gate->offset = 0;
        ++*fed;
    }
    return (int)n;
}

static int say(void *channel, const char *text)
{
    (void)channel;
    (void)text;
    return 0;
}

static int flush(void *channel)
{
    (void)channel;
    return 0;
}

/* ---- reading ---- */

/*
 * Puts cgraph in order after a graph that it did not finish. An end of input makes it drop what its scanner
 * holds; a small graph makes it free the stack of statements that were open, if its parser gave up (its own
 * stack was full).
 */
static void settle(struct dot_gate *gate)
{
    static const char *const texts[] = {"", "graph{}"};
    gate->settling = true;
    for (size_t i = 0; i < 2; i++) {
        gate->settle = texts[i];
        Agraph_t *graph = agread(gate, &gate->disc);
        if (graph)
            agclose(graph);
        else if (i)
            BUG("cgraph cannot be put in order");
    }
    agreseterrors();
}

static void wire(struct dot_gate *gate)
{
    gate->mem = (Agmemdisc_t){memory_open, memory_alloc, memory_resize, memory_free, NULL};
    gate->id = (Agiddisc_t){id_open, id_map, id_alloc, id_free, id_print, id_close, id_register};
    gate->io = (Agiodisc_t){feed, say, flush};
    gate->disc = (Agdisc_t){&gate->mem, &gate->id, &gate->io};
    gate->calls.graph.mod = default_changed;
    gate->calls.node.mod = node_changed;
    gate->calls.edge.mod = edge_changed;
}

struct dot_gate *dot_gate_open(struct arena *arena, struct diags *diags, const struct limits *limits,
                               const struct dot_tokens *tokens, size_t max_nodes, size_t max_edges)
{
    struct dot_gate *gate = arena_alloc(arena, sizeof *gate);
    gate->arena = arena;
    gate->diags = diags;
    gate->limits = limits;
    gate->tokens = tokens;
    gate->max_nodes = max_nodes;
    gate->max_edges = max_edges;
    gate->statement = dot_statement_new(arena, limits, tokens);
    wire(gate);

    agusererrf before = agseterrf(heard);
    speaker = gate;
    agreseterrors();
    agsetfile(NULL);
    Agraph_t *graph = agread(gate, &gate->disc);
    gate->graph = graph; /* after a syntax error cgraph has closed it */
    bool good = graph && !agerrors() && !gate->stopped;
    if (!good) {
        settle(gate);
        gate->graph = graph;
        if (graph)
            agclose(graph);
    }
    speaker = NULL;
    agseterrf(before);
    if (good)
        return gate;
    if (!gate->stopped)
        diag_add(diags, DIAG_DOT_SYNTAX, dot_token_place(tokens, last_token(gate)),
                 "Graphviz cannot read the file");
    return NULL;
}

void dot_gate_close(struct dot_gate *gate)
{
    if (!gate)
        return;
    agclose(gate->graph);
}

Agraph_t *dot_gate_graph(const struct dot_gate *gate)
{
    return gate->graph;
}

size_t dot_gate_count(const struct dot_gate *gate, enum dot_owner owner)
{
    return gate->objects[owner].n;
}

const struct dot_gate_object *dot_gate_object(const struct dot_gate *gate, enum dot_owner owner, size_t i)
{
    return &gate->objects[owner].items[i];
}

bool dot_gate_set(const struct dot_gate *gate, enum dot_owner owner, uint32_t *cursor, int *out_symbol,
                  uint32_t *out_token)
{
    if (*cursor == DOT_NO_TOKEN || owner == DOT_GRAPH)
        return false;
    const struct given *given = &gate->sets[owner - DOT_NODE].items[*cursor];
    *out_symbol = given->symbol;
    *out_token = given->token;
    *cursor = given->next;
    return true;
}

uint32_t dot_gate_default(const struct dot_gate *gate, enum dot_owner owner, int symbol, const char *value)
{
    const struct heads *heads = &gate->heads[owner];
    uint32_t at = (size_t)symbol < heads->n ? heads->items[symbol] : DOT_NO_TOKEN;
    for (size_t steps = 0; at != DOT_NO_TOKEN && steps < 64; steps++) {
        if (gate->defaults.items[at].value == value)
            return gate->defaults.items[at].token;
        at = gate->defaults.items[at].next;
    }
    return DOT_NO_TOKEN;
}
