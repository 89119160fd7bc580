#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "recognise/label_parts.h"

#include <string.h>

static struct arena *arena;

/* Words with '|' where a part begins and '#' where an item does; '<' before the first word of a part, '>'
 * after its head. */
static const char *read_as(const char *label)
{
    struct tokens tokens;
    struct label_parts parts;
    tokens_read(&tokens, arena, str_from(label));
    label_parts_read(&parts, arena, &tokens, NULL);
    struct buf buf = buf_new(arena, 1000);
    for (uint32_t i = 0; i < tokens.n; i++) {
        const struct label_part *part = &parts.parts[i], *item = &parts.items[i];
        assert_true(part->number < parts.n_parts && item->number < parts.n_items);
        bool new_item = i && item->number != parts.items[i - 1].number;
        bool new_part = i && part->number != parts.parts[i - 1].number;
        buf_puts(&buf, new_item ? "#" : new_part ? "|" : i ? " " : "");
        buf_puts(&buf, part->first == i ? "<" : "");
        buf_add(&buf, tokens.items[i].text);
        buf_puts(&buf, part->head == i + 1 ? ">" : "");
    }
    return buf.p;
}

static void parts_of_labels(void **state)
{
    (void)state;
    assert_string_equal(read_as("Event collector"), "<event collector>");
    assert_string_equal(read_as("Event collector, drift report"), "<event collector>#<drift report>");
    assert_string_equal(read_as("Event\nCollector"), "<event>|<collector>");
    assert_string_equal(read_as("Clean data and fit model"), "<clean data> and|<fit model>");
    assert_string_equal(read_as("Model and data health"), "<model and|<data health>");
    assert_string_equal(read_as("Users & items"), "<users|<items>");
    assert_string_equal(read_as("pub/sub / W&B"), "<pub sub>|<w&b>");
    assert_string_equal(read_as("Actions of users on sites"), "<actions> of users on sites");
    assert_string_equal(read_as("to ranking"), "<to ranking");
    assert_string_equal(read_as("Stage 2: train.py"), "stage 2 <train> py");
    assert_string_equal(read_as("model.pkl"), "<model pkl>");
    assert_string_equal(read_as("Collector (raw, daily) of events"), "<collector>#<raw>#<daily>#of events");
    assert_string_equal(read_as("the service 7"), "the service 7");
    assert_string_equal(read_as(""), "");
}

/* A label of many signs and brackets takes no longer than its length. */
static void long_labels(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a,", "(b) ", "and ", "of ", "x.py ", "step 1: ", "\n", "\xC3"};
    for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
        struct buf buf = buf_new(arena, 400000);
        for (size_t i = 0; i < 40000; i++)
            buf_puts(&buf, pieces[p]);
        struct tokens tokens;
        struct label_parts parts;
        tokens_read(&tokens, arena, buf_str(&buf));
        label_parts_read(&parts, arena, &tokens, NULL);
        assert_true(parts.n_items <= parts.n_parts && parts.n_parts <= tokens.n);
    }
}

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(parts_of_labels), cmocka_unit_test(long_labels)};
    return cmocka_run_group_tests(tests, begin, end);
}
