#include "report/condition_leaf.h"

#include "model/quantity.h"
#include "report/condition_words.h"
#include "report/number.h"

#define LEAF_BYTES 2400

struct leaf {
    struct buf out;
    struct arena *arena;
    const struct rubric *rubric;
    const struct rub_cond *cond;
};

static const struct rub_arg *arg(struct leaf *l, const char *name)
{
    return rub_arg_of(l->rubric, l->cond, name);
}

static const char *text(struct leaf *l, const char *name)
{
    const struct rub_arg *a = arg(l, name);
    return a ? rub_text(l->rubric, a->text) : "";
}

static void say(struct leaf *l, const char *words)
{
    buf_puts(&l->out, words);
}

static void say_number(struct leaf *l, double number)
{
    char digits[NUMBER_MAX];
    number_write(digits, number, 4, true);
    say(l, digits);
}

/* Names as words: data_pipeline -> data pipeline. */
static void say_name(struct leaf *l, const char *name)
{
    for (; *name; name++)
        buf_putc(&l->out, *name == '_' || *name == '.' ? ' ' : *name);
}

static void say_roles(struct leaf *l, const char *before, const char *name)
{
    const struct rub_arg *a = arg(l, name);
    if (!a)
        return;
    say(l, before);
    buf_add(&l->out, condition_words_roles(l->arena, l->rubric, a->mask));
}

static void say_kinds(struct leaf *l, const char *before, const char *name)
{
    const struct rub_arg *a = arg(l, name);
    if (!a)
        return;
    say(l, before);
    for (uint32_t k = 0, n = 0; k < rub_flows_n(l->rubric); k++)
        if (a->mask >> k & 1) {
            say(l, n++ ? " or " : "");
            say(l, rub_text(l->rubric, rub_flows(l->rubric, k)->id));
        }
}

static void say_words(struct leaf *l, const char *before, const char *name, const char *between)
{
    const struct rub_arg *a = arg(l, name);
    if (!a)
        return;
    say(l, before);
    if (a->type == ARG_TEXT)
        say(l, rub_text(l->rubric, a->text));
    for (size_t i = 0; i < a->list.n; i++) {
        say(l, i ? between : "");
        say(l, rub_text(l->rubric, rub_word(l->rubric, a->list, i)));
    }
}

/* "at least 2", "at most 3", "2 to 3"; `otherwise` where neither is given. */
static void say_bounds(struct leaf *l, double otherwise)
{
    const struct rub_arg *min = arg(l, "min"), *max = arg(l, "max");
    if (min && max) {
        say_number(l, min->number);
        say(l, " to ");
        say_number(l, max->number);
    } else {
        say(l, max ? "at most " : "at least ");
        say_number(l, max ? max->number : min ? min->number : otherwise);
    }
}

void condition_leaf_formula(struct buf *out, const struct rubric *rubric, uint32_t number)
{
    static const char *const names[] = {
#define F(ID, ...) [FORMULA_##ID] = #ID,
        FORMULA_OPS(F)
#undef F
    };
    static const char *const signs[] = {
        [FORMULA_ADD] = " + ", [FORMULA_SUB] = " - ", [FORMULA_MUL] = " x ", [FORMULA_DIV] = " / "};
    const struct rub_formula *f = rub_formulas(rubric, number);
    if (f->op == FORMULA_NUMBER) {
        char amount[40];
        quantity_print(amount, f->number, (enum quantity_dim)f->fact);
        buf_puts(out, amount);
        return;
    }
    if (f->op == FORMULA_FACT) {
        for (const char *c = rub_text(rubric, rub_facts(rubric, f->fact)->id); *c; c++)
            buf_putc(out, *c == '_' ? ' ' : *c);
        return;
    }
    const char *sign = f->op < sizeof signs / sizeof signs[0] ? signs[f->op] : NULL;
    for (const char *c = sign || f->op >= sizeof names / sizeof names[0] ? "" : names[f->op]; *c; c++)
        buf_putc(out, str_byte_lower(*c));
    buf_putc(out, '(');
    for (size_t i = 0; i < f->of.n; i++) {
        buf_puts(out, i ? (sign ? sign : ", ") : "");
        condition_leaf_formula(out, rubric,
                               rub_word(rubric, f->of, i)); /* parts have smaller numbers: it ends */
    }
    buf_putc(out, ')');
}

static void say_formula(struct leaf *l, const char *name)
{
    const struct rub_arg *a = arg(l, name);
    if (a && a->text != RUB_NONE)
        condition_leaf_formula(&l->out, l->rubric, a->text);
}

