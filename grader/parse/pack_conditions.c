#include "parse/pack_conditions.h"

#include "parse/pack_formulas.h"
#include "parse/pack_loops.h"
#include "parse/pack_ontology.h"
#include "parse/pack_shape.h"
#include "parse/yaml.h"

#include <string.h>

/*
 * Texts that must be one of a few words, or the name of something in the pack. A name's number is stored too
 * (rub_arg.number), and with `needs` the thing is one whose condition is asked for.
 */
static const struct rule {
    enum cond_kind kind;
    const char *argument;
    const char *words; /* NULL: a name */
    enum pack_name name;
    bool needs;
} rules[] = {
    {COND_PREDICATE, "id", NULL, PACK_NAME_PREDICATE, true},
    {COND_LEVEL, "row", NULL, PACK_NAME_ROW, true},
    {COND_CHECK, "id", NULL, PACK_NAME_CHECK, true},
    {COND_CHECK, "is", "pass warn fail n/a", 0, false},
    {COND_LINT, "id", NULL, PACK_NAME_LINT, false},
    {COND_PHRASE, "set", NULL, PACK_NAME_SET, false},
    {COND_CYCLE, "through", NULL, PACK_NAME_ROLE, false},
    {COND_COMPONENT_SHARE, "exempt", NULL, PACK_NAME_PLANE, false},
    {COND_TOOL, "groups", NULL, PACK_NAME_TOOL_GROUP, false},
    {COND_TOOL, "wired", "yes waits", 0, false},
    {COND_HAS, "wired", "yes no", 0, false},
    {COND_STATEMENTS, "sets", NULL, PACK_NAME_SET, false},
    {COND_STATEMENTS, "headings", NULL, PACK_NAME_SET, false},
    {COND_STATEMENTS, "headed", "yes", 0, false},
    {COND_STATEMENTS, "groups", NULL, PACK_NAME_TOOL_GROUP, false},
    {COND_STATEMENTS, "quantities", PACK_DIMENSIONS, 0, false},
    {COND_STATEMENTS, "signals", "action flow condition cause contrast compare owner relation", 0, false},
    {COND_STATEMENTS, "kinds", "heading sentence item row label arrow fact box config file", 0, false},
    {COND_STATEMENTS, "bare", "yes", 0, false},
    {COND_STATEMENTS, "distinct", "tool amount", 0, false},
    {COND_TOLD, "row", NULL, PACK_NAME_ROW, false},
    {COND_SHARE, "of",
     "edges_labelled edges_typed nodes_grouped core_roles_with_tool monitors_alerting "
     "tools_per_role nodes_in_largest_view like_example own_words nodes_in_text one_vendor "
     "tools_only_listed",
     0, false},
    {COND_COMPARE, "how", "about at_most at_least", 0, false},
    {COND_OUTCOME, "is", "pass warn fail n/a", 0, false},
    {COND_ENTRY, "quantity", PACK_DIMENSIONS, 0, false},
    {COND_AGREE, "of", "facts boxes tools currencies", 0, false},
    {COND_COUNT, "quantity", PACK_DIMENSIONS, 0, false},
    {COND_ATTR, "quantity", PACK_DIMENSIONS, 0, false},
};

static const struct rule *rule_of(enum cond_kind kind, struct str argument)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].kind == kind && str_is(argument, rules[i].argument))
            return &rules[i];
    return NULL;
}

/* One "name:type!" of the table; false at the end. */
struct wanted {
    struct str name, type;
    bool must;
};
static bool next_wanted(struct str *rest, struct wanted *out)
{
    struct str word;
    if (!str_next(rest, " ", &word))
        return false;
    size_t colon = str_find(word, STR(":"));
    out->must = str_ends(word, "!");
    out->name = str_sub(word, 0, colon);
    out->type = str_sub(word, colon + 1, word.n - colon - 1 - out->must);
    return true;
}

/* ---- arguments */

