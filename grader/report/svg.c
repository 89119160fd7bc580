#include "report/svg.h"

#include "report/markup.h"

#include <math.h>

enum {
    EDGE = 120,  /* around everything, in tenths of a pixel, as all lengths here */
    INSET = 160, /* from a box's left side to its text */
    LINE = 160,
    HEAD = 80,   /* length of an arrowhead */
    GHOST = 320, /* height of a ghost */
    GHOST_GAP = 120,
    GHOST_TITLE = 260,
    NARROWEST = 7000 /* the ghosts' rows are at least so wide */
};

struct svg {
    struct report_out *out;
    const struct review *review;
    const struct picture *picture;
    const struct coordinates *at;
};

/* A length in pixels, with a tenth where there is one. */
static void length(const struct svg *s, const char *before, int32_t tenths)
{
    out_puts(s->out, before);
    if (tenths < 0)
        out_puts(s->out, "-");
    int32_t n = tenths < 0 ? -tenths : tenths;
    if (n % 10)
        markup_own(s->out, "%d.%d", (int)(n / 10), (int)(n % 10));
    else
        markup_own(s->out, "%d", (int)(n / 10));
}

static void point(const struct svg *s, const char *before, struct coordinate p)
{
    length(s, before, p.x);
    length(s, " ", p.y);
}

static void rectangle(const struct svg *s, struct coordinate corner, int32_t width, int32_t height,
                      int radius)
{
    length(s, "<rect x=\"", corner.x);
    length(s, "\" y=\"", corner.y);
    length(s, "\" width=\"", width);
    length(s, "\" height=\"", height);
    markup_own(s->out, "\" rx=\"%d\"/>", radius);
}

static void begin_text(const struct svg *s, const char *class, struct coordinate at)
{
    markup_own(s->out, "<text class=\"%s\"", class);
    length(s, " x=\"", at.x);
    length(s, "\" y=\"", at.y);
    out_puts(s->out, "\">");
}

static void text(const struct svg *s, const char *class, struct coordinate at, struct str words)
{
    begin_text(s, class, at);
    markup_text(s->out, words);
    out_puts(s->out, "</text>");
}

static void frames(const struct svg *s)
{
    for (size_t i = 0; i < s->picture->n_frames; i++) {
        const struct coordinates_frame *frame = &s->at->frames[i];
        if (frame->width <= 0 || frame->height <= 0)
            continue;
        out_puts(s->out, "<g class=\"frame\">");
        rectangle(s, frame->corner, frame->width, frame->height, 8);
        text(s, "frame-title", (struct coordinate){frame->corner.x + 100, frame->corner.y + 170},
             s->picture->frames[i].title);
        out_puts(s->out, "</g>\n");
    }
}

/* A triangle at the end of a line, pointing as the line does there. */
static void head(const struct svg *s, const struct coordinate *line, size_t n, bool at_start)
{
    struct coordinate tip = at_start ? line[0] : line[n - 1];
    double dx = 0, dy = 0, size = 0;
    /* Control points may lie on the tip: the next one that does not tells the direction. */
    for (size_t k = 1; k < n && size < 1; k++) {
        struct coordinate before = at_start ? line[k] : line[n - 1 - k];
        dx = tip.x - before.x;
        dy = tip.y - before.y;
        size = sqrt(dx * dx + dy * dy);
    }
    if (size < 1)
        return;
    dx = dx / size * HEAD;
    dy = dy / size * HEAD;
    struct coordinate left = {tip.x - (int32_t)lround(dx + dy * 0.45),
                              tip.y - (int32_t)lround(dy - dx * 0.45)};
    struct coordinate right = {tip.x - (int32_t)lround(dx - dy * 0.45),
                               tip.y - (int32_t)lround(dy + dx * 0.45)};
    out_puts(s->out, "<path class=\"head\" d=\"");
    point(s, "M", tip);
    point(s, "L", left);
    point(s, "L", right);
    out_puts(s->out, "z\"/>");
}

static void box_name(const struct svg *s, size_t box)
{
    struct str label = s->review->arch->nodes[s->picture->boxes[box].node].label;
    markup_text(s->out, label.n ? label : s->review->arch->nodes[s->picture->boxes[box].node].id);
}

static void arrow_title(const struct svg *s, const struct picture_arrow *arrow)
{
    out_puts(s->out, "<title>");
    box_name(s, arrow->from);
    out_puts(s->out, arrow->both ? " \xE2\x86\x94 " : " \xE2\x86\x92 ");
    box_name(s, arrow->to);
    if (arrow->label.n) {
        out_puts(s->out, ": ");
        markup_text(s->out, arrow->label);
    }
    out_puts(s->out, "</title>");
}

/* Half way along the line, where the layout kept no room for the label. */
static struct coordinate middle(const struct coordinates_line *line)
{
    const struct coordinate *p = line->points + (line->n_points / 3 - 1) / 2 * 3;
    return (struct coordinate){(p[0].x + 3 * p[1].x + 3 * p[2].x + p[3].x) / 8,
                               (p[0].y + 3 * p[1].y + 3 * p[2].y + p[3].y) / 8};
}

static unsigned first_kind(uint32_t kinds)
{
    unsigned k = 0;
    while (k < 31 && !(kinds >> k & 1))
        k++;
    return k;
}

