#include "parse/pack_ontology.h"

#include "parse/pack_phrases.h"
#include "parse/pack_shape.h"
#include "parse/yaml.h"

static uint64_t bit(uint32_t number)
{
    return number < 64 ? UINT64_C(1) << number : 0;
}

/* ---- roles and groups */

static void add_role(struct pack_build *b, uint32_t role, uint64_t *mask, struct pack_list *list)
{
    if (!(*mask & bit(role)))
        pack_build_add(b, list, role);
    *mask |= bit(role);
}

static void unknown_role(struct pack_build *b, const struct doc *doc)
{
    const struct pack_names *roles = &b->names[PACK_NAME_ROLE], *groups = &b->names[PACK_NAME_GROUP];
    const char *hint = pack_build_hint(b, doc->value, roles->ids, roles->n);
    if (!hint[0])
        hint = pack_build_hint(b, doc->value, groups->ids, groups->n);
    PACK_ERROR(b, DIAG_PACK_NAME, doc->at, "unknown role or group '%.*s'%s", STR_ARG(doc->value), hint);
}

static uint64_t read_roles(struct pack_build *b, const struct doc *doc, struct pack_list *list)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < pack_shape_n(doc); i++) {
        const struct doc *item = pack_shape_item(doc, i);
        uint32_t number;
        if (item->kind != DOC_SCALAR) {
            PACK_ERROR(b, DIAG_PACK_TYPE, item->at, "the name of a role or group was expected here");
        } else if (str_is(item->value, "ANY")) {
            for (uint32_t role = 0; role < b->roles.n; role++)
                add_role(b, role, &mask, list);
        } else if ((number = pack_build_find(b, PACK_NAME_ROLE, item->value)) != RUB_NONE) {
            add_role(b, number, &mask, list);
        } else if ((number = pack_build_find(b, PACK_NAME_GROUP, item->value)) != RUB_NONE &&
                   number < b->n_groups) {
            for (size_t k = 0; k < b->group_roles[number].n; k++)
                add_role(b, b->group_roles[number].items[k], &mask, list);
        } else {
            unknown_role(b, item);
        }
    }
    return mask;
}

uint64_t pack_ontology_roles(struct pack_build *b, const struct doc *doc, struct rub_span *list)
{
    struct pack_list roles = {0};
    uint64_t mask = read_roles(b, doc, &roles);
    if (list)
        *list = pack_build_list(b, &roles);
    return mask;
}

static void read_role(struct pack_build *b, const struct doc *doc)
{
    if (b->roles.n == RUBRIC_MAX_ROLES) {
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->key_at, "more than %d roles", RUBRIC_MAX_ROLES);
        return;
    }
    if (str_is(doc->key, "ANY"))
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->key_at, "'ANY' stands for every role and cannot be one");
    uint32_t number = pack_build_declare(b, PACK_NAME_ROLE, doc->key, doc->key_at);
    struct rub_role *role = PACK_NEW(b, roles);
    role->id = pack_build_text(b, doc->key);
    role->credited = 1;
    if (!pack_shape_map(b, doc, "role", "plane! core credited is! cue"))
        return;
    role->plane = pack_shape_text(b, doc, "plane");
    role->is = pack_shape_text(b, doc, "is");
    role->cue = pack_shape_text(b, doc, "cue");
    role->core = pack_shape_bool(b, doc, "core", false);
    role->credited = pack_shape_bool(b, doc, "credited", true);
    if (role->core)
        b->info.items[0].core_roles |= bit(number);
    struct str plane = pack_shape_str(b, doc, "plane");
    if (plane.n && pack_build_find(b, PACK_NAME_PLANE, plane) == RUB_NONE)
        pack_build_declare(b, PACK_NAME_PLANE, plane, doc->at);
}