/* ---- what is drawn */

static void has(struct leaf *l)
{
    const struct rub_arg *min = arg(l, "min");
    if (min && min->number > 1) {
        say(l, "boxes of at least ");
        say_number(l, min->number);
        say_roles(l, " of: ", "roles");
    } else {
        say_roles(l, "a box that is ", "roles");
    }
    if (*text(l, "wired"))
        say(l, str_is(str_from(text(l, "wired")), "no") ? ", without an arrow that fits"
                                                        : ", with an arrow that fits");
}

static void path(struct leaf *l)
{
    say_roles(l, "arrows lead from ", "from");
    say_roles(l, " to ", "to");
    say_kinds(l, ", carrying ", "kinds");
    say_roles(l, ", through ", "via");
    say_roles(l, ", around ", "avoid");
    say_roles(l, ", with nothing between but ", "within");
}

static void wire(struct leaf *l)
{
    say_roles(l, "", "from");
    say_roles(l, arg(l, "carriers") ? " feeds " : " feeds, directly or through what only carries, ", "to");
    say_kinds(l, ", with ", "kinds");
    say_roles(l, ", directly or through ", "carriers");
}

static void cut(struct leaf *l)
{
    say_roles(l, "without ", "remove");
    say_roles(l, arg(l, "remove") ? ", a request from " : "a request from ", "from");
    say_roles(l, " reaches ", "reach");
    say_roles(l, " and one of ", "with");
    if (arg(l, "nodes")) {
        say(l, ", on ");
        say_number(l, arg(l, "nodes")->number);
        say(l, " different boxes or more");
    }
}

static void dominates(struct leaf *l)
{
    say_roles(l, "every way from ", "from");
    say_roles(l, " to ", "to");
    say_roles(l, " passes ", "gate");
    say_kinds(l, ", of what carries ", "kinds");
    say_roles(l, "; no way around it is ", "ignore");
}

static void adjacent(struct leaf *l)
{
    say_roles(l, "an arrow, either way, joins ", "a");
    say_roles(l, " with ", "b");
    if (arg(l, "gap"))
        say(l, ", a box without a role between them at most");
    if (arg(l, "min")) {
        say(l, ", for at least ");
        say_number(l, arg(l, "min")->number);
        say(l, " of the first");
    }
}

static void component_share(struct leaf *l)
{
    say(l, "a share of ");
    say_number(l, arg(l, "min") ? arg(l, "min")->number : 0);
    say(l, " or more of the boxes with a role hang together");
    say_words(l, ", left out: ", "exempt", ", ");
}

static void common_feeder(struct leaf *l)
{
    say_roles(l, "one box of ", "feeders");
    say_roles(l, " reaches each of ", "stores");
    say_kinds(l, " with ", "kinds");
    say_roles(l, ", and each of these its own of ", "consumers");
    say_kinds(l, " with ", "reads");
}

static void disjoint_feeders(struct leaf *l)
{
    say_roles(l, "each of ", "stores");
    say_roles(l, " is fed, and no box of ", "feeders");
    say(l, " feeds two of them");
}

/* ---- what is declared */

/* What an entry of a list must satisfy. */
static void entry_words(struct leaf *l)
{
    say_roles(l, " that are ", "roles");
    say_roles(l, " at ", "touches");
    say_words(l, " of the kind ", "kind", " or ");
    say_words(l, " with ", "has", " and ");
    say_words(l, " being ", "is", " or ");
    say_words(l, " not being ", "not", " or ");
    if (arg(l, "any_n")) {
        say(l, " with ");
        say_number(l, arg(l, "any_n")->number);
        say_words(l, " of: ", "has_any", ", ");
    } else {
        say_words(l, " with ", "has_any", " or ");
    }
    say_words(l, " that say ", "text", " or ");
    say_words(l, " under ", "in", " or ");
    say_words(l, " where something is ", "value", " or ");
    say_words(l, ", a figure among them: ", "quantity", ", ");
}

static void count(struct leaf *l)
{
    say_bounds(l, 1);
    say(l, " of the ");
    say_name(l, text(l, "of"));
    entry_words(l);
    if (arg(l, "wired"))
        say(l, ", with an arrow that fits");
    say_words(l, ", each counted once by its ", "distinct", ", ");
}

static void entry(struct leaf *l)
{
    say(l, "the entry is one of those");
    entry_words(l);
}

