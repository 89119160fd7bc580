#include "report/layout.h"

#include "report/layout_graph.h"

#include <graphviz/gvc.h>
#include <graphviz/gvplugin.h>
#include <stdio.h>
#include <string.h>

/* The one plugin, linked in: with it in the list, none is looked for in files. */
extern gvplugin_library_t gvplugin_dot_layout_LTX_library;

enum {
    FULL_BOXES = 150,
    FULL_ARROWS = 400,
    SIMPLE_BOXES = 400,
    SIMPLE_ARROWS = 800,
    LABELLED_ARROWS = 120, /* beyond, room for labels costs more time and space than it gives */
    LABEL_FONT = 10,       /* Courier: a letter is six points wide, by tables that are part of Graphviz */
    LABEL_LETTER = 6,
    TITLE_MOST = 60 /* letters of a frame's title */
};

enum layout_effort layout_effort_for(const struct picture *picture)
{
    size_t boxes = picture->n_boxes, arrows = picture->n_arrows;
    if (boxes == 0 || boxes > SIMPLE_BOXES || arrows > SIMPLE_ARROWS)
        return LAYOUT_NONE;
    return boxes > FULL_BOXES || arrows > FULL_ARROWS ? LAYOUT_SIMPLE : LAYOUT_FULL;
}

/* agattr and agset take char *, and change nothing. */
static char *attribute(const char *text)
{
    return (char *)(uintptr_t)text;
}

static void set_default(Agraph_t *graph, int kind, const char *name, const char *value)
{
    agattr(graph, kind, attribute(name), attribute(value));
}

static void set_length(void *object, const char *name, int32_t pixels)
{
    char inches[32];
    /* Thousandths of an inch, written by hand: %f obeys the locale. */
    unsigned thousandths = (unsigned)pixels * 1000 / 72;
    snprintf(inches, sizeof inches, "%u.%03u", thousandths / 1000, thousandths % 1000);
    agset(object, attribute(name), inches);
}

static void set_label(void *object, int32_t width)
{
    char letters[TITLE_MOST + 1];
    size_t n = ((size_t)width + LABEL_LETTER - 1) / LABEL_LETTER;
    n = n < TITLE_MOST ? n : TITLE_MOST;
    memset(letters, 'x', n);
    letters[n] = 0;
    agset(object, attribute("label"), letters);
}

/* Towards which side is a matter of shape: what comes out should be about as wide as high, for a screen and a
 * page. */
static void set_defaults(Agraph_t *graph, enum layout_effort effort, bool framed)
{
    static const char *const graph_values[][2] = {
        {"nodesep", "0.3"}, {"ranksep", "0.4"}, {"label", ""},     {"fontname", "Courier"},
        {"fontsize", "10"}, {"labeljust", "l"}, {"labelloc", "t"}, {"margin", "14"}};
    static const char *const simple_values[][2] = {
        {"nslimit", "1"}, {"nslimit1", "1"}, {"mclimit", "0.1"}, {"splines", "line"}};
    for (size_t i = 0; i < sizeof graph_values / sizeof *graph_values; i++)
        set_default(graph, AGRAPH, graph_values[i][0], graph_values[i][1]);
    set_default(graph, AGRAPH, "rankdir", framed ? "LR" : "TB");
    for (size_t i = 0; effort == LAYOUT_SIMPLE && i < sizeof simple_values / sizeof *simple_values; i++)
        set_default(graph, AGRAPH, simple_values[i][0], simple_values[i][1]);
    set_default(graph, AGNODE, "shape", "box");
    set_default(graph, AGNODE, "fixedsize", "true");
    set_default(graph, AGNODE, "label", "");
    set_default(graph, AGNODE, "width", "1");
    set_default(graph, AGNODE, "height", "0.5");
    set_default(graph, AGEDGE, "label", "");
    set_default(graph, AGEDGE, "fontname", "Courier");
    set_default(graph, AGEDGE, "fontsize", "10");
    set_default(graph, AGEDGE, "arrowsize", "0.8");
}

/* What was made of the picture, by its numbers. */
struct made {
    Agraph_t *graph;
    Agnode_t **boxes;
    Agedge_t **arrows;
    Agraph_t **frames; /* NULL where they are left out */
};

static void make_frames(struct made *m, struct arena *arena, const struct layout_graph *graph)
{
    m->frames = arena_alloc(arena, (graph->n_frames + 1) * sizeof *m->frames);
    for (size_t i = 0; i < graph->n_frames; i++) {
        int32_t parent = graph->frames[i].parent;
        m->frames[i] =
            agsubg(parent < 0 ? m->graph : m->frames[parent], arena_printf(arena, "cluster%zu", i), 1);
        set_label(m->frames[i], graph->frames[i].title_width);
    }
    for (size_t i = 0; i < graph->n_boxes; i++)
        for (int32_t f = graph->boxes[i].frame; f >= 0; f = graph->frames[f].parent)
            agsubnode(m->frames[f], m->boxes[i], 1);
}

