#include "judge/formulas.h"

#include "judge/facts.h"

enum take { TAKE_FIRST, TAKE_SUM, TAKE_MIN, TAKE_MAX, TAKE_COUNT };

static enum take take_of(const struct rubric *rubric, const struct rub_fact *fact)
{
    static const char *const names[] = {"first", "sum", "min", "max", "count"};
    for (size_t i = 1; i < sizeof names / sizeof names[0]; i++)
        if (fact->take && str_is(str_from(rub_text(rubric, fact->take)), names[i]))
            return (enum take)i;
    return TAKE_FIRST;
}

struct str formula_print(struct judge *j, double value, enum quantity_dim dim)
{
    char text[40];
    quantity_print(text, value, dim);
    return str_copy(j->arena, str_from(text));
}

static struct figure fact_value(struct judge *j, const struct rub_fact *fact)
{
    struct figure out = {.single = true, .shown = STR("")};
    struct fact_list found = {0};
    enum take take = take_of(j->rubric, fact);
    struct str at = str_from(rub_text(j->rubric, fact->at));
    if (!quantity_dim_of(&out.dim, str_from(rub_text(j->rubric, fact->dimension))))
        out.dim = QUANTITY_NUMBER;
    if (fact->local) {
        facts_at(j, &found, j->entry, at);
    } else if (at.n) {
        facts_at(j, &found, j->reading->facts, at);
    } else {
        struct str key = str_from(rub_text(j->rubric, fact->key));
        for (size_t i = 0; i < j->arch->n_nodes; i++) {
            struct fact_list box = {0};
            if (!graph_is_box(j->graph, i) || !(j->reading->nodes[i].credited & fact->roles))
                continue;
            facts_of_box(j, &box, i);
            size_t before = found.n;
            for (size_t k = 0; k < box.n && found.n == before;
                 k++) /* a box that is drawn twice counts once */
                facts_at(j, &found, box.items[k], key);
        }
        if (!found.n) /* no box declares it, but a sentence may */
            facts_at(j, &found, j->reading->facts, evidence_text(j, "said.%s", rub_text(j->rubric, fact->id)));
    }
    for (size_t i = 0; i < found.n; i++) {
        struct quantity q;
        if (found.items[i]->kind != DOC_SCALAR || !quantity_read(&q, found.items[i]->value, out.dim))
            continue;
        double value = quantity_value(&q);
        if (!out.stated || (take == TAKE_MIN && value < out.value) || (take == TAKE_MAX && value > out.value))
            out.value = take == TAKE_COUNT ? 1 : value;
        else if (take == TAKE_SUM)
            out.value += value;
        else if (take == TAKE_COUNT)
            out.value += 1;
        out.stated = true;
        evidence_add(j, &out.evidence, found.items[i]->at,
                     evidence_text(j, "%s: %.*s", rub_text(j->rubric, fact->id),
                                   STR_ARG(str_trim(found.items[i]->value))));
        if (take == TAKE_FIRST)
            break;
    }
    if (out.stated)
        out.shown = formula_print(j, out.value, take == TAKE_COUNT ? QUANTITY_NUMBER : out.dim);
    return out;
}

static enum quantity_dim dim_of(uint32_t op, enum quantity_dim a, enum quantity_dim b)
{
    bool plain_a = a == QUANTITY_NUMBER || a == QUANTITY_COUNT,
         plain_b = b == QUANTITY_NUMBER || b == QUANTITY_COUNT;
    if (op == FORMULA_MUL && (a == QUANTITY_SHARE || b == QUANTITY_SHARE))
        return a == QUANTITY_SHARE ? b : a;
    if (op == FORMULA_MUL && ((a == QUANTITY_GROWTH && b == QUANTITY_DURATION) ||
                              (a == QUANTITY_DURATION && b == QUANTITY_GROWTH)))
        return QUANTITY_SIZE;
    if (op == FORMULA_MUL || op == FORMULA_DIV)
        return plain_b ? a : plain_a && op == FORMULA_MUL ? b : a == b ? QUANTITY_NUMBER : QUANTITY_ANY;
    return plain_a && !plain_b ? b : a;
}

struct figure formula_value(struct judge *j, uint32_t number)
{
    const struct rub_formula *formula = rub_formulas(j->rubric, number);
    struct figure out = {.single = true, .dim = QUANTITY_NUMBER, .shown = STR("")};
    if (formula->op == FORMULA_NUMBER) {
        out.stated = true;
        out.value = formula->number;
        out.shown = formula_print(j, out.value, QUANTITY_NUMBER);
        return out;
    }
    if (formula->op == FORMULA_FACT)
        return fact_value(j, rub_facts(j->rubric, formula->fact));
    static const char *const signs[] = {
        [FORMULA_ADD] = " + ", [FORMULA_SUB] = " - ", [FORMULA_MUL] = " \xc3\x97 ",
        [FORMULA_DIV] = " / ", [FORMULA_MIN] = ", ",  [FORMULA_MAX] = ", "};
    struct buf shown = buf_new(j->arena, 300);
    out.stated = formula->of.n > 0;
    out.single = false;
    buf_puts(&shown, formula->op == FORMULA_MIN ? "min(" : formula->op == FORMULA_MAX ? "max(" : "");
    for (size_t i = 0; i < formula->of.n; i++) {
        struct figure part = formula_value(j, rub_word(j->rubric, formula->of, i));
        if (!part.stated || (formula->op == FORMULA_DIV && i > 0 && part.value == 0)) {
            out.stated = false;
            return out;
        }
        evidence_join(j, &out.evidence, &part.evidence);
        buf_puts(&shown, i ? signs[formula->op] : "");
        bool nested = !part.single && formula->op != FORMULA_MIN && formula->op != FORMULA_MAX;
        buf_printf(&shown, nested ? "(%.*s)" : "%.*s", STR_ARG(part.shown));
        out.dim = i ? dim_of(formula->op, out.dim, part.dim) : part.dim;
        switch (i ? formula->op : FORMULA_NUMBER) {
        case FORMULA_ADD:
            out.value += part.value;
            break;
        case FORMULA_SUB:
            out.value -= part.value;
            break;
        case FORMULA_MUL:
            out.value *= part.value;
            break;
        case FORMULA_DIV:
            out.value /= part.value;
            break;
        case FORMULA_MIN:
            out.value = part.value < out.value ? part.value : out.value;
            break;
        case FORMULA_MAX:
            out.value = part.value > out.value ? part.value : out.value;
            break;
        default:
            out.value = part.value;
        }
    }
    buf_puts(&shown, formula->op == FORMULA_MIN || formula->op == FORMULA_MAX ? ")" : "");
    out.shown = buf_str(&shown);
    return out;
}