static void check_text(struct pack_build *b, const struct rule *rule, const struct doc *doc,
                       struct rub_arg *arg)
{
    if (rule->words) {
        pack_shape_word(b, doc, rule->argument, rule->words);
        return;
    }
    uint32_t number = pack_build_named(b, rule->name, doc);
    arg->number = number;
    if (number != RUB_NONE && rule->needs)
        pack_loops_need(b, rule->name, number, doc->at);
}

static void read_conds(struct pack_build *b, const struct doc *doc, struct rub_arg *arg)
{
    struct pack_list list = {0};
    if (pack_shape_n(doc) == 0)
        PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "at least one condition must stand here");
    for (size_t i = 0; i < pack_shape_n(doc); i++)
        pack_build_add(b, &list, pack_conditions_read(b, pack_shape_item(doc, i)));
    arg->list = pack_build_list(b, &list);
}

static void read_kinds(struct pack_build *b, const struct doc *doc, struct rub_arg *arg)
{
    struct pack_list list = {0};
    for (size_t i = 0; i < pack_shape_n(doc); i++) {
        uint32_t kind = pack_build_named(b, PACK_NAME_FLOW, pack_shape_item(doc, i));
        if (kind == RUB_NONE || kind >= RUBRIC_MAX_KINDS)
            continue;
        arg->mask |= UINT64_C(1) << kind;
        pack_build_add(b, &list, kind);
    }
    arg->list = pack_build_list(b, &list);
}

static void read_words(struct pack_build *b, const struct doc *doc, const struct rule *rule,
                       struct rub_arg *arg)
{
    struct pack_list list = {0};
    for (size_t i = 0; i < pack_shape_n(doc); i++) {
        const struct doc *item = pack_shape_item(doc, i);
        if (item->kind != DOC_SCALAR) {
            PACK_ERROR(b, DIAG_PACK_TYPE, item->at, "a list of texts was expected");
            continue;
        }
        if (rule)
            check_text(b, rule, item, arg);
        pack_build_add(b, &list, pack_build_text(b, str_trim(item->value)));
    }
    arg->list = pack_build_list(b, &list);
    arg->number = 0;
}

static struct rub_arg read_arg(struct pack_build *b, enum cond_kind kind, const struct wanted *wanted,
                               const struct doc *doc)
{
    const struct rule *rule = rule_of(kind, wanted->name);
    struct rub_arg arg;
    memset(&arg, 0, sizeof arg);
    arg.name = pack_build_text(b, wanted->name);
    if (str_is(wanted->type, "conds")) {
        arg.type = ARG_CONDS;
        read_conds(b, doc, &arg);
    } else if (str_is(wanted->type, "roles")) {
        arg.type = ARG_ROLES;
        arg.mask = pack_ontology_roles(b, doc, &arg.list);
    } else if (str_is(wanted->type, "kinds")) {
        arg.type = ARG_KINDS;
        read_kinds(b, doc, &arg);
    } else if (str_is(wanted->type, "words")) {
        arg.type = ARG_WORDS;
        read_words(b, doc, rule, &arg);
    } else if (str_is(wanted->type, "number")) {
        arg.type = ARG_NUMBER;
        if (doc->kind != DOC_SCALAR || !pack_shape_parse(&arg.number, doc->value))
            PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "'%.*s' must be a number", STR_ARG(wanted->name));
    } else if (str_is(wanted->type, "formula")) {
        arg.type = ARG_FORMULA;
        arg.text = pack_formulas_read(b, doc);
    } else if (str_is(wanted->type, "text")) {
        arg.type = ARG_TEXT;
        if (doc->kind != DOC_SCALAR)
            PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "'%.*s' must be one text", STR_ARG(wanted->name));
        else if (rule)
            check_text(b, rule, doc, &arg);
        arg.text = pack_build_text(b, str_trim(doc_text(doc)));
    } else {
        BUG("condition_kinds.h: unknown type of argument");
    }
    return arg;
}

/* ---- conditions */

