#include "recognise/statements_read.h"

#include "recognise/code_lines.h"
#include "recognise/components.h"
#include "recognise/mentions.h"
#include "recognise/scope.h"
#include "recognise/sentences.h"
#include "recognise/stuffing.h"
#include "recognise/telling.h"
#include "recognise/told_links.h"

/* A part of the block's text as a statement. */
static void say(struct telling *t, const struct block *block, enum scope scope, enum statement_kind kind,
                struct str text, enum tool_where where)
{
    size_t offset = (size_t)(text.p - block->text.p);
    struct statement st = telling_new(t, kind, text, block_place(block, offset));
    st.block = block;
    st.offset = offset;
    st.section = block->section;
    st.deferred = scope == SCOPE_DEFERRED;
    st.asked = scope == SCOPE_ASKED;
    st.ignored = scope == SCOPE_IGNORED ? IGNORED_HEADING : IGNORED_NOT;
    telling_say(t, st, where);
}

static void read_sentences(struct telling *t, const struct block *block, enum scope scope,
                           enum statement_kind kind)
{
    struct str text;
    size_t pos = 0;
    while (sentences_next(&text, block->text, &pos))
        say(t, block, scope, kind, text, TOOL_IN_PROSE);
}

static void read_pieces(struct telling *t, const struct block *block, enum scope scope,
                        enum statement_kind kind)
{
    struct str text;
    size_t pos = 0;
    while (sentences_piece(&text, block->text, &pos))
        say(t, block, scope, kind, text, TOOL_IN_LABEL);
}

static void read_code(struct telling *t, const struct block *block, enum scope scope)
{
    struct str line, cell, piece;
    size_t pos = 0, at;
    enum code_content content = code_content(block);
    while (code_line(&line, block->text, &pos)) {
        if (line.n == 0)
            continue;
        if (content == CODE_OTHER) {
            t->told->n_code_lines++;
            continue;
        }
        if (content == CODE_SETTINGS) {
            at = 0;
            while (sentences_piece(&piece, line, &at))
                say(t, block, scope, STATEMENT_CONFIG, piece, TOOL_IN_LABEL);
            continue;
        }
        for (size_t next = 0; code_cell(&cell, line, &next);) {
            at = 0;
            while (sentences_piece(&piece, cell, &at))
                say(t, block, scope, STATEMENT_BOX, piece, TOOL_IN_LABEL);
        }
    }
}

/* A fence that was read as a manifest: what runs was drawn from it, how it is set up stands in its lines. */
static bool is_manifest(const struct architecture *arch, const struct block *block)
{
    if (block->kind != BLOCK_CODE || code_content(block) != CODE_SETTINGS || block->n_pieces == 0)
        return false;
    uint32_t first = block_place(block, 0).line, last = block_place(block, block->text.n).line;
    for (size_t i = 0; i < arch->n_views; i++) {
        const struct arch_view *view = &arch->views[i];
        if (view->format == ARCH_YAML && view->confidence < 1 && view->text && view->at.line >= first &&
            view->at.line <= last && str_eq(view->text->name, block->source->name))
            return true;
    }
    return false;
}

static void read_blocks(struct telling *t, const struct prose *prose)
{
    struct scopes scopes;
    scopes_read(&scopes, t->arena, prose, t->lexicon);
    for (size_t i = 0; i < prose->n_blocks; i++) {
        const struct block *block = &prose->blocks[i];
        enum scope scope = scope_of(&scopes, block);
        t->paragraph++;
        switch (block->kind) {
        case BLOCK_HEADING:
            read_pieces(t, block, scope, STATEMENT_HEADING);
            break;
        case BLOCK_PARAGRAPH:
            read_sentences(t, block, scope, STATEMENT_SENTENCE);
            break;
        case BLOCK_ITEM:
            read_sentences(t, block, scope, STATEMENT_ITEM);
            break;
        case BLOCK_ROW:
            read_pieces(t, block, scope, STATEMENT_ROW);
            break;
        case BLOCK_CODE:
        case BLOCK_CONFIG:
            if (!block->drawn || is_manifest(t->reading->arch, block))
                read_code(t, block, scope);
            break;
        }
    }
}

/* What the page does not show: listed, and no more. */
static void read_hidden(struct telling *t, const struct prose *prose)
{
    for (size_t i = 0; i < prose->n_hidden; i++) {
        const struct prose_hidden *hidden = &prose->hidden[i];
        if (hidden->kind != HIDDEN_COMMENT && hidden->kind != HIDDEN_HTML)
            continue;
        struct str text;
        size_t pos = 0;
        t->paragraph++;
        while (sentences_next(&text, hidden->text, &pos)) {
            struct statement st = telling_new(t, STATEMENT_SENTENCE, text, hidden->at);
            st.ignored = IGNORED_HIDDEN;
            telling_say(t, st, TOOL_IN_PROSE);
        }
    }
}

void statements_read(struct reading *reading, struct arena *arena, const struct tool_index *tools,
                     const struct pairs *pairs)
{
    const struct rubric *rubric = reading->rubric;
    struct telling t = {.reading = reading, .arena = arena};
    uint64_t seen[RUBRIC_MAX_ROLES] = {0};
    reading->told = t.told = statements_new(arena, rub_sets_n(rubric), rub_roles_n(rubric));
    t.lexicon = t.said.lexicon = lexicon_new(arena, rubric, tools, pairs);
    t.said.arena = arena;
    t.echo = echo_new(arena, str_from(rub_text(rubric, rub_info(rubric, 0)->prompt)));
    t.jobs = arena_alloc(arena, rub_tools_n(rubric) * sizeof *t.jobs);
    if (reading->prose) {
        read_blocks(&t, reading->prose);
        read_hidden(&t, reading->prose);
    }
    stuffing_lists(t.told, t.lexicon);
    statements_drawn_read(&t);
    for (size_t i = 0; i < t.told->n; i++) {
        components_settle(rubric, &t.told->items[i], t.jobs);
        mentions_roles(arena, t.told, i, rubric);
        told_links_read(arena, t.told, i, t.lexicon, seen);
    }
}
