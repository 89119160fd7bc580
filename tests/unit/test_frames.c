#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "confine/frames.h"

#include <stdlib.h>
#include <string.h>

static void frame(struct buf *out, char type, size_t claimed, struct str bytes)
{
    const char head[FRAME_HEAD] = {type, (char)claimed, (char)(claimed >> 8), (char)(claimed >> 16),
                                   (char)(claimed >> 24)};
    buf_add(out, (struct str){head, sizeof head});
    buf_add(out, bytes);
}

static int heard;
static void told(void *context, const void *message, size_t n)
{
    (void)message;
    assert_int_equal(n, 4);
    heard++;
    assert_ptr_equal(context, &heard);
}

/* Whole talk, in pieces of `step` bytes. */
static void test_talk(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf talk = buf_new(arena, 4096);
    frame(&talk, 'C', 4, (struct str){"\1\7\1\0", 4});
    frame(&talk, 'R', 5, STR("hello"));
    frame(&talk, 'T', 4, STR("half"));
    frame(&talk, 'R', 6, STR(" there"));
    frame(&talk, 'D', 0, STR(""));
    for (size_t step = 1; step <= talk.n; step++) {
        struct frames frames = {.max = 11, .told = told, .context = &heard};
        heard = 0;
        for (size_t at = 0; at < talk.n; at += step)
            frames_hear(&frames, talk.p + at, talk.n - at < step ? talk.n - at : step);
        assert_int_equal(frames.end, FRAMES_DONE);
        assert_int_equal(frames.n, 11);
        assert_memory_equal(frames.result, "hello there", 11);
        assert_int_equal(heard, 1);
        assert_true(frames.confined.ran && frames.confined.seccomp && !frames.confined.memory);
        assert_int_equal(frames.confined.landlock, 7);
        free(frames.result);
    }
    arena_free(arena);
}

static enum frames_end end_of(char type, size_t claimed, struct str bytes, bool begun)
{
    struct arena *arena = arena_new();
    struct buf talk = buf_new(arena, 8192);
    struct frames frames = {.max = 16};
    if (begun)
        frame(&talk, 'R', 1, STR("x"));
    frame(&talk, type, claimed, bytes);
    frames_hear(&frames, talk.p, talk.n);
    free(frames.result);
    arena_free(arena);
    return frames.end;
}

static void test_hostile(void **state)
{
    (void)state;
    assert_int_equal(end_of('Z', 0, STR(""), true), FRAMES_NONSENSE);
    assert_int_equal(end_of('R', 0, STR(""), true), FRAMES_NONSENSE);
    assert_int_equal(end_of('R', FRAME_MAX + 1, STR(""), true), FRAMES_NONSENSE);
    assert_int_equal(end_of('R', FRAME_MAX, STR(""), true), FRAMES_OPEN); /* not before its bytes are there */
    assert_int_equal(end_of('R', 16, STR("0123456789abcdef"), true), FRAMES_TOO_LARGE);
    assert_int_equal(end_of('R', 15, STR("0123456789abcde"), true), FRAMES_OPEN);
    assert_int_equal(end_of('T', FRAME_TELL_MAX + 1, STR(""), true), FRAMES_NONSENSE);
    assert_int_equal(end_of('T', 0xffffffff, STR(""), true), FRAMES_NONSENSE);
    assert_int_equal(end_of('D', 1, STR("x"), true), FRAMES_NONSENSE);
    assert_int_equal(end_of('F', 1, STR("x"), true), FRAMES_NONSENSE);
    /* How it is confined is said once, before anything that a stranger wrote was looked at. */
    assert_int_equal(end_of('C', 4, (struct str){"\1\7\1\1", 4}, false), FRAMES_OPEN);
    assert_int_equal(end_of('C', 4, (struct str){"\1\7\1\1", 4}, true), FRAMES_NONSENSE);
    assert_int_equal(end_of('C', 5, STR("12345"), false), FRAMES_NONSENSE);
    assert_int_equal(end_of('X', 4, STR("none"), false), FRAMES_REFUSED);
}

/* What follows the end changes nothing. */
static void test_after_the_end(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf talk = buf_new(arena, 4096);
    struct frames frames = {.max = 100};
    frame(&talk, 'T', 3, STR("why"));
    frame(&talk, 'F', 0, STR(""));
    frame(&talk, 'R', 4, STR("late"));
    frame(&talk, 'D', 0, STR(""));
    frames_hear(&frames, talk.p, talk.n);
    frames_hear(&frames, talk.p, talk.n);
    assert_int_equal(frames.end, FRAMES_FAILED);
    assert_int_equal(frames.n, 0);
    assert_int_equal(frames.message_n, 3);
    assert_memory_equal(frames.message, "why", 3);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_talk),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_after_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
