#include "helper_sound.h"

#include <math.h>
#include <string.h>

#define QUOTE_MOST 120
#define SLACK 1e-6

/* The sum of all bytes is of no use but to have read them. */
static unsigned touched(struct str s)
{
    unsigned sum = 0;
    for (size_t i = 0; i < s.n; i++)
        sum += (unsigned char)s.p[i];
    return sum;
}

static bool readable(struct str s)
{
    return s.n == 0 || (s.p && touched(s) <= 255u * s.n);
}

static bool placed(struct place at)
{
    if (!at.text)
        return at.line == 0;
    if (at.line == 0)
        return true;
    uint32_t last = at.text->before + (uint32_t)at.text->n_lines;
    if (at.line <= at.text->before || at.line > last || at.column == 0)
        return false;
    /* One behind the line's end, which may be two bytes long. */
    return at.column <= text_line(at.text, at.line).n + 3;
}

/* ------------------------------------------------------------------ what was read */

const char *sound_doc(const struct doc *doc, size_t depth)
{
    if (!doc)
        return "a value is missing";
    if (depth == 0)
        return "values are nested too deeply";
    if (!readable(doc->key) || !readable(doc->value))
        return "a value without bytes";
    if (!placed(doc->at) || !placed(doc->key_at))
        return "a value outside its text";
    if (doc->kind == DOC_SCALAR && doc->n)
        return "a scalar with items";
    for (size_t i = 0; i < doc->n; i++) {
        const char *wrong = sound_doc(doc->items[i], depth - 1);
        if (wrong)
            return wrong;
    }
    return NULL;
}

#define DEPTH_MOST 200 /* of attributes: more than any reader allows */

static const char *sound_node(const struct architecture *arch, const struct arch_node *node)
{
    if (!readable(node->id) || !readable(node->label) || !readable(node->tool) || !readable(node->shape))
        return "a box without bytes";
    if (node->view >= arch->n_views)
        return "a box without a view";
    if (node->group != ARCH_NONE && node->group >= arch->n_groups)
        return "a box in a group that is not there";
    if (!node->at.text || node->at.line == 0 || !placed(node->at))
        return "a box without a line";
    if (!node->attrs || node->attrs->kind != DOC_MAP)
        return "a box without attributes";
    return sound_doc(node->attrs, DEPTH_MOST);
}

static const char *sound_edge(const struct architecture *arch, const struct arch_edge *edge)
{
    if (!readable(edge->label) || !readable(edge->kind))
        return "an arrow without bytes";
    if (edge->from >= arch->n_nodes || edge->to >= arch->n_nodes)
        return "an arrow without an end";
    if (edge->view >= arch->n_views)
        return "an arrow without a view";
    if (arch->nodes[edge->from].view != edge->view || arch->nodes[edge->to].view != edge->view)
        return "an arrow from one view to another";
    if (edge->from_group != ARCH_NONE && edge->from_group >= arch->n_groups)
        return "an arrow from a group that is not there";
    if (edge->to_group != ARCH_NONE && edge->to_group >= arch->n_groups)
        return "an arrow to a group that is not there";
    if (!edge->at.text || edge->at.line == 0 || !placed(edge->at))
        return "an arrow without a line";
    if (!edge->attrs || edge->attrs->kind != DOC_MAP)
        return "an arrow without attributes";
    return sound_doc(edge->attrs, DEPTH_MOST);
}

static const char *sound_group(const struct architecture *arch, size_t i)
{
    const struct arch_group *group = &arch->groups[i];
    if (!readable(group->id) || !readable(group->label))
        return "a group without bytes";
    if (group->view >= arch->n_views || !placed(group->at))
        return "a group without a place";
    size_t steps = 0;
    for (size_t up = group->parent; up != ARCH_NONE; up = arch->groups[up].parent)
        if (up >= arch->n_groups || ++steps > arch->n_groups)
            return "groups in a circle";
    return NULL;
}

const char *sound_architecture(const struct architecture *arch)
{
    const char *wrong = NULL;
    for (size_t i = 0; !wrong && i < arch->n_nodes; i++)
        wrong = sound_node(arch, &arch->nodes[i]);
    for (size_t i = 0; !wrong && i < arch->n_edges; i++)
        wrong = sound_edge(arch, &arch->edges[i]);
    for (size_t i = 0; !wrong && i < arch->n_groups; i++)
        wrong = sound_group(arch, i);
    for (size_t i = 0; !wrong && i < arch->n_views; i++) {
        const struct arch_view *view = &arch->views[i];
        if (!placed(view->at) || !readable(view->title))
            wrong = "a view without a place";
        if (!(view->confidence >= 0 && view->confidence <= 1))
            wrong = "a view's confidence is no share";
    }
    return wrong ? wrong : sound_doc(arch->facts, DEPTH_MOST);
}