static void read_group(struct pack_build *b, const struct doc *doc)
{
    struct pack_list list = {0};
    if (str_is(doc->key, "ANY") || pack_build_find(b, PACK_NAME_ROLE, doc->key) != RUB_NONE)
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->key_at, "a group must not be named like a role, nor 'ANY'");
    read_roles(b, doc, &list);
    pack_build_declare(b, PACK_NAME_GROUP, doc->key, doc->key_at);
    *(struct pack_list *)ARENA_PUSH(b->arena, b->group_roles, b->n_groups, b->cap_groups) = list;
}

/* ---- flows, pairs, lints */

static void read_flow(struct pack_build *b, const struct doc *doc)
{
    if (b->flows.n == RUBRIC_MAX_KINDS) {
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->key_at, "more than %d kinds of flows", RUBRIC_MAX_KINDS);
        return;
    }
    pack_build_declare(b, PACK_NAME_FLOW, doc->key, doc->key_at);
    bool map = pack_shape_map(b, doc, "kind of flow", "carries! labels writes");
    struct rub_span labels = {0, 0};
    if (map)
        labels = pack_phrases_read(b, doc_get(doc, "labels"), STAND_ANYWHERE);
    struct rub_flow *flow = PACK_NEW(b, flows);
    flow->id = pack_build_text(b, doc->key);
    flow->carries = map ? pack_shape_text(b, doc, "carries") : 0;
    flow->labels = labels;
    flow->silent = map && !pack_shape_bool(b, doc, "writes", true);
}

static void read_pair(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "pair", "kind! from! to! exp rev both"))
        return;
    const struct doc *kind = doc_get(doc, "kind");
    struct rub_pair *pair = PACK_NEW(b, pairs);
    pair->kind = kind ? pack_build_named(b, PACK_NAME_FLOW, kind) : RUB_NONE;
    pair->from = pack_ontology_roles(b, doc_get(doc, "from"), NULL);
    pair->to = pack_ontology_roles(b, doc_get(doc, "to"), NULL);
    pair->reverse = pack_shape_bool(b, doc, "rev", false);
    pair->expected = pack_shape_bool(b, doc, "exp", false);
    pair->both = pack_shape_bool(b, doc, "both", false);
}

static void read_lint(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "lint", "id! from! to! says! sync"))
        return;
    struct rub_lint *lint = PACK_NEW(b, lints);
    lint->id = pack_shape_id(b, doc, "id", PACK_NAME_LINT);
    lint->from = pack_ontology_roles(b, doc_get(doc, "from"), NULL);
    lint->to = pack_ontology_roles(b, doc_get(doc, "to"), NULL);
    lint->says = pack_shape_text(b, doc, "says");
    lint->sync_only = pack_shape_bool(b, doc, "sync", false);
}

/* ---- lists of facts */

static void read_collection(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "collection", "keys! kinds!"))
        return;
    uint32_t name = pack_build_text(b, doc->key);
    struct rub_span keys = pack_shape_texts(b, doc, "keys");
    const struct doc *kinds = doc_get(doc, "kinds");
    if (kinds && kinds->kind != DOC_MAP)
        PACK_ERROR(b, DIAG_PACK_TYPE, kinds->at, "'kinds' must be a mapping from roles to kinds of entries");
    for (size_t i = 0; kinds && kinds->kind == DOC_MAP && i < kinds->n; i++) {
        const struct doc *kind = kinds->items[i];
        struct doc role = {.kind = DOC_SCALAR, .value = kind->key, .at = kind->key_at};
        uint32_t number = pack_build_named(b, PACK_NAME_ROLE, &role);
        if (kind->kind != DOC_SCALAR)
            PACK_ERROR(b, DIAG_PACK_TYPE, kind->at, "the kind of an entry must be one text");
        struct rub_collection *collection = PACK_NEW(b, collections);
        collection->name = name;
        collection->role = number;
        collection->kind = pack_build_text(b, doc_text(kind));
        collection->keys = keys;
    }
}

