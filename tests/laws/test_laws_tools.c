/*
 * Which tool of a kind somebody takes decides nothing: one is swapped for another of the same group and equal
 * roles of the catalogue, wherever it is named (drawings, facts and prose), and where a box declares its role
 * for any of the group. Seeds are printed where a law is broken.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_each.h"
#include "helper_edit.h"
#include "helper_terms.h"

#include <string.h>

#define SEEDS 2
#define ROOM (4 * MIB)

static bool is_word(char c)
{
    c = str_byte_lower(c);
    return (c >= 'a' && c <= 'z') || str_byte_digit(c);
}

/* How many bytes of the text at `at` are that alias; its blanks may be any one of those that names are joined
 * with. */
static size_t spelt(struct str text, size_t at, const char *alias)
{
    size_t n = strlen(alias);
    if (at + n > text.n || (at > 0 && is_word(text.p[at - 1])) ||
        (at + n < text.n && is_word(text.p[at + n])))
        return 0;
    for (size_t i = 0; i < n; i++) {
        char c = text.p[at + i];
        bool joint = alias[i] == ' ' && c && strchr(" -_.", c);
        if (!joint && str_byte_lower(c) != alias[i])
            return 0;
    }
    return n;
}

/* The tool whose longest name stands there, or RUB_NONE. */
static uint32_t tool_at(size_t *out_n, const struct rubric *rubric, struct str text, size_t at)
{
    uint32_t found = RUB_NONE;
    *out_n = 0;
    for (uint32_t t = 0; t < rub_tools_n(rubric); t++) {
        const struct rub_tool *tool = rub_tools(rubric, t);
        for (size_t a = 0; a < tool->aliases.n; a++) {
            size_t n = spelt(text, at, rub_text(rubric, rub_word(rubric, tool->aliases, a)));
            if (n > *out_n) {
                *out_n = n;
                found = t;
            }
        }
    }
    return found;
}

static bool same_roles(const struct rubric *rubric, const struct rub_tool *a, const struct rub_tool *b)
{
    if (a->roles.n != b->roles.n)
        return false;
    for (size_t i = 0; i < a->roles.n; i++)
        if (rub_word(rubric, a->roles, i) != rub_word(rubric, b->roles, i))
            return false;
    return true;
}

/* A name of one word that can stand anywhere an id can, or NULL. */
static const char *short_name(const struct rubric *rubric, const struct rub_tool *tool)
{
    for (size_t a = 0; a < tool->aliases.n; a++) {
        const char *alias = rub_text(rubric, rub_word(rubric, tool->aliases, a));
        size_t n = 0;
        while (is_word(alias[n]))
            n++;
        if (n > 3 && alias[n] == '\0')
            return alias;
    }
    return NULL;
}

/*
 * For each tool another one at random, each at most once and none that the text names: what would be one tool
 * more or less is no swap. Names that are ordinary words are left alone: whether they are a tool depends on
 * what is beside them.
 */
static uint32_t *partners(struct arena *arena, const struct rubric *rubric, const bool *named, uint64_t seed)
{
    size_t n = rub_tools_n(rubric);
    uint32_t *partner = arena_alloc(arena, n * sizeof *partner);
    bool *taken = arena_alloc(arena, n);
    for (uint32_t t = 0; t < n; t++) {
        const struct rub_tool *tool = rub_tools(rubric, t);
        partner[t] = RUB_NONE;
        uint32_t *fit = arena_alloc(arena, n * sizeof *fit);
        size_t n_fit = 0;
        for (uint32_t u = 0; named[t] && !tool->ambiguous && u < n; u++) {
            const struct rub_tool *other = rub_tools(rubric, u);
            if (u != t && !named[u] && !taken[u] && !other->ambiguous && other->group == tool->group &&
                other->kind == tool->kind && same_roles(rubric, tool, other) && short_name(rubric, other))
                fit[n_fit++] = u;
        }
        if (n_fit == 0)
            continue;
        partner[t] = fit[terms_below(&seed, n_fit)];
        taken[partner[t]] = true;
    }
    return partner;
}