static bool is_letter(char c)
{
    return str_byte_digit(c) || (str_byte_lower(c) >= 'a' && str_byte_lower(c) <= 'z');
}

static bool within(struct str slice, struct str whole)
{
    return slice.n == 0 || (slice.p >= whole.p && slice.p + slice.n <= whole.p + whole.n);
}

static const char *sound_pieces(const struct block *b, bool entities)
{
    if (b->text.n == 0 || b->n_pieces == 0 || b->pieces[0].at != 0)
        return "a block without a piece at its beginning";
    size_t piece = 0;
    for (size_t i = 0; i < b->text.n; i++) {
        while (piece + 1 < b->n_pieces && b->pieces[piece + 1].at <= i) {
            if (b->pieces[piece + 1].at <= b->pieces[piece].at)
                return "pieces that do not ascend";
            piece++;
        }
        size_t source = b->pieces[piece].source + (i - b->pieces[piece].at);
        if (!entities && is_letter(b->text.p[i]) &&
            (source >= b->source->bytes.n || b->source->bytes.p[source] != b->text.p[i]))
            return "a letter that does not stand in the file";
    }
    return NULL;
}

static const char *sound_block(const struct prose *prose, size_t number, bool entities)
{
    const struct block *b = &prose->blocks[number];
    const char *wrong = sound_pieces(b, entities);
    if (wrong)
        return wrong;
    for (size_t k = 0; k < b->n_cells; k++)
        if (!within(b->cells[k], b->text))
            return "a cell outside its row";
    for (size_t k = 0; k < b->n_code; k++)
        if (!within(b->code[k], b->text))
            return "code outside its block";
    if (!readable(b->language))
        return "a language without bytes";
    if ((b->section != PROSE_NONE && b->section >= prose->n_sections) ||
        (b->lead != PROSE_NONE && b->lead >= number) ||
        (b->list != PROSE_NONE && b->list >= prose->n_lists) ||
        (b->table != PROSE_NONE && b->table >= prose->n_tables))
        return "a block that names what is not there";
    if ((b->kind == BLOCK_ITEM) != (b->list != PROSE_NONE) ||
        (b->kind == BLOCK_ROW) != (b->table != PROSE_NONE))
        return "an item without a list, or a row without a table";
    return NULL;
}

const char *sound_prose(const struct prose *prose, bool entities)
{
    for (size_t i = 0; i < prose->n_blocks; i++) {
        const char *wrong = sound_block(prose, i, entities);
        if (wrong)
            return wrong;
    }
    for (size_t i = 0; i < prose->n_sections; i++) {
        const struct section *s = &prose->sections[i];
        if (s->heading >= prose->n_blocks || prose->blocks[s->heading].kind != BLOCK_HEADING)
            return "a section without a heading";
        if (s->parent != PROSE_NONE && (s->parent >= i || prose->sections[s->parent].level >= s->level))
            return "a section that is not below its parent";
    }
    for (size_t i = 0; i < prose->n_tables; i++)
        for (size_t k = 0; k < prose->tables[i].n_columns; k++)
            if (!readable(prose->tables[i].header[k]))
                return "a header without bytes";
    for (size_t i = 0; i < prose->n_hidden; i++)
        if (!readable(prose->hidden[i].text) || !placed(prose->hidden[i].at))
            return "hidden text without a place";
    for (size_t i = 0; i < prose->n_images; i++)
        if (!readable(prose->images[i].alt) || !readable(prose->images[i].target) ||
            !placed(prose->images[i].at))
            return "a picture without a place";
    return NULL;
}

const char *sound_diags(const struct diags *diags)
{
    size_t seen = 0;
    for (size_t i = 0; i < DIAG_COUNT; i++)
        seen += diags->of[i];
    /* Of those that another process has dropped only the number is known. */
    if (diags->n + diags->dropped < seen)
        return "diagnostics that are neither kept nor counted";
    if (diags->n > diags->max)
        return "more diagnostics than the limit";
    for (size_t i = 0; i < diags->n; i++) {
        const struct diag *d = &diags->items[i];
        if (d->id >= DIAG_COUNT || d->message.n == 0 || !readable(d->message))
            return "a diagnostic without words";
        if (!placed(d->at))
            return "a diagnostic outside its text";
    }
    return NULL;
}

/* ------------------------------------------------------------------ what was judged */

static bool is_share(double x)
{
    return x >= 0 && x <= 1 + SLACK; /* false for what is no number */
}

static bool between(double x, double least, double most)
{
    return x >= least - SLACK && x <= most + SLACK;
}

