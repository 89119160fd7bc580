#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "recognise/sentences.h"

#include <string.h>
#include <time.h>

static struct arena *arena;

/* The sentences, " | " between them; checks that each is a slice in order. */
static const char *split(const char *text)
{
    struct buf buf = buf_new(arena, 4000);
    struct str source = str_from(text), sentence;
    size_t pos = 0, last = 0;
    while (sentences_next(&sentence, source, &pos)) {
        size_t at = (size_t)(sentence.p - source.p);
        assert_true(at >= last && at + sentence.n <= pos && pos <= source.n);
        last = at + sentence.n;
        buf_puts(&buf, buf.n ? " | " : "");
        buf_add(&buf, sentence);
    }
    return buf.p;
}

static void ends(void **state)
{
    (void)state;
    assert_string_equal(split("One. Two! Three? Four"), "One. | Two! | Three? | Four");
    assert_string_equal(split("kafka first. then flink."), "kafka first. | then flink.");
    assert_string_equal(split("He said \"stop.\" Then it stopped."), "He said \"stop.\" | Then it stopped.");
    assert_string_equal(split("Done (really.) Next."), "Done (really.) | Next.");
    assert_string_equal(split("Really?! Yes."), "Really?! | Yes.");
    assert_string_equal(split("line one\nline two"), "line one | line two");
    assert_string_equal(split("  "), "");
    assert_string_equal(split(""), "");
}

static void no_ends(void **state)
{
    (void)state;
    const char *const whole[] = {
        "Stores, e.g. Redis, i.e. caches, vs. tables, approx. 5 of them",
        "PSI above 0.2 and 3.5 ms, v1.2 of a.yaml in docs/b.md",
        "Fig. 3 shows it, no. 5 not",
        "Caches, queues, etc. are left out",
        "It waits ... and goes on",
        "1. Kafka takes events",
        "A store (it holds features. They are fresh) answers",
        "Asked J. Smith about it",
        "Node.js runs it",
        "One part; the other part",
    };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        assert_string_equal(split(whole[i]), whole[i]);
    assert_string_equal(split("Caches etc. Redis is one."), "Caches etc. | Redis is one.");
}

static void lists_by_semicolons(void **state)
{
    (void)state;
    assert_string_equal(split("We watch: lag; drift above 0.2; cost. Then rest; done."),
                        "We watch: lag; | drift above 0.2; | cost. | Then rest; done.");
    assert_string_equal(split("a (b; c; d) e"), "a (b; c; d) e");
}

static void lists_that_count(void **state)
{
    (void)state;
    assert_string_equal(split("It runs: (1) load, (2) train (twice), and (3) register. Then (4) rest."),
                        "It runs: | load, | train (twice), and | register. | Then (4) rest.");
    assert_string_equal(split("Two (2) replicas, see step (1) and f(3) (12)"),
                        "Two (2) replicas, see step (1) and f(3) (12)");
    assert_string_equal(split("(1) "), "");
    assert_string_equal(split("a: (1)b, (123) c"), "a: (1)b, (123) c");
}

/* Nothing is lost, nothing is longer than the bound, and the work is bounded, whatever the bytes are. */
static void long_and_hostile(void **state)
{
    (void)state;
    static const char *const parts[] = {"a ", "(", ";;; ", ". ", "\xE2\x80\xA6", "\xFF", "e.g. ", "word"};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        size_t n = strlen(parts[k]), size = 100000 / n * n, pos = 0, bytes = 0;
        char *text = arena_alloc(arena, size);
        for (size_t i = 0; i < size; i++)
            text[i] = parts[k][i % n];
        struct str sentence;
        while (sentences_next(&sentence, (struct str){text, size}, &pos)) {
            assert_true(sentence.n <= SENTENCE_BYTES + 8);
            bytes += sentence.n;
        }
        size_t blanks = 0;
        for (size_t i = 0; i < size; i++)
            blanks += text[i] == ' ';
        assert_true(bytes + blanks >= size);
        for (pos = 0; sentences_piece(&sentence, (struct str){text, size}, &pos);)
            assert_true(sentence.n <= SENTENCE_BYTES);
    }
}

/* A row of signs is not walked again from each of them. In processor time. */
static void time_is_linear(void **state)
{
    (void)state;
    static const char *const parts[] = {".", "?!", ".'", ".)", "'", "a.", "e.g. ", "(1) ", "\n."};
    size_t size = 192 * 1024;
    char *text = arena_alloc(arena, size);
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        size_t pos = 0;
        struct str sentence;
        for (size_t i = 0; i < size; i++)
            text[i] = parts[k][i % strlen(parts[k])];
        text[size - 1] = 'x'; /* no sign of the row ends a sentence */
        clock_t start = clock();
        while (sentences_next(&sentence, (struct str){text, size}, &pos))
            assert_true(pos <= size);
        assert_true((clock() - start) / CLOCKS_PER_SEC < 4);
    }
}

static int setup(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends),
        cmocka_unit_test(no_ends),
        cmocka_unit_test(lists_by_semicolons),
        cmocka_unit_test(lists_that_count),
        cmocka_unit_test(long_and_hostile),
        cmocka_unit_test(time_is_linear),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
