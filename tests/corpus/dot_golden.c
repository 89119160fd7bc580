/*
 * Compares what dot_read makes of a folder of real DOT files with what Graphviz reads, as told by its
 * golden.json:
 *   {"file.dot": {"nodes": [[id, label, shape]], "edges": [[tail, head, label]],
 *                 "subgraphs": [[id, label, [node ids]]]}}
 * The folder is $GRADE_CORPUS/dot. Files that golden.json does not name must be refused with one diagnostic
 * that has a line. Labels there are raw, so they are compared by their letters and digits, without markup and
 * escapes. Arrows that were carried to the members of a cluster (fanned) are ours alone, and left out.
 */
#include "parse/dot.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct check {
    struct arena *arena;
    const char *file;
    int failures, files;
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
    size_t n = 0, cap = 1 << 20;
    char *bytes = arena_alloc(arena, cap);
    if (!f)
        return (struct str){NULL, 0};
    n = fread(bytes, 1, cap, f);
    fclose(f);
    return (struct str){bytes, n};
}

/* Letters, digits and bytes above ASCII of a raw label: tags, \n and the like, and entities are no letters.
 */
static struct str letters(struct arena *arena, const char *raw)
{
    struct buf out = buf_new(arena, 1 << 16);
    bool markup = strchr(raw, '<') && strchr(raw, '>');
    for (size_t i = 0; raw[i]; i++) {
        unsigned char c = (unsigned char)raw[i];
        if (markup && c == '<') {
            while (raw[i] && raw[i] != '>')
                i++;
            if (!raw[i])
                break;
        } else if (c == '\\' && raw[i + 1]) {
            i++;
        } else if (c == '&' && strchr(raw + i, ';') && strchr(raw + i, ';') - (raw + i) < 8) {
            while (raw[i] != ';')
                i++;
        } else if (c >= 128 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')) {
            buf_putc(&out, (char)c);
        }
    }
    return buf_str(&out);
}

