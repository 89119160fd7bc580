/*
 * Compares what mermaid_read makes of a folder of real Mermaid files with what Mermaid reads, as told by its
 * golden.json:
 *   {"file.mmd": {"ok": true, "nodes": [[id, label]], "edges": [[from, to, label]], "ns": number of
 * subgraphs}} The folder is $GRADE_CORPUS/mermaid. Where "nodes" is null there are none to compare: the file
 * is of a kind that is left alone, and must be left alone with a note.
 *
 * Arrows are compared with their ends as drawn: those that were carried to the members of a subgraph (fanned)
 * are one again, from or to its id. Mermaid counts such a subgraph among the nodes too. Labels there are raw,
 * so both sides are brought into one shape: <br/>, \n and line breaks are blanks, other tags go, entities
 * become characters, and white space is squeezed (mermaid_label_text).
 */
#include "parse/mermaid.h"
#include "parse/mermaid_label.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct check {
    struct arena *arena;
    const char *file;
    int failures, graphs, others;
};

__attribute__((format(printf, 2, 3))) static void fail(struct check *check, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s: ", check->file);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    check->failures++;
}

static struct str read_file(struct arena *arena, const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t n, cap = 1 << 20;
    char *bytes = arena_alloc(arena, cap);
    if (!f)
        return (struct str){"", 0};
    n = fread(bytes, 1, cap, f);
    fclose(f);
    return (struct str){bytes, n};
}

static bool same_label(struct arena *arena, const char *golden, struct str ours)
{
    return str_eq(mermaid_label_text(arena, str_from(golden), false), mermaid_label_text(arena, ours, false));
}

static const char *at(const json_t *array, size_t i)
{
    const char *s = json_string_value(json_array_get(array, i));
    return s ? s : "";
}

static size_t node_of(const struct architecture *arch, const char *id)
{
    for (size_t i = 0; i < arch->n_nodes; i++)
        if (str_is(arch->nodes[i].id, id))
            return i;
    return ARCH_NONE;
}

static size_t group_of(const struct architecture *arch, const char *id)
{
    for (size_t i = 0; i < arch->n_groups; i++)
        if (str_is(arch->groups[i].id, id))
            return i;
    return ARCH_NONE;
}

static void check_nodes(struct check *check, const struct architecture *arch, const json_t *nodes)
{
    size_t i, boxes = 0;
    json_t *node;
    json_array_foreach(nodes, i, node)
    {
        const char *id = at(node, 0), *label = at(node, 1);
        size_t found = node_of(arch, id);
        if (found == ARCH_NONE && group_of(arch, id) != ARCH_NONE)
            continue; /* the end of an arrow */
        boxes++;
        if (found == ARCH_NONE) {
            fail(check, "no node \"%s\"", id);
            continue;
        }
        const struct arch_node *ours = &arch->nodes[found];
        if (!same_label(check->arena, label, ours->label))
            fail(check, "node \"%s\": label \"%.*s\", not \"%s\"", id, STR_ARG(ours->label), label);
        if (!ours->at.line)
            fail(check, "node \"%s\" has no line", id);
    }
    if (boxes != arch->n_nodes)
        fail(check, "%zu nodes, not %zu", arch->n_nodes, boxes);
}

/* The ends of an arrow as drawn. */
static void drawn_ends(const struct architecture *arch, const struct arch_edge *edge, struct str out[2])
{
    struct str from =
        edge->from_group == ARCH_NONE ? arch->nodes[edge->from].id : arch->groups[edge->from_group].id;
    struct str to = edge->to_group == ARCH_NONE ? arch->nodes[edge->to].id : arch->groups[edge->to_group].id;
    out[edge->reversed] = from;
    out[!edge->reversed] = to;
}

static bool is_copy(const struct architecture *arch, size_t i)
{
    struct str ends[2], before[2];
    if (!i || !arch->edges[i].fanned || !arch->edges[i - 1].fanned ||
        place_cmp(arch->edges[i].at, arch->edges[i - 1].at) != 0)
        return false;
    drawn_ends(arch, &arch->edges[i], ends);
    drawn_ends(arch, &arch->edges[i - 1], before);
    return str_eq(ends[0], before[0]) && str_eq(ends[1], before[1]);
}

