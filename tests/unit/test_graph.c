#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "helper_judge.h"
#include "judge/paths.h"

static struct graph *graph_of(struct desk *d, const char *drawing)
{
    if (!d->arena)
        desk_open(d, NULL, NULL, NULL);
    desk_draw(d, drawing);
    return graph_build(d->arena, d->arch, d->reading, &d->rubric);
}

static uint32_t role(const struct desk *d, const char *id)
{
    return rub_role_of(&d->rubric, str_from(id));
}

/* The link between two boxes in these roles, or NULL. */
static const struct link *link_of(const struct desk *d, const struct graph *g, const char *a, const char *ra,
                                  const char *b, const char *rb)
{
    uint32_t u = graph_vertex(g, desk_node(d, a), role(d, ra)),
             v = graph_vertex(g, desk_node(d, b), role(d, rb));
    assert_true(u != GRAPH_NONE && v != GRAPH_NONE);
    for (size_t i = 0; i < g->n_links; i++)
        if (g->links[i].from == u && g->links[i].to == v)
            return &g->links[i];
    return NULL;
}

static bool about(float a, double b)
{
    return a > b - 1e-6 && a < b + 1e-6;
}

static void an_arrow_becomes_links(void **state)
{
    struct desk d = {0};
    (void)state;
    struct graph *g =
        graph_of(&d, "b: cellar + shelf\nm: maker\nt: trainer\nz: scorer\nm -> b\nb -> t\nz -> b: features");
    assert_int_equal(g->n_vertices, 5);
    assert_non_null(link_of(&d, g, "m", "maker", "b", "cellar"));
    assert_non_null(link_of(&d, g, "m", "maker", "b", "shelf"));
    assert_non_null(link_of(&d, g, "b", "cellar", "t", "trainer"));
    assert_null(link_of(&d, g, "b", "shelf", "t", "trainer"));
    assert_true(link_of(&d, g, "b", "cellar", "b", "shelf")->merged);
    const struct link *read = link_of(&d, g, "b", "shelf", "z", "scorer");
    assert_true(read && read->flipped && !read->unlabelled && about(read->confidence, 1));
    assert_null(link_of(&d, g, "z", "scorer", "b", "shelf"));
    assert_false(g->vertices[graph_vertex(g, desk_node(&d, "b"), role(&d, "shelf"))].dry);

    /* a request and its answer; unlabelled, several kinds fit the way back */
    g = graph_of(&d, "h: shelf\nz: scorer\nz -> h");
    assert_true(about(link_of(&d, g, "z", "scorer", "h", "shelf")->confidence, .6));
    const struct link *answer = link_of(&d, g, "h", "shelf", "z", "scorer");
    assert_true(answer && answer->response && about(answer->confidence, .4) && about(answer->joined, .6));
    desk_close(&d);
}

static void groups_drawings_and_joined_boxes(void **state)
{
    struct desk d = {0};
    (void)state;
    struct graph *g = graph_of(&d, "s: source\nk: log\nk2:\nl: lake\ns -> k: data\nk2 -> l: data");
    d.arch->edges[0].fanned = true;
    d.reading->nodes[2].same_as = 1; /* k in another drawing */
    d.reading->edges[1].from = 1;
    g = graph_build(d.arena, d.arch, d.reading, &d.rubric);
    assert_true(about(link_of(&d, g, "s", "source", "k", "log")->confidence, .8));
    assert_non_null(link_of(&d, g, "k", "log", "l", "lake"));
    d.arch->views[0].confidence = .55; /* told in text */
    g = graph_build(d.arena, d.arch, d.reading, &d.rubric);
    assert_true(about(link_of(&d, g, "s", "source", "k", "log")->confidence, .55));
    assert_true(about(g->vertices[0].confidence, .55));
    desk_close(&d);
}

