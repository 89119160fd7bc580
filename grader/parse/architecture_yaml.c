#include "parse/architecture_yaml.h"

#include "parse/architecture_components.h"
#include "parse/architecture_flows.h"
#include "parse/architecture_settle.h"
#include "parse/arrows.h"
#include "parse/foreign.h"
#include "parse/yaml.h"

/* A line that is "key:" or begins so, with nothing before it. */
static bool line_has_key(struct str line, const char *key)
{
    struct str word = str_from(key), rest = str_sub(line, word.n, line.n);
    return str_starts(line, key) && str_starts(str_trim(rest), ":");
}

bool architecture_yaml_named(struct str path)
{
    size_t slash = path.n;
    while (slash > 0 && path.p[slash - 1] != '/')
        slash--;
    struct str name = str_sub(path, slash, path.n);
    return str_eq_nocase(name, STR("architecture.yaml")) || str_eq_nocase(name, STR("architecture.yml"));
}

bool architecture_yaml_sniff(const struct file *file)
{
    bool components = false, flows = false;
    for (uint32_t i = 1; file->text && i <= file->text->n_lines; i++) {
        struct str line = text_line(file->text, file->text->before + i);
        if (i == 1 && str_starts(line, "\xef\xbb\xbf"))
            line = str_sub(line, 3, line.n);
        if (line_has_key(line, "grade"))
            return true;
        components = components || line_has_key(line, "components");
        flows = flows || line_has_key(line, "flows");
    }
    /* The name alone does not make it ours: people call files in other formats so, too. */
    return (components && flows) || (architecture_yaml_named(file->name) && !foreign_sniff(file));
}

/* "a -> b -> c" or "a, b, c" in one value is the list it stands for. */
static struct doc *as_path(struct parse_context *ctx, struct doc *doc)
{
    struct arrows arrows;
    struct doc *list = doc_new(ctx->arena, NULL, DOC_LIST, doc->key, doc->at);
    if (doc->kind != DOC_SCALAR)
        return doc;
    list->key_at = doc->key_at;
    if (arrows_read(&arrows, ctx->arena, doc->value)) {
        for (size_t i = 0; i < arrows.n; i++)
            if (arrows.parts[i].n)
                doc_scalar(ctx->arena, list, STR(""), arrows.parts[i], doc->at);
    } else {
        struct str rest = doc->value, name;
        while (arrows_next_name(&rest, &name))
            doc_scalar(ctx->arena, list, STR(""), name, doc->at);
    }
    return list;
}

static void check_version(struct parse_context *ctx, const struct doc *grade)
{
    if (!str_is(doc_text(grade), "1") && !str_is(doc_text(grade), "1.0"))
        diag_add(ctx->diags, DIAG_ARCH_VERSION, grade->at,
                 "this program reads version 1 of the format: read as that");
}

static struct doc *section(const struct doc *root, const char *name)
{
    for (size_t i = 0; i < root->n; i++)
        if (str_is(root->items[i]->key, name))
            return root->items[i];
    return NULL;
}

/* Everything but the drawing and the version. Returns whether there was anything. */
static bool read_facts(struct parse_context *ctx, const struct doc *root)
{
    struct doc *facts = ctx->arch->facts;
    size_t before = facts->n;
    for (size_t i = 0; i < root->n; i++) {
        struct doc *item = root->items[i];
        const struct key_rule *rule = key_find(&keys_top, item->key);
        if (!rule || rule->shape == KEY_OWN)
            continue;
        if (str_is(item->key, "grade")) {
            check_version(ctx, item);
            continue;
        }
        if (str_is(item->key, "critical_path"))
            item = as_path(ctx, item);
        if (item->kind != DOC_SCALAR && item->n == 0)
            continue;
        struct doc **slot = ARENA_PUSH(ctx->arena, facts->items, facts->n, facts->cap);
        *slot = item;
    }
    return facts->n > before;
}

static void read_drawing(struct parse_context *ctx, const struct file *file, const struct doc *root)
{
    struct doc *components = section(root, "components"), *groups = section(root, "groups"),
               *flows = section(root, "flows");
    if (yaml_null(components) && yaml_null(groups) && yaml_null(flows))
        return;
    struct arch_view *view =
        architecture_view(ctx->arena, ctx->arch, ARCH_YAML, file->text, text_place(file->text, 0));
    view->title = doc_text(doc_at(root, "system.name"));
    struct build build = build_new(ctx, ctx->arch->n_views - 1);
    architecture_components_read(&build, components);
    components_groups(&build, groups);
    build_members(&build);
    architecture_flows_read(&build, flows);
}

static void outcome(struct file *file, enum file_use use, const char *why)
{
    file->use = use;
    file->why = why;
}

void architecture_yaml_read(struct parse_context *ctx, struct file *file)
{
    struct doc *root;
    size_t limits = ctx->diags->of[DIAG_YAML_LIMIT];
    if (!yaml_read(&root, ctx->arena, ctx->diags, ctx->limits, file->text)) {
        outcome(file, FILE_REFUSED,
                ctx->diags->of[DIAG_YAML_LIMIT] > limits ? "passes a limit" : "cannot be read as YAML");
        return;
    }
    architecture_yaml_tree(ctx, file, root);
}

void architecture_yaml_tree(struct parse_context *ctx, struct file *file, struct doc *root)
{
    size_t nodes = ctx->arch->n_nodes, edges = ctx->arch->n_edges;
    struct place all = {file->text, 0, 0};
    if (yaml_null(root)) {
        diag_add(ctx->diags, DIAG_ARCH_EMPTY, all, "the file holds nothing");
        outcome(file, FILE_UNUSED, "is empty");
        return;
    }
    if (root->kind != DOC_MAP) {
        diag_add(ctx->diags, DIAG_ARCH_TYPE, root->at,
                 "the file is not a map of sections (components:, flows:, …): not used");
        outcome(file, FILE_REFUSED, "is not a map of sections");
        return;
    }
    settle_map(ctx, root, &keys_top, STR(""));
    bool facts = read_facts(ctx, root);
    read_drawing(ctx, file, root);
    bool drawn = ctx->arch->n_nodes > nodes || ctx->arch->n_edges > edges;
    if (!drawn)
        diag_add(ctx->diags, DIAG_ARCH_EMPTY, all, "the file has neither components nor flows");
    outcome(file, drawn || facts ? FILE_USED : FILE_UNUSED, drawn || facts ? NULL : "holds no architecture");
}
