/*
 * How the file of a drawing is laid out decides nothing: blanks, empty lines, comments and line ends in YAML,
 * DOT and Mermaid; nor do capitals in what stands on boxes and arrows. Seeds are printed where a law is
 * broken.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "helper_each.h"
#include "helper_edit.h"
#include "helper_markdown.h"
#include "helper_terms.h"

#define SEEDS 2
#define ROOM (4 * MIB)

enum language { OTHER, YAML, DOT, MERMAID };

static enum language language_of(struct str name)
{
    return str_ends(name, ".yaml") || str_ends(name, ".yml")      ? YAML
           : str_ends(name, ".dot") || str_ends(name, ".gv")      ? DOT
           : str_ends(name, ".mmd") || str_ends(name, ".mermaid") ? MERMAID
                                                                  : OTHER;
}

static const char *const remarks[] = {"a drift monitor would go here", "online_store -> model_server",
                                      "role: fallback", "TODO canary, shadow, rollback"};

/* A comment on a line of its own, as the language has them. */
static void remark(struct buf *out, enum language language, uint64_t *dice)
{
    const char *text = remarks[terms_below(dice, sizeof remarks / sizeof *remarks)];
    static const char *const dot[] = {"/* %s */\n", "// %s\n", "# %s\n"};
    if (language == DOT) {
        const char *form = dot[terms_below(dice, 3)];
        buf_puts(out, form[0] == '/' ? form[1] == '*' ? "/* " : "// " : "# ");
        buf_puts(out, text);
        buf_puts(out, form[1] == '*' ? " */\n" : "\n");
    } else {
        buf_printf(out, "%s %s\n", language == MERMAID ? "%%" : "#", text);
    }
}

/*
 * Between the lines of YAML only where no text goes on over several of them; and in descriptions: what stands
 * in the comments of a manifest is how its author explains it, and is read.
 */
static bool holds_more(struct str text)
{
    return str_find(text, STR("image:")) < text.n || str_find(text, STR(": |")) < text.n ||
           str_find(text, STR(": >")) < text.n || str_find(text, STR("\n---")) < text.n;
}

static void one_line(struct buf *out, struct str line, enum language language, uint64_t *dice)
{
    bool quoted = false;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        quoted ^= c == '"';
        buf_putc(out, c);
        /* a blank more between words of the language: around DOT's signs */
        bool sign = language == DOT && !quoted && c && strchr("[];,", c);
        if (sign && terms_below(dice, 2))
            buf_puts(out, " \t");
    }
    buf_puts(out, terms_below(dice, 2) ? "  \n" : "\n");
}

/* Inside a label or HTML that goes on over several lines nothing may be added. */
static struct str relaid(struct arena *arena, struct str text, enum language language, uint64_t *dice)
{
    struct buf out = buf_new(arena, ROOM);
    bool first = true, quoted = false, front = false;
    size_t angles = 0;
    for (size_t from = 0; from < text.n; first = false) {
        size_t end = from;
        while (end < text.n && text.p[end] != '\n')
            end++;
        struct str line = str_sub(text, from, end - from);
        front ^= str_is(str_trim(line), "---");
        bool free = !first && !quoted && angles == 0 && !front && !str_is(str_trim(line), "---");
        if (free && terms_below(dice, 4) == 0)
            remark(&out, language, dice);
        if (free && terms_below(dice, 4) == 0)
            buf_puts(&out, "\n");
        if (free)
            one_line(&out, line, language, dice);
        else
            buf_printf(&out, "%.*s\n", STR_ARG(line));
        for (size_t i = 0; i < line.n; i++) {
            quoted ^= line.p[i] == '"' && (i == 0 || line.p[i - 1] != '\\');
            if (language == DOT && !quoted && line.p[i] == '<')
                angles++;
            if (language == DOT && !quoted && line.p[i] == '>' && angles && (i == 0 || line.p[i - 1] != '-'))
                angles--;
        }
        from = end + 1;
    }
    return buf_str(&out);
}

/* The fences of a page that hold Mermaid. */
static struct str in_page(struct arena *arena, struct str page, uint64_t *dice)
{
    struct buf out = buf_new(arena, ROOM);
    struct str open = STR("```mermaid\n"), close = STR("\n```");
    for (;;) {
        size_t at = str_find(page, open);
        if (at == page.n)
            break;
        struct str inner = str_sub(page, at + open.n, page.n);
        size_t end = str_find(inner, close);
        buf_add(&out, str_sub(page, 0, at + open.n));
        struct str made = relaid(arena, str_sub(inner, 0, end), MERMAID, dice);
        buf_add(&out, str_sub(made, 0, made.n - 1));
        page = str_sub(inner, end, inner.n);
    }
    buf_add(&out, page);
    return buf_str(&out);
}

