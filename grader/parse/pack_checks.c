#include "parse/pack_checks.h"

#include "parse/pack_conditions.h"
#include "parse/pack_loops.h"
#include "parse/pack_ontology.h"
#include "parse/pack_shape.h"
#include "parse/pack_templates.h"
#include "parse/yaml.h"

static void declare_ids(struct pack_build *b, const struct doc *list, enum pack_name kind)
{
    for (size_t i = 0; list && list->kind == DOC_LIST && i < list->n; i++) {
        const struct doc *id = doc_get(list->items[i], "id");
        if (id && id->kind == DOC_SCALAR && !yaml_null(id))
            pack_build_declare(b, kind, str_trim(id->value), id->at);
    }
}

void pack_checks_declare(struct pack_build *b, const struct doc *predicates, const struct doc *checks,
                         const struct doc *flags)
{
    declare_ids(b, doc_get(predicates, "predicates"), PACK_NAME_PREDICATE);
    declare_ids(b, doc_get(predicates, "smells"), PACK_NAME_PREDICATE);
    declare_ids(b, doc_get(checks, "checks"), PACK_NAME_CHECK);
    declare_ids(b, doc_get(flags, "flags"), PACK_NAME_FLAG);
}

/* ---- facts */

static void read_fact(struct pack_build *b, const struct doc *doc)
{
    double number;
    pack_build_declare(b, PACK_NAME_FACT, doc->key, doc->key_at);
    if (pack_shape_parse(&number, doc->key))
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->key_at, "a fact must not be named like a number");
    struct rub_fact fact = {0};
    fact.id = pack_build_text(b, doc->key);
    fact.unless = RUB_NONE;
    if (pack_shape_map(b, doc, "fact",
                       "at roles key along within unless inner take dim! local anywhere low")) {
        const struct doc *take = doc_get(doc, "take"), *dimension = doc_get(doc, "dim");
        fact.at = pack_shape_text(b, doc, "at");
        fact.key = pack_shape_text(b, doc, "key");
        fact.roles = pack_ontology_roles(b, doc_get(doc, "roles"), NULL);
        fact.local = pack_shape_bool(b, doc, "local", false);
        fact.along = pack_shape_text(b, doc, "along");
        fact.within = pack_shape_text(b, doc, "within");
        fact.unless = pack_conditions_at(b, doc, "unless");
        fact.inner = pack_shape_bool(b, doc, "inner", false);
        fact.anywhere = pack_shape_bool(b, doc, "anywhere", false);
        fact.low = pack_shape_bool(b, doc, "low", false);
        if (!yaml_null(take) && pack_shape_word(b, take, "take", "sum min max first count product"))
            fact.take = pack_build_text(b, take->value);
        if (!yaml_null(dimension) && pack_shape_word(b, dimension, "dimension", PACK_DIMENSIONS))
            fact.dimension = pack_build_text(b, dimension->value);
        if ((fact.at != 0) + (fact.key != 0) + (fact.along != 0) != 1 ||
            (fact.along == 0 && (fact.key != 0) != (fact.roles != 0)))
            PACK_ERROR(b, DIAG_PACK_TYPE, doc->at,
                       "a fact has either 'at', or 'roles' and 'key', or 'along'");
        if (fact.along == 0 && (fact.within || fact.unless != RUB_NONE || fact.inner))
            PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "'within', 'unless' and 'inner' belong to 'along'");
    }
    *(struct rub_fact *)PACK_NEW(b, facts) = fact;
}

void pack_checks_facts(struct pack_build *b, const struct doc *checks)
{
    if (pack_shape_map(b, checks, "file of checks", "facts checks"))
        pack_shape_each_key(b, checks, "facts", read_fact);
}

/* ---- predicates */