static const char *sound_evidence(const struct evidence_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct evidence *e = &list->items[i];
        if (!placed(e->at) || !readable(e->quote) || !readable(e->why))
            return "evidence without a place";
        if (e->quote.n > QUOTE_MOST)
            return "a quote that is too long";
    }
    return NULL;
}

static const char *sound_rows(const struct review *review)
{
    for (size_t i = 0; i < rub_rows_n(review->rubric); i++) {
        const struct row_verdict *row = &review->rows[i];
        const char *wrong = sound_evidence(&row->evidence);
        if (wrong)
            return wrong;
        if (row->level < 0 || row->level > 3 || !is_share(row->confidence))
            return "a row without a level";
        if (!between(row->points, 0, rub_rows(review->rubric, i)->points))
            return "a row with more points than it has";
        if (row->level == 3 && row->looked_for.n)
            return "a full row that still looks for something";
    }
    for (size_t i = 0; i < rub_dimensions_n(review->rubric); i++)
        if (!between(review->dimensions[i].points, 0, review->dimensions[i].max))
            return "a dimension with more points than it has";
    return NULL;
}

static const char *sound_total(const struct review *review)
{
    double dimensions = 0, weights = 0;
    for (size_t i = 0; i < rub_dimensions_n(review->rubric); i++) {
        dimensions += review->dimensions[i].points;
        weights += rub_dimensions(review->rubric, i)->weight;
    }
    if (!between(review->max, weights, weights) || !between(review->ungated, 0, review->max))
        return "a sum that is not the rubric's";
    if (!review->has_total)
        return review->band == RUB_NONE ? NULL : "a band without a total";
    if (!between(review->total, 0, review->ungated) || !between(review->total, 0, dimensions))
        return "a total above its points";
    for (size_t i = 0; i < rub_gates_n(review->rubric); i++)
        if (review->gates[i].applied && !between(review->total, 0, review->gates[i].cap))
            return "a total above a gate";
    return review->band == RUB_NONE || review->band < rub_bands_n(review->rubric) ? NULL
                                                                                  : "a band of no rubric";
}

const char *sound_review(const struct review *review)
{
    const struct rubric *rubric = review->rubric;
    const char *wrong = sound_rows(review);
    if (!wrong)
        wrong = sound_total(review);
    for (size_t i = 0; !wrong && i < rub_predicates_n(rubric); i++) {
        wrong = sound_evidence(&review->predicates[i].witness);
        if (!is_share(review->predicates[i].confidence))
            wrong = "a predicate's confidence is no share";
    }
    for (size_t i = 0; !wrong && i < rub_roles_n(rubric); i++)
        wrong = review->roles[i].level < 0 || review->roles[i].level > 3
                    ? "a role without a level"
                    : sound_evidence(&review->roles[i].evidence);
    for (size_t i = 0; !wrong && i < rub_checks_n(rubric); i++)
        wrong = sound_evidence(&review->checks[i].evidence);
    for (size_t i = 0; !wrong && i < rub_flags_n(rubric); i++)
        wrong = sound_evidence(&review->flags[i].evidence);
    for (size_t i = 0; !wrong && i < rub_parts_n(rubric); i++)
        wrong = sound_evidence(&review->parts[i].evidence);
    for (size_t i = 0; !wrong && i < review->n_lints; i++)
        wrong = sound_evidence(&review->lints[i].evidence);
    for (size_t i = 0; !wrong && i < review->n_questions; i++)
        if (review->questions[i].text.n == 0 || !readable(review->questions[i].text))
            wrong = "a question without words";
    return wrong;
}

/* ------------------------------------------------------------------ text */

bool sound_utf8(struct str text)
{
    const unsigned char *s = (const unsigned char *)text.p;
    for (size_t i = 0; i < text.n;) {
        /* Table 3-7 of the Unicode standard: what the second byte may be, by the first. */
        unsigned char low = 0x80, high = 0xBF;
        size_t more;
        if (s[i] < 0x80) {
            i++;
            continue;
        }
        if (s[i] >= 0xC2 && s[i] <= 0xDF) {
            more = 1;
        } else if (s[i] >= 0xE0 && s[i] <= 0xEF) {
            more = 2;
            low = s[i] == 0xE0 ? 0xA0 : 0x80;
            high = s[i] == 0xED ? 0x9F : 0xBF;
        } else if (s[i] >= 0xF0 && s[i] <= 0xF4) {
            more = 3;
            low = s[i] == 0xF0 ? 0x90 : 0x80;
            high = s[i] == 0xF4 ? 0x8F : 0xBF;
        } else {
            return false;
        }
        if (text.n - i <= more || s[i + 1] < low || s[i + 1] > high)
            return false;
        for (size_t k = 2; k <= more; k++)
            if ((s[i + k] & 0xC0) != 0x80)
                return false;
        i += more + 1;
    }
    return true;
}
