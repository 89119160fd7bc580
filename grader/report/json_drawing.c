#include "report/json_drawing.h"

#include "report/complaint.h"

#include <inttypes.h>
#include <stdio.h>

/* file, line and, where asked, column: null for what is not known. */
void json_drawing_place(struct json *json, struct place at, bool column)
{
    if (at.text)
        json_text(json, "file", at.text->name);
    else
        json_null(json, "file");
    bool known = at.text && at.line;
    if (known)
        json_count(json, "line", at.line);
    else
        json_null(json, "line");
    if (column && known && at.column)
        json_count(json, "column", at.column);
    else if (column)
        json_null(json, "column");
}

static void excerpt_of(struct json *json, struct arena *arena, const struct diag *diag)
{
    struct excerpt excerpt = diag_excerpt(arena, diag);
    json_text_or_null(json, "excerpt", excerpt.line);
    if (excerpt.pointed)
        json_count(json, "caret", excerpt.caret);
    else
        json_null(json, "caret");
}

void json_drawing_diagnostics(struct json *json, struct arena *arena, const struct diags *diags, bool excerpts)
{
    const struct diag **sorted = complaint_order(arena, diags);
    json_array(json, "diagnostics");
    for (size_t i = 0; i < diags->n; i++) {
        json_object(json, NULL);
        json_text(json, "id", str_from(diag_name(sorted[i]->id)));
        json_text(json, "severity", str_from(severity_name(diag_severity(sorted[i]->id))));
        json_drawing_place(json, sorted[i]->at, true);
        json_text(json, "message", sorted[i]->message);
        if (excerpts)
            excerpt_of(json, arena, sorted[i]);
        json_end(json);
    }
    json_end(json);
    json_count(json, "diagnostics_left_out", diags->dropped);
}

void json_drawing_files(struct json *json, const struct review *review)
{
    const struct submission *submission = review->submission;
    json_array(json, "files");
    for (size_t i = 0; i < submission->n_files; i++) {
        const struct file *file = &submission->files[i];
        json_object(json, NULL);
        json_text(json, "name", file->name);
        json_text(json, "use", str_from(file_use_name(file->use)));
        json_text_or_null(json, "format", str_from(file->format));
        json_text_or_null(json, "why", str_from(file->why));
        const struct file_print *print = &review->prints[i];
        if (print->read) {
            char hash[17];
            snprintf(hash, sizeof hash, "%016" PRIx64, print->hash);
            json_count(json, "bytes", print->bytes);
            json_text(json, "hash", str_from(hash));
        } else {
            json_null(json, "bytes");
            json_null(json, "hash");
        }
        json_end(json);
    }
    json_end(json);
}

static void node(struct json *json, const struct review *review, size_t i)
{
    const struct architecture *arch = review->arch;
    const struct rubric *rubric = review->rubric;
    const struct arch_node *drawn = &arch->nodes[i];
    const struct node_reading *read = &review->reading->nodes[i];
    json_object(json, NULL);
    json_text(json, "id", drawn->id);
    json_text(json, "label", drawn->label);
    if (drawn->group != ARCH_NONE)
        json_text(json, "group", arch->groups[drawn->group].id);
    else
        json_null(json, "group");
    json_array(json, "roles");
    for (size_t k = 0; k < read->n_roles; k++) {
        const struct role_reading *role = &read->roles[k];
        if (!role->credited)
            continue;
        json_object(json, NULL);
        json_text(json, "id", str_from(rub_text(rubric, rub_roles(rubric, role->role)->id)));
        json_number(json, "confidence", role->confidence);
        json_text(json, "evidence", str_from(role_evidence_name(role->evidence)));
        json_bool(json, "credited", true);
        json_text(json, "why", role->why);
        json_drawing_place(json, role->at, true);
        json_end(json);
    }
    json_end(json);
    json_array(json, "tools");
    for (size_t k = 0; k < read->n_tools; k++)
        json_text(json, NULL, str_from(rub_text(rubric, rub_tools(rubric, read->tools[k].tool)->name)));
    json_end(json);
    json_count(json, "view", drawn->view);
    json_drawing_place(json, drawn->at, false);
    if (read->same_as != ARCH_NONE)
        json_text(json, "same_as", arch->nodes[read->same_as].id);
    else
        json_null(json, "same_as");
    if (read->same_as != ARCH_NONE)
        json_count(json, "same_as_node", read->same_as);
    else
        json_null(json, "same_as_node");
    json_end(json);
}

