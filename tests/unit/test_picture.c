#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_review.h"
#include "report/picture.h"

/* Two boxes of the helper's review, of which one stands in two drawings; a third node joined to the first. */
static void test_boxes(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    const struct review *review = helper_review(arena, HELPER_PLAIN);
    const struct picture *p = picture_new(arena, review);
    assert_int_equal(p->n_boxes, 2);
    assert_int_equal(p->box_of[0], 0);
    assert_int_equal(p->box_of[1], 1);
    assert_int_equal(p->box_of[2], 0);
    assert_int_equal(p->boxes[0].found, PICTURE_FOUND);
    assert_int_equal(p->boxes[0].n_roles, 1); /* the other one is not credited */
    assert_true(str_is(p->boxes[0].lines[0], "Kafka events"));
    assert_true(str_is(p->boxes[0].sub, "event stream"));
    assert_int_equal(p->boxes[1].found, PICTURE_UNKNOWN);
    assert_int_equal(p->boxes[1].role, RUB_NONE);
    assert_true(str_is(p->boxes[1].lines[0], "redis")); /* no label: the id */
    assert_true(p->boxes[0].width >= 92 && p->boxes[0].height >= 30);
    assert_int_equal(p->n_frames, 1);
    assert_int_equal(p->boxes[0].frame, PICTURE_NONE);
    assert_int_equal(p->boxes[1].frame, 0);
    assert_true(str_is(p->frames[0].title, "platform"));
    arena_free(arena);
}

static void test_probable(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct review *review = helper_review(arena, HELPER_PLAIN);
    review->reading->nodes[0].roles[0].confidence = 0.59;
    assert_int_equal(picture_new(arena, review)->boxes[0].found, PICTURE_PROBABLE);
    review->reading->nodes[0].roles[0].confidence = 0.6;
    assert_int_equal(picture_new(arena, review)->boxes[0].found, PICTURE_FOUND);
    arena_free(arena);
}

/* A second arrow between the same boxes, in the other drawing, is the same line; one to itself is none. */
static void test_arrows(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct review *review = helper_review(arena, HELPER_PLAIN);
    struct architecture *arch = (struct architecture *)review->arch;
    struct reading *reading = (struct reading *)review->reading;
    struct place at = arch->edges[0].at;
    architecture_edge(arena, arch, 1, 2, 1, at)->label = STR("again");
    architecture_edge(arena, arch, 0, 1, 0, at);
    architecture_edge(arena, arch, 0, 1, 1, at);
    reading->edges = arena_alloc(arena, 4 * sizeof *reading->edges);
    reading->edges[0] = (struct edge_reading){.from = 0, .to = 1, .kinds = 2};
    reading->edges[1] = (struct edge_reading){.from = 0, .to = 1, .kinds = 1, .async = true};
    reading->edges[2] = (struct edge_reading){.from = 1, .to = 0, .async = true};
    reading->edges[3] = (struct edge_reading){.from = 1, .to = 1};
    const struct picture *p = picture_new(arena, review);
    assert_int_equal(p->n_arrows, 2);
    assert_int_equal(p->arrow_of[0], 0);
    assert_int_equal(p->arrow_of[1], 0);
    assert_int_equal(p->arrow_of[2], 1);
    assert_int_equal(p->arrow_of[3], PICTURE_NONE);
    assert_int_equal(p->arrows[0].n, 2);
    assert_int_equal(p->arrows[0].kinds, 3);
    assert_true(str_is(p->arrows[0].label, "aggregates \xC2\xB7 again"));
    assert_false(p->arrows[0].async); /* one of the two is not */
    assert_true(p->arrows[1].async);
    assert_int_equal(p->arrows[1].label.n, 0);
    assert_int_equal(p->arrows[1].label_width, 0);
    arena_free(arena);
}

/* What an arrow was understood as stands on it where the candidate wrote nothing. */
static void test_kind_as_label(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct review *review = helper_review(arena, HELPER_PLAIN);
    review->arch->edges[0].label = STR("");
    review->reading->edges[0].kinds = 3;
    const struct picture *p = picture_new(arena, review);
    assert_true(str_is(p->arrows[0].label, "data, features"));
    arena_free(arena);
}

static void test_ghosts(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct review *review = helper_review(arena, HELPER_PLAIN);
    const struct picture *p = picture_new(arena, review);
    assert_int_equal(p->n_ghosts, 1); /* the first hop of the second loop */
    assert_string_equal(p->ghosts[0].title, "source");
    review->loops[0].hops[0].value = TRUTH_FALSE; /* the same hop in another loop: still one */
    review->loops[1].hops[2].value = TRUTH_FALSE;
    p = picture_new(arena, review);
    assert_int_equal(p->n_ghosts, 2);
    assert_int_equal(picture_ghost_of(p, "score"), 1);
    assert_int_equal(picture_ghost_of(p, "monitor"), PICTURE_NONE);
    arena_free(arena);
}

/* Groups in a ring, as no reader makes them: drawn once each, and it ends. */
static void test_ring_of_groups(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct review *review = helper_review(arena, HELPER_PLAIN);
    struct architecture *arch = (struct architecture *)review->arch;
    architecture_group(arena, arch, 0, STR("around"), arch->nodes[0].at)->parent = 0;
    arch->groups[0].parent = 1;
    const struct picture *p = picture_new(arena, review);
    assert_int_equal(p->n_frames, 2);
    for (size_t i = 0; i < p->n_frames; i++)
        assert_true(p->frames[i].parent == PICTURE_NONE || p->frames[i].parent < i);
    arena_free(arena);
}

static void test_nothing_drawn(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct review *review = helper_review(arena, HELPER_PLAIN);
    struct architecture *none = architecture_new(arena);
    struct reading reading = *review->reading;
    reading.arch = none;
    review->arch = none;
    review->reading = &reading;
    const struct picture *p = picture_new(arena, review);
    assert_int_equal(p->n_boxes, 0);
    assert_int_equal(p->n_arrows, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boxes),         cmocka_unit_test(test_probable),
        cmocka_unit_test(test_arrows),        cmocka_unit_test(test_kind_as_label),
        cmocka_unit_test(test_ghosts),        cmocka_unit_test(test_ring_of_groups),
        cmocka_unit_test(test_nothing_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
