#include "helper_prose.h"

#include "helper_sound.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static const char *const roles[] = {"event_stream", "model_server"};
static const char *const kinds[] = {"data"};
static const struct arch_names names = {roles, 2, kinds, 1, NULL, 0};

void helper_prose_init(struct helper_prose *c)
{
    *c = (struct helper_prose){.arena = arena_new(), .limits = limits_default()};
    c->arch = architecture_new(c->arena);
    c->prose = prose_new(c->arena);
    diags_init(&c->diags, c->arena, &c->limits);
}

void helper_prose_read(struct helper_prose *c, const char *name, const char *text, size_t n)
{
    /* Exactly as long as the text, so that a sanitizer sees the first byte beyond. */
    char *bytes = arena_alloc(c->arena, n);
    if (n)
        memcpy(bytes, text, n);
    c->diags.max = c->limits.findings;
    c->submission = (struct submission){0};
    c->file = ARENA_PUSH(c->arena, c->submission.files, c->submission.n_files, c->submission.cap_files);
    c->file->name = str_from(name);
    c->file->text = text_new(c->arena, c->file->name, (struct str){bytes, n});
    struct parse_context ctx = {c->arena, &c->diags, &c->limits, &names, c->arch, c->prose, NULL, 0};
    readers_read(&ctx, &c->submission);
}

void helper_prose_free(struct helper_prose *c)
{
    arena_free(c->arena);
}

static void put(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\n')
            buf_puts(out, "\\n");
        else
            buf_putc(out, s.p[i]);
}

static void dump_block(struct buf *out, const struct prose *prose, size_t i)
{
    const struct block *b = &prose->blocks[i];
    struct place at = block_place(b, 0);
    buf_printf(out, "%s", block_kind_name(b->kind));
    if (b->kind == BLOCK_HEADING)
        buf_printf(out, "%u", prose->sections[b->section].level);
    buf_printf(out, " %u:%u", (unsigned)at.line, (unsigned)at.column);
    if (b->list != PROSE_NONE)
        buf_printf(out, " %s%zu", b->ordered ? "ol" : "ul", b->list);
    if (b->table != PROSE_NONE)
        buf_printf(out, " table%zu", b->table);
    if (b->lead != PROSE_NONE)
        buf_printf(out, " lead%zu", b->lead);
    buf_printf(out, "%s%s%s", b->quoted ? " quoted" : "", b->drawn ? " drawn" : "",
               b->link_only ? " link" : "");
    if (b->language.n)
        buf_printf(out, " (%.*s)", STR_ARG(b->language));
    buf_puts(out, ": ");
    put(out, b->text);
    for (size_t k = 0; k < b->n_cells; k++) {
        buf_puts(out, k ? "|" : " = ");
        put(out, b->cells[k]);
    }
    for (size_t k = 0; k < b->n_code; k++) {
        buf_puts(out, " `");
        put(out, b->code[k]);
        buf_puts(out, "`");
    }
    buf_puts(out, "\n");
}

const char *helper_prose_dump(const struct helper_prose *c)
{
    const struct prose *prose = c->prose;
    struct buf out = buf_new(c->arena, 1 << 20);
    for (size_t i = 0; i < prose->n_blocks; i++)
        dump_block(&out, prose, i);
    for (size_t i = 0; i < prose->n_tables; i++) {
        const struct prose_table *t = &prose->tables[i];
        buf_printf(&out, "table %u:%u", (unsigned)t->at.line, (unsigned)t->at.column);
        if (t->lead != PROSE_NONE)
            buf_printf(&out, " lead%zu", t->lead);
        for (size_t k = 0; k < t->n_columns; k++) {
            buf_puts(&out, k ? "|" : ": ");
            put(&out, t->header[k]);
        }
        buf_puts(&out, "\n");
    }
    for (size_t i = 0; i < prose->n_images; i++)
        buf_printf(&out, "image %u:%u: %.*s (%.*s)\n", (unsigned)prose->images[i].at.line,
                   (unsigned)prose->images[i].at.column, STR_ARG(prose->images[i].alt),
                   STR_ARG(prose->images[i].target));
    for (size_t i = 0; i < prose->n_hidden; i++) {
        buf_printf(&out, "%s %u:%u: ", hidden_kind_name(prose->hidden[i].kind),
                   (unsigned)prose->hidden[i].at.line, (unsigned)prose->hidden[i].at.column);
        put(&out, prose->hidden[i].text);
        buf_puts(&out, "\n");
    }
    for (size_t i = 0; i < c->diags.n; i++)
        buf_printf(&out, "%s %u:%u\n", diag_name(c->diags.items[i].id), (unsigned)c->diags.items[i].at.line,
                   (unsigned)c->diags.items[i].at.column);
    return out.p;
}

void helper_prose_expect(const char *name, const char *text, const char *expected)
{
    struct helper_prose c;
    helper_prose_init(&c);
    helper_prose_read(&c, name, text, strlen(text));
    const char *got = helper_prose_dump(&c);
    helper_prose_check(&c, strchr(text, '&') != NULL);
    if (strcmp(got, expected) != 0)
        fail_msg("%s\n--- gives\n%s--- not\n%s", text, got, expected);
    helper_prose_free(&c);
}

void helper_prose_check(const struct helper_prose *c, bool entities)
{
    const char *wrong = sound_prose(c->prose, entities);
    if (wrong)
        fail_msg("%s", wrong);
}