/* In DOT the arrow to a group stands for its copies. */
static bool is_copy(const struct architecture *arch, size_t i)
{
    return arch->edges[i].fanned && arch->views[arch->edges[i].view].format == ARCH_DOT;
}

static void marks(struct json *json, const struct arch_edge *drawn, const struct edge_reading *read)
{
    const struct {
        bool is;
        const char *name;
    } all[] = {{drawn->both, "both"},     {drawn->undirected, "undirected"}, {drawn->dashed, "dashed"},
               {drawn->hidden, "hidden"}, {drawn->fanned, "fanned"},         {read->async, "async"},
               {read->sync, "sync"}};
    json_array(json, "marks");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].is)
            json_text(json, NULL, str_from(all[i].name));
    json_end(json);
}

const size_t *json_drawing_edge_numbers(struct arena *arena, const struct architecture *arch)
{
    size_t *numbers = arena_alloc(arena, (arch->n_edges + 1) * sizeof *numbers), n = 0;
    for (int copies = 0; copies < 2; copies++)
        for (size_t i = 0; i < arch->n_edges; i++)
            if (is_copy(arch, i) == (copies == 1))
                numbers[i] = n++;
    return numbers;
}

/* As it was drawn: against its direction where that was said so. */
static void edge(struct json *json, const struct review *review, size_t i)
{
    const struct architecture *arch = review->arch;
    const struct rubric *rubric = review->rubric;
    const struct arch_edge *drawn = &arch->edges[i];
    const struct edge_reading *read = &review->reading->edges[i];
    json_text(json, "from", arch->nodes[drawn->reversed ? drawn->to : drawn->from].id);
    json_text(json, "to", arch->nodes[drawn->reversed ? drawn->from : drawn->to].id);
    json_text_or_null(json, "label", drawn->label);
    struct buf kinds = buf_new(json->out->arena, 1024);
    for (uint32_t k = 0; k < rub_flows_n(rubric) && k < RUBRIC_MAX_KINDS; k++)
        if (read->kinds >> k & 1) {
            if (kinds.n)
                buf_puts(&kinds, "+");
            buf_puts(&kinds, rub_text(rubric, rub_flows(rubric, k)->id));
        }
    json_text_or_null(json, "kind", buf_str(&kinds));
    json_count(json, "view", drawn->view);
    json_drawing_place(json, drawn->at, false);
    json_count(json, "source", read->from);
    json_count(json, "target", read->to);
    marks(json, drawn, read);
}

/* What is listed, then the copies, each with the number of listed arrows before it. */
static void edges(struct json *json, const struct review *review)
{
    const struct architecture *arch = review->arch;
    json_array(json, "edges");
    for (size_t i = 0; i < arch->n_edges; i++)
        if (!is_copy(arch, i)) {
            json_object(json, NULL);
            edge(json, review, i);
            json_end(json);
        }
    json_end(json);
    json_array(json, "copies");
    for (size_t i = 0, listed = 0; i < arch->n_edges; i++) {
        if (!is_copy(arch, i)) {
            listed++;
            continue;
        }
        json_object(json, NULL);
        json_count(json, "after", listed);
        edge(json, review, i);
        json_end(json);
    }
    json_end(json);
}

void json_drawing_write(struct json *json, const struct review *review)
{
    const struct architecture *arch = review->arch;
    json_object(json, "architecture");
    json_array(json, "views");
    for (size_t i = 0; i < arch->n_views; i++) {
        const struct arch_view *view = &arch->views[i];
        json_object(json, NULL);
        json_text(json, "format", str_from(arch_format_name(view->format)));
        json_text_or_null(json, "title", view->title);
        json_number(json, "confidence", view->confidence);
        json_drawing_place(json, view->at, false);
        json_end(json);
    }
    json_end(json);
    json_array(json, "nodes");
    for (size_t i = 0; i < arch->n_nodes; i++)
        node(json, review, i);
    json_end(json);
    edges(json, review);
    json_array(json, "groups");
    for (size_t i = 0; i < arch->n_groups; i++) {
        const struct arch_group *group = &arch->groups[i];
        json_object(json, NULL);
        json_text(json, "id", group->id);
        json_text(json, "label", group->label);
        if (group->parent != ARCH_NONE)
            json_text(json, "parent", arch->groups[group->parent].id);
        else
            json_null(json, "parent");
        json_count(json, "view", group->view);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}
