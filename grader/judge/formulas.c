#include "judge/formulas.h"

#include "judge/entries.h"

#define SHOWN 400

static bool plain(enum quantity_dim dim)
{
    return dim == QUANTITY_NUMBER || dim == QUANTITY_COUNT;
}

/* What the product or quotient of two dimensions is, where it is one. */
static enum quantity_dim dim_of_product(enum quantity_dim a, enum quantity_dim b)
{
    static const enum quantity_dim products[][3] = {{QUANTITY_GROWTH, QUANTITY_DURATION, QUANTITY_SIZE},
                                                    {QUANTITY_RATE, QUANTITY_DURATION, QUANTITY_COUNT},
                                                    {QUANTITY_RATE, QUANTITY_SIZE, QUANTITY_GROWTH}};
    for (size_t i = 0; i < sizeof products / sizeof *products; i++)
        if ((a == products[i][0] && b == products[i][1]) || (a == products[i][1] && b == products[i][0]))
            return products[i][2];
    if (a == QUANTITY_SHARE || b == QUANTITY_SHARE)
        return a == QUANTITY_SHARE ? b : a;
    return plain(b) ? a : plain(a) ? b : QUANTITY_ANY;
}

static enum quantity_dim dim_of(uint32_t op, enum quantity_dim a, enum quantity_dim b)
{
    if (op == FORMULA_MUL)
        return dim_of_product(a, b);
    if (op == FORMULA_DIV)
        return plain(b) ? a : a == b ? QUANTITY_NUMBER : QUANTITY_ANY;
    return plain(a) && !plain(b) ? b : a;
}

static struct figure unstated(void)
{
    return (struct figure){
        .single = true, .constant = true, .dim = QUANTITY_NUMBER, .shown = STR(""), .currency = STR("")};
}

/* The smallest whole number that is not below; figures are small enough, or are left as they are. */
static double ceiling(double value)
{
    if (!(value > -1e15 && value < 1e15))
        return value;
    double whole = (double)(int64_t)value;
    return whole < value - 1e-9 ? whole + 1 : whole;
}

static void put(struct buf *shown, const struct figure *part, bool bare)
{
    buf_printf(shown, part->single || bare ? "%.*s" : "(%.*s)", STR_ARG(part->shown));
}

/* The formula once for each box of the entry, added up. A box that does not say it leaves the whole unsaid.
 */
static struct figure total(struct judge *j, uint32_t of)
{
    const struct entry *entry = j->entry;
    if (!entry || !entry->parts)
        return formula_value(j, of);
    struct figure out = unstated();
    struct buf shown = buf_new(j->arena, SHOWN);
    for (size_t i = 0; i < entry->parts->n; i++) {
        j->entry = &entry->parts->items[i];
        struct figure part = formula_value(j, of);
        j->entry = entry;
        if (!part.stated)
            return unstated();
        buf_puts(&shown, i ? " + " : "");
        put(&shown, &part, true);
        out.value += part.value;
        out.dim = part.dim;
        out.single = i == 0 && part.single;
        out.stated = true;
        out.literal |= part.literal;
        evidence_join(j, &out.evidence, &part.evidence);
    }
    out.constant = false;
    out.shown = figure_words(&shown);
    return out;
}

static double combine(uint32_t op, double a, double b)
{
    switch (op) {
    case FORMULA_ADD:
        return a + b;
    case FORMULA_SUB:
        return a - b;
    case FORMULA_MUL:
        return a * b;
    case FORMULA_DIV:
        return a / b;
    case FORMULA_MIN:
        return b < a ? b : a;
    case FORMULA_MAX:
        return b > a ? b : a;
    default:
        return b;
    }
}

struct figure formula_value(struct judge *j, uint32_t number)
{
    const struct rub_formula *formula = rub_formulas(j->rubric, number);
    struct figure out = unstated();
    if (formula->op == FORMULA_NUMBER) {
        out.stated = out.literal = true;
        out.value = formula->number;
        out.dim = (enum quantity_dim)formula->fact;
        out.shown = figure_print(j, out.value, out.dim, STR(""));
        return out;
    }
    if (formula->op == FORMULA_FACT)
        return figure_of_fact(j, formula->fact);
    if (formula->op == FORMULA_TOTAL)
        return total(j, rub_word(j->rubric, formula->of, 0));
    if (formula->op == FORMULA_FIRST) {
        for (size_t i = 0; i < formula->of.n && !out.stated; i++)
            out = formula_value(j, rub_word(j->rubric, formula->of, i));
        return out;
    }
    static const char *const signs[] = {
        [FORMULA_ADD] = " + ", [FORMULA_SUB] = " - ", [FORMULA_MUL] = " \xc3\x97 ",
        [FORMULA_DIV] = " / ", [FORMULA_MIN] = ", ",  [FORMULA_MAX] = ", "};
    const char *function = formula->op == FORMULA_MIN    ? "min("
                           : formula->op == FORMULA_MAX  ? "max("
                           : formula->op == FORMULA_CEIL ? "ceil("
                                                         : NULL;
    struct buf shown = buf_new(j->arena, SHOWN);
    out.stated = formula->of.n > 0;
    out.single = function != NULL;
    buf_puts(&shown, function ? function : "");
    for (size_t i = 0; i < formula->of.n; i++) {
        struct figure part = formula_value(j, rub_word(j->rubric, formula->of, i));
        if (!part.stated || (formula->op == FORMULA_DIV && i > 0 && part.value == 0)) {
            out.stated = false;
            return out;
        }
        evidence_join(j, &out.evidence, &part.evidence);
        buf_puts(&shown, i ? signs[formula->op] : "");
        put(&shown, &part, function != NULL);
        out.dim = i ? dim_of(formula->op, out.dim, part.dim) : part.dim;
        out.currency = out.currency.n ? out.currency : part.currency;
        out.constant = out.constant && part.constant;
        out.literal |= part.literal;
        out.value = i ? combine(formula->op, out.value, part.value) : part.value;
    }
    if (formula->op == FORMULA_CEIL)
        out.value = ceiling(out.value);
    buf_puts(&shown, function ? ")" : "");
    out.shown = figure_words(&shown);
    return out;
}
