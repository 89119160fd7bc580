#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "report/layout_graph.h"

#include <string.h>

static struct layout_box boxes[] = {{100, 40, 1}, {120, 60, -1}};
static struct layout_arrow arrows[] = {{0, 1, 55}, {1, 1, 0}};
static struct layout_frame frames[] = {{-1, 80}, {0, 90}};
static const struct layout_graph graph = {LAYOUT_UNFRAMED, 2, 2, 2, boxes, arrows, frames};

static void test_round_trip(void **state)
{
    struct arena *arena = arena_new();
    struct layout_graph out;
    (void)state;
    assert_true(layout_graph_decode(&out, arena, layout_graph_encode(arena, &graph)));
    assert_int_equal(out.effort, LAYOUT_UNFRAMED);
    assert_int_equal(out.n_boxes, 2);
    assert_int_equal(out.n_arrows, 2);
    assert_int_equal(out.n_frames, 2);
    assert_memory_equal(out.boxes, boxes, sizeof boxes);
    assert_memory_equal(out.arrows, arrows, sizeof arrows);
    assert_memory_equal(out.frames, frames, sizeof frames);
    arena_free(arena);
}

static void test_cut(void **state)
{
    struct arena *arena = arena_new();
    struct layout_graph out;
    (void)state;
    struct str bytes = layout_graph_encode(arena, &graph);
    for (size_t n = 0; n < bytes.n; n++)
        assert_false(layout_graph_decode(&out, arena, str_sub(bytes, 0, n)));
    arena_free(arena);
}

static void assert_refused(struct layout_box box, struct layout_arrow arrow, struct layout_frame frame)
{
    struct arena *arena = arena_new();
    struct layout_graph out, one = {LAYOUT_FULL, 1, 1, 1, &box, &arrow, &frame};
    assert_false(layout_graph_decode(&out, arena, layout_graph_encode(arena, &one)));
    arena_free(arena);
}

/* What is not there cannot be pointed at; frames cannot hold themselves; lengths are bounded. */
static void test_nonsense(void **state)
{
    const struct layout_box box = {10, 10, 0};
    const struct layout_arrow arrow = {0, 0, 0};
    const struct layout_frame frame = {-1, 0};
    (void)state;
    assert_refused((struct layout_box){10, 10, 1}, arrow, frame);
    assert_refused((struct layout_box){0, 10, 0}, arrow, frame);
    assert_refused((struct layout_box){10, LAYOUT_LENGTH_MOST + 1, 0}, arrow, frame);
    assert_refused(box, (struct layout_arrow){1, 0, 0}, frame);
    assert_refused(box, (struct layout_arrow){0, -1, 0}, frame);
    assert_refused(box, (struct layout_arrow){0, 0, -1}, frame);
    assert_refused(box, arrow, (struct layout_frame){0, 0});
    struct arena *arena = arena_new();
    struct layout_graph out, none = {.effort = LAYOUT_FULL};
    assert_false(layout_graph_decode(&out, arena, layout_graph_encode(arena, &none)));
    struct layout_graph never = graph;
    never.effort = LAYOUT_NONE;
    assert_false(layout_graph_decode(&out, arena, layout_graph_encode(arena, &never)));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip), cmocka_unit_test(test_cut),
                                       cmocka_unit_test(test_nonsense)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
