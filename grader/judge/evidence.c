#include "judge/evidence.h"

#include "judge/drawn_places.h"

#include <stdarg.h>
#include <stdio.h>

#define NAME_BYTES 60
#define NAMED 5

struct str evidence_cut(struct judge *j, struct str s, size_t n)
{
    s = str_trim(s);
    char *out = arena_alloc(j->arena, (s.n < n ? s.n : n) + 4);
    size_t o = 0,
           whole = 0; /* bytes written; of these, before the last character that leaves room for dots */
    bool blank = false, cut = false;
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        size_t size = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
        size = size > s.n - i ? s.n - i : size;
        bool newline =
            c == '\\' && i + 1 < s.n && (s.p[i + 1] == 'n' || s.p[i + 1] == 'l' || s.p[i + 1] == 'r');
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || newline) {
            blank = o > 0;
            i += newline ? 2 : 1;
            continue;
        }
        if (o + size + blank > n) {
            cut = true;
            break;
        }
        if (blank)
            out[o++] = ' ';
        blank = false;
        for (size_t k = 0; k < size; k++)
            out[o++] = s.p[i + k];
        i += size;
        whole = o + 3 <= n ? o : whole;
    }
    for (size_t k = 0; cut && k < 3; k++)
        out[whole + k] = '.';
    return (struct str){out, cut ? whole + 3 : o};
}

static struct evidence *room(struct judge *j, struct evidence_list *out, struct place at, struct str why)
{
    if (out->n >= EVIDENCE_MOST)
        return NULL;
    for (size_t i = 0; i < out->n; i++)
        if (out->items[i].at.text == at.text && out->items[i].at.line == at.line &&
            str_eq(out->items[i].why, why))
            return NULL;
    return ARENA_PUSH(j->arena, out->items, out->n, out->cap);
}

static struct evidence *add(struct judge *j, struct evidence_list *out, struct place at, struct str why)
{
    struct evidence *item = room(j, out, at, why);
    if (!item)
        return NULL;
    item->at = at;
    item->why = why;
    item->quote = at.text && at.line ? evidence_cut(j, text_line(at.text, at.line), EVIDENCE_QUOTE) : STR("");
    return item;
}

void evidence_add(struct judge *j, struct evidence_list *out, struct place at, struct str why)
{
    struct evidence *item = add(j, out, at, why);
    if (item)
        item->on = drawn_places_find(j, &item->drawn, at);
}

void evidence_box(struct judge *j, struct evidence_list *out, size_t node, struct place at, struct str why)
{
    struct evidence *item = add(j, out, at.text ? at : j->arch->nodes[node].at, why);
    if (item) {
        item->on = ON_NODE;
        item->drawn = node;
    }
}

void evidence_arrow(struct judge *j, struct evidence_list *out, size_t edge, struct str why)
{
    struct evidence *item = add(j, out, j->arch->edges[edge].at, why);
    if (item) {
        item->on = ON_EDGE;
        item->drawn = edge;
    }
}

void evidence_join(struct judge *j, struct evidence_list *out, const struct evidence_list *more)
{
    for (size_t i = 0; i < more->n; i++) {
        struct evidence *item = room(j, out, more->items[i].at, more->items[i].why);
        if (item)
            *item = more->items[i];
    }
}

struct str evidence_name(struct judge *j, size_t node)
{
    if (!j->names)
        j->names = arena_alloc(j->arena, j->arch->n_nodes * sizeof *j->names);
    struct str *name = &j->names[node];
    if (!name->p)
        *name = evidence_cut(j, j->arch->nodes[node].label, NAME_BYTES);
    if (!name->n)
        *name = evidence_cut(j, j->arch->nodes[node].id, NAME_BYTES);
    return *name;
}

struct str evidence_text(struct judge *j, const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    size_t size = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    while (size > 0 && (size_t)n >= sizeof text && ((unsigned char)text[size] & 0xc0) == 0x80)
        size--;
    return (struct str){arena_copy(j->arena, text, size), size};
}

