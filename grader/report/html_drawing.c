#include "report/html_drawing.h"

#include "model/review_settle.h"
#include "report/markup.h"
#include "report/picture_text.h"
#include "report/svg.h"

#include <stdlib.h>
#include <string.h>

/* One entry for each kind of arrow that is drawn. */
static void kinds_legend(const struct html *h)
{
    uint32_t kinds = 0;
    for (size_t i = 0; i < h->picture->n_arrows; i++)
        kinds |= h->picture->arrows[i].kinds;
    for (uint32_t k = 0; k < rub_flows_n(h->rubric) && k < RUBRIC_MAX_KINDS; k++) {
        if (!(kinds >> k & 1))
            continue;
        markup_own(
            h->out,
            "<li><svg class=\"swatch k%u\" viewBox=\"0 0 22 12\" aria-hidden=\"true\"><path class=\"line\" "
            "d=\"M1 6h20\"/></svg>",
            (unsigned)k);
        markup_text(h->out, picture_text_words(h->arena, rub_text(h->rubric, rub_flows(h->rubric, k)->id)));
        out_puts(h->out, "</li>\n");
    }
}

static void legend(const struct html *h)
{
    const struct picture *p = h->picture;
    out_puts(h->out, "<ul class=\"legend\" aria-label=\"Legend\">\n");
    for (unsigned f = 0; f < p->n_families; f++) {
        bool used = false;
        for (size_t i = 0; i < p->n_boxes && !used; i++)
            used = p->boxes[i].family == f;
        if (!used)
            continue;
        markup_own(h->out,
                   "<li><svg class=\"swatch f%u\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><path "
                   "class=\"bar\" d=\"M5 1v8\"/></svg>",
                   f);
        markup_c(h->out, p->families[f]);
        out_puts(h->out, "</li>\n");
    }
    kinds_legend(h);
    if (!h->review->for_candidate)
        out_puts(h->out, "<li><svg class=\"swatch probable\" viewBox=\"0 0 22 12\" "
                         "aria-hidden=\"true\"><rect x=\"1\" y=\"1\" "
                         "width=\"20\" height=\"10\" rx=\"2\"/></svg>probable ?</li>\n"
                         "<li><svg class=\"swatch unknown\" viewBox=\"0 0 22 12\" aria-hidden=\"true\"><rect "
                         "x=\"1\" y=\"1\" "
                         "width=\"20\" height=\"10\" rx=\"2\"/></svg>no role recognised ?</li>\n");
    out_puts(
        h->out,
        "<li><svg class=\"swatch async\" viewBox=\"0 0 22 12\" aria-hidden=\"true\"><path class=\"line\" "
        "d=\"M1 6h20\"/></svg>asynchronous</li>\n</ul>\n");
}

/* Buttons that only the script serves; it shows them. */
static void tools(const struct html *h)
{
    out_puts(h->out,
             "<div class=\"tools\" id=\"drawing-tools\" role=\"toolbar\" aria-label=\"Drawing\" hidden>\n"
             "<button type=\"button\" id=\"zoom-out\" aria-label=\"Zoom out\">\xE2\x88\x92</button>"
             "<output id=\"zoom-now\" aria-label=\"Zoom\"></output>"
             "<button type=\"button\" id=\"zoom-in\" aria-label=\"Zoom in\">+</button>"
             "<button type=\"button\" id=\"zoom-fit\">Fit</button>"
             "<button type=\"button\" id=\"clear\">Clear</button>\n</div>\n");
    if (!rub_loops_n(h->rubric))
        return;
    out_puts(h->out, "<div class=\"tools\" id=\"loop-tools\" role=\"group\" aria-label=\"Loops\" hidden>\n");
    for (size_t i = 0; i < rub_loops_n(h->rubric); i++) {
        const struct loop_verdict *loop = &h->review->loops[i];
        size_t found = 0;
        for (size_t k = 0; k < loop->n_hops; k++)
            found += loop->hops[k].value != TRUTH_FALSE;
        markup_own(h->out, "<button type=\"button\" data-loop=\"%zu\" aria-pressed=\"false\">", i);
        html_kit_words(h, rub_loops(h->rubric, i)->title);
        markup_own(h->out, " <span>%zu/%zu</span></button>\n", found, loop->n_hops);
    }
    out_puts(h->out, "</div>\n");
}

