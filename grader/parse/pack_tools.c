#include "parse/pack_tools.h"

#include "parse/pack_shape.h"
#include "parse/yaml.h"

static bool holds(const struct pack_list *list, uint32_t item)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i] == item)
            return true;
    return false;
}

/*
 * A list of texts in the form in which names of tools are compared, each once: "neptune.ai" and "neptune ai"
 * are one. With `declare` they become aliases: one that two tools share would name neither.
 */
static struct pack_list read_forms(struct pack_build *b, const struct doc *list, const char *what,
                                   bool declare)
{
    struct pack_list forms = {0};
    for (size_t i = 0; i < pack_shape_n(list); i++) {
        const struct doc *item = pack_shape_item(list, i);
        struct str form = rub_alias_form(b->arena, doc_text(item));
        if (item->kind != DOC_SCALAR || form.n == 0) {
            PACK_ERROR(b, DIAG_PACK_TYPE, item->at, "%s must be a text with a letter or digit", what);
            continue;
        }
        uint32_t text = pack_build_text(b, form);
        if (holds(&forms, text))
            continue;
        pack_build_add(b, &forms, text);
        if (declare)
            pack_build_declare(b, PACK_NAME_ALIAS, form, item->at);
    }
    return forms;
}

static struct rub_span read_words(struct pack_build *b, const struct doc *list, const char *what)
{
    struct pack_list forms = read_forms(b, list, what, false);
    return pack_build_list(b, &forms);
}

static uint32_t read_choice(struct pack_build *b, const struct doc *map, const char *key, const char *words)
{
    const struct doc *doc = doc_get(map, key);
    if (yaml_null(doc) || !pack_shape_word(b, doc, key, words))
        return 0;
    return pack_build_text(b, doc->value);
}

/* Each of the ambiguous aliases must be an alias of the same tool. */
static void check_ambiguous(struct pack_build *b, const struct doc *list, const struct pack_list *aliases)
{
    for (size_t i = 0; i < pack_shape_n(list); i++) {
        const struct doc *item = pack_shape_item(list, i);
        if (!holds(aliases, pack_build_text(b, rub_alias_form(b->arena, doc_text(item)))))
            PACK_ERROR(b, DIAG_PACK_NAME, item->at, "'%.*s' is no alias of this tool",
                       STR_ARG(doc_text(item)));
    }
}

/* The catalogue is shared: a pack may call a job otherwise, or know nothing of it (`catalogue` of its
 * ontology). */
static uint32_t tool_role(struct pack_build *b, const struct doc *doc)
{
    uint32_t job = pack_build_find(b, PACK_NAME_JOB, doc_text(doc));
    if (job == RUB_NONE && b->other_jobs)
        return pack_build_find(b, PACK_NAME_ROLE, doc_text(doc));
    if (job == RUB_NONE)
        return pack_build_named(b, PACK_NAME_ROLE, doc);
    if (!holds(&b->jobs_named, job))
        pack_build_add(b, &b->jobs_named, job);
    return b->job_roles.items[job];
}

static struct pack_list tool_roles(struct pack_build *b, const struct doc *list)
{
    struct pack_list roles = {0};
    for (size_t i = 0; i < pack_shape_n(list); i++) {
        uint32_t role = tool_role(b, pack_shape_item(list, i));
        if (role != RUB_NONE && !holds(&roles, role))
            pack_build_add(b, &roles, role);
    }
    return roles;
}

static void check_jobs(struct pack_build *b)
{
    const struct pack_names *jobs = &b->names[PACK_NAME_JOB];
    for (uint32_t job = 0; job < jobs->n; job++)
        if (!holds(&b->jobs_named, job))
            PACK_ERROR(b, DIAG_PACK_NAME, jobs->at[job], "no tool of the catalogue does the job '%s'",
                       jobs->ids[job]);
}