static void arrows(const struct svg *s)
{
    for (size_t i = 0; i < s->picture->n_arrows; i++) {
        const struct picture_arrow *arrow = &s->picture->arrows[i];
        const struct coordinates_line *line = &s->at->arrows[i];
        if (!line->n_points)
            continue;
        markup_own(s->out, "<a class=\"arrow%s", arrow->async ? " async" : "");
        if (arrow->kinds)
            markup_own(s->out, " k%u", first_kind(arrow->kinds));
        markup_own(s->out, "\" id=\"a%zu\" href=\"#arrow-%zu\" tabindex=\"-1\">", i, i);
        arrow_title(s, arrow);
        out_puts(s->out, "<path class=\"line\" d=\"");
        point(s, "M", line->points[0]);
        for (size_t k = 1; k < line->n_points; k++)
            point(s, k % 3 == 1 ? "C" : " ", line->points[k]);
        out_puts(s->out, "\"/>");
        if (!arrow->undirected)
            head(s, line->points, line->n_points, false);
        if (arrow->both)
            head(s, line->points, line->n_points, true);
        struct coordinate at = line->has_label ? line->label : middle(line);
        if (arrow->label.n)
            text(s, line->has_label ? "label" : "label squeezed", (struct coordinate){at.x, at.y + 35},
                 arrow->label);
        out_puts(s->out, "</a>\n");
    }
}

static const char *const found_names[] = {"found", "probable", "unknown"};
static const char *const found_words[] = {"found", "probable", "no role recognised"};

static void box_title(const struct svg *s, const struct picture_box *box, size_t i)
{
    const struct arch_node *node = &s->review->arch->nodes[box->node];
    out_puts(s->out, "<title>");
    box_name(s, i);
    if (box->sub.n) {
        out_puts(s->out, ": ");
        markup_text(s->out, box->sub);
    }
    if (!s->review->for_candidate)
        markup_own(s->out, ", %s", found_words[box->found]);
    if (node->at.text) {
        out_puts(s->out, ", ");
        markup_place(s->out, node->at, false);
    }
    out_puts(s->out, "</title>");
}

static void boxes(const struct svg *s)
{
    for (size_t i = 0; i < s->picture->n_boxes; i++) {
        const struct picture_box *box = &s->picture->boxes[i];
        int32_t width = (int32_t)box->width * 10, height = (int32_t)box->height * 10;
        struct coordinate corner = {s->at->boxes[i].x - width / 2, s->at->boxes[i].y - height / 2};
        markup_own(s->out, "<a class=\"box f%u %s\" id=\"b%zu\" href=\"#box-%zu\">", box->family,
                   found_names[box->found], i, i);
        box_title(s, box, i);
        rectangle(s, corner, width, height, 6);
        length(s, "<path class=\"bar\" d=\"M", corner.x + 70);
        length(s, " ", corner.y + 70);
        length(s, "v", height - 140);
        out_puts(s->out, "\"/>");
        struct coordinate at = {corner.x + INSET, corner.y + 90 + 115};
        for (unsigned k = 0; k < box->n_lines; k++, at.y += LINE)
            text(s, "name", at, box->lines[k]);
        if (box->sub.n)
            text(s, "role", at, box->sub);
        if (box->found != PICTURE_FOUND)
            text(s, "mark", (struct coordinate){corner.x + width - 80, corner.y + 165}, STR("?"));
        out_puts(s->out, "</a>\n");
    }
}

/* Rows of ghosts from y on; draws them where `draw` is set. Returns where they end. */
static int32_t ghosts(const struct svg *s, int32_t y, int32_t width, bool draw)
{
    int32_t x = 0;
    if (!s->picture->n_ghosts)
        return y;
    y += 200;
    if (draw)
        text(s, "ghosts-title", (struct coordinate){0, y + 100}, STR("Not found: what the loops miss"));
    y += GHOST_TITLE;
    for (size_t i = 0; i < s->picture->n_ghosts; i++) {
        const struct picture_ghost *ghost = &s->picture->ghosts[i];
        int32_t wide = (int32_t)ghost->width * 10;
        if (x && x + wide > width) {
            x = 0;
            y += GHOST + GHOST_GAP;
        }
        if (draw) {
            markup_own(s->out, "<g class=\"ghost\" id=\"g%zu\">", i);
            rectangle(s, (struct coordinate){x, y}, wide, GHOST, 6);
            begin_text(s, "name", (struct coordinate){x + 120, y + 205});
            out_puts(s->out, "\xE2\x9C\x98 ");
            markup_c(s->out, ghost->title);
            out_puts(s->out, "</text></g>\n");
        }
        x += wide + GHOST_GAP;
    }
    return y + GHOST;
}

void svg_write(struct report_out *out, const struct review *review, const struct picture *picture,
               const struct coordinates *coordinates)
{
    struct svg s = {out, review, picture, coordinates};
    int32_t width = coordinates->width > NARROWEST || !picture->n_ghosts ? coordinates->width : NARROWEST;
    int32_t height = ghosts(&s, coordinates->height, width, false);
    length(&s,
           "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"svg\" role=\"group\" aria-label=\"The "
           "architecture as it "
           "was drawn\" viewBox=\"",
           -EDGE);
    length(&s, " ", -EDGE);
    length(&s, " ", width + 2 * EDGE);
    length(&s, " ", height + 2 * EDGE);
    length(&s, "\" width=\"", width + 2 * EDGE);
    length(&s, "\" height=\"", height + 2 * EDGE);
    out_puts(out, "\">\n");
    frames(&s);
    arrows(&s);
    boxes(&s);
    ghosts(&s, coordinates->height, width, true);
    out_puts(out, "<g id=\"wires\"></g></svg>\n");
}