static void read_predicate(struct pack_build *b, const struct doc *doc, bool smell)
{
    if (!pack_shape_map(b, doc, smell ? "smell" : "predicate",
                        "id! title! says! when! weaker strictly nodes shape"))
        return;
    struct rub_predicate predicate = {0};
    struct str id = pack_shape_str(b, doc, "id");
    uint32_t number = pack_build_find(b, PACK_NAME_PREDICATE, id);
    if (number != RUB_NONE)
        pack_loops_owner(b, PACK_NAME_PREDICATE, number);
    predicate.id = pack_build_text(b, id);
    predicate.title = pack_shape_text(b, doc, "title");
    predicate.says = pack_shape_text(b, doc, "says");
    predicate.smell = smell;
    predicate.when = pack_conditions_at(b, doc, "when");
    predicate.weaker = pack_conditions_at(b, doc, "weaker");
    predicate.strictly = pack_conditions_at(b, doc, "strictly");
    pack_loops_no_owner(b);
    double nodes = pack_shape_number(b, doc, "nodes", 0);
    if (nodes < 0 || nodes > 1000)
        PACK_ERROR(b, DIAG_PACK_VALUE, doc_get(doc, "nodes")->at, "'nodes' must be between 0 and 1000");
    else
        predicate.nodes = (uint32_t)nodes;
    predicate.shape = pack_shape_bool(b, doc, "shape", true);
    *(struct rub_predicate *)PACK_NEW(b, predicates) = predicate;
}

static void read_sound(struct pack_build *b, const struct doc *doc)
{
    read_predicate(b, doc, false);
}

static void read_smell(struct pack_build *b, const struct doc *doc)
{
    read_predicate(b, doc, true);
}

void pack_checks_predicates(struct pack_build *b, const struct doc *predicates)
{
    if (!pack_shape_map(b, predicates, "file of predicates", "predicates smells"))
        return;
    pack_shape_each_item(b, predicates, "predicates", read_sound);
    pack_shape_each_item(b, predicates, "smells", read_smell);
}

/* ---- checks and flags */

static void read_check(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "check", "id! title! rows each says when! ask"))
        return;
    struct rub_check check = {0};
    struct str id = pack_shape_str(b, doc, "id");
    struct pack_list rows = pack_shape_names(b, doc, "rows", PACK_NAME_ROW);
    uint32_t number = pack_build_find(b, PACK_NAME_CHECK, id);
    if (number != RUB_NONE)
        pack_loops_owner(b, PACK_NAME_CHECK, number);
    check.id = pack_build_text(b, id);
    check.title = pack_shape_text(b, doc, "title");
    check.each = pack_shape_text(b, doc, "each");
    check.says = pack_shape_text(b, doc, "says");
    check.ask = pack_templates_text(b, doc, "ask", true);
    check.rows = pack_build_list(b, &rows);
    check.when = pack_conditions_at(b, doc, "when");
    pack_loops_no_owner(b);
    *(struct rub_check *)PACK_NEW(b, checks) = check;
}

void pack_checks_read(struct pack_build *b, const struct doc *checks)
{
    /* Its keys were looked at with the facts. */
    if (checks->kind == DOC_MAP)
        pack_shape_each_item(b, checks, "checks", read_check);
}

static void read_flag(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "flag", "id! colour! title! when says ask remark guide"))
        return;
    struct rub_flag flag = {0};
    const struct doc *colour = doc_get(doc, "colour");
    flag.id = pack_shape_text(b, doc, "id");
    if (!yaml_null(colour) && pack_shape_word(b, colour, "colour", "red yellow green"))
        flag.colour = pack_build_text(b, colour->value);
    flag.title = pack_shape_text(b, doc, "title");
    flag.when = pack_conditions_at(b, doc, "when");
    flag.says = pack_templates_text(b, doc, "says", true);
    flag.ask = pack_templates_text(b, doc, "ask", true);
    flag.remark = pack_shape_text(b, doc, "remark");
    if (flag.when == RUB_NONE && yaml_null(doc_get(doc, "when")) && !flag.remark)
        PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "a flag needs 'when', or a 'remark' why it is never raised");
    flag.guide = pack_shape_bool(b, doc, "guide", false);
    *(struct rub_flag *)PACK_NEW(b, flags) = flag;
}

void pack_checks_flags(struct pack_build *b, const struct doc *flags)
{
    if (pack_shape_map(b, flags, "file of flags", "flags"))
        pack_shape_each_item(b, flags, "flags", read_flag);
}
