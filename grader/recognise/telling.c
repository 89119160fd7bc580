#include "recognise/telling.h"

#include "recognise/components.h"
#include "recognise/false_friends.h"
#include "recognise/ignoring.h"
#include "recognise/mentions.h"
#include "recognise/signals.h"
#include "recognise/standing.h"
#include "recognise/stuffing.h"

#include <string.h>

#define BARE_WORDS 4 /* an item or row of fewer says nothing about what it names */

struct statement telling_new(const struct telling *telling, enum statement_kind kind, struct str text,
                             struct place at)
{
    return (struct statement){.kind = kind,
                              .text = text,
                              .at = at,
                              .section = PROSE_NONE,
                              .paragraph = telling->paragraph,
                              .node = ARCH_NONE,
                              .edge = ARCH_NONE};
}

static void *keep(struct arena *arena, const void *items, size_t n, size_t size)
{
    void *copy = arena_alloc(arena, n * size);
    if (n > 0)
        memcpy(copy, items, n * size);
    return copy;
}

static const struct tokens *keep_tokens(struct arena *arena, const struct tokens *tokens)
{
    struct tokens *copy = arena_alloc(arena, sizeof *copy);
    *copy = *tokens;
    copy->items = keep(arena, tokens->items, tokens->n, sizeof *tokens->items);
    copy->cap = tokens->n;
    return copy;
}

/* Names of tools in `code` are meant as names. */
static void mark_code(struct tokens *tokens, const struct statement *st)
{
    const char *end = st->text.p + st->text.n;
    if (!st->block)
        return;
    for (size_t i = block_code_from(st->block, st->text.p); i < st->block->n_code; i++) {
        struct str code = st->block->code[i];
        if (code.p >= end)
            break;
        if (code.p < st->text.p)
            continue; /* it began before */
        size_t from = (size_t)(code.p - st->text.p), to = from + code.n;
        /* Tokens are in order: the first one in the code is found by halves. */
        size_t low = 0, high = tokens->n;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (tokens->items[middle].at < from)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < tokens->n && tokens->items[low].at < to; low++)
            tokens->items[low].code = true;
    }
}

/* A box has the roles it was credited with, whatever its label says. */
static void credit_box(struct telling *t, struct said *said)
{
    const struct reading *reading = t->reading;
    const struct node_reading *node = &reading->nodes[reading_node(reading, said->statement->node)];
    uint32_t tool = RUB_NONE;
    if (said->tools.n)
        tool = said->tools.items[0].tool;
    else if (node->n_tools)
        tool = node->tools[0].tool;
    said->n_components = 0;
    if (!node->credited && tool == RUB_NONE)
        return;
    struct component *c = ARENA_PUSH(t->arena, said->components, said->n_components, said->cap_components);
    *c = (struct component){.roles = node->credited,
                            .tool = tool,
                            .n = (uint32_t)said->tokens->n,
                            .phrase = RUB_NONE,
                            .sure = node->credited != 0};
    if (said->statement->ignored)
        c->standing = STANDING_IGNORED;
}

static void note_jobs(struct telling *t, const struct said *said)
{
    for (size_t i = 0; i < said->n_components; i++) {
        const struct component *c = &said->components[i];
        if (c->tool != RUB_NONE && c->sure && c->standing == STANDING_POSITIVE)
            t->jobs[c->tool] |= c->roles;
    }
}

static bool bare(const struct statement *st)
{
    if (st->bare || st->kind == STATEMENT_HEADING || st->kind == STATEMENT_FILE || (st->block && st->block->link_only))
        return true;
    return (st->kind == STATEMENT_ITEM || st->kind == STATEMENT_ROW) && st->n_words < BARE_WORDS &&
           !(st->signals & SIGNAL_COMPARE);
}

void telling_say(struct telling *t, struct statement statement, enum tool_where where)
{
    struct said *said = &t->said;
    struct statements *told = t->told;
    size_t number = told->n, echoed = 0;
    tokens_again(&t->tokens, t->arena, statement.text);
    if (t->tokens.n == 0)
        return;
    for (size_t i = 0; i < t->tokens.n; i++)
        statement.n_words += !t->tokens.items[i].number;
    mark_code(&t->tokens, &statement);
    said->statement = &statement;
    said->tokens = &t->tokens;
    said_room(said, t->tokens.n);
    signs_read(said->signs, said->tokens);
    said_find(said, where);
    ignoring_read(said, t->echo, &echoed);
    standing_read(said);
    false_friends_read(said);
    signals_read(said);
    mentions_read(said, told, number);
    if (statement.ignored == IGNORED_NOT && stuffing_here(said))
        statement.ignored = IGNORED_STUFFED;
    if (statement.node != ARCH_NONE && statement.kind == STATEMENT_LABEL)
        credit_box(t, said);
    else
        components_read(said);
    note_jobs(t, said);
    statement.bare = bare(&statement) || stuffing_names(said);
    statement.n_tokens = t->tokens.n;
    statement.tokens = keep_tokens(t->arena, &t->tokens);
    statement.marks = keep(t->arena, said->marks, said->n_marks, sizeof *said->marks);
    statement.components = keep(t->arena, said->components, said->n_components, sizeof *said->components);
    statement.amounts = keep(t->arena, said->amounts, said->n_amounts, sizeof *said->amounts);
    statement.n_marks = statement.cap_marks = said->n_marks;
    statement.n_components = statement.cap_components = said->n_components;
    statement.n_amounts = statement.cap_amounts = said->n_amounts;
    bool own = statement.kind <= STATEMENT_ROW && statement.ignored != IGNORED_ECHO &&
               statement.ignored != IGNORED_SCAFFOLD && statement.ignored != IGNORED_HIDDEN &&
               statement.ignored != IGNORED_REPEAT;
    if (own)
        told->n_own_words += statement.n_words - (echoed < statement.n_words ? echoed : statement.n_words);
    *(struct statement *)ARENA_PUSH(t->arena, told->items, told->n, told->cap) = statement;
}
