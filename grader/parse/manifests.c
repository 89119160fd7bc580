#include "parse/manifests.h"

#include "parse/architecture_build.h"
#include "parse/manifest_image.h"
#include "parse/yaml.h"

#include <stdlib.h>

/* Two things that have to do with each other, in the order in which they were found. */
struct tie {
    size_t from, to, number;
    struct place at;
};

struct manifest {
    struct parse_context *ctx;
    struct build build;
    struct tie *ties;
    size_t n_ties, cap_ties;
};

static bool line_is_key(struct str line, const char *key)
{
    return str_starts(line, key) && str_starts(str_trim(str_sub(line, str_from(key).n, line.n)), ":");
}

bool manifests_sniff_compose(const struct file *file)
{
    bool services = false;
    for (uint32_t i = 1; file->text && i <= file->text->n_lines; i++) {
        struct str line = text_line(file->text, i);
        services |= line_is_key(line, "services");
        if (services && line.n && str_byte_space(line.p[0]) &&
            (line_is_key(str_trim(line), "image") || line_is_key(str_trim(line), "build")))
            return true;
    }
    return false;
}

bool manifests_sniff_kubernetes(const struct file *file)
{
    bool version = false, kind = false;
    for (uint32_t i = 1; file->text && i <= file->text->n_lines && !(version && kind); i++) {
        version |= line_is_key(text_line(file->text, i), "apiVersion");
        kind |= line_is_key(text_line(file->text, i), "kind");
    }
    return version && kind;
}

/* ---- both ---- */

/* The key, of the map itself or of what `<<` merges into it. */
static const struct doc *merged(const struct doc *map, const char *key, unsigned depth)
{
    const struct doc *found = doc_get(map, key), *below = doc_get(map, "<<");
    if (!yaml_null(found) || !below || depth == 0)
        return yaml_null(found) ? NULL : found;
    if (below->kind == DOC_MAP)
        return merged(below, key, depth - 1);
    for (size_t i = 0; i < below->n; i++)
        if ((found = merged(below->items[i], key, depth - 1)))
            return found;
    return NULL;
}

enum { MERGES = 4 };

static struct manifest begin(struct parse_context *ctx, const struct file *file)
{
    struct arch_view *view =
        architecture_view(ctx->arena, ctx->arch, ARCH_YAML, file->text, text_place(file->text, 0));
    view->confidence = MANIFEST_CONFIDENCE;
    return (struct manifest){.ctx = ctx, .build = build_new(ctx, ctx->arch->n_views - 1)};
}

static size_t add_node(struct manifest *m, struct str name, struct str tool, struct place at)
{
    if (!name.n || build_find_exact(&m->build, name) != ARCH_NONE)
        return ARCH_NONE;
    size_t node = build_node(&m->build, name, at);
    if (node != ARCH_NONE)
        m->ctx->arch->nodes[node].tool = tool;
    return node;
}

static void tie(struct manifest *m, size_t from, size_t to, struct place at)
{
    if (from == to || from == ARCH_NONE || to == ARCH_NONE)
        return;
    struct tie *slot = ARENA_PUSH(m->ctx->arena, m->ties, m->n_ties, m->cap_ties);
    *slot = (struct tie){from, to, m->n_ties, at};
}

/* Hosts that stand in a value: in an address, or alone where the key says that it is one. */
static void tie_hosts(struct manifest *m, size_t node, struct str key, struct str value, struct place at)
{
    struct host_scan scan = manifest_hosts(key, value);
    struct str host;
    while (manifest_next_host(&scan, &host))
        tie(m, node, build_find_exact(&m->build, host), at);
}