static void attr(struct leaf *l)
{
    say_name(l, text(l, "at"));
    if (arg(l, "keys") && arg(l, "min")) {
        say(l, " states at least ");
        say_number(l, arg(l, "min")->number);
        say_words(l, " of: ", "keys", ", ");
    } else if (arg(l, "keys")) {
        say_words(l, " states ", "keys", " and ");
    } else {
        say(l, " states ");
        say_bounds(l, 1);
        say(l, " things");
    }
    say_words(l, ", in figures: ", "quantity", ", ");
}

/* ---- what is said */

static void set(struct leaf *l, struct str name)
{
    uint32_t number = rub_set_of(l->rubric, name);
    buf_add(&l->out, name);
    if (number == RUB_NONE)
        return;
    say(l, " (");
    buf_add(&l->out, condition_words_phrases(l->arena, l->rubric, number));
    say(l, ")");
}

static void sets(struct leaf *l, const char *before, const char *name)
{
    const struct rub_arg *a = arg(l, name);
    for (size_t i = 0; a && i < a->list.n; i++) {
        say(l, i ? " or " : before);
        set(l, str_from(rub_text(l->rubric, rub_word(l->rubric, a->list, i))));
    }
}

static void phrase(struct leaf *l)
{
    say(l, "the words say ");
    set(l, str_from(text(l, "set")));
}

static void at_least_so_many(struct leaf *l, const char *name, const char *what)
{
    if (!arg(l, name))
        return;
    say(l, ", with ");
    say_number(l, arg(l, name)->number);
    say(l, what);
}

static void statements(struct leaf *l)
{
    say_bounds(l, 1);
    say(l, " statements");
    sets(l, " that say ", "sets");
    sets(l, arg(l, "headed") ? ", or stand below a heading that says " : ", below a heading that says ",
         "headings");
    say_roles(l, ", naming a part that is ", "roles");
    at_least_so_many(l, "components", " parts of the system or more");
    at_least_so_many(l, "tools", " tools or more");
    at_least_so_many(l, "words", " words or more");
    at_least_so_many(l, "amounts", " amounts or more");
    say_words(l, ", with an amount of ", "quantities", " or ");
    say_words(l, ", with signs of ", "signals", " and ");
    say_words(l, ", of the kind ", "kinds", " or ");
    say_words(l, ", each counted once by its ", "distinct", ", ");
}

/* ---- the rest */

static void tool(struct leaf *l)
{
    say_bounds(l, 1);
    say(l, " known tools");
    say_words(l, " of the group ", "groups", " or ");
    say_roles(l, " on boxes that are ", "roles");
    if (arg(l, "wired"))
        say(l, str_is(str_from(text(l, "wired")), "waits") ? ", where a request waits for them"
                                                           : ", with arrows");
}

static void share(struct leaf *l)
{
    say_name(l, text(l, "of"));
    say(l, ": ");
    say_bounds(l, 0);
}

static void compare(struct leaf *l)
{
    struct str how = str_from(text(l, "how"));
    say_formula(l, "left");
    say(l, str_is(how, "at_most")    ? " is at most "
           : str_is(how, "at_least") ? " is at least "
                                     : " is about ");
    say_formula(l, "right");
    static const char *const limits[][2] = {
        {"tolerance", "; off by up to "}, {"warn", "; warns over "}, {"fail", "; fails over "}};
    for (size_t i = 0; i < 3; i++)
        if (arg(l, limits[i][0])) {
            say(l, limits[i][1]);
            say_number(l, 100 * arg(l, limits[i][0])->number);
            say(l, i ? " %" : " % passes");
        }
}

static void predicate(struct leaf *l)
{
    uint32_t number = rub_predicate_of(l->rubric, str_from(text(l, "id")));
    say(l, text(l, "id"));
    if (number == RUB_NONE)
        return;
    say(l, ": ");
    say(l, rub_text(l->rubric, rub_predicates(l->rubric, number)->says));
}

static void level(struct leaf *l)
{
    uint32_t row = rub_row_of(l->rubric, str_from(text(l, "row")));
    say(l, text(l, "row"));
    if (row != RUB_NONE) {
        say(l, " (");
        say(l, rub_text(l->rubric, rub_rows(l->rubric, row)->title));
        say(l, ")");
    }
    say(l, " is at level: ");
    say_bounds(l, 0);
}