static void everything_connects(void **state)
{
    struct desk d = {0};
    (void)state;
    desk_open(&d, NULL, NULL, NULL);
    struct buf drawing = buf_new(d.arena, 4000);
    for (int i = 0; i < 10; i++)
        buf_printf(&drawing, "k%d: log\n", i);
    for (int i = 0; i < 10; i++)
        for (int k = 0; k < 10; k++)
            if (i != k && (i + k) % 5)
                buf_printf(&drawing, "k%d -> k%d: data\n", i, k);
    struct graph *g = graph_of(&d, drawing.p);
    assert_true(g->dense_arrows > 40 && g->dense_boxes == 10 && g->dense);
    assert_true(about(g->links[0].confidence, .4));
    for (int i = 0; i < 30; i++) /* boxes beside it make it no thinner */
        buf_printf(&drawing, "w%d: log\n", i);
    assert_true(graph_of(&d, drawing.p)->dense);
    const struct review *r = desk_judge(&d);
    assert_true(r->n_lints > 0 && str_is(r->lints[0].id, "everything-connects"));
    desk_close(&d);
}

static void the_best_way_is_the_surest_then_the_shortest(void **state)
{
    struct desk d = {0};
    struct route route;
    (void)state;
    struct graph *g = graph_of(
        &d,
        "k: log\nj: log\ni: log\nl: lake\nk -> l\nk -> j: data\nj -> i: data\ni -> l: data\nj -> l: data");
    struct walk walk = paths_walk((uint64_t)1 << role(&d, "log"), (uint64_t)1 << role(&d, "lake"), KINDS_ANY);
    walk.start = graph_vertex(g, desk_node(&d, "k"), role(&d, "log"));
    assert_true(paths_find(&route, g, &walk, CONFIDENCE_WEAK));
    assert_int_equal(route.n, 2); /* over j, not straight without a label, not over i */
    assert_true(route.confidence > .99);
    walk.avoid = (uint64_t)1 << role(&d, "log");
    assert_true(paths_find(&route, g, &walk, CONFIDENCE_WEAK));
    assert_int_equal(route.n, 1);
    assert_true(about((float)route.confidence, .6));
    desk_close(&d);
}

/* As much as limits allow, every box with every role, and a box without a role that everything passes. */
static void hostile_sizes(void **state)
{
    enum { BOXES = 5000, ARROWS = 20000 };
    struct desk d = {0};
    (void)state;
    desk_open(&d, NULL, NULL, NULL);
    desk_draw(&d, "x:\n");
    d.reading->nodes = arena_alloc(d.arena, (BOXES + 1) * sizeof *d.reading->nodes);
    d.reading->edges = arena_alloc(d.arena, ARROWS * sizeof *d.reading->edges);
    struct place at = {d.text, 1, 1};
    d.reading->nodes[0].same_as = ARCH_NONE;
    static struct role_reading every[64];
    for (uint32_t r = 0; r < rub_roles_n(&d.rubric); r++)
        every[r] =
            (struct role_reading){.role = r, .confidence = 1, .credited = true, .at = at, .why = STR("all")};
    for (size_t i = 1; i <= BOXES; i++) {
        architecture_node(d.arena, d.arch, 0, str_from(arena_printf(d.arena, "b%zu", i)), at);
        d.reading->nodes[i] = (struct node_reading){.same_as = ARCH_NONE,
                                                    .roles = every,
                                                    .n_roles = rub_roles_n(&d.rubric),
                                                    .credited = ((uint64_t)1 << rub_roles_n(&d.rubric)) - 1};
    }
    for (size_t i = 0; i < ARROWS; i++) {
        size_t from = i < 6000 ? (i % 2 ? 0 : 1 + i % BOXES) : 1 + i * 7 % BOXES;
        size_t to = i < 6000 ? (i % 2 ? 1 + i % BOXES : 0) : 1 + i * 13 % BOXES;
        architecture_edge(d.arena, d.arch, 0, from, to, at);
        d.reading->edges[i] = (struct edge_reading){.from = from, .to = to, .evidence = KIND_UNKNOWN};
    }
    struct graph *g = graph_build(d.arena, d.arch, d.reading, &d.rubric);
    assert_true(g->full);
    assert_int_equal(g->n_links, GRAPH_MAX_LINKS);
    const struct review *r = desk_judge(&d);
    bool said = false;
    for (size_t i = 0; i < r->n_lints; i++)
        said |= str_is(r->lints[i].id, "too-many-ways");
    assert_true(said);
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arrow_becomes_links),
        cmocka_unit_test(groups_drawings_and_joined_boxes),
        cmocka_unit_test(everything_connects),
        cmocka_unit_test(the_best_way_is_the_surest_then_the_shortest),
        cmocka_unit_test(hostile_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
