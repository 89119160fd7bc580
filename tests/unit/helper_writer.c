#include "helper_writer.h"

#include "parse/architecture_keys.h"

struct str writer_squeeze(struct arena *arena, struct str s, bool bars)
{
    struct buf text = buf_new(arena, s.n + 1);
    s = str_trim(s);
    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r');
        if (blank && text.n && text.p[text.n - 1] == ' ')
            continue;
        buf_putc(&text, blank ? ' ' : bars && s.p[i] == '|' ? '/' : s.p[i] == '"' ? '\'' : s.p[i]);
    }
    return buf_str(&text);
}

void writer_quote(struct writer *w, struct str s)
{
    buf_putc(&w->out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (w->format != WRITE_MERMAID && (s.p[i] == '"' || s.p[i] == '\\'))
            buf_putc(&w->out, '\\');
        if (w->format == WRITE_DOT && s.p[i] == '&')
            buf_puts(&w->out, "&amp;");
        else
            buf_putc(&w->out, s.p[i]);
    }
    buf_putc(&w->out, '"');
}

static bool plain(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!word && (i == 0 || (c != ' ' && c != '.' && c != '%' && c != '/' && c != '_')))
            return false;
    }
    return s.n > 0;
}

/* A value keeps its quotes or goes without: quoted placeholders were meant. */
static void scalar(struct writer *w, const struct doc *doc)
{
    struct str text = writer_squeeze(w->arena, doc->value, true);
    if (!doc->quoted && plain(text))
        buf_add(&w->out, text);
    else
        writer_quote(w, text);
}

static void value_yaml(struct writer *w, const struct doc *doc)
{
    if (doc->kind == DOC_SCALAR) {
        scalar(w, doc);
        return;
    }
    buf_putc(&w->out, doc->kind == DOC_LIST ? '[' : '{');
    for (size_t i = 0; i < doc->n; i++) {
        buf_puts(&w->out, i ? ", " : "");
        if (doc->kind == DOC_MAP) {
            writer_quote(w, doc->items[i]->key);
            buf_puts(&w->out, ": ");
        }
        value_yaml(w, doc->items[i]);
    }
    buf_putc(&w->out, doc->kind == DOC_LIST ? ']' : '}');
}

static void value_dot(struct writer *w, const struct doc *doc)
{
    struct buf text = buf_new(w->arena, 64 * KIB);
    if (doc->kind == DOC_SCALAR)
        buf_add(&text, writer_squeeze(w->arena, doc->value, true));
    for (size_t i = 0; i < doc->n; i++) {
        buf_puts(&text, i ? "|" : "");
        if (doc->kind == DOC_MAP) {
            buf_add(&text, doc->items[i]->key);
            buf_puts(&text, ": ");
        }
        buf_add(&text, writer_squeeze(w->arena, doc_text(doc->items[i]), true));
    }
    writer_quote(w, buf_str(&text));
}

/* Lists of scalars and maps of them are what both can say. */
static bool flat(const struct doc *doc)
{
    for (size_t i = 0; i < doc->n; i++)
        if (doc->items[i]->kind != DOC_SCALAR)
            return false;
    return doc->kind == DOC_SCALAR ? doc->value.n > 0 : doc->n > 0;
}

/* `key: value, ` or `key="value", `; the last comma is allowed in both. */
static void pair(struct writer *w, const char *key, const struct doc *doc)
{
    buf_printf(&w->out, w->format != WRITE_YAML ? "%s=" : "%s: ", key);
    if (w->format != WRITE_YAML)
        value_dot(w, doc);
    else
        value_yaml(w, doc);
    buf_puts(&w->out, ", ");
}

void writer_text(struct writer *w, const char *key, struct str text)
{
    if (!text.n)
        return;
    buf_printf(&w->out, w->format != WRITE_YAML ? "%s=" : "%s: ", key);
    writer_quote(w, writer_squeeze(w->arena, text, false));
    buf_puts(&w->out, ", ");
}

