#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "pack_folder.h"

#include <string.h>

#define TABLES "common/tables.en.yaml"

struct loaded {
    struct arena *arena;
    struct rubric rubric;
    struct diags errors;
    bool ok;
};

/* The built-in pack with these tables; NULL: without any. `vocabulary` is put at the end of that file. */
static void load(struct loaded *out, const char *tables, const char *vocabulary)
{
    struct limits limits = limits_default();
    struct pack_file *files;
    struct str message;
    size_t n, kept = 0;
    out->arena = arena_new();
    diags_init(&out->errors, out->arena, &limits);
    assert_true(
        pack_folder_read(&files, &n, &message, out->arena, GRADE_SOURCE_DIR "/reference/fraud-detection"));
    for (size_t i = 0; i < n; i++) {
        if (str_is(files[i].name, TABLES) && !tables)
            continue;
        if (str_is(files[i].name, TABLES))
            files[i].bytes = str_from(tables);
        if (str_is(files[i].name, "vocabulary.en.yaml") && vocabulary)
            files[i].bytes =
                str_from(arena_printf(out->arena, "%.*s%s", STR_ARG(files[i].bytes), vocabulary));
        files[kept++] = files[i];
    }
    out->ok = pack_load(&out->rubric, out->arena, &out->errors, files, kept);
}

static const char small[] =
    "language: en\n"
    "units: {per year: [annual, yearly]}\n"
    "totals: [total]\n"
    "kinds:\n"
    "  costs:\n"
    "    at: cost.lines\n"
    "    name: item\n"
    "    needs: [item, 'monthly|basis']\n"
    "    near: [cost*]\n"
    "    total: cost.monthly_total\n"
    "    whole: true\n"
    "    columns:\n"
    "      item: [item, component]\n"
    "      monthly: {said: [monthly cost], dim: money}\n"
    "      basis: {said: [basis], same: item}\n"
    "    values: {kind: {of: [item], are: {disk: [disk, volume], net: [network]}}}\n"
    "  targets: {at: slo, as: facts, name: a, needs: [a, b], columns: {a: [aim], b: [goal]}}\n";

static void read_whole(void **state)
{
    (void)state;
    struct loaded l;
    load(&l, small, NULL);
    assert_true(l.ok);
    const struct rubric *r = &l.rubric;
    assert_int_equal(rub_forms_n(r), 2);
    const struct rub_form *costs = rub_forms(r, 0);
    assert_string_equal(rub_text(r, costs->id), "costs");
    assert_string_equal(rub_text(r, costs->at), "cost.lines");
    assert_string_equal(rub_text(r, costs->total), "cost.monthly_total");
    assert_true(costs->whole && !costs->boxes && !costs->first && costs->shape == FORM_LIST);
    assert_int_equal(costs->columns.n, 3);
    assert_int_equal(costs->near.n, 1);
    assert_string_equal(rub_text(r, rub_word(r, costs->needs, 1)), "monthly|basis");
    const struct rub_form_column *monthly = rub_form_columns(r, costs->columns.at + 1);
    assert_string_equal(rub_text(r, monthly->dimension), "money");
    assert_string_equal(rub_text(r, rub_phrases(r, monthly->phrases.at)->source), "monthly cost");
    assert_string_equal(rub_text(r, rub_form_columns(r, costs->columns.at + 2)->same), "item");
    assert_int_equal(costs->values.n, 2);
    const struct rub_form_value *net = rub_form_values(r, costs->values.at + 1);
    assert_string_equal(rub_text(r, net->key), "kind");
    assert_string_equal(rub_text(r, net->value), "net");
    assert_string_equal(rub_text(r, rub_word(r, net->of, 0)), "item");
    assert_int_equal(rub_forms(r, 1)->shape, FORM_FACTS);
    assert_int_equal(rub_form_words_n(r), 3);
    assert_string_equal(rub_text(r, rub_form_words(r, 0)->text), "per year");
    assert_int_equal(rub_form_words(r, 1)->use, FORM_TOTAL);
    arena_free(l.arena);
}

static void may_be_missing(void **state)
{
    (void)state;
    struct loaded l;
    load(&l, NULL, NULL);
    assert_true(l.ok);
    assert_int_equal(rub_forms_n(&l.rubric), 0);
    arena_free(l.arena);
}

static const struct {
    const char *tables, *vocabulary;
    enum diag_id id;
    const char *says;
} wrong[] = {
    {"{}\n", NULL, DIAG_PACK_TYPE, "needs 'kinds'"},
    {"kinds: {a: {at: x, name: n, needs: [n], columns: {n: [one}}}\n", NULL, DIAG_YAML_SYNTAX, ""},
    {"kinds: {a: {at: x, name: n, needs: [m], columns: {n: [one]}}}\n", NULL, DIAG_PACK_NAME,
     "none of the columns"},
    {"kinds: {a: {at: x, name: m, needs: [n], columns: {n: [one]}}}\n", NULL, DIAG_PACK_NAME,
     "none of the columns"},
    {"kinds: {a: {at: x, name: n, needs: ['n|m'], columns: {n: [one]}}}\n", NULL, DIAG_PACK_NAME, "'m'"},
    {"kinds: {a: {at: x, name: n, need: [n], columns: {n: [one]}}}\n", NULL, DIAG_PACK_KEY, "did you mean"},
    {"kinds: {a: {at: x, as: tree, name: n, needs: [n], columns: {n: [one]}}}\n", NULL, DIAG_PACK_VALUE,
     "list map facts"},
    {"kinds: {a: {at: x, name: n, needs: [n], columns: {n: {said: [one], dim: weight}}}}\n", NULL,
     DIAG_PACK_VALUE, "dimension"},
    {"kinds: {a: {at: x, name: n, needs: [n], columns: {n: {said: [one], same: m}}}}\n", NULL, DIAG_PACK_NAME,
     "none of the columns"},
    {"kinds: {a: {at: x, name: n, needs: [n], columns: {n: ['(one']}}}\n", NULL, DIAG_PACK_PHRASE,
     "not closed"},
    {"kinds: {a: {at: x, name: n, needs: [n], columns: {n: [one]}, values: {k: {of: [n], are: [a]}}}}\n",
     NULL, DIAG_PACK_TYPE, "'are'"},
    {small, "  no_such_fact: [one]\n", DIAG_PACK_NAME, "no_such_fact"},
    {small, "  ttl: [time to live]\n", DIAG_PACK_VALUE, "local"},
};

static void refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct loaded l;
        bool found = false;
        load(&l, wrong[i].tables, wrong[i].vocabulary);
        assert_false(l.ok);
        for (size_t k = 0; k < l.errors.n; k++)
            found |= l.errors.items[k].id == wrong[i].id &&
                     str_has_nocase(l.errors.items[k].message, str_from(wrong[i].says));
        if (!found)
            print_error("%s: not refused as expected\n", wrong[i].tables);
        assert_true(found);
        arena_free(l.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_whole),
        cmocka_unit_test(may_be_missing),
        cmocka_unit_test(refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
