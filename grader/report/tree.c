#include "report/tree.h"

#include "report/escape.h"
#include "report/number.h"
#include "report/tree_statements.h"

struct tree {
    struct report_out *out;
    const struct review *review;
    bool unicode;
    struct buf row;
};

static void text(struct tree *t, struct str s)
{
    escape_terminal(&t->row, s, t->unicode);
}

static void words(struct tree *t, const char *s)
{
    text(t, str_from(s));
}

static void number(struct tree *t, double value)
{
    char digits[NUMBER_MAX];
    number_write(digits, value, 2, true);
    words(t, digits);
}

static void begin(struct tree *t, unsigned depth)
{
    t->row.n = 0;
    for (unsigned i = 0; i < depth; i++)
        buf_puts(&t->row, "  ");
}

/* Ends the line with its place. */
static void end(struct tree *t, struct place at)
{
    if (at.text) {
        words(t, "  @");
        text(t, at.text->name);
        if (at.line)
            buf_printf(&t->row, ":%u:%u", (unsigned)at.line, (unsigned)at.column);
    }
    buf_putc(&t->row, '\n');
    out_add(t->out, buf_str(&t->row));
}

static void line(struct tree *t, unsigned depth, const char *said)
{
    begin(t, depth);
    words(t, said);
    end(t, (struct place){0});
}

static void name_node(struct tree *t, size_t i)
{
    const struct arch_node *node = &t->review->arch->nodes[i];
    text(t, node->id);
    if (!str_eq(node->id, node->label)) {
        words(t, " \"");
        text(t, node->label);
        words(t, "\"");
    }
}

static void node(struct tree *t, size_t i)
{
    const struct arch_node *node = &t->review->arch->nodes[i];
    const struct node_reading *read = &t->review->reading->nodes[i];
    const struct rubric *rubric = t->review->rubric;
    begin(t, 1);
    words(t, "node ");
    name_node(t, i);
    if (node->group != ARCH_NONE) {
        words(t, " in ");
        text(t, t->review->arch->groups[node->group].id);
    }
    if (node->tool.n) {
        words(t, " tool=");
        text(t, node->tool);
    }
    end(t, node->at);
    if (read->same_as != ARCH_NONE) {
        begin(t, 2);
        words(t, "same as ");
        name_node(t, read->same_as);
        end(t, t->review->arch->nodes[read->same_as].at);
    }
    for (size_t k = 0; k < read->n_roles; k++) {
        const struct role_reading *role = &read->roles[k];
        begin(t, 2);
        words(t, "role ");
        words(t, rub_text(rubric, rub_roles(rubric, role->role)->id));
        words(t, " ");
        number(t, role->confidence);
        words(t, " ");
        words(t, role_evidence_name(role->evidence));
        words(t, role->credited ? ": " : " (mention only): ");
        text(t, role->why);
        end(t, role->at);
    }
    for (size_t k = 0; k < read->n_tools; k++) {
        begin(t, 2);
        words(t, "tool ");
        words(t, rub_text(rubric, rub_tools(rubric, read->tools[k].tool)->name));
        words(t, " as \"");
        text(t, read->tools[k].text);
        words(t, "\"");
        end(t, read->tools[k].at);
    }
}

static void edge(struct tree *t, size_t i)
{
    static const char *const evidence[] = {"declared", "label", "pair", "unknown"};
    const struct arch_edge *drawn = &t->review->arch->edges[i];
    const struct edge_reading *read = &t->review->reading->edges[i];
    const struct rubric *rubric = t->review->rubric;
    begin(t, 1);
    words(t, "arrow ");
    name_node(t, drawn->from);
    words(t, drawn->undirected ? " -- " : drawn->both ? " <-> " : " -> ");
    name_node(t, drawn->to);
    if (drawn->label.n) {
        words(t, " \"");
        text(t, drawn->label);
        words(t, "\"");
    }
    end(t, drawn->at);
    begin(t, 2);
    words(t, "kinds");
    for (uint32_t k = 0; k < rub_flows_n(rubric) && k < RUBRIC_MAX_KINDS; k++)
        if (read->kinds >> k & 1) {
            words(t, " ");
            words(t, rub_text(rubric, rub_flows(rubric, k)->id));
        }
    words(t, read->kinds ? " " : " none ");
    number(t, read->confidence);
    words(t, " ");
    words(t, evidence[read->evidence]);
    words(t, read->sync ? ", sync" : read->async ? ", async" : "");
    words(t, drawn->fanned ? ", from a group" : "");
    if (read->from != reading_node(t->review->reading, drawn->from) ||
        read->to != reading_node(t->review->reading, drawn->to)) {
        words(t, ", understood as ");
        name_node(t, read->from);
        words(t, " -> ");
        name_node(t, read->to);
    }
    end(t, (struct place){0});
}