static bool find_kind(struct pack_build *b, const struct doc *item, enum cond_kind *out)
{
    const char *names[COND_KIND_COUNT];
    for (size_t i = 0; i < COND_KIND_COUNT; i++) {
        names[i] = cond_kind_name((enum cond_kind)i);
        if (str_is(item->key, names[i])) {
            *out = (enum cond_kind)i;
            return true;
        }
    }
    PACK_ERROR(b, DIAG_PACK_NAME, item->key_at, "unknown kind of condition '%.*s'%s", STR_ARG(item->key),
               pack_build_hint(b, item->key, names, COND_KIND_COUNT));
    return false;
}

/* The keys that a condition of the kind takes, as pack_shape_map wants them: "id! strict". */
static const char *keys_of(struct pack_build *b, enum cond_kind kind)
{
    struct str rest = str_from(cond_kind_arguments(kind));
    struct wanted wanted;
    struct buf keys = buf_new(b->arena, 1024);
    while (next_wanted(&rest, &wanted))
        buf_printf(&keys, "%.*s%s ", STR_ARG(wanted.name), wanted.must ? "!" : "");
    buf_puts(&keys, "strict");
    return keys.p;
}

/*
 * Whether the value is the short form's one argument. A map is it only where the argument is a condition, and
 * the map holds none of the kind's own keys: `none: {has: x}`, but `none: {of: …}`.
 */
static bool is_short(enum cond_kind kind, const struct doc *value)
{
    struct str rest = str_from(cond_kind_arguments(kind));
    struct wanted wanted;
    bool conds = false;
    if (cond_kind_short(kind)[0] == '\0')
        return false;
    if (value->kind != DOC_MAP)
        return true;
    while (next_wanted(&rest, &wanted)) {
        conds = conds || str_is(wanted.type, "conds");
        for (size_t i = 0; i < value->n; i++)
            if (str_eq(value->items[i]->key, wanted.name))
                return false;
    }
    return conds;
}

static const struct doc *argument(struct pack_build *b, enum cond_kind kind, const struct doc *value,
                                  bool brief, struct str name)
{
    if (brief)
        return str_is(name, cond_kind_short(kind)) ? value : NULL;
    const struct doc *doc = doc_get(value, str_copy(b->arena, name).p);
    return yaml_null(doc) ? NULL : doc;
}

/* The names in braces are facts; the entry that is looked at, and what was found, have names of their own. */
static void check_braces(struct pack_build *b, const struct doc *says)
{
    struct str rest = doc_text(says);
    for (size_t open; (open = str_find(rest, STR("{"))) < rest.n;) {
        rest = str_sub(rest, open + 1, rest.n);
        size_t close = str_find(rest, STR("}"));
        struct str name = str_sub(rest, 0, close);
        if (close == rest.n || (!str_is(name, "found") && !str_is(name, "entry") &&
                                pack_build_find(b, PACK_NAME_FACT, name) == RUB_NONE))
            PACK_ERROR(b, DIAG_PACK_NAME, says->at, "'{%.*s}' is no fact, nor 'found' or 'entry'",
                       STR_ARG(name));
    }
}

/* What no type can say. */
static void check_sense(struct pack_build *b, enum cond_kind kind, const struct doc *value)
{
    if (value->kind != DOC_MAP)
        return;
    double min = 0, max = 0;
    const struct doc *lower = doc_get(value, "min"), *upper = doc_get(value, "max"),
                     *of = doc_get(value, "of");
    if (lower && upper && pack_shape_parse(&min, doc_text(lower)) &&
        pack_shape_parse(&max, doc_text(upper)) && min > max)
        PACK_ERROR(b, DIAG_PACK_VALUE, lower->at, "'min' is greater than 'max'");
    const struct doc *n = doc_get(value, "n");
    if (kind == COND_AT_LEAST && n && of && pack_shape_parse(&min, doc_text(n)) &&
        (min < 1 || min > (double)pack_shape_n(of)))
        PACK_ERROR(b, DIAG_PACK_VALUE, n->at, "'n' must be between 1 and the number of conditions");
    const struct doc *warn = doc_get(value, "warn"), *bad = doc_get(value, "fail");
    if (kind == COND_COMPARE && warn && bad && pack_shape_parse(&min, doc_text(warn)) &&
        pack_shape_parse(&max, doc_text(bad)) && min > max)
        PACK_ERROR(b, DIAG_PACK_VALUE, warn->at, "'warn' is greater than 'fail'");
    if (kind == COND_OUTCOME && doc_get(value, "says"))
        check_braces(b, doc_get(value, "says"));
    if (kind == COND_COMPARE && !warn && !bad)
        PACK_ERROR(b, DIAG_PACK_TYPE, value->at, "a comparison needs 'warn', 'fail' or both");
}