void html_drawing_write(const struct html *h)
{
    html_kit_section(h, "drawing", "The architecture as it was drawn");
    if (h->coordinates) {
        tools(h);
        out_puts(h->out, "<div class=\"canvas\" id=\"canvas\" tabindex=\"0\" role=\"region\" "
                         "aria-label=\"Drawing, scrolls\">\n");
        svg_write(h->out, h->review, h->picture, h->coordinates);
        out_puts(h->out, "</div>\n");
        legend(h);
    } else if (h->picture->n_boxes) {
        markup_own(h->out,
                   "<p class=\"none\">%zu boxes and %zu arrows could not be laid out. They are listed under "
                   "<a href=\"#boxes\">Boxes</a> and <a href=\"#arrows\">Arrows</a>.</p>\n",
                   h->picture->n_boxes, h->picture->n_arrows);
    } else {
        out_puts(h->out, "<p class=\"none\">Nothing was drawn.</p>\n");
    }
    out_puts(
        h->out,
        "<div id=\"selection\" role=\"region\" aria-label=\"What is selected\" hidden></div>\n</section>\n");
}

static struct str box_label(const struct html *h, size_t box)
{
    const struct arch_node *node = &h->review->arch->nodes[h->picture->boxes[box].node];
    return node->label.n ? node->label : node->id;
}

static void box_link(const struct html *h, size_t box)
{
    markup_own(h->out, "<a href=\"#box-%zu\">", box);
    markup_text(h->out, box_label(h, box));
    out_puts(h->out, "</a>");
}

static void roles(const struct html *h, const struct node_reading *read)
{
    for (size_t k = 0, shown = 0; k < read->n_roles; k++) {
        const struct role_reading *role = &read->roles[k];
        if (!role->credited)
            continue;
        out_puts(h->out, shown++ ? "; " : "<dt>Roles</dt><dd>");
        markup_text(h->out,
                    picture_text_words(h->arena, rub_text(h->rubric, rub_roles(h->rubric, role->role)->id)));
        markup_own(h->out, " <span class=\"none\">%s ", role_evidence_name(role->evidence));
        markup_number(h->out, 100 * review_settled(role->confidence), 0, true);
        out_puts(h->out, " %</span>");
    }
    out_puts(h->out, "</dd>");
}

static void tools_of(const struct html *h, const struct node_reading *read)
{
    for (size_t k = 0; k < read->n_tools; k++) {
        out_puts(h->out, k ? ", " : "<dt>Tools</dt><dd>");
        html_kit_words(h, rub_tools(h->rubric, read->tools[k].tool)->name);
    }
    if (read->n_tools)
        out_puts(h->out, "</dd>");
}

static void supports(const struct html *h, const struct html_supports *of, size_t thing)
{
    if (html_kit_supports(of, thing)) {
        out_puts(h->out, "<dt>Rows</dt><dd class=\"supports\">");
        html_kit_rows(h, of, thing);
        out_puts(h->out, "</dd>");
    }
    out_puts(h->out, "</dl></div></details>\n");
}

/* Arrows of each box, in the order of the arrows: box_arrows[at[b] .. at[b + 1]). */
struct of_boxes {
    size_t *at, *arrows;
};

static struct of_boxes arrows_of_boxes(const struct html *h)
{
    const struct picture *p = h->picture;
    struct of_boxes out = {arena_alloc(h->arena, (p->n_boxes + 2) * sizeof(size_t)),
                           arena_alloc(h->arena, (2 * p->n_arrows + 1) * sizeof(size_t))};
    for (size_t i = 0; i < p->n_arrows; i++) {
        out.at[p->arrows[i].from + 2]++;
        out.at[p->arrows[i].to + 2]++;
    }
    for (size_t b = 2; b < p->n_boxes + 2; b++)
        out.at[b] += out.at[b - 1];
    for (size_t i = 0; i < p->n_arrows; i++) {
        out.arrows[out.at[p->arrows[i].from + 1]++] = i;
        out.arrows[out.at[p->arrows[i].to + 1]++] = i;
    }
    return out;
}

static void joined_places(const struct html *h, const struct of_boxes *members, size_t box)
{
    out_puts(h->out, "<dt>Drawn in</dt><dd>");
    for (size_t k = members->at[box]; k < members->at[box + 1]; k++) {
        out_puts(h->out, k > members->at[box] ? ", <span class=\"at\">" : "<span class=\"at\">");
        markup_place(h->out, h->review->arch->nodes[members->arrows[k]].at, false);
        out_puts(h->out, "</span>");
    }
    out_puts(h->out, "</dd>");
}