static void drawings(struct tree *t)
{
    const struct architecture *arch = t->review->arch;
    for (size_t v = 0; v < arch->n_views; v++) {
        const struct arch_view *view = &arch->views[v];
        begin(t, 0);
        words(t, "view ");
        words(t, arch_format_name(view->format));
        if (view->title.n) {
            words(t, " \"");
            text(t, view->title);
            words(t, "\"");
        }
        buf_printf(&t->row, " %zu nodes, %zu arrows", view->n_nodes, view->n_edges);
        if (view->confidence < 1) {
            words(t, ", confidence ");
            number(t, view->confidence);
        }
        end(t, view->at);
        for (size_t i = 0; i < arch->n_groups; i++) {
            const struct arch_group *group = &arch->groups[i];
            if (group->view != v)
                continue;
            begin(t, 1);
            words(t, "group ");
            text(t, group->id);
            words(t, " \"");
            text(t, group->label);
            words(t, "\"");
            if (group->parent != ARCH_NONE) {
                words(t, " in ");
                text(t, arch->groups[group->parent].id);
            }
            end(t, group->at);
        }
        for (size_t i = 0; i < arch->n_nodes; i++)
            if (arch->nodes[i].view == v)
                node(t, i);
        for (size_t i = 0; i < arch->n_edges; i++)
            if (arch->edges[i].view == v)
                edge(t, i);
    }
}

/* The first words, on one line. */
static void first_words(struct tree *t, struct str s)
{
    enum { SHOWN = 60 };
    size_t n = 0;
    s = str_trim(s);
    while (n < s.n && n < SHOWN && s.p[n] != '\n' && s.p[n] != '\r')
        n++;
    while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n--;
    words(t, " \"");
    text(t, str_sub(s, 0, n));
    words(t, n < s.n ? " …\"" : "\"");
}

static unsigned depth_of(const struct prose *prose, size_t section)
{
    unsigned depth = 0; /* levels bound it */
    for (; section != PROSE_NONE && depth < 9; section = prose->sections[section].parent)
        depth++;
    return depth;
}

static void block(struct tree *t, const struct prose *prose, const struct block *block)
{
    unsigned depth = depth_of(prose, block->section);
    begin(t, 1 + (block->kind == BLOCK_HEADING && depth ? depth - 1 : depth));
    words(t, block_kind_name(block->kind));
    if (block->kind == BLOCK_HEADING && block->section != PROSE_NONE)
        buf_printf(&t->row, " %u", prose->sections[block->section].level);
    if (block->language.n) {
        words(t, " ");
        text(t, block->language);
    }
    words(t, block->ordered ? " numbered" : "");
    words(t, block->quoted ? " quoted" : "");
    words(t, block->link_only ? " link" : "");
    words(t, block->drawn ? " read as a drawing" : "");
    first_words(t, block->text);
    end(t, block_place(block, 0));
}

/* What it was recognised as, and its header. */
static void table(struct tree *t, const struct prose_table *table, size_t number)
{
    const struct rubric *rubric = t->review->rubric;
    const struct reading *reading = t->review->reading;
    const struct table_reading *read = reading->tables ? &reading->tables[number] : NULL;
    begin(t, 1);
    words(t, "table");
    for (size_t i = 0; read && i < rub_forms_n(rubric); i++)
        if (read->forms >> i & 1) {
            words(t, " ");
            words(t, rub_text(rubric, rub_forms(rubric, i)->id));
        }
    if (read && read->forms)
        buf_printf(&t->row, ", %zu of %zu rows:", read->n_entries, read->n_rows);
    else
        buf_printf(&t->row, " not understood, %zu rows:", read ? read->n_rows : 0);
    for (size_t i = 0; i < table->n_columns; i++)
        first_words(t, table->header[i]);
    end(t, table->at);
}

