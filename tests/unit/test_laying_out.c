#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_layout.h"
#include "helper_review.h"
#include "laying_out.h"
#include "report/layout.h"

#include <stdlib.h>

/* A chain of boxes in pairs of frames, with a label on every third arrow: made with nodes of their own. */
static struct review *chain(struct arena *arena, size_t n, bool framed)
{
    struct review *review = helper_review(arena, HELPER_PLAIN);
    struct architecture *arch = architecture_new(arena);
    struct reading *reading = arena_alloc(arena, sizeof *reading);
    struct place at = {review->submission->files[0].text, 1, 1};
    *reading = *review->reading;
    architecture_view(arena, arch, ARCH_YAML, at.text, at);
    reading->nodes = arena_alloc(arena, (n + 1) * sizeof *reading->nodes);
    reading->edges = arena_alloc(arena, (n + 1) * sizeof *reading->edges);
    for (size_t i = 0; i < n; i++) {
        if (framed && i % 4 == 0)
            architecture_group(arena, arch, 0, str_from(arena_printf(arena, "zone %zu", i / 4)), at);
        struct arch_node *node =
            architecture_node(arena, arch, 0, str_from(arena_printf(arena, "box %zu", i)), at);
        node->group = framed ? i / 4 : ARCH_NONE;
        reading->nodes[i].same_as = ARCH_NONE;
        if (i == 0)
            continue;
        struct arch_edge *edge = architecture_edge(arena, arch, 0, i - 1, i, at);
        edge->label = i % 3 ? STR("") : STR("a label");
        reading->edges[i - 1] = (struct edge_reading){.from = i - 1, .to = i};
    }
    reading->arch = review->arch = arch;
    review->reading = reading;
    return review;
}

static bool apart(const struct picture *p, const struct coordinates *c, size_t a, size_t b)
{
    int32_t dx = abs(c->boxes[a].x - c->boxes[b].x), dy = abs(c->boxes[a].y - c->boxes[b].y);
    return dx * 2 >= (int32_t)(p->boxes[a].width + p->boxes[b].width) * 10 ||
           dy * 2 >= (int32_t)(p->boxes[a].height + p->boxes[b].height) * 10;
}

/* Within half the box's sides and a little: where an arrow may end. */
static bool at_box(const struct picture *p, const struct coordinates *c, size_t box, struct coordinate end)
{
    return abs(end.x - c->boxes[box].x) <= (int32_t)p->boxes[box].width * 5 + 20 &&
           abs(end.y - c->boxes[box].y) <= (int32_t)p->boxes[box].height * 5 + 20;
}

static void assert_drawn(struct arena *arena, const struct review *review, bool frames, bool labels)
{
    const struct picture *p = picture_new(arena, review);
    const struct coordinates *c = helper_layout(arena, review);
    assert_non_null(c);
    for (size_t a = 0; a < p->n_boxes; a++) {
        int32_t half = (int32_t)p->boxes[a].width * 5;
        assert_true(c->boxes[a].x - half >= -1 && c->boxes[a].x + half <= c->width + 1);
        for (size_t b = 0; b < a; b++)
            assert_true(apart(p, c, a, b));
    }
    for (size_t i = 0; i < p->n_arrows; i++) {
        const struct coordinates_line *line = &c->arrows[i];
        assert_true(line->n_points >= 4);
        assert_true(at_box(p, c, p->arrows[i].from, line->points[0]));
        assert_true(at_box(p, c, p->arrows[i].to, line->points[line->n_points - 1]));
        assert_int_equal(line->has_label, labels && p->arrows[i].label.n > 0);
    }
    for (size_t i = 0; frames && i < p->n_boxes; i++) {
        const struct coordinates_frame *frame = &c->frames[p->boxes[i].frame];
        assert_true(c->boxes[i].x > frame->corner.x && c->boxes[i].x < frame->corner.x + frame->width);
        assert_true(c->boxes[i].y > frame->corner.y && c->boxes[i].y < frame->corner.y + frame->height);
    }
}

static void test_drawn(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_drawn(arena, chain(arena, 1, false), false, true);
    assert_drawn(arena, chain(arena, 10, false), false, true);
    assert_drawn(arena, chain(arena, 10, true), true, false);
    assert_drawn(arena, helper_review(arena, HELPER_HOSTILE), false, false);
    arena_free(arena);
}

/* Beyond what is drawn with full care, lines are straight; beyond that there is no drawing. */
static void test_sizes(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_int_equal(layout_effort_for(picture_new(arena, chain(arena, 150, false))), LAYOUT_FULL);
    assert_int_equal(layout_effort_for(picture_new(arena, chain(arena, 151, false))), LAYOUT_SIMPLE);
    assert_int_equal(layout_effort_for(picture_new(arena, chain(arena, 401, false))), LAYOUT_NONE);
    assert_drawn(arena, chain(arena, 200, false), false, false);
    assert_null(helper_layout(arena, chain(arena, 401, false)));
    assert_null(helper_layout(arena, chain(arena, 0, false)));
    arena_free(arena);
}

static void test_same_again(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    const struct review *review = chain(arena, 40, true);
    struct str one = coordinates_encode(arena, helper_layout(arena, review));
    struct str two = coordinates_encode(arena, helper_layout(arena, review));
    assert_true(one.n > 0 && str_eq(one, two));
    arena_free(arena);
}

/* Whoever lays out may fail, be stopped, or answer nonsense: simpler is tried, then there is no drawing. */
struct script {
    enum apart_end ends[4];
    size_t asked;
    struct str requests[4];
};

static enum apart_end play(void *context, struct str *reply, struct str request)
{
    struct script *script = context;
    assert_true(script->asked < 4);
    script->requests[script->asked] = request;
    *reply = STR("nonsense");
    return script->ends[script->asked++];
}

static void test_no_answer(void **state)
{
    struct arena *arena = arena_new();
    const struct review *review = chain(arena, 10, true);
    (void)state;
    struct script failing = {.ends = {APART_CRASHED, APART_OK, APART_FAILED}};
    assert_null(laying_out(arena, review, play, &failing));
    assert_int_equal(failing.asked, 3); /* fully, without frames, simply */
    assert_false(str_eq(failing.requests[0], failing.requests[1]));
    struct script slow = {.ends = {APART_TIMEOUT, APART_TIMEOUT}};
    assert_null(laying_out(arena, review, play, &slow));
    assert_int_equal(slow.asked, 2); /* what was too slow goes straight to the simplest */
    assert_true(str_eq(slow.requests[1], failing.requests[2]));
    arena_free(arena);
}

static void test_nonsense(void **state)
{
    struct arena *arena = arena_new();
    struct str reply;
    (void)state;
    assert_false(layout_serve(&reply, arena, STR("")));
    assert_false(layout_serve(&reply, arena, STR("digraph { a -> b }")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_drawn), cmocka_unit_test(test_sizes),
                                       cmocka_unit_test(test_same_again), cmocka_unit_test(test_nonsense),
                                       cmocka_unit_test(test_no_answer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