static void read_keys(struct pack_build *b, const struct doc *section)
{
    for (size_t i = 0; i < pack_shape_n(section); i++) {
        const struct doc *key = pack_shape_item(section, i);
        if (key->kind != DOC_SCALAR) {
            PACK_ERROR(b, DIAG_PACK_TYPE, key->at, "a key of architecture.yaml was expected here");
            continue;
        }
        const char *path = arena_printf(b->arena, "%.*s.%.*s", STR_ARG(section->key), STR_ARG(key->value));
        *(uint32_t *)PACK_NEW(b, keys) = pack_build_text(b, str_from(path));
    }
}

/* ---- jobs of the catalogue of tools that this pack calls otherwise, or does not know */

static void read_job(struct pack_build *b, const struct doc *doc)
{
    uint32_t role = RUB_NONE;
    if (str_is(doc->key, "others") && doc->kind == DOC_SCALAR && str_is(doc->value, "none")) {
        b->other_jobs = true;
        return;
    }
    if (pack_build_find(b, PACK_NAME_ROLE, doc->key) != RUB_NONE)
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->key_at,
                   "'%.*s' is a role of this pack: tools have it by that name", STR_ARG(doc->key));
    if (doc->kind != DOC_SCALAR || !str_is(doc->value, "none"))
        role = pack_build_named(b, PACK_NAME_ROLE, doc);
    if (pack_build_declare(b, PACK_NAME_JOB, doc->key, doc->key_at) == b->job_roles.n)
        pack_build_add(b, &b->job_roles, role);
}

/* ---- the file */

static uint64_t planes_roles(struct pack_build *b, const struct doc *planes)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < pack_shape_n(planes); i++) {
        const struct doc *plane = pack_shape_item(planes, i);
        if (pack_build_named(b, PACK_NAME_PLANE, plane) == RUB_NONE)
            continue;
        uint32_t text = pack_build_text(b, plane->value);
        for (uint32_t role = 0; role < b->roles.n; role++)
            if (b->roles.items[role].plane == text)
                mask |= bit(role);
    }
    return mask;
}

static void read_sets(struct pack_build *b, const struct doc *doc, struct rub_info *info)
{
    const struct doc *entries = doc_get(doc, "entries");
    if (!yaml_null(entries) && pack_shape_map(b, entries, "entry point", "roles! stand_in")) {
        info->entry_roles = pack_ontology_roles(b, doc_get(entries, "roles"), NULL);
        info->stand_in_roles = pack_ontology_roles(b, doc_get(entries, "stand_in"), NULL);
    }
    info->carrier_roles = pack_ontology_roles(b, doc_get(doc, "carriers"), NULL);
    info->dry_roles = pack_ontology_roles(b, doc_get(doc, "dry"), NULL);
    info->question_roles = pack_ontology_roles(b, doc_get(doc, "questions"), NULL);
    info->request_roles = pack_ontology_roles(b, doc_get(doc, "requests"), NULL);
    info->exempt_roles = planes_roles(b, doc_get(doc, "exempt"));
    double most = pack_shape_number(b, doc, "max_inferred_roles", 4);
    if (most < 1 || most > RUBRIC_MAX_ROLES)
        PACK_ERROR(b, DIAG_PACK_VALUE, doc_get(doc, "max_inferred_roles")->at,
                   "max_inferred_roles must be 1 to %d", RUBRIC_MAX_ROLES);
    else
        info->max_inferred_roles = (uint32_t)most;
}

void pack_ontology_read(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "ontology",
                        "roles! groups flows! pairs! lints entries carriers dry questions requests exempt "
                        "max_inferred_roles collections catalogue keys"))
        return;
    pack_shape_each_key(b, doc, "roles", read_role);
    pack_shape_each_key(b, doc, "groups", read_group);
    pack_shape_each_key(b, doc, "flows", read_flow);
    pack_shape_each_item(b, doc, "pairs", read_pair);
    pack_shape_each_item(b, doc, "lints", read_lint);
    pack_shape_each_key(b, doc, "collections", read_collection);
    pack_shape_each_key(b, doc, "catalogue", read_job);
    pack_shape_each_key(b, doc, "keys", read_keys);
    read_sets(b, doc, b->info.items);
}
