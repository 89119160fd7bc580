/*
 * The same headings, paragraphs and items as Markdown, plain text, reStructuredText and AsciiDoc are judged
 * the same.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "helper_laws.h"

#define ROOM (1 * MIB)

enum format { MARKDOWN, PLAIN, RST, ADOC, FORMATS };
static const char *const names[FORMATS] = {"README.md", "README.txt", "README.rst", "README.adoc"};

/* On one line; what would be markup in Markdown is escaped there. */
static void words(struct buf *out, struct str text, enum format format)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (format == MARKDOWN && c && strchr("\\*_<>[]#&|~`!", c))
            buf_putc(out, '\\');
        buf_putc(out, str_byte_space(c) ? ' ' : c);
    }
}

static void heading(struct buf *out, struct str text, unsigned level, enum format format)
{
    unsigned depth = level < 4 ? level : 4;
    if (format == MARKDOWN || format == ADOC) {
        for (unsigned i = 0; i < depth; i++)
            buf_putc(out, format == ADOC ? '=' : '#');
        buf_putc(out, ' ');
        words(out, text, format);
        buf_puts(out, "\n\n");
        return;
    }
    words(out, text, format);
    buf_putc(out, '\n');
    for (size_t i = 0; i < text.n; i++)
        buf_putc(out, "=-~^"[depth - 1]);
    buf_puts(out, "\n\n");
}

/* A line that begins so would be another kind of block somewhere. */
static bool is_plain(const struct block *block)
{
    char c = block->text.p[0];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter && !str_ends(block->text, ":") && str_find(block->text, STR("::")) == block->text.n &&
           str_find(block->text, STR("\n")) == block->text.n;
}

static struct str written(struct arena *arena, const struct prose *prose, enum format format, size_t *blocks)
{
    struct buf out = buf_new(arena, ROOM);
    bool item = false;
    *blocks = 0;
    for (size_t i = 0; i < prose->n_blocks; i++) {
        const struct block *block = &prose->blocks[i];
        if (block->text.n == 0 || block->quoted || block->task || block->ordered || block->link_only)
            continue;
        bool is_item = block->kind == BLOCK_ITEM && is_plain(block);
        if (item && !is_item)
            buf_putc(&out, '\n');
        item = is_item;
        *blocks += is_item || block->kind == BLOCK_HEADING || block->kind == BLOCK_PARAGRAPH;
        if (block->kind == BLOCK_HEADING && prose->sections[block->section].level <= 6) {
            heading(&out, block->text, prose->sections[block->section].level, format);
        } else if (is_item) {
            buf_puts(&out, format == ADOC ? "* " : "- ");
            words(&out, block->text, format);
            buf_putc(&out, '\n');
        } else if (block->kind == BLOCK_PARAGRAPH && is_plain(block)) {
            words(&out, block->text, format);
            buf_puts(&out, "\n\n");
        }
    }
    return buf_str(&out);
}

static void the_same_words_in_other_formats(void **state)
{
    (void)state;
    struct arena *names_arena = arena_new();
    const char **fixtures;
    size_t n = laws_fixtures(&fixtures, names_arena), broken = 0, blocks = 0;
    double points = 0;
    for (size_t i = 0; i < n; i++) {
        struct arena *arena = arena_new();
        struct laws_file *files;
        size_t n_files = laws_fixture(&files, arena, fixtures[i]), here;
        const struct prose *prose = laws_grade(arena, files, n_files)->prose;
        struct laws_file page = {str_from(names[MARKDOWN]), written(arena, prose, MARKDOWN, &here)};
        const struct graded *markdown = laws_grade(arena, &page, 1);
        blocks += here;
        points += markdown->review->ungated;
        for (enum format f = PLAIN; f < FORMATS && here; f++) {
            page = (struct laws_file){str_from(names[f]), written(arena, prose, f, &here)};
            broken += laws_differences(
                markdown, laws_grade(arena, &page, 1),
                arena_printf(arena, "%s, %s and %s", fixtures[i], names[MARKDOWN], names[f]));
        }
        arena_free(arena);
    }
    arena_free(names_arena);
    assert_int_equal(broken, 0);
    assert_true(blocks >= 400);
    assert_true(points >= 200); /* there is something to lose */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_same_words_in_other_formats)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
