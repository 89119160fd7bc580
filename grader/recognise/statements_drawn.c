#include "recognise/sentences.h"
#include "recognise/telling.h"

#define MAX_DEPTH 8 /* of nested values */
#define MAX_VALUE 4096
#define WRITTEN_WORDS 5 /* of a value that is a sentence */

/* Keys whose values are ids, roles and words of a format: the drawing's business. */
static bool structural(struct str key)
{
    static const char *const keys[] = {
        "id",        "role",      "roles",    "tool",     "kind",  "mode",   "group",   "from",
        "to",        "label",     "shape",    "style",    "color", "class",  "version", "title",
        "fillcolor", "fontcolor", "fontsize", "fontname", "width", "height", "rank",    "rankdir",
        "penwidth",  "dir",       "pos",      "url",      "href",  "link",   "name"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_eq_nocase(key, str_from(keys[i])))
            return true;
    return false;
}

static void say_so(struct telling *t, enum statement_kind kind, struct str text, struct place at, size_t node,
                   size_t edge, enum tool_where where, bool bare)
{
    struct str piece;
    size_t pos = 0;
    t->paragraph++;
    while (sentences_piece(&piece, text, &pos)) {
        struct statement st = telling_new(t, kind, piece, at);
        st.node = node;
        st.edge = edge;
        st.bare = bare;
        telling_say(t, st, where);
    }
}

static void say(struct telling *t, enum statement_kind kind, struct str text, struct place at, size_t node,
                size_t edge, enum tool_where where)
{
    say_so(t, kind, text, at, node, edge, where, false);
}

/* Whether somebody wrote a sentence, or filled in a form. */
static bool written(struct str value)
{
    size_t words = 0;
    bool inside = false, letters = false;
    for (size_t i = 0; i <= value.n; i++) {
        bool blank = i == value.n || str_byte_space(value.p[i]);
        char c = blank ? ' ' : str_byte_lower(value.p[i]);
        words += blank && inside && letters;
        inside = !blank;
        letters = !blank && (letters || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80);
    }
    return words >= WRITTEN_WORDS;
}

static bool flat_map(const struct doc *doc)
{
    if (doc->kind != DOC_MAP || doc->n == 0)
        return false;
    for (size_t i = 0; i < doc->n; i++)
        if (doc->items[i]->kind != DOC_SCALAR)
            return false;
    return true;
}

/* "on_timeout: defaults and rules" */
static void scalar(struct telling *t, const struct doc *doc, struct str key, size_t node, size_t edge)
{
    if (doc->value.n == 0 || structural(key))
        return;
    struct buf buf = buf_new(t->arena, key.n + doc->value.n + 8);
    buf_add(&buf, key);
    buf_puts(&buf, key.n ? ": " : "");
    buf_add(&buf, doc->value);
    say(t, STATEMENT_FACT, buf_str(&buf), doc->key.n && doc->key_at.text ? doc->key_at : doc->at, node, edge,
        TOOL_IN_LABEL);
}

/*
 * The values of one entry of a list together, as the cells of a row. Where none of them is a sentence they are facts,
 * which conditions ask for by their keys, and name things at most.
 */
static void entry(struct telling *t, const struct doc *doc, size_t node, size_t edge)
{
    struct buf buf = buf_new(t->arena, MAX_VALUE);
    bool bare = true;
    for (size_t i = 0; i < doc->n; i++) {
        bare &= !written(doc->items[i]->value);
        buf_puts(&buf, buf.n ? " ; " : "");
        buf_add(&buf, doc->items[i]->key);
        buf_puts(&buf, ": ");
        buf_add(&buf, doc->items[i]->value);
    }
    say_so(t, STATEMENT_FACT, buf_str(&buf), doc->at, node, edge, TOOL_IN_LABEL, bare);
}

static void values(struct telling *t, const struct doc *doc, struct str key, size_t node, size_t edge,
                   unsigned depth)
{
    if (doc->kind == DOC_SCALAR)
        scalar(t, doc, key, node, edge);
    for (size_t i = 0; depth < MAX_DEPTH && i < doc->n; i++) {
        const struct doc *item = doc->items[i];
        if (doc->kind == DOC_LIST && flat_map(item))
            entry(t, item, node, edge);
        else
            values(t, item, doc->kind == DOC_LIST ? key : item->key, node, edge, depth + 1);
    }
}