static void prose(struct tree *t, const struct prose *prose)
{
    if (!prose)
        return;
    line(t, 0, "text");
    for (size_t i = 0; i < prose->n_blocks; i++)
        block(t, prose, &prose->blocks[i]);
    for (size_t i = 0; i < prose->n_tables; i++)
        table(t, &prose->tables[i], i);
    for (size_t i = 0; i < prose->n_images; i++) {
        begin(t, 1);
        words(t, "picture ");
        text(t, prose->images[i].target);
        first_words(t, prose->images[i].alt);
        end(t, prose->images[i].at);
    }
    for (size_t i = 0; i < prose->n_hidden; i++) {
        begin(t, 1);
        words(t, "hidden ");
        words(t, hidden_kind_name(prose->hidden[i].kind));
        first_words(t, prose->hidden[i].text);
        end(t, prose->hidden[i].at);
    }
}

/* Readers bound the depth of facts (limits.h); the bound here only keeps a defect of theirs from ours. */
static void facts(struct tree *t, const struct doc *doc, unsigned depth)
{
    for (size_t i = 0; i < doc->n && depth < 200; i++) {
        const struct doc *item = doc->items[i];
        begin(t, depth);
        words(t, doc->kind == DOC_LIST ? "- " : "");
        if (doc->kind == DOC_MAP) {
            text(t, item->key);
            words(t, item->kind == DOC_SCALAR ? ": " : ":");
        }
        if (item->kind == DOC_SCALAR)
            text(t, item->value);
        end(t, item->at);
        facts(t, item, depth + 1);
    }
}

/* Facts that sentences state. */
static void said(struct tree *t)
{
    const struct reading *reading = t->review->reading;
    for (size_t i = 0; i < reading->n_said; i++) {
        const struct said_reading *one = &reading->said[i];
        if (i == 0)
            line(t, 0, "said");
        begin(t, 1);
        words(t, rub_text(t->review->rubric, rub_facts(t->review->rubric, one->fact)->id));
        words(t, ": ");
        text(t, one->value);
        words(t, one->used ? "" : " (something stronger is stated)");
        end(t, one->at);
    }
}

static void predicates(struct tree *t)
{
    const struct rubric *rubric = t->review->rubric;
    line(t, 0, "predicates");
    for (size_t i = 0; i < rub_predicates_n(rubric); i++) {
        const struct rub_predicate *predicate = rub_predicates(rubric, i);
        const struct predicate_verdict *verdict = &t->review->predicates[i];
        begin(t, 1);
        words(t, rub_text(rubric, predicate->id));
        words(t, predicate->smell ? " (smell) " : " ");
        words(t, truth_name(verdict->value));
        if (verdict->reason != WEAK_NOT) {
            words(t, " (");
            words(t, weak_reason_name(verdict->reason));
            words(t, ")");
        }
        words(t, " ");
        number(t, verdict->confidence);
        end(t, (struct place){0});
        for (size_t k = 0; k < verdict->witness.n; k++) {
            begin(t, 2);
            words(t, "witness ");
            text(t, verdict->witness.items[k].why);
            end(t, verdict->witness.items[k].at);
        }
        if (verdict->missing.n) {
            begin(t, 2);
            words(t, "missing ");
            text(t, verdict->missing);
            end(t, (struct place){0});
        }
    }
}

static void process(struct tree *t, const char *name, const struct confinement *confined)
{
    if (!confined->ran)
        return;
    buf_printf(&t->row, ", %s: ", name);
    if (confined->landlock)
        buf_printf(&t->row, "Landlock %u, ", confined->landlock);
    words(t, confined->seccomp ? "seccomp, " : "");
    words(t, confined->memory ? "all limits" : "limits but of memory");
}

/* Of the machine, not of the submission. */
static void sandbox(struct tree *t)
{
    begin(t, 0);
    words(t, "sandbox ");
    words(t, confine_mode_name(t->review->confine));
    process(t, "fetch", &t->review->fetched);
    process(t, "grade", &t->review->graded);
    end(t, (struct place){0});
}

void tree_write(struct report_out *out, const struct review *review, const struct report_options *options)
{
    struct tree t = {out, review, options->unicode, buf_new(out->arena, 256 * 1024)};
    drawings(&t);
    said(&t);
    line(&t, 0, "facts");
    facts(&t, review->reading->facts, 1);
    prose(&t, review->reading->prose);
    tree_statements_write(out, &t.row, review, options->unicode);
    predicates(&t);
    sandbox(&t);
}