/* Nodes of each box, the same shape. */
static struct of_boxes nodes_of_boxes(const struct html *h)
{
    const struct picture *p = h->picture;
    size_t n = h->review->arch->n_nodes;
    struct of_boxes out = {arena_alloc(h->arena, (p->n_boxes + 2) * sizeof(size_t)),
                           arena_alloc(h->arena, (n + 1) * sizeof(size_t))};
    for (size_t i = 0; i < n; i++)
        out.at[p->box_of[i] + 2]++;
    for (size_t b = 2; b < p->n_boxes + 2; b++)
        out.at[b] += out.at[b - 1];
    for (size_t i = 0; i < n; i++)
        out.arrows[out.at[p->box_of[i] + 1]++] = i;
    return out;
}

static void arrow_link(const struct html *h, size_t arrow, size_t box)
{
    const struct picture_arrow *a = &h->picture->arrows[arrow];
    bool out = a->from == box;
    markup_own(h->out, " <a href=\"#arrow-%zu\">%s ", arrow,
               a->both ? "\xE2\x86\x94"
               : out   ? "\xE2\x86\x92"
                       : "\xE2\x86\x90");
    markup_text(h->out, box_label(h, out ? a->to : a->from));
    out_puts(h->out, "</a>");
}

void html_drawing_boxes(const struct html *h)
{
    struct of_boxes arrows = arrows_of_boxes(h), nodes = nodes_of_boxes(h);
    html_kit_section(h, "boxes", "Boxes");
    for (size_t i = 0; i < h->picture->n_boxes; i++) {
        const struct picture_box *box = &h->picture->boxes[i];
        const struct node_reading *read = &h->review->reading->nodes[box->node];
        markup_own(h->out, "<details class=\"thing f%u\" id=\"box-%zu\" data-on=\"b%zu\"><summary><b>",
                   box->family, i, i);
        markup_text(h->out, box_label(h, i));
        out_puts(h->out, "</b> <span class=\"none\">");
        if (box->sub.n)
            markup_text(h->out, box->sub);
        else if (!h->review->for_candidate)
            out_puts(h->out, "no role recognised");
        out_puts(h->out, box->found == PICTURE_PROBABLE ? ", probable</span>" : "</span>");
        out_puts(h->out, "</summary><div class=\"body\"><dl>");
        if (box->role != RUB_NONE)
            roles(h, read);
        tools_of(h, read);
        if (box->frame != PICTURE_NONE) {
            out_puts(h->out, "<dt>Group</dt><dd>");
            markup_text(h->out, h->picture->frames[box->frame].title);
            out_puts(h->out, "</dd>");
        }
        joined_places(h, &nodes, i);
        if (arrows.at[i + 1] > arrows.at[i]) {
            out_puts(h->out, "<dt>Arrows</dt><dd class=\"supports\">");
            for (size_t k = arrows.at[i]; k < arrows.at[i + 1]; k++)
                arrow_link(h, arrows.arrows[k], i);
            out_puts(h->out, "</dd>");
        }
        supports(h, &h->of_box, i);
    }
    out_puts(h->out, h->picture->n_boxes ? "</section>\n" : "<p class=\"none\">None.</p></section>\n");
}

static void kinds(const struct html *h, uint32_t mask)
{
    if (!mask) {
        out_puts(h->out, "<span class=\"none\">unlabelled</span>");
        return;
    }
    for (uint32_t k = 0, shown = 0; k < rub_flows_n(h->rubric) && k < RUBRIC_MAX_KINDS; k++)
        if (mask >> k & 1) {
            out_puts(h->out, shown++ ? ", " : "");
            markup_text(h->out,
                        picture_text_words(h->arena, rub_text(h->rubric, rub_flows(h->rubric, k)->id)));
        }
}

