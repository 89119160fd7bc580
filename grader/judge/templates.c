#include "judge/templates.h"

#include "judge/formulas.h"
#include "model/template.h"

#define FILLED_BYTES 1200
#define SEEN 3 /* things that {seen} names */

/* The box that does this job: one with arrows rather than one without, the surest of them. */
static size_t box_of(struct judge *j, uint32_t role)
{
    const struct vertex *best = NULL;
    for (uint32_t v = 0; v < j->graph->n_vertices; v++) {
        const struct vertex *x = &j->graph->vertices[v];
        if (x->role == role && (!best || x->wired > best->wired ||
                                (x->wired == best->wired && x->confidence > best->confidence)))
            best = x;
    }
    return best ? best->node : ARCH_NONE;
}

/* A product of which the words say that it does this job. */
static struct str told_tool(struct judge *j, uint32_t role)
{
    const struct statements *told = j->reading->told;
    for (size_t i = 0; i < told->n; i++) {
        const struct statement *st = &told->items[i];
        for (size_t k = 0; st->ignored == IGNORED_NOT && !st->deferred && k < st->n_components; k++) {
            const struct component *c = &st->components[k];
            if (c->tool != RUB_NONE && c->sure && c->standing == STANDING_POSITIVE &&
                (c->roles & role_bit(role)))
                return str_from(rub_text(j->rubric, rub_tools(j->rubric, c->tool)->name));
        }
    }
    return STR("");
}

static bool can(struct judge *j, uint32_t tool, uint32_t role)
{
    const struct rub_tool *t = rub_tools(j->rubric, tool);
    for (size_t i = 0; i < t->roles.n; i++)
        if (rub_word(j->rubric, t->roles, i) == role)
            return true;
    return false;
}

static struct str tool_of(struct judge *j, uint32_t role)
{
    size_t node = box_of(j, role);
    const struct node_reading *reading = node == ARCH_NONE ? NULL : &j->reading->nodes[node];
    for (size_t i = 0; reading && i < reading->n_tools; i++)
        if (can(j, reading->tools[i].tool, role))
            return str_from(rub_text(j->rubric, rub_tools(j->rubric, reading->tools[i].tool)->name));
    return told_tool(j, role);
}

static struct str name_of(struct judge *j, enum template_kind kind, struct str roles)
{
    struct str id, name = STR("");
    while (name.n == 0 && str_next(&roles, ",", &id)) {
        uint32_t role = rub_role_of(j->rubric, id);
        size_t node = role == RUB_NONE || kind == TEMPLATE_TOOL ? ARCH_NONE : box_of(j, role);
        if (node != ARCH_NONE)
            name = evidence_name(j, node);
        else if (role != RUB_NONE)
            name = kind == TEMPLATE_TOOL ? tool_of(j, role) : told_tool(j, role);
    }
    return name;
}

static struct str figure_of(struct judge *j, struct str fact)
{
    uint32_t number = rub_fact_of(j->rubric, fact);
    struct figure figure = number == RUB_NONE ? (struct figure){0} : figure_of_fact(j, number);
    return figure.stated ? figure.shown : STR("");
}

/* "Kafka, Flink and Redis": each thing once. */
static struct str seen(struct judge *j, const struct evidence_list *list)
{
    struct buf out = buf_new(j->arena, 400);
    size_t n = list ? list->n : 0;
    for (size_t i = 0, said = 0; i < n; i++) {
        bool again = list->items[i].why.n == 0;
        for (size_t k = 0; k < i; k++)
            again |= str_eq(list->items[k].why, list->items[i].why);
        if (again)
            continue;
        if (said++ == SEEN) {
            buf_puts(&out, " and more");
            break;
        }
        buf_puts(&out, out.n ? "; " : "");
        buf_add(&out, list->items[i].why);
    }
    return buf_str(&out);
}

struct str template_fill(struct judge *j, const char *text, const struct template_context *context,
                         size_t *out_filled)
{
    struct str rest = str_from(text);
    struct buf out = buf_new(j->arena, FILLED_BYTES);
    struct template_piece piece;
    size_t filled = 0;
    while (template_next(&piece, &rest)) {
        struct str said = STR("");
        switch (piece.kind) {
        case TEMPLATE_ROLE:
        case TEMPLATE_TOOL:
            said = name_of(j, piece.kind, piece.of);
            break;
        case TEMPLATE_FACT:
            said = figure_of(j, piece.of);
            break;
        case TEMPLATE_CHECK:
            said = context->arithmetic;
            break;
        case TEMPLATE_SEEN:
            said = seen(j, context->seen);
            break;
        case TEMPLATE_TEXT:
        case TEMPLATE_WRONG: /* the loader refuses it */
            break;
        }
        if (said.n && (piece.kind == TEMPLATE_ROLE || piece.kind == TEMPLATE_TOOL) &&
            str_find(buf_str(&out), said) < out.n)
            said = STR(""); /* "Spark and Spark disagree" says nothing */
        filled += said.n > 0;
        buf_add(&out, said.n ? said : piece.text);
    }
    if (out_filled)
        *out_filled = filled;
    return buf_str(&out);
}
