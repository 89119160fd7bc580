#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "report/coordinates.h"

#include <string.h>

/* Two boxes, a frame, two arrows; the second arrow was not placed. */
static struct coordinates *sample(struct arena *arena)
{
    struct coordinates *c = coordinates_new(arena, 2, 1, 2);
    c->width = 1000;
    c->height = 500;
    c->boxes[0] = (struct coordinate){100, 200};
    c->boxes[1] = (struct coordinate){700, -20};
    c->frames[0] = (struct coordinates_frame){{5, 6}, 300, 400};
    c->arrows[0].n_points = 4;
    c->arrows[0].points = arena_alloc(arena, 4 * sizeof(struct coordinate));
    for (int32_t i = 0; i < 4; i++)
        c->arrows[0].points[i] = (struct coordinate){i, 10 * i};
    c->arrows[0].has_label = true;
    c->arrows[0].label = (struct coordinate){33, 44};
    return c;
}

static const struct picture picture = {.n_boxes = 2, .n_frames = 1, .n_arrows = 2};

static void test_round_trip(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct str bytes = coordinates_encode(arena, sample(arena));
    const struct coordinates *c = coordinates_decode(arena, bytes, &picture);
    assert_non_null(c);
    assert_int_equal(c->width, 1000);
    assert_int_equal(c->height, 500);
    assert_int_equal(c->boxes[1].x, 700);
    assert_int_equal(c->boxes[1].y, -20);
    assert_int_equal(c->frames[0].corner.y, 6);
    assert_int_equal(c->frames[0].height, 400);
    assert_int_equal(c->arrows[0].n_points, 4);
    assert_int_equal(c->arrows[0].points[3].y, 30);
    assert_true(c->arrows[0].has_label);
    assert_int_equal(c->arrows[0].label.x, 33);
    assert_int_equal(c->arrows[1].n_points, 0);
    struct str again = coordinates_encode(arena, c);
    assert_true(str_eq(bytes, again));
    arena_free(arena);
}

static void test_another_picture(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct str bytes = coordinates_encode(arena, sample(arena));
    const struct picture others[] = {{.n_boxes = 1, .n_frames = 1, .n_arrows = 2},
                                     {.n_boxes = 2, .n_frames = 0, .n_arrows = 2},
                                     {.n_boxes = 2, .n_frames = 1, .n_arrows = 3}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_null(coordinates_decode(arena, bytes, &others[i]));
    arena_free(arena);
}

/* Every length but the right one is refused, and one byte too many. */
static void test_cut(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct str bytes = coordinates_encode(arena, sample(arena));
    for (size_t n = 0; n < bytes.n; n++)
        assert_null(coordinates_decode(arena, str_sub(bytes, 0, n), &picture));
    char *more = arena_alloc(arena, bytes.n + 4);
    memcpy(more, bytes.p, bytes.n);
    assert_null(coordinates_decode(arena, (struct str){more, bytes.n + 1}, &picture));
    arena_free(arena);
}

/* Any number replaced by a wild one. */
static void test_out_of_range(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct str bytes = coordinates_encode(arena, sample(arena));
    static const int32_t wild[] = {INT32_MAX, INT32_MIN, COORDINATES_MOST + 1, -COORDINATES_MOST - 1};
    for (size_t at = 0; at < bytes.n; at += sizeof(int32_t))
        for (size_t w = 0; w < sizeof wild / sizeof *wild; w++) {
            char *damaged = arena_copy(arena, bytes.p, bytes.n);
            memcpy(damaged + at, &wild[w], sizeof wild[w]);
            assert_null(coordinates_decode(arena, (struct str){damaged, bytes.n}, &picture));
        }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip),
                                       cmocka_unit_test(test_another_picture), cmocka_unit_test(test_cut),
                                       cmocka_unit_test(test_out_of_range)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
