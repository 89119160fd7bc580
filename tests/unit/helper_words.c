#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_words.h"

#include "grade.h"
#include "recognise/recognise.h"

#include <stdio.h>
#include <stdlib.h>

void helper_words_init(struct helper_words *h)
{
    struct diags diags;
    struct limits limits = limits_default();
    *h = (struct helper_words){.arena = arena_new(), .section = PROSE_NONE};
    diags_init(&diags, h->arena, &limits);
    assert_true(grade_pack(&h->rubric, h->arena, NULL, &diags));
    h->prose = prose_new(h->arena);
    h->arch = architecture_new(h->arena);
}

void helper_words_free(struct helper_words *h)
{
    arena_free(h->arena);
}

struct block *helper_words_add(struct helper_words *h, enum block_kind kind, const char *text)
{
    struct str bytes = str_copy(h->arena, str_from(text));
    struct text *source = text_new(h->arena, STR("README.md"), bytes);
    struct block *block = prose_block(h->arena, h->prose, kind, source);
    block->text = bytes;
    block->section = h->section;
    block->language = STR("");
    block->pieces = arena_alloc(h->arena, sizeof *block->pieces);
    block->n_pieces = 1;
    return block;
}

void helper_words_heading(struct helper_words *h, unsigned level, const char *title)
{
    size_t parent = h->section;
    while (parent != PROSE_NONE && h->prose->sections[parent].level >= level)
        parent = h->prose->sections[parent].parent;
    struct section *section = prose_section(h->arena, h->prose, str_from(title), level);
    section->parent = parent;
    section->heading = h->prose->n_blocks;
    h->section = h->prose->n_sections - 1;
    helper_words_add(h, BLOCK_HEADING, title);
}

const struct statements *helper_words_read(struct helper_words *h)
{
    struct diags *diags = arena_alloc(h->arena, sizeof *diags);
    struct limits limits = limits_default();
    diags_init(diags, h->arena, &limits);
    h->reading = recognise(h->arena, diags, h->arch, h->prose, &h->rubric);
    return h->reading->told;
}

const struct statements *helper_words_say(struct helper_words *h, const char *text)
{
    helper_words_init(h);
    helper_words_add(h, BLOCK_PARAGRAPH, text);
    return helper_words_read(h);
}

/* Bytes of the phrase in the statement; n is 0 where it is not in it. */
static struct str find(const struct statement *st, const char *phrase)
{
    struct str needle = str_from(phrase);
    for (size_t i = 0; i + needle.n <= st->text.n; i++)
        if (str_eq_nocase(str_sub(st->text, i, needle.n), needle))
            return str_sub(st->text, i, needle.n);
    return (struct str){st->text.p, 0};
}

static bool same(const struct statement *st, uint32_t at, uint32_t size, struct str words)
{
    struct str said = str_sub(st->text, at, size);
    return said.p >= words.p && said.p + said.n <= words.p + words.n;
}

static const char *in_list(const struct statements *told, const struct mention_list *list, size_t statement,
                           struct str words)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].statement == statement &&
            same(&told->items[statement], list->items[i].at, list->items[i].size, words))
            return standing_name(list->items[i].standing);
    return NULL;
}

const char *helper_words_standing(const struct helper_words *h, size_t statement, const char *phrase)
{
    const struct statements *told = h->reading->told;
    const struct statement *st = &told->items[statement];
    struct str words = find(st, phrase);
    const char *found = NULL;
    for (size_t i = 0; i < rub_roles_n(&h->rubric) && !found; i++)
        found = in_list(told, &told->of_role[i], statement, words);
    for (size_t i = 0; i < rub_sets_n(&h->rubric) && !found; i++)
        if (!str_starts(str_from(rub_text(&h->rubric, rub_sets(&h->rubric, i)->name)), "COMM"))
            found = in_list(told, &told->of_set[i], statement, words);
    for (size_t i = 0; i < st->n_components && !found; i++)
        if (st->components[i].tool != RUB_NONE &&
            str_has_nocase(
                str_from(rub_text(&h->rubric, rub_tools(&h->rubric, st->components[i].tool)->name)), words))
            found = standing_name(st->components[i].standing);
    return found ? found : "";
}

const char *helper_words_roles(const struct helper_words *h, size_t statement, const char *part)
{
    const struct statement *st = &h->reading->told->items[statement];
    struct buf buf = buf_new(h->arena, 400);
    for (size_t i = 0; i < st->n_components; i++) {
        const struct component *c = &st->components[i];
        const char *tool =
            c->tool == RUB_NONE ? "" : rub_text(&h->rubric, rub_tools(&h->rubric, c->tool)->name);
        struct str first = str_from(part);
        first.n = str_find(first, STR(" "));
        if (!str_has_nocase(str_from(tool), first))
            continue;
        for (uint32_t r = 0; r < rub_roles_n(&h->rubric); r++)
            if (c->roles >> r & 1) {
                buf_puts(&buf, buf.n ? " + " : "");
                buf_puts(&buf, rub_text(&h->rubric, rub_roles(&h->rubric, r)->id));
            }
        buf_puts(&buf, !c->roles ? "-" : c->sure ? "" : " ?");
        return buf.p;
    }
    return "";
}

const char *helper_words_signals(const struct helper_words *h, size_t statement)
{
    const struct statement *st = &h->reading->told->items[statement];
    struct buf buf = buf_new(h->arena, 200);
    for (unsigned bit = 0; bit < SIGNALS; bit++)
        if (st->signals >> bit & 1) {
            buf_puts(&buf, buf.n ? " " : "");
            buf_puts(&buf, signal_name(1U << bit));
        }
    return buf.p;
}

size_t helper_words_count(const struct helper_words *h, const char *set, enum standing standing)
{
    uint32_t number = rub_set_of(&h->rubric, str_from(set));
    size_t n = 0;
    assert_true(number != RUB_NONE);
    const struct mention_list *list = &h->reading->told->of_set[number];
    for (size_t i = 0; i < list->n; i++)
        n += list->items[i].standing == standing;
    return n;
}

struct helper_examples helper_examples_read(struct arena *arena, const char *name)
{
    struct helper_examples out = {0};
    FILE *f = fopen(GRADE_SOURCE_DIR "/docs/recognition.md", "rb");
    assert_non_null(f);
    char *bytes = arena_alloc(arena, 200000);
    struct str rest = {bytes, fread(bytes, 1, 200000, f)};
    fclose(f);
    struct str mark = str_from(arena_printf(arena, "<!-- examples: %s -->\n", name));
    size_t at = str_find(rest, mark);
    assert_true(at < rest.n);
    rest = str_sub(rest, at + mark.n, rest.n - at - mark.n);
    for (size_t row = 0; rest.n && rest.p[0] == '|'; row++) {
        size_t end = str_find(rest, STR("\n"));
        struct str line = str_sub(rest, 1, end - 1);
        rest = str_sub(rest, end + 1, rest.n - end - 1);
        if (row < 2)
            continue;
        struct str(*cells)[3] = ARENA_PUSH(arena, out.cells, out.n, out.cap);
        for (size_t i = 0; i < 3; i++) {
            size_t bar = str_find(line, STR("|"));
            (*cells)[i] = str_copy(arena, str_trim(str_sub(line, 0, bar)));
            line = bar < line.n ? str_sub(line, bar + 1, line.n - bar - 1) : STR("");
        }
    }
    assert_true(out.n > 0);
    return out;
}