static int by_pair(const void *a, const void *b)
{
    const struct tie *x = a, *y = b;
    size_t xl = x->from < x->to ? x->from : x->to, yl = y->from < y->to ? y->from : y->to;
    size_t xh = x->from + x->to - xl, yh = y->from + y->to - yl;
    if (xl != yl)
        return xl < yl ? -1 : 1;
    if (xh != yh)
        return xh < yh ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static int by_number(const void *a, const void *b)
{
    const struct tie *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

/* Each pair once, however often it is told. */
static void finish(struct manifest *m)
{
    size_t kept = 0;
    if (!m->n_ties)
        return;
    qsort(m->ties, m->n_ties, sizeof *m->ties, by_pair);
    for (size_t i = 0; i < m->n_ties; i++) {
        const struct tie *last = kept ? &m->ties[kept - 1] : NULL, *now = &m->ties[i];
        bool same = last && ((last->from == now->from && last->to == now->to) ||
                             (last->from == now->to && last->to == now->from));
        if (!same)
            m->ties[kept++] = *now;
    }
    qsort(m->ties, kept, sizeof *m->ties, by_number);
    for (size_t i = 0; i < kept; i++) {
        struct flow flow = {.at = m->ties[i].at, .kind = STR(""), .label = STR("")};
        build_arrow(&m->build, &flow, m->ties[i].from, m->ties[i].to, (struct arrow){.undirected = true},
                    false);
    }
}

static void leave(struct file *file, const char *why)
{
    file->use = FILE_UNUSED;
    file->format = NULL;
    file->why = why;
}

static struct doc *read_quietly(struct parse_context *ctx, const struct file *file, bool all)
{
    struct diags diags;
    struct doc *root = NULL;
    diags_init(&diags, ctx->arena, ctx->limits);
    if (all)
        yaml_read_all(&root, ctx->arena, &diags, ctx->limits, file->text);
    else
        yaml_read(&root, ctx->arena, &diags, ctx->limits, file->text);
    return root;
}

/* ---- compose ---- */

static bool is_service(const struct doc *service)
{
    return merged(service, "image", MERGES) || merged(service, "build", MERGES);
}

static void compose_ties(struct manifest *m, size_t node, const struct doc *service)
{
    const struct doc *depends = merged(service, "depends_on", MERGES);
    for (size_t i = 0; depends && i < depends->n; i++) {
        const struct doc *item = depends->items[i];
        bool named = depends->kind == DOC_MAP;
        tie(m, node, build_find_exact(&m->build, named ? item->key : doc_text(item)),
            named ? item->key_at : item->at);
    }
}

static void compose_environment(struct manifest *m, size_t node, const struct doc *environment,
                                unsigned depth)
{
    for (size_t i = 0; environment && i < environment->n; i++) {
        const struct doc *item = environment->items[i];
        if (str_is(item->key, "<<") && depth) {
            if (item->kind == DOC_MAP)
                compose_environment(m, node, item, depth - 1);
            for (size_t k = 0; item->kind == DOC_LIST && k < item->n; k++)
                compose_environment(m, node, item->items[k], depth - 1);
            continue;
        }
        struct str key = item->key, value = doc_text(item);
        if (environment->kind == DOC_LIST) { /* "KEY=value" */
            size_t sign = str_find(value, STR("="));
            key = str_sub(value, 0, sign);
            value = str_sub(value, sign + 1, value.n);
        }
        tie_hosts(m, node, key, value, item->at);
    }
}

void manifests_read_compose(struct parse_context *ctx, struct file *file)
{
    const struct doc *root = read_quietly(ctx, file, false), *services = doc_get(root, "services");
    size_t n = 0;
    if (!root) {
        leave(file, "cannot be read as YAML");
        return;
    }
    for (size_t i = 0; services && services->kind == DOC_MAP && i < services->n; i++)
        n += is_service(services->items[i]);
    if (!n) {
        leave(file, "holds no service");
        return;
    }
    struct manifest m = begin(ctx, file);
    for (size_t i = 0; i < services->n; i++) {
        const struct doc *service = services->items[i];
        bool own = merged(service, "build", MERGES) != NULL;
        struct str image = own ? STR("") : doc_text(merged(service, "image", MERGES));
        add_node(&m, service->key, manifest_product(image), service->key_at);
    }
    for (size_t i = 0; i < services->n; i++) {
        const struct doc *service = services->items[i];
        size_t node = build_find_exact(&m.build, service->key);
        compose_ties(&m, node, service);
        compose_environment(&m, node, merged(service, "environment", MERGES), MERGES);
    }
    finish(&m);
    file->use = FILE_USED;
}

/* ---- Kubernetes ---- */

/* Where a workload keeps its containers. */
static const char *const pods[] = {"spec.template.spec", "spec.jobTemplate.spec.template.spec", "spec"};

/* Resources of operators: what runs is said by the kind. */
static const struct {
    const char *kind, *tool;
} operated[] = {
    {"Kafka", "Kafka"},
    {"KafkaConnect", "Kafka Connect"},
    {"FlinkDeployment", "Flink"},
    {"SparkApplication", "Spark"},
    {"ScheduledSparkApplication", "Spark"},
    {"RayService", "Ray Serve"},
    {"RayJob", "Ray"},
    {"RayCluster", "Ray"},
    {"InferenceService", "KServe"},
    {"SeldonDeployment", "Seldon"},
    {"Prometheus", "Prometheus"},
    {"Alertmanager", "Alertmanager"},
    {"Grafana", "Grafana"},
    {"Elasticsearch", "Elasticsearch"},
    {"RedisCluster", "Redis"},
    {"PostgresCluster", "PostgreSQL"},
};

static const struct doc *containers_of(const struct doc *resource)
{
    for (size_t i = 0; i < sizeof pods / sizeof *pods; i++) {
        const struct doc *containers = doc_get(doc_at(resource, pods[i]), "containers");
        if (containers && containers->kind == DOC_LIST && containers->n)
            return containers;
    }
    return NULL;
}

static bool operator_tool(struct str *out, const struct doc *resource)
{
    for (size_t i = 0; i < sizeof operated / sizeof *operated; i++)
        if (str_is(doc_text(doc_get(resource, "kind")), operated[i].kind)) {
            *out = str_from(operated[i].tool);
            return true;
        }
    return false;
}

static size_t resource_node(struct manifest *m, const struct doc *resource)
{
    const struct doc *containers = containers_of(resource), *name = doc_at(resource, "metadata.name");
    struct str tool = STR("");
    if (!operator_tool(&tool, resource) && !containers)
        return ARCH_NONE;
    for (size_t i = 0; containers && i < containers->n && !tool.n; i++)
        tool = manifest_product(doc_text(doc_get(containers->items[i], "image")));
    return add_node(m, str_trim(doc_text(name)), tool, name ? name->at : resource->at);
}

static void resource_ties(struct manifest *m, const struct doc *resource)
{
    const struct doc *containers = containers_of(resource);
    size_t node = build_find_exact(&m->build, str_trim(doc_text(doc_at(resource, "metadata.name"))));
    for (size_t i = 0; containers && node != ARCH_NONE && i < containers->n; i++) {
        const struct doc *env = doc_get(containers->items[i], "env");
        for (size_t k = 0; env && k < env->n; k++)
            tie_hosts(m, node, doc_text(doc_get(env->items[k], "name")),
                      doc_text(doc_get(env->items[k], "value")), env->items[k]->at);
    }
}

/* Documents, and what a List holds. */
static void each(struct manifest *m, const struct doc *documents, bool ties)
{
    for (size_t i = 0; i < documents->n; i++) {
        const struct doc *resource = documents->items[i], *items = doc_get(resource, "items");
        if (str_is(doc_text(doc_get(resource, "kind")), "List") && items) {
            for (size_t k = 0; k < items->n; k++)
                if (ties)
                    resource_ties(m, items->items[k]);
                else
                    resource_node(m, items->items[k]);
        } else if (ties) {
            resource_ties(m, resource);
        } else {
            resource_node(m, resource);
        }
    }
}

void manifests_read_kubernetes(struct parse_context *ctx, struct file *file)
{
    const struct doc *documents = read_quietly(ctx, file, true);
    if (!documents) {
        leave(file, "cannot be read as YAML");
        return;
    }
    struct manifest m = begin(ctx, file);
    each(&m, documents, false);
    if (!m.build.n_nodes) {
        ctx->arch->n_views--; /* nothing was added to it */
        leave(file, "holds nothing that runs");
        return;
    }
    each(&m, documents, true);
    finish(&m);
    file->use = FILE_USED;
}