static const char *terminated(struct writer *w, struct str s)
{
    return arena_copy(w->arena, s.p, s.n);
}

/* Attributes that the format itself or the pack knows. */
static void attributes(struct writer *w, const struct doc *attrs, const struct key_set *set, const char *path)
{
    for (size_t i = 0; i < attrs->n; i++) {
        const struct doc *item = attrs->items[i];
        bool deeper, known = key_find(set, item->key) ||
                             key_of_pack(w->arena, w->names, str_from(path), item->key, &deeper);
        if (known && flat(item) && !str_is(item->key, "group") && !str_is(item->key, "role") &&
            !str_is(item->key, "tool") && !str_is(item->key, "label") && !str_is(item->key, "kind"))
            pair(w, terminated(w, item->key), item);
    }
}

static struct str roles_of(struct writer *w, const struct doc *role)
{
    struct buf text = buf_new(w->arena, 4096);
    for (size_t i = 0; role && i < (role->kind == DOC_SCALAR ? 1 : role->n); i++) {
        buf_puts(&text, i ? " + " : "");
        buf_add(&text, doc_text(role->kind == DOC_SCALAR ? role : role->items[i]));
    }
    return buf_str(&text);
}

void writer_node(struct writer *w, const struct arch_node *n)
{
    if (n->own_label && w->format != WRITE_MERMAID)
        writer_text(w, "label", n->label);
    writer_text(w, "role", roles_of(w, n->role));
    writer_text(w, "tool", n->tool);
    attributes(w, n->attrs, &keys_component, "components");
}

void writer_edge(struct writer *w, const struct arch_edge *e)
{
    writer_text(w, "kind", e->kind);
    if (w->format != WRITE_MERMAID)
        writer_text(w, "label", e->label);
    attributes(w, e->attrs, &keys_flow, "flows");
    if (w->format == WRITE_DOT && e->dashed)
        buf_puts(&w->out, "style=dashed, ");
    if (w->format == WRITE_DOT && (e->undirected || e->both))
        buf_printf(&w->out, "dir=%s, ", e->both ? "both" : "none");
}

void writer_facts(struct writer *w)
{
    static const struct {
        const char *section;
        bool map;
    } sections[] = {{"assumptions", true},    {"slo", true},
                    {"critical_path", false}, {"assumed_not_shown", false},
                    {"out_of_scope", false},  {"open_questions", false},
                    {"phases", false}};
    const struct doc *all = w->arch->facts;
    for (size_t i = 0; i < all->n; i++) {
        const struct doc *doc = all->items[i];
        if (doc->at.text && doc->at.text != w->arch->views[w->view].text)
            continue;
        if (str_is(doc->key, "system") && doc_get(doc, "name")) {
            buf_puts(&w->out, w->format != WRITE_YAML ? "" : "system: {");
            writer_text(w, w->format != WRITE_YAML ? "system" : "name", doc_text(doc_get(doc, "name")));
            buf_puts(&w->out, w->format != WRITE_YAML ? "" : "}\n");
        }
        for (size_t s = 0; s < sizeof sections / sizeof *sections; s++) {
            const char *name = sections[s].section;
            if (!str_is(doc->key, name))
                continue;
            if (sections[s].map && doc->kind == DOC_MAP) {
                if (w->format == WRITE_YAML)
                    buf_printf(&w->out, "%s: {", name);
                attributes(w, doc, key_find(&keys_top, doc->key)->inner, name);
                buf_puts(&w->out, w->format != WRITE_YAML ? "" : "}\n");
            } else if (!sections[s].map && flat(doc)) {
                pair(w, name, doc);
                if (w->format == WRITE_YAML) { /* not within braces: no comma */
                    w->out.n -= 2;
                    buf_putc(&w->out, '\n');
                }
            }
        }
    }
}