static struct str swapped(struct arena *arena, const struct rubric *rubric, struct str text,
                          const uint32_t *partner, bool *named)
{
    struct buf out = buf_new(arena, ROOM);
    for (size_t i = 0; i < text.n;) {
        size_t n;
        bool begins = is_word(text.p[i]) && (i == 0 || !is_word(text.p[i - 1]));
        uint32_t tool = begins ? tool_at(&n, rubric, text, i) : RUB_NONE;
        if (tool == RUB_NONE) {
            buf_putc(&out, text.p[i++]);
            continue;
        }
        if (named)
            named[tool] = true;
        if (partner && partner[tool] != RUB_NONE) {
            const char *name = short_name(rubric, rub_tools(rubric, partner[tool]));
            bool capital = text.p[i] >= 'A' && text.p[i] <= 'Z' && name[0] >= 'a' && name[0] <= 'z';
            buf_putc(&out, capital ? (char)(name[0] - 'a' + 'A') : name[0]);
            buf_puts(&out, name + 1);
        } else {
            buf_add(&out, str_sub(text, i, n));
        }
        i += n;
    }
    return buf_str(&out);
}

/* Pictures, and boxes made of characters, which a longer name would break. */
static bool is_fixed(const struct laws_file *file)
{
    return str_ends(file->name, ".png") || str_find(file->bytes, STR("+--")) < file->bytes.n ||
           str_find(file->bytes, STR("\xe2\x94")) < file->bytes.n;
}

static size_t swaps_in(const char *name, size_t *out_swaps)
{
    struct arena *arena = arena_new();
    struct laws_file *files;
    size_t n = each_files(&files, arena, name), broken = 0;
    const struct graded *before = laws_grade(arena, files, n);
    const struct rubric *rubric = &before->rubric;
    bool *named = arena_alloc(arena, rub_tools_n(rubric));
    bool fixed = false;
    for (size_t f = 0; f < n; f++) {
        fixed |= is_fixed(&files[f]);
        swapped(arena, rubric, files[f].bytes, NULL, named);
    }
    for (uint64_t seed = 1; seed <= SEEDS && !fixed; seed++) {
        struct arena *one = arena_new();
        const uint32_t *partner = partners(one, rubric, named, seed);
        struct laws_file *edited = arena_alloc(one, (n + 1) * sizeof *edited);
        struct buf what = buf_new(one, 4096);
        size_t swaps = 0;
        buf_printf(&what, "%s, seed %u:", name, (unsigned)seed);
        for (uint32_t t = 0; t < rub_tools_n(rubric); t++)
            if (partner[t] != RUB_NONE) {
                buf_printf(&what, " %s for %s;", rub_text(rubric, rub_tools(rubric, partner[t])->name),
                           rub_text(rubric, rub_tools(rubric, t)->name));
                swaps++;
            }
        for (size_t f = 0; f < n; f++)
            edited[f] =
                (struct laws_file){files[f].name, swapped(one, rubric, files[f].bytes, partner, NULL)};
        if (swaps)
            broken += laws_differences(before, laws_grade(one, edited, n), what.p);
        *out_swaps += swaps;
        arena_free(one);
    }
    arena_free(arena);
    return broken;
}

static void another_of_its_kind_is_as_good(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char **names;
    size_t n = each_submission(&names, arena), broken = 0, swaps = 0;
    for (size_t i = 0; i < n; i++)
        broken += swaps_in(names[i], &swaps);
    arena_free(arena);
    assert_int_equal(broken, 0);
    assert_true(swaps >= 150);
}

/* ------------------------------------------------------------------ declared roles */

static size_t declared(struct arena *arena, const struct graded *drawn, const char *name)
{
    const struct rubric *rubric = &drawn->rubric;
    size_t broken = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct architecture *arch = edit_copy(arena, drawn->arch);
        uint64_t dice = seed;
        size_t swaps = 0;
        for (size_t i = 0; i < arch->n_nodes; i++) {
            struct arch_node *node = &arch->nodes[i];
            size_t length;
            uint32_t t = node->role && node->tool.n ? tool_at(&length, rubric, node->tool, 0) : RUB_NONE;
            if (t == RUB_NONE || length != node->tool.n)
                continue;
            size_t first = terms_below(&dice, rub_tools_n(rubric));
            for (size_t k = 0; k < rub_tools_n(rubric); k++) {
                uint32_t u = (uint32_t)((first + k) % rub_tools_n(rubric));
                if (u == t || rub_tools(rubric, u)->group != rub_tools(rubric, t)->group)
                    continue;
                node->tool = str_from(rub_text(rubric, rub_tools(rubric, u)->name));
                swaps++;
                break;
            }
        }
        const char *what = arena_printf(arena, "%s, seed %u, declared", name, (unsigned)seed);
        if (swaps)
            broken += laws_differences(drawn, laws_judge(arena, drawn, arch), what);
    }
    return broken;
}

static void a_declared_role_frees_the_tool(void **state)
{
    (void)state;
    assert_int_equal(each_drawing(declared), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_of_its_kind_is_as_good),
        cmocka_unit_test(a_declared_role_frees_the_tool),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
