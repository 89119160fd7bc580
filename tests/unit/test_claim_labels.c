#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_pack.h"
#include "helper_words.h"

#include <string.h>

/* Roles that are credited, with their confidence; "-" for none. */
static const char *roles(const struct helper_words *h, size_t node)
{
    const struct node_reading *reading = &h->reading->nodes[node];
    struct buf buf = buf_new(h->arena, 500);
    for (size_t i = 0; i < reading->n_roles; i++) {
        const struct role_reading *role = &reading->roles[i];
        if (role->credited)
            buf_puts(&buf, arena_printf(h->arena, "%s%s %.1f", buf.n ? " + " : "",
                                        rub_text(&h->rubric, rub_roles(&h->rubric, role->role)->id),
                                        role->confidence));
    }
    return buf.n ? buf.p : "-";
}

/* The box, with an arrow from another one where `from` says one. */
static const char *box(struct arena *arena, struct str label, struct str from)
{
    struct helper_words h;
    helper_words_init(&h);
    const char *drawing = from.n
                              ? arena_printf(h.arena, "q[%.*s]; f[%.*s] -> q", STR_ARG(label), STR_ARG(from))
                              : arena_printf(h.arena, "q[%.*s]", STR_ARG(label));
    helper_draw(h.arena, h.arch, "a.dot", drawing);
    helper_words_read(&h);
    const char *found = str_copy(arena, str_from(roles(&h, 0))).p;
    helper_words_free(&h);
    return found;
}

static void examples_of_the_page(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct helper_examples examples = helper_examples_read(arena, "boxes");
    for (size_t i = 0; i < examples.n; i++)
        assert_string_equal(box(arena, examples.cells[i][0], examples.cells[i][1]), examples.cells[i][2].p);
    arena_free(arena);
}

/* What looks like a job in a label and is none, or another one. */
static void traps(void **state)
{
    (void)state;
    static const char *const labels[][2] = {
        {"Training of staff", "-"},    {"Actions of the merchant on the portal", "-"},
        {"Data model", "-"},           {"Container registry", "ci_cd"},
        {"Merge request", "-"},        {"Validation error", "-"},
        {"Alert rules", "alerting"},   {"Identity provider", "secrets_iam"},
        {"Subword tokenization", "-"}, {"Model and system health", "-"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        const char *found = box(arena, str_from(labels[i][0]), STR(""));
        if (strncmp(found, labels[i][1], strlen(labels[i][1])) != 0)
            fail_msg("'%s' is %s, not %s", labels[i][0], found, labels[i][1]);
    }
    arena_free(arena);
}

/* Where data comes from, or where it is kept: the arrows tell. */
static void where_data_enters(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_init(&h);
    helper_draw(h.arena, h.arch, "a.dot",
                "a[Raw events] -> b[Kafka] -> c[Raw events] -> d[ETL]; e[Raw events]");
    helper_words_read(&h);
    assert_string_equal(roles(&h, 0), "tx_source 0.8");
    assert_string_equal(roles(&h, 2), "raw_store 0.8");
    assert_string_equal(roles(&h, 4), "raw_store 0.8"); /* nothing takes it */
    helper_words_free(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples_of_the_page), cmocka_unit_test(traps),
                                       cmocka_unit_test(where_data_enters)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