static void check(struct leaf *l)
{
    uint32_t number = rub_check_of(l->rubric, str_from(text(l, "id")));
    say(l, "the check ");
    say(l, text(l, "id"));
    if (number != RUB_NONE) {
        say(l, " (");
        say(l, rub_text(l->rubric, rub_checks(l->rubric, number)->title));
        say(l, ")");
    }
    say_words(l, " comes out as ", "is", " or ");
}

static void first(struct leaf *l)
{
    say(l, "the first of these that comes to a result");
}

static void outcome(struct leaf *l)
{
    say(l, text(l, "is"));
    if (*text(l, "says")) {
        say(l, " (\"");
        say(l, text(l, "says"));
        say(l, "\")");
    }
    say(l, ", where");
}

static void agree(struct leaf *l)
{
    say_name(l, text(l, "of"));
    say(l, " that stand in several places are the same");
    if (arg(l, "tolerance")) {
        say(l, ", give or take ");
        say_number(l, 100 * arg(l, "tolerance")->number);
        say(l, " %");
    }
}

static void told(struct leaf *l)
{
    say(l, "words alone would give ");
    say(l, text(l, "row"));
    say(l, " level ");
    say_number(l, arg(l, "min") ? arg(l, "min")->number : 2);
}

static void lint(struct leaf *l)
{
    say(l, "an arrow that is almost always a mistake is drawn: ");
    for (size_t i = 0; i < rub_lints_n(l->rubric); i++)
        if (str_is(str_from(text(l, "id")), rub_text(l->rubric, rub_lints(l->rubric, i)->id))) {
            say(l, rub_text(l->rubric, rub_lints(l->rubric, i)->says));
            return;
        }
}

static void at_least(struct leaf *l)
{
    say(l, "at least ");
    say_number(l, arg(l, "n") ? arg(l, "n")->number : 1);
    say(l, " of");
}

/* What it asks, and its arguments by name. */
static void other(struct leaf *l)
{
    say(l, cond_kind_asks((enum cond_kind)l->cond->kind));
    for (size_t i = 0; i < l->cond->args.n; i++) {
        const struct rub_arg *a = rub_args(l->rubric, l->cond->args.at + i);
        const char *name = rub_text(l->rubric, a->name);
        if (a->type == ARG_CONDS)
            continue;
        say(l, "; ");
        say_name(l, name);
        say(l, ": ");
        if (a->type == ARG_ROLES)
            say_roles(l, "", name);
        else if (a->type == ARG_KINDS)
            say_kinds(l, "", name);
        else if (a->type == ARG_NUMBER)
            say_number(l, a->number);
        else if (a->type == ARG_FORMULA)
            say_formula(l, name);
        else
            say_words(l, "", name, ", ");
    }
}

static void all(struct leaf *l)
{
    say(l, "all of");
}

static void any(struct leaf *l)
{
    say(l, "one of");
}

static void none(struct leaf *l)
{
    say(l, "none of");
}

/* Kinds that are not named here are shown by their arguments. */
static void (*const table[COND_KIND_COUNT])(struct leaf *) = {
    [COND_ALL] = all,
    [COND_ANY] = any,
    [COND_NONE] = none,
    [COND_AT_LEAST] = at_least,
    [COND_PREDICATE] = predicate,
    [COND_HAS] = has,
    [COND_PATH] = path,
    [COND_WIRE] = wire,
    [COND_CUT] = cut,
    [COND_DOMINATES] = dominates,
    [COND_ADJACENT] = adjacent,
    [COND_COMPONENT_SHARE] = component_share,
    [COND_COMMON_FEEDER] = common_feeder,
    [COND_DISJOINT_FEEDERS] = disjoint_feeders,
    [COND_COUNT] = count,
    [COND_ATTR] = attr,
    [COND_PHRASE] = phrase,
    [COND_STATEMENTS] = statements,
    [COND_TOLD] = told,
    [COND_TOOL] = tool,
    [COND_SHARE] = share,
    [COND_COMPARE] = compare,
    [COND_FIRST] = first,
    [COND_OUTCOME] = outcome,
    [COND_ENTRY] = entry,
    [COND_AGREE] = agree,
    [COND_LEVEL] = level,
    [COND_CHECK] = check,
    [COND_LINT] = lint,
};

struct str condition_leaf(struct arena *arena, const struct rubric *rubric, const struct rub_cond *cond)
{
    struct leaf l = {buf_new(arena, LEAF_BYTES), arena, rubric, cond};
    (table[cond->kind] ? table[cond->kind] : other)(&l);
    return buf_str(&l.out);
}