/* Lines of a file that hold a drawing made of characters. */
struct range {
    struct str name;
    uint32_t first, last;
};
struct ranges {
    struct range *items;
    size_t n, cap;
};

static void read_ranges(struct ranges *out, struct telling *t)
{
    const struct prose *prose = t->reading->prose;
    for (size_t i = 0; prose && i < prose->n_blocks; i++) {
        const struct block *block = &prose->blocks[i];
        if (!block->drawn || block->kind != BLOCK_CODE || !block->source || block->n_pieces == 0)
            continue;
        struct range *range = ARENA_PUSH(t->arena, out->items, out->n, out->cap);
        *range = (struct range){block->source->name, block_place(block, 0).line,
                                block_place(block, block->text.n).line};
    }
}

/*
 * Whether the drawing was told in sentences: its boxes are their words, which have been read. What was drawn
 * with characters is a block that no sentence was made of.
 */
static bool told_in_prose(const struct ranges *drawn, const struct arch_view *view)
{
    if (view->format != ARCH_TEXT || !view->text)
        return false;
    for (size_t i = 0; i < drawn->n; i++)
        if (view->at.line >= drawn->items[i].first && view->at.line <= drawn->items[i].last &&
            str_eq(drawn->items[i].name, view->text->name))
            return false;
    return true;
}

static void read_drawings(struct telling *t)
{
    const struct architecture *arch = t->reading->arch;
    bool *told = arena_alloc(t->arena, arch->n_views * sizeof *told);
    struct ranges drawn = {0};
    read_ranges(&drawn, t);
    for (size_t i = 0; i < arch->n_views; i++)
        told[i] = told_in_prose(&drawn, &arch->views[i]);
    for (size_t i = 0; i < arch->n_nodes; i++) {
        const struct arch_node *node = &arch->nodes[i];
        if (told[node->view])
            continue;
        say(t, STATEMENT_LABEL, node->label, node->at, i, ARCH_NONE, TOOL_IN_LABEL);
        values(t, node->attrs, STR(""), i, ARCH_NONE, 0);
    }
    for (size_t i = 0; i < arch->n_edges; i++) {
        const struct arch_edge *edge = &arch->edges[i];
        if (told[edge->view])
            continue;
        if (edge->label.n)
            say(t, STATEMENT_ARROW, edge->label, edge->at, ARCH_NONE, i, TOOL_IN_LABEL);
        values(t, edge->attrs, STR(""), ARCH_NONE, i, 0);
    }
    values(t, arch->facts, STR(""), ARCH_NONE, ARCH_NONE, 0);
}

/* ------------------------------------------------------------------ names of files */

struct names {
    struct str *items;
    size_t n, cap;
};

static void add_name(struct telling *t, struct names *names, const struct text *text)
{
    if (!text || text->name.n == 0 || (names->n && str_eq(names->items[names->n - 1], text->name)))
        return;
    for (size_t i = 0; i < names->n; i++) /* as many as there are files: limits.h */
        if (str_eq(names->items[i], text->name))
            return;
    *(struct str *)ARENA_PUSH(t->arena, names->items, names->n, names->cap) = text->name;
    say(t, STATEMENT_FILE, text->name, (struct place){text, 0, 0}, ARCH_NONE, ARCH_NONE, TOOL_IN_LABEL);
}

static void read_names(struct telling *t)
{
    const struct prose *prose = t->reading->prose;
    const struct architecture *arch = t->reading->arch;
    struct names names = {0};
    for (size_t i = 0; prose && i < prose->n_blocks; i++)
        add_name(t, &names, prose->blocks[i].source);
    for (size_t i = 0; i < arch->n_views; i++)
        add_name(t, &names, arch->views[i].text);
}

void statements_drawn_read(struct telling *telling)
{
    read_drawings(telling);
    read_names(telling);
}