struct str evidence_kinds(struct judge *j, uint32_t kinds)
{
    struct buf out = buf_new(j->arena, 200);
    for (uint32_t k = 0; k < rub_flows_n(j->rubric); k++)
        if (kinds & ((uint32_t)1 << k)) {
            buf_puts(&out, out.n ? "/" : "");
            buf_puts(&out, rub_text(j->rubric, rub_flows(j->rubric, k)->id));
        }
    return buf_str(&out);
}

static void role_words(struct buf *out, const struct rubric *rubric, uint32_t role)
{
    for (const char *c = rub_text(rubric, rub_roles(rubric, role)->id); *c; c++)
        buf_putc(out, *c == '_' ? ' ' : *c);
}

struct str evidence_roles(struct judge *j, uint64_t roles)
{
    struct buf out = buf_new(j->arena, 400);
    size_t n = 0, left = 0;
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++)
        left += (roles & role_bit(r)) != 0;
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++) {
        if (!(roles & role_bit(r)))
            continue;
        if (n == NAMED && left > 1) {
            buf_printf(&out, " or %zu more", left);
            break;
        }
        buf_puts(&out, n == 0 ? "" : left == 1 ? " or " : ", ");
        role_words(&out, j->rubric, r);
        n++;
        left--;
    }
    return buf_str(&out);
}

struct str evidence_boxes(struct judge *j, const uint32_t *nodes, size_t n)
{
    struct buf out = buf_new(j->arena, 420);
    for (size_t i = 0; i < n; i++) {
        if (i == NAMED && n - i > 1) {
            buf_printf(&out, " and %zu more", n - i);
            break;
        }
        buf_puts(&out, i == 0 ? "" : i + 1 == n ? " and " : ", ");
        buf_add(&out, evidence_name(j, nodes[i]));
    }
    return buf_str(&out);
}

void evidence_link(struct judge *j, struct evidence_list *out, uint32_t number, uint32_t kinds)
{
    const struct link *link = &j->graph->links[number];
    const struct vertex *u = &j->graph->vertices[link->from], *v = &j->graph->vertices[link->to];
    if (link->merged) {
        struct buf roles = buf_new(j->arena, 160);
        role_words(&roles, j->rubric, u->role);
        buf_puts(&roles, " and ");
        role_words(&roles, j->rubric, v->role);
        evidence_box(j, out, u->node, (struct place){0},
                     evidence_text(j, "%.*s is both %.*s", STR_ARG(evidence_name(j, u->node)),
                                   STR_ARG(buf_str(&roles))));
        return;
    }
    uint32_t shown = link->kinds & kinds ? link->kinds & kinds : link->kinds;
    struct str carries = link->unlabelled ? STR("unlabelled") : evidence_kinds(j, shown);
    struct str through = STR("");
    if (link->gaps)
        through =
            evidence_text(j, ", through %.*s", STR_ARG(evidence_name(j, j->reading->edges[link->edge].to)));
    evidence_arrow(j, out, link->edge,
                   evidence_text(j, "%.*s -> %.*s, %.*s%s%.*s", STR_ARG(evidence_name(j, u->node)),
                                 STR_ARG(evidence_name(j, v->node)), STR_ARG(carries),
                                 link->flipped    ? ", drawn the other way round"
                                 : link->response ? ", the answer"
                                                  : "",
                                 STR_ARG(through)));
    if (link->last != link->edge)
        evidence_arrow(
            j, out, link->last,
            evidence_text(j, "goes on to %.*s", STR_ARG(evidence_name(j, j->reading->edges[link->last].to))));
}

void evidence_vertex(struct judge *j, struct evidence_list *out, uint32_t number)
{
    const struct vertex *v = &j->graph->vertices[number];
    const struct role_reading *role = reading_role(j->reading, v->node, v->role);
    struct buf words = buf_new(j->arena, 80);
    role_words(&words, j->rubric, v->role);
    evidence_box(j, out, v->node, role ? role->at : (struct place){0},
                 evidence_text(j, "%.*s: %.*s%s%.*s", STR_ARG(evidence_name(j, v->node)),
                               STR_ARG(buf_str(&words)), role && role->why.n ? ", " : "",
                               role ? (int)role->why.n : 0, role ? role->why.p : ""));
}