static struct str layout(struct arena *arena, const struct laws_file *file, uint64_t seed, void *with)
{
    enum language language = language_of(file->name);
    (void)with;
    if (str_ends(file->name, ".md"))
        return in_page(arena, file->bytes, &seed);
    if (language == OTHER || (language == YAML && holds_more(file->bytes)))
        return file->bytes;
    return relaid(arena, file->bytes, language, &seed);
}

static void blanks_and_comments_decide_nothing(void **state)
{
    (void)state;
    size_t changed;
    assert_int_equal(each_edited(&changed, layout, NULL, 1, SEEDS, "laid out otherwise"), 0);
    assert_true(changed >= 30);
}

static struct str line_ends(struct arena *arena, const struct laws_file *file, uint64_t seed, void *with)
{
    struct buf out = buf_new(arena, ROOM);
    (void)seed;
    (void)with;
    if (language_of(file->name) == OTHER)
        return file->bytes;
    for (size_t i = 0; i < file->bytes.n; i++)
        buf_puts(&out, file->bytes.p[i] == '\n' ? "\r\n" : (char[]){file->bytes.p[i], 0});
    return buf_str(&out);
}

static void line_ends_decide_nothing(void **state)
{
    (void)state;
    size_t changed;
    assert_int_equal(each_edited(&changed, line_ends, NULL, 1, 1, "with carriage returns"), 0);
    assert_true(changed >= 20);
}

/* ------------------------------------------------------------------ capitals */

static bool is_letter(char c)
{
    c = str_byte_lower(c);
    return c >= 'a' && c <= 'z';
}

/* Words with a capital inside are left alone: CamelCase is several words. */
static struct str in_capitals(struct arena *arena, struct str text, bool all)
{
    struct buf out = buf_new(arena, text.n + 1);
    for (size_t i = 0, end; i < text.n; i = end) {
        bool inside = false;
        for (end = i; end < text.n && is_letter(text.p[end]); end++)
            inside |= end > i && text.p[end] >= 'A' && text.p[end] <= 'Z';
        for (size_t k = i; k < end; k++) {
            char c = text.p[k];
            bool turn = !inside && (all || k == i) && c >= 'a' && c <= 'z';
            buf_putc(&out, turn ? (char)(c - 'a' + 'A') : c);
        }
        if (end == i)
            buf_putc(&out, text.p[end++]);
    }
    return buf_str(&out);
}

static size_t capitals(struct arena *arena, const struct graded *drawn, const char *name)
{
    size_t broken = 0;
    for (int all = 0; all < 2; all++) {
        struct architecture *arch = edit_copy(arena, drawn->arch);
        for (size_t i = 0; i < arch->n_nodes; i++)
            arch->nodes[i].label = in_capitals(arena, arch->nodes[i].label, all);
        for (size_t i = 0; i < arch->n_edges; i++)
            arch->edges[i].label = in_capitals(arena, arch->edges[i].label, all);
        for (size_t i = 0; i < arch->n_groups; i++)
            arch->groups[i].label = in_capitals(arena, arch->groups[i].label, all);
        const char *what = arena_printf(arena, "%s, %s", name, all ? "all in capitals" : "with capitals");
        const struct graded *again = laws_judge(arena, drawn, arch);
        broken += laws_role_differences(drawn, again, NULL, what) + laws_differences(drawn, again, what);
    }
    return broken;
}

static void capitals_decide_nothing(void **state)
{
    (void)state;
    assert_int_equal(each_drawing(capitals), 0);
}

/* ------------------------------------------------------------------ spelling */

static size_t n_respelt;

static struct str respelt(struct arena *arena, struct str text, uint64_t american)
{
    struct str other = markdown_respell(arena, text, american);
    n_respelt += !str_eq(text, other);
    return other;
}

static size_t spelling(struct arena *arena, const struct graded *drawn, const char *name)
{
    size_t broken = 0;
    for (uint64_t american = 0; american < 2; american++) {
        struct architecture *arch = edit_copy(arena, drawn->arch);
        for (size_t i = 0; i < arch->n_nodes; i++)
            arch->nodes[i].label = respelt(arena, arch->nodes[i].label, american);
        for (size_t i = 0; i < arch->n_edges; i++)
            arch->edges[i].label = respelt(arena, arch->edges[i].label, american);
        for (size_t i = 0; i < arch->n_groups; i++)
            arch->groups[i].label = respelt(arena, arch->groups[i].label, american);
        const char *what = arena_printf(arena, "%s, %s", name, american ? "American" : "British");
        const struct graded *again = laws_judge(arena, drawn, arch);
        broken += laws_role_differences(drawn, again, NULL, what) + laws_differences(drawn, again, what);
    }
    return broken;
}

static void spelling_decides_nothing(void **state)
{
    (void)state;
    assert_int_equal(each_drawing(spelling), 0);
    assert_true(n_respelt >= 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_and_comments_decide_nothing),
        cmocka_unit_test(line_ends_decide_nothing),
        cmocka_unit_test(capitals_decide_nothing),
        cmocka_unit_test(spelling_decides_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