static void check_edges(struct check *check, const struct architecture *arch, const json_t *edges)
{
    bool *used = arena_alloc(check->arena, arch->n_edges + 1);
    size_t i, k, drawn = 0;
    json_t *edge;
    for (k = 0; k < arch->n_edges; k++)
        drawn += !(used[k] = is_copy(arch, k));
    if (json_array_size(edges) != drawn)
        fail(check, "%zu arrows, not %zu", drawn, json_array_size(edges));
    json_array_foreach(edges, i, edge)
    {
        struct str ends[2];
        for (k = 0; k < arch->n_edges; k++) {
            drawn_ends(arch, &arch->edges[k], ends);
            if (!used[k] && str_is(ends[0], at(edge, 0)) && str_is(ends[1], at(edge, 1)) &&
                same_label(check->arena, at(edge, 2), arch->edges[k].label))
                break;
        }
        if (k == arch->n_edges)
            fail(check, "no arrow \"%s\" -> \"%s\" \"%s\"", at(edge, 0), at(edge, 1), at(edge, 2));
        else if (!arch->edges[k].at.line)
            fail(check, "arrow \"%s\" -> \"%s\" has no line", at(edge, 0), at(edge, 1));
        if (k < arch->n_edges)
            used[k] = true;
    }
}

static void check_file(struct check *check, const char *folder, const json_t *golden)
{
    struct limits limits = limits_default();
    struct diags diags;
    const struct arch_names names = {0};
    const json_t *nodes = json_object_get(golden, "nodes");
    check->arena = arena_new();
    diags_init(&diags, check->arena, &limits);
    struct architecture *arch = architecture_new(check->arena);
    struct parse_context ctx = {check->arena, &diags, &limits, &names, arch, prose_new(check->arena), NULL, 0};
    struct file file = {.name = str_from(check->file)};
    file.text = text_new(check->arena, file.name,
                         read_file(check->arena, arena_printf(check->arena, "%s/%s", folder, check->file)));
    mermaid_read(&ctx, &file);
    if (json_is_array(nodes)) {
        check->graphs++;
        if (file.use != FILE_USED || arch->n_views != 1)
            fail(check, "not used: %s", file.why ? file.why : "no word why");
        for (size_t i = 0; i < diags.n; i++)
            fail(check, "%u:%u: %s: %.*s", (unsigned)diags.items[i].at.line,
                 (unsigned)diags.items[i].at.column, diag_name(diags.items[i].id),
                 STR_ARG(diags.items[i].message));
        check_nodes(check, arch, nodes);
        check_edges(check, arch, json_object_get(golden, "edges"));
        size_t subgraphs = (size_t)json_integer_value(json_object_get(golden, "ns"));
        if (arch->n_groups != subgraphs)
            fail(check, "%zu groups, not %zu", arch->n_groups, subgraphs);
    } else {
        check->others++;
        if (file.use != FILE_UNUSED || diags.n != 1 || diags.items[0].id != DIAG_MERMAID_KIND ||
            arch->n_views)
            fail(check, "to be left alone, with one note");
    }
    arena_free(check->arena);
}

int main(void)
{
    const char *corpus = getenv("GRADE_CORPUS");
    struct check check = {0};
    char folder[4096], path[4200];
    json_error_t error;
    if (!corpus || !*corpus) {
        fputs("mermaid_golden: skipped, GRADE_CORPUS names no folder\n", stderr);
        return 77;
    }
    snprintf(folder, sizeof folder, "%s/mermaid", corpus);
    snprintf(path, sizeof path, "%s/golden.json", folder);
    json_t *golden = json_load_file(path, 0, &error);
    DIR *dir = opendir(folder);
    if (!golden || !dir) {
        fprintf(stderr, "mermaid_golden: %s: %s\n", path, golden ? "no folder" : error.text);
        return 1;
    }
    for (struct dirent *entry; (entry = readdir(dir));) {
        check.file = entry->d_name;
        if (str_ends(str_from(entry->d_name), ".mmd"))
            check_file(&check, folder, json_object_get(golden, entry->d_name));
    }
    closedir(dir);
    printf("mermaid_golden: %d graphs, %d others, %d differences\n", check.graphs, check.others,
           check.failures);
    json_decref(golden);
    return check.failures || !check.graphs;
}