static uint32_t new_cond(struct pack_build *b, enum cond_kind kind, bool strict, const struct rub_arg *args,
                         size_t n)
{
    struct rub_span span = {(uint32_t)b->args.n, (uint32_t)n};
    for (size_t i = 0; i < n; i++)
        memcpy(PACK_NEW(b, args), &args[i], sizeof args[i]);
    struct rub_cond *cond = PACK_NEW(b, conds);
    cond->kind = (uint32_t)kind;
    cond->strict = strict;
    cond->args = span;
    return (uint32_t)(b->conds.n - 1);
}

static uint32_t read_kind(struct pack_build *b, enum cond_kind kind, const struct doc *value, bool strict)
{
    enum { MAX_ARGS = 24 };
    struct rub_arg args[MAX_ARGS];
    struct str rest = str_from(cond_kind_arguments(kind));
    struct wanted wanted;
    size_t n = 0;
    bool brief = is_short(kind, value);
    if (!brief) {
        if (!pack_shape_map(b, value, arena_printf(b->arena, "condition '%s'", cond_kind_name(kind)),
                            keys_of(b, kind)))
            return RUB_NONE;
        strict = pack_shape_bool(b, value, "strict", strict);
    } else if (yaml_null(value)) {
        PACK_ERROR(b, DIAG_PACK_TYPE, value->at, "a condition '%s' needs '%s'", cond_kind_name(kind),
                   cond_kind_short(kind));
        return RUB_NONE;
    }
    while (next_wanted(&rest, &wanted)) {
        const struct doc *doc = argument(b, kind, value, brief, wanted.name);
        if (n == MAX_ARGS)
            BUG("condition_kinds.h: too many arguments");
        if (doc)
            args[n++] = read_arg(b, kind, &wanted, doc);
    }
    if (!brief)
        check_sense(b, kind, value);
    return new_cond(b, kind, strict, args, n);
}

uint32_t pack_conditions_read(struct pack_build *b, const struct doc *doc)
{
    enum cond_kind kind = COND_ALL;
    if (doc->kind == DOC_LIST)
        return read_kind(b, COND_ALL, doc, false);
    const struct doc *value = NULL;
    if (doc->kind == DOC_MAP)
        for (size_t i = 0; i < doc->n; i++)
            if (!str_is(doc->items[i]->key, "strict")) {
                if (value)
                    PACK_ERROR(b, DIAG_PACK_TYPE, doc->items[i]->key_at,
                               "a condition has one kind: combine several with 'all' or 'any'");
                else
                    value = doc->items[i];
            }
    if (!value) {
        PACK_ERROR(b, DIAG_PACK_TYPE, doc->at,
                   "a condition was expected: a mapping with one kind, or a list");
        return RUB_NONE;
    }
    bool strict = pack_shape_bool(b, doc, "strict", false);
    return find_kind(b, value, &kind) ? read_kind(b, kind, value, strict) : RUB_NONE;
}

uint32_t pack_conditions_at(struct pack_build *b, const struct doc *map, const char *key)
{
    const struct doc *doc = doc_get(map, key);
    return yaml_null(doc) ? RUB_NONE : pack_conditions_read(b, doc);
}