/* Every arrow as it was drawn that this line stands for. */
static void drawn_arrows(const struct html *h, const struct picture_arrow *arrow)
{
    out_puts(h->out, "<dt>Drawn in</dt><dd>");
    for (size_t k = 0; k < arrow->n; k++) {
        const struct arch_edge *edge = &h->review->arch->edges[h->picture->edge_order[arrow->first + k]];
        out_puts(h->out, k ? ", <span class=\"at\">" : "<span class=\"at\">");
        markup_place(h->out, edge->at, false);
        out_puts(h->out, "</span>");
        if (edge->label.n) {
            out_puts(h->out, " <q>");
            markup_text(h->out, edge->label);
            out_puts(h->out, "</q>");
        }
    }
    out_puts(h->out, "</dd>");
}

void html_drawing_arrows(const struct html *h)
{
    html_kit_section(h, "arrows", "Arrows");
    for (size_t i = 0; i < h->picture->n_arrows; i++) {
        const struct picture_arrow *arrow = &h->picture->arrows[i];
        markup_own(h->out, "<details class=\"thing\" id=\"arrow-%zu\" data-on=\"a%zu\"><summary><b>", i, i);
        markup_text(h->out, box_label(h, arrow->from));
        out_puts(h->out, arrow->both ? " \xE2\x86\x94 " : " \xE2\x86\x92 ");
        markup_text(h->out, box_label(h, arrow->to));
        out_puts(h->out, "</b> <span class=\"none\">");
        kinds(h, arrow->kinds);
        out_puts(h->out, "</span></summary><div class=\"body\"><dl>");
        out_puts(h->out, "<dt>Joins</dt><dd>");
        box_link(h, arrow->from);
        out_puts(h->out, arrow->both ? " \xE2\x86\x94 " : " \xE2\x86\x92 ");
        box_link(h, arrow->to);
        out_puts(h->out, arrow->async ? " <span class=\"tag\">asynchronous</span></dd>" : "</dd>");
        drawn_arrows(h, arrow);
        supports(h, &h->of_arrow, i);
    }
    out_puts(h->out, h->picture->n_arrows ? "</section>\n" : "<p class=\"none\">None.</p></section>\n");
}

/* Boxes with each tool: pairs sorted by the tool's name, then box. */
struct tool_on {
    const char *tool;
    size_t box;
};

static int by_tool(const void *left, const void *right)
{
    const struct tool_on *a = left, *b = right;
    int order = strcmp(a->tool, b->tool);
    return order ? order : a->box < b->box ? -1 : a->box > b->box;
}

static struct tool_on *tools_on_boxes(const struct html *h, size_t *n)
{
    struct tool_on *items = NULL;
    size_t cap = 0;
    *n = 0;
    for (size_t i = 0; i < h->picture->n_boxes; i++) {
        const struct node_reading *read = &h->review->reading->nodes[h->picture->boxes[i].node];
        for (size_t k = 0; k < read->n_tools; k++)
            *(struct tool_on *)ARENA_PUSH(h->arena, items, *n, cap) =
                (struct tool_on){rub_text(h->rubric, rub_tools(h->rubric, read->tools[k].tool)->name), i};
    }
    if (*n)
        qsort(items, *n, sizeof *items, by_tool);
    return items;
}

void html_drawing_tools(const struct html *h)
{
    size_t n;
    const struct tool_on *on = tools_on_boxes(h, &n);
    html_kit_section(h, "tools", "Tools");
    if (!n) {
        out_puts(h->out,
                 "<p class=\"none\">No tool of the catalogue was recognised on a box.</p></section>\n");
        return;
    }
    out_puts(h->out,
             "<table class=\"matrix\"><thead><tr><th scope=\"col\">Tool</th><th scope=\"col\">Boxes and what "
             "they do</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < n; i++) {
        if (i && by_tool(&on[i - 1], &on[i]) == 0)
            continue;
        bool next = i == 0 || strcmp(on[i - 1].tool, on[i].tool) != 0;
        if (next) {
            out_puts(h->out, i ? "</td></tr>\n<tr><th scope=\"row\">" : "<tr><th scope=\"row\">");
            markup_c(h->out, on[i].tool);
            out_puts(h->out, "</th><td>");
        } else {
            out_puts(h->out, ", ");
        }
        box_link(h, on[i].box);
        if (h->picture->boxes[on[i].box].sub.n) {
            out_puts(h->out, " <span class=\"none\">");
            markup_text(h->out, h->picture->boxes[on[i].box].sub);
            out_puts(h->out, "</span>");
        }
    }
    out_puts(h->out, "</td></tr>\n</tbody></table></section>\n");
}
