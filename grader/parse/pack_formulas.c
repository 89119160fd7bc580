#include "parse/pack_formulas.h"

#include "model/quantity.h"
#include "parse/pack_shape.h"

static const char *const operations[] = {
#define F(ID, name, least, most) name,
    FORMULA_OPS(F)
#undef F
};

static const struct {
    size_t least, most;
} takes[] = {
#define F(ID, name, least, most) {least, most},
    FORMULA_OPS(F)
#undef F
};

static uint32_t new_formula(struct pack_build *b, uint32_t op, double number, uint32_t fact,
                            struct rub_span of)
{
    struct rub_formula *formula = PACK_NEW(b, formulas);
    formula->number = number;
    formula->op = op;
    formula->fact = fact;
    formula->of = of;
    return (uint32_t)(b->formulas.n - 1);
}

uint32_t pack_formulas_read(struct pack_build *b, const struct doc *doc)
{
    const size_t n_operations = sizeof operations / sizeof *operations;
    struct rub_span none = {0, 0};
    double number;
    if (doc->kind == DOC_SCALAR) {
        struct quantity amount;
        struct str text = str_trim(doc->value);
        if (pack_shape_parse(&number, text))
            return new_formula(b, FORMULA_NUMBER, number, QUANTITY_NUMBER, none);
        if (text.n && str_byte_digit(text.p[0]) && quantity_read(&amount, text, QUANTITY_ANY))
            return new_formula(b, FORMULA_NUMBER, quantity_value(&amount), amount.dim, none);
        return new_formula(b, FORMULA_FACT, 0, pack_build_named(b, PACK_NAME_FACT, doc), none);
    }
    if (doc->kind == DOC_LIST || doc->n != 1) {
        PACK_ERROR(b, DIAG_PACK_TYPE, doc->at,
                   "a formula is a number, an amount, a fact's name or one operation on a list");
        return RUB_NONE;
    }
    const struct doc *of = doc->items[0];
    uint32_t op = 0;
    while (op < n_operations && !str_is(of->key, operations[op]))
        op++;
    if (op == n_operations) {
        PACK_ERROR(b, DIAG_PACK_NAME, of->key_at, "unknown operation '%.*s'%s", STR_ARG(of->key),
                   pack_build_hint(b, of->key, operations, n_operations));
        return RUB_NONE;
    }
    if (of->kind != DOC_LIST || of->n < takes[op].least || of->n > takes[op].most) {
        PACK_ERROR(b, DIAG_PACK_TYPE, of->at, "'%s' takes a list of %s", operations[op],
                   takes[op].most == 1   ? "one"
                   : takes[op].most == 2 ? "two"
                                         : "one or more");
        return RUB_NONE;
    }
    struct pack_list list = {0};
    for (size_t i = 0; i < of->n; i++)
        pack_build_add(b, &list, pack_formulas_read(b, of->items[i]));
    return new_formula(b, FORMULA_FACT + 1 + op, 0, RUB_NONE, pack_build_list(b, &list));
}