static struct made make(struct arena *arena, const struct layout_graph *graph)
{
    struct made m = {.graph = agopen(attribute("g"), Agdirected, NULL)};
    bool framed = graph->effort == LAYOUT_FULL && graph->n_frames > 0;
    /* dot gives up on some drawings with both frames and labels ("trouble in init_rank"). */
    bool labelled = graph->effort != LAYOUT_SIMPLE && !framed && graph->n_arrows <= LABELLED_ARROWS;
    set_defaults(m.graph, graph->effort, framed);
    m.boxes = arena_alloc(arena, (graph->n_boxes + 1) * sizeof *m.boxes);
    m.arrows = arena_alloc(arena, (graph->n_arrows + 1) * sizeof *m.arrows);
    for (size_t i = 0; i < graph->n_boxes; i++) {
        m.boxes[i] = agnode(m.graph, arena_printf(arena, "n%zu", i), 1);
        set_length(m.boxes[i], "width", graph->boxes[i].width);
        set_length(m.boxes[i], "height", graph->boxes[i].height);
    }
    for (size_t i = 0; i < graph->n_arrows; i++) {
        const struct layout_arrow *arrow = &graph->arrows[i];
        m.arrows[i] =
            agedge(m.graph, m.boxes[arrow->from], m.boxes[arrow->to], arena_printf(arena, "e%zu", i), 1);
        if (arrow->label_width && labelled)
            set_label(m.arrows[i], arrow->label_width);
    }
    if (framed)
        make_frames(&m, arena, graph);
    return m;
}

static int32_t tenths(double points)
{
    double t = points * 10;
    if (!(t > -COORDINATES_MOST && t < COORDINATES_MOST))
        return t > 0 ? COORDINATES_MOST : -COORDINATES_MOST;
    return (int32_t)(t < 0 ? t - 0.5 : t + 0.5);
}

/* Graphviz measures from the bottom. */
static struct coordinate turned(const struct coordinates *c, pointf point)
{
    return (struct coordinate){tenths(point.x), c->height - tenths(point.y)};
}

static void read_line(struct arena *arena, const struct coordinates *c, Agedge_t *edge,
                      struct coordinates_line *out)
{
    const splines *line = ED_spl(edge);
    if (ED_label(edge)) {
        out->has_label = true;
        out->label = turned(c, ED_label(edge)->pos);
    }
    if (!line || line->size < 1 || line->list[0].size < 4 || line->list[0].size > COORDINATES_POINTS)
        return;
    const bezier *curve = &line->list[0];
    size_t n = (size_t)curve->size / 3 * 3 + 1;
    out->points = arena_alloc(arena, n * sizeof *out->points);
    for (size_t k = 0; k < n; k++)
        out->points[k] = turned(c, curve->list[k]);
    /* The curve ends where Graphviz's arrowhead would begin: on to the box, where ours has its tip. */
    if (curve->sflag)
        out->points[0] = turned(c, curve->sp);
    if (curve->eflag)
        out->points[n - 1] = turned(c, curve->ep);
    out->n_points = n;
}

static bool read_back(struct coordinates *c, struct arena *arena, const struct made *m,
                      const struct layout_graph *graph)
{
    c->width = tenths(GD_bb(m->graph).UR.x);
    c->height = tenths(GD_bb(m->graph).UR.y);
    for (size_t i = 0; i < graph->n_boxes; i++)
        c->boxes[i] = turned(c, ND_coord(m->boxes[i]));
    for (size_t i = 0; m->frames && i < graph->n_frames; i++) {
        boxf around = GD_bb(m->frames[i]);
        c->frames[i].corner = turned(c, (pointf){around.LL.x, around.UR.y});
        c->frames[i].width = tenths(around.UR.x - around.LL.x);
        c->frames[i].height = tenths(around.UR.y - around.LL.y);
    }
    for (size_t i = 0; i < graph->n_arrows; i++)
        read_line(arena, c, m->arrows[i], &c->arrows[i]);
    return c->width > 0 && c->height > 0;
}

bool layout_serve(struct str *reply, struct arena *arena, struct str request)
{
    lt_symlist_t plugins[] = {{"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library},
                              {NULL, NULL}};
    struct layout_graph graph;
    if (!layout_graph_decode(&graph, arena, request))
        return false;
    GVC_t *context = gvContextPlugins(plugins, 0);
    struct made m = make(arena, &graph);
    struct coordinates *out = coordinates_new(arena, graph.n_boxes, graph.n_frames, graph.n_arrows);
    bool done = gvLayout(context, m.graph, "dot") == 0;
    if (done) {
        done = read_back(out, arena, &m, &graph);
        gvFreeLayout(context, m.graph);
    }
    agclose(m.graph);
    gvFreeContext(context);
    if (done)
        *reply = coordinates_encode(arena, out);
    return done;
}
