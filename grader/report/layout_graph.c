#include "report/layout_graph.h"

#include "report/numbers.h"
#include "report/picture_text.h"

#define MAGIC 0x47524150

struct str layout_graph_encode(struct arena *arena, const struct layout_graph *graph)
{
    size_t numbers = 5 + 3 * graph->n_boxes + 3 * graph->n_arrows + 2 * graph->n_frames;
    struct buf out = buf_new(arena, numbers * sizeof(int32_t));
    numbers_put(&out, MAGIC);
    numbers_put(&out, (int32_t)graph->effort);
    numbers_put(&out, (int32_t)graph->n_boxes);
    for (size_t i = 0; i < graph->n_boxes; i++) {
        numbers_put(&out, graph->boxes[i].width);
        numbers_put(&out, graph->boxes[i].height);
        numbers_put(&out, graph->boxes[i].frame);
    }
    numbers_put(&out, (int32_t)graph->n_arrows);
    for (size_t i = 0; i < graph->n_arrows; i++) {
        numbers_put(&out, graph->arrows[i].from);
        numbers_put(&out, graph->arrows[i].to);
        numbers_put(&out, graph->arrows[i].label_width);
    }
    numbers_put(&out, (int32_t)graph->n_frames);
    for (size_t i = 0; i < graph->n_frames; i++) {
        numbers_put(&out, graph->frames[i].parent);
        numbers_put(&out, graph->frames[i].title_width);
    }
    return buf_str(&out);
}

bool layout_graph_decode(struct layout_graph *out, struct arena *arena, struct str bytes)
{
    struct numbers from = {bytes, false};
    *out = (struct layout_graph){0};
    numbers_take(&from, MAGIC, MAGIC);
    out->effort = (enum layout_effort)numbers_take(&from, LAYOUT_FULL, LAYOUT_SIMPLE);
    out->n_boxes = numbers_count(&from, 3);
    out->boxes = arena_alloc(arena, (out->n_boxes + 1) * sizeof *out->boxes);
    for (size_t i = 0; i < out->n_boxes; i++) {
        out->boxes[i].width = numbers_take(&from, 1, LAYOUT_LENGTH_MOST);
        out->boxes[i].height = numbers_take(&from, 1, LAYOUT_LENGTH_MOST);
        out->boxes[i].frame = numbers_take(&from, -1, INT32_MAX);
    }
    out->n_arrows = numbers_count(&from, 3);
    out->arrows = arena_alloc(arena, (out->n_arrows + 1) * sizeof *out->arrows);
    for (size_t i = 0; i < out->n_arrows; i++) {
        int32_t last = (int32_t)out->n_boxes - 1;
        out->arrows[i].from = numbers_take(&from, 0, last);
        out->arrows[i].to = numbers_take(&from, 0, last);
        out->arrows[i].label_width = numbers_take(&from, 0, LAYOUT_LENGTH_MOST);
    }
    out->n_frames = numbers_count(&from, 2);
    out->frames = arena_alloc(arena, (out->n_frames + 1) * sizeof *out->frames);
    for (size_t i = 0; i < out->n_frames; i++) {
        out->frames[i].parent = numbers_take(&from, -1, (int32_t)i - 1);
        out->frames[i].title_width = numbers_take(&from, 0, LAYOUT_LENGTH_MOST);
    }
    for (size_t i = 0; i < out->n_boxes; i++)
        from.wrong = from.wrong || out->boxes[i].frame >= (int32_t)out->n_frames;
    return !from.wrong && !from.rest.n && out->n_boxes > 0;
}

static int32_t number(size_t n)
{
    return n == PICTURE_NONE ? -1 : (int32_t)n;
}

static int32_t bounded(unsigned pixels)
{
    return pixels < LAYOUT_LENGTH_MOST ? (int32_t)pixels : LAYOUT_LENGTH_MOST;
}

struct str layout_request(struct arena *arena, const struct picture *picture, enum layout_effort effort)
{
    struct layout_graph graph = {effort, picture->n_boxes, picture->n_arrows, picture->n_frames, NULL, NULL,
                                 NULL};
    graph.boxes = arena_alloc(arena, (graph.n_boxes + 1) * sizeof *graph.boxes);
    graph.arrows = arena_alloc(arena, (graph.n_arrows + 1) * sizeof *graph.arrows);
    graph.frames = arena_alloc(arena, (graph.n_frames + 1) * sizeof *graph.frames);
    for (size_t i = 0; i < graph.n_boxes; i++) {
        const struct picture_box *box = &picture->boxes[i];
        graph.boxes[i] = (struct layout_box){bounded(box->width), bounded(box->height), number(box->frame)};
    }
    for (size_t i = 0; i < graph.n_arrows; i++) {
        const struct picture_arrow *arrow = &picture->arrows[i];
        graph.arrows[i] =
            (struct layout_arrow){number(arrow->from), number(arrow->to), bounded(arrow->label_width)};
    }
    for (size_t i = 0; i < graph.n_frames; i++) {
        const struct picture_frame *frame = &picture->frames[i];
        graph.frames[i] =
            (struct layout_frame){number(frame->parent), bounded(picture_text_width(frame->title, 12))};
    }
    return layout_graph_encode(arena, &graph);
}