static void read_tool(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(
            b, doc, "tool",
            "name! aliases! roles category also_category group! tier hosting vendor kind! guide ambiguous "
            "ambiguous_aliases context not_context status"))
        return;
    struct rub_tool tool = {0};
    tool.name = pack_shape_id(b, doc, "name", PACK_NAME_TOOL);
    tool.group = pack_shape_text(b, doc, "group");
    tool.vendor = pack_shape_text(b, doc, "vendor");
    tool.hosting = read_choice(b, doc, "hosting", "open-source managed both");
    tool.category = pack_shape_text(b, doc, "category");
    tool.kind = read_choice(b, doc, "kind", "service platform library protocol format language");
    tool.status = pack_shape_text(b, doc, "status");
    tool.ambiguous = pack_shape_bool(b, doc, "ambiguous", false);
    struct pack_list aliases = read_forms(b, doc_get(doc, "aliases"), "an alias", true);
    tool.aliases = pack_build_list(b, &aliases);
    struct pack_list roles = tool_roles(b, doc_get(doc, "roles"));
    tool.roles = pack_build_list(b, &roles);
    tool.ambiguous_aliases = read_words(b, doc_get(doc, "ambiguous_aliases"), "an alias");
    check_ambiguous(b, doc_get(doc, "ambiguous_aliases"), &aliases);
    tool.context = read_words(b, doc_get(doc, "context"), "a context word");
    tool.not_context = read_words(b, doc_get(doc, "not_context"), "a context word");
    /* For the interviewer's eyes only: nothing is judged by them. */
    read_choice(b, doc, "tier", "leader rising other");
    pack_shape_str(b, doc, "also_category");
    pack_shape_bool(b, doc, "guide", false);
    struct str group = pack_shape_str(b, doc, "group");
    if (group.n && pack_build_find(b, PACK_NAME_TOOL_GROUP, group) == RUB_NONE)
        pack_build_declare(b, PACK_NAME_TOOL_GROUP, group, doc->at);
    *(struct rub_tool *)PACK_NEW(b, tools) = tool;
}

/* role_hints: {alias: {role or none: [words]}} */
static void read_hints(struct pack_build *b, const struct doc *doc)
{
    struct doc alias = {.kind = DOC_SCALAR, .value = rub_alias_form(b->arena, doc->key), .at = doc->key_at};
    pack_build_named(b, PACK_NAME_ALIAS, &alias);
    if (doc->kind != DOC_MAP) {
        PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "a mapping from roles to words was expected");
        return;
    }
    for (size_t i = 0; i < doc->n; i++) {
        const struct doc *words = doc->items[i];
        struct doc role = {.kind = DOC_SCALAR, .value = words->key, .at = words->key_at};
        uint32_t number = str_is(words->key, "none") ? RUB_NONE : tool_role(b, &role);
        struct rub_span span = read_words(b, words, "a hint");
        struct rub_hint *hint = PACK_NEW(b, hints);
        hint->alias = pack_build_text(b, alias.value);
        hint->role = number;
        hint->words = span;
    }
}

/* After the tools: their groups are the names that may stand here. */
static void mark_general_stores(struct pack_build *b, const struct doc *doc)
{
    struct pack_list groups = pack_shape_names(b, doc, "general_store_groups", PACK_NAME_TOOL_GROUP);
    for (size_t i = 0; i < groups.n; i++) {
        uint32_t group = pack_build_text(b, str_from(b->names[PACK_NAME_TOOL_GROUP].ids[groups.items[i]]));
        for (size_t k = 0; k < b->tools.n; k++)
            if (b->tools.items[k].group == group)
                b->tools.items[k].general_store = 1;
    }
}

void pack_tools_read(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "catalogue of tools", "version role_hints general_store_groups tools!"))
        return;
    pack_shape_each_item(b, doc, "tools", read_tool);
    mark_general_stores(b, doc);
    pack_shape_each_key(b, doc, "role_hints", read_hints);
    check_jobs(b);
}