static bool same_label(struct arena *arena, const char *golden, struct str ours)
{
    return str_eq(letters(arena, golden), letters(arena, arena_copy(arena, ours.p, ours.n)));
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

static void check_nodes(struct check *check, const struct architecture *arch, const json_t *nodes)
{
    size_t i;
    json_t *node;
    if (json_array_size(nodes) != arch->n_nodes)
        fail(check, "%zu nodes, not %zu", arch->n_nodes, json_array_size(nodes));
    json_array_foreach(nodes, i, node)
    {
        const char *id = at(node, 0), *label = at(node, 1);
        size_t found = node_of(arch, id);
        if (found == ARCH_NONE) {
            fail(check, "no node \"%s\"", id);
            continue;
        }
        const struct arch_node *ours = &arch->nodes[found];
        if (!str_is(ours->shape, at(node, 2)))
            fail(check, "node \"%s\": shape \"%.*s\", not \"%s\"", id, STR_ARG(ours->shape), at(node, 2));
        /* Without a text of its own a box shows its id; with an empty one, a text beside it. */
        if (!strcmp(label, "\\N") ? !str_is(ours->label, id)
                                  : *label && !same_label(check->arena, label, ours->label))
            fail(check, "node \"%s\": label \"%.*s\", not \"%s\"", id, STR_ARG(ours->label), label);
        if (!ours->at.line)
            fail(check, "node \"%s\" has no line", id);
    }
}

static void check_edges(struct check *check, const struct architecture *arch, const json_t *edges)
{
    bool *used = arena_alloc(check->arena, arch->n_edges + 1);
    size_t i, k, drawn = 0;
    json_t *edge;
    for (k = 0; k < arch->n_edges; k++)
        drawn += !arch->edges[k].fanned;
    if (json_array_size(edges) != drawn)
        fail(check, "%zu arrows, not %zu", drawn, json_array_size(edges));
    json_array_foreach(edges, i, edge)
    {
        for (k = 0; k < arch->n_edges; k++) {
            const struct arch_edge *ours = &arch->edges[k];
            size_t tail = ours->reversed ? ours->to : ours->from,
                   head = ours->reversed ? ours->from : ours->to;
            if (!used[k] && !ours->fanned && str_is(arch->nodes[tail].id, at(edge, 0)) &&
                str_is(arch->nodes[head].id, at(edge, 1)) &&
                same_label(check->arena, at(edge, 2), ours->label))
                break;
        }
        if (k == arch->n_edges)
            fail(check, "no arrow \"%s\" -> \"%s\" \"%s\"", at(edge, 0), at(edge, 1), at(edge, 2));
        else if (!arch->edges[k].at.line)
            fail(check, "arrow \"%s\" -> \"%s\" has no line", at(edge, 0), at(edge, 1));
        used[k] = true;
    }
}

static bool inside(const struct architecture *arch, size_t node, size_t group)
{
    size_t g = arch->nodes[node].group;
    while (g != ARCH_NONE && g != group)
        g = arch->groups[g].parent;
    return g == group;
}

static void check_groups(struct check *check, const struct architecture *arch, const json_t *groups)
{
    size_t i, k, members;
    json_t *group, *id;
    if (json_array_size(groups) != arch->n_groups)
        fail(check, "%zu groups, not %zu", arch->n_groups, json_array_size(groups));
    json_array_foreach(groups, i, group)
    {
        size_t ours = 0, n = 0;
        while (ours < arch->n_groups && !str_is(arch->groups[ours].id, at(group, 0)))
            ours++;
        if (ours == arch->n_groups) {
            fail(check, "no group \"%s\"", at(group, 0));
            continue;
        }
        if (*at(group, 1) && !same_label(check->arena, at(group, 1), arch->groups[ours].label))
            fail(check, "group \"%s\": label \"%.*s\", not \"%s\"", at(group, 0),
                 STR_ARG(arch->groups[ours].label), at(group, 1));
        json_t *ids = json_array_get(group, 2);
        json_array_foreach(ids, members, id)
        {
            size_t node = node_of(arch, at(ids, members));
            if (node == ARCH_NONE || !inside(arch, node, ours))
                fail(check, "group \"%s\" is without \"%s\"", at(group, 0), at(ids, members));
        }
        for (k = 0; k < arch->n_nodes; k++)
            n += inside(arch, k, ours);
        if (n != json_array_size(ids))
            fail(check, "group \"%s\" has %zu nodes, not %zu", at(group, 0), n, json_array_size(ids));
    }
}

static void check_file(struct check *check, const char *folder, const json_t *golden)
{
    struct limits limits = limits_default();
    struct diags diags;
    const struct arch_names names = {0};
    check->arena = arena_new();
    diags_init(&diags, check->arena, &limits);
    struct architecture *arch = architecture_new(check->arena);
    struct parse_context ctx = {check->arena, &diags, &limits, &names, arch, prose_new(check->arena), NULL, 0};
    struct file file = {.name = str_from(check->file)};
    file.text = text_new(check->arena, file.name,
                         read_file(check->arena, arena_printf(check->arena, "%s/%s", folder, check->file)));
    dot_read(&ctx, &file);
    if (golden) {
        if (file.use != FILE_USED)
            fail(check, "not used: %s", file.why ? file.why : "no word why");
        check_nodes(check, arch, json_object_get(golden, "nodes"));
        check_edges(check, arch, json_object_get(golden, "edges"));
        check_groups(check, arch, json_object_get(golden, "subgraphs"));
    } else if (file.use != FILE_REFUSED || diags.n != 1 || !diags.items[0].at.line || !file.why ||
               arch->n_views) {
        fail(check, "to be refused, with one diagnostic that has a line");
    }
    arena_free(check->arena);
    check->files++;
}

int main(void)
{
    const char *corpus = getenv("GRADE_CORPUS");
    struct check check = {0};
    char folder[4096], path[4200];
    json_error_t error;
    if (!corpus || !*corpus) {
        fputs("dot_golden: skipped, GRADE_CORPUS names no folder\n", stderr);
        return 77;
    }
    snprintf(folder, sizeof folder, "%s/dot", corpus);
    snprintf(path, sizeof path, "%s/golden.json", folder);
    json_t *golden = json_load_file(path, 0, &error);
    DIR *dir = opendir(folder);
    if (!golden || !dir) {
        fprintf(stderr, "dot_golden: %s: %s\n", path, golden ? "no folder" : error.text);
        return 1;
    }
    for (struct dirent *entry; (entry = readdir(dir));) {
        struct str name = str_from(entry->d_name);
        check.file = entry->d_name;
        if (str_ends(name, ".dot") || str_ends(name, ".gv"))
            check_file(&check, folder, json_object_get(golden, entry->d_name));
    }
    closedir(dir);
    printf("dot_golden: %d files, %zu of them graphs, %d differences\n", check.files,
           json_object_size(golden), check.failures);
    json_decref(golden);
    return check.failures || !check.files;
}
