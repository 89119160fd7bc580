#include "report/coordinates.h"

#include "report/numbers.h"

#define MAGIC 0x4c415931

struct coordinates *coordinates_new(struct arena *arena, size_t n_boxes, size_t n_frames, size_t n_arrows)
{
    struct coordinates *c = arena_alloc(arena, sizeof *c);
    *c = (struct coordinates){.n_boxes = n_boxes, .n_frames = n_frames, .n_arrows = n_arrows};
    c->boxes = arena_alloc(arena, (n_boxes + 1) * sizeof *c->boxes);
    c->frames = arena_alloc(arena, (n_frames + 1) * sizeof *c->frames);
    c->arrows = arena_alloc(arena, (n_arrows + 1) * sizeof *c->arrows);
    return c;
}

static void put_point(struct buf *out, struct coordinate point)
{
    numbers_put(out, point.x);
    numbers_put(out, point.y);
}

struct str coordinates_encode(struct arena *arena, const struct coordinates *c)
{
    size_t numbers = 6 + 2 * c->n_boxes + 4 * c->n_frames;
    for (size_t i = 0; i < c->n_arrows; i++)
        numbers += 4 + 2 * c->arrows[i].n_points;
    struct buf out = buf_new(arena, numbers * sizeof(int32_t));
    numbers_put(&out, MAGIC);
    numbers_put(&out, (int32_t)c->n_boxes);
    numbers_put(&out, (int32_t)c->n_frames);
    numbers_put(&out, (int32_t)c->n_arrows);
    numbers_put(&out, c->width);
    numbers_put(&out, c->height);
    for (size_t i = 0; i < c->n_boxes; i++)
        put_point(&out, c->boxes[i]);
    for (size_t i = 0; i < c->n_frames; i++) {
        put_point(&out, c->frames[i].corner);
        numbers_put(&out, c->frames[i].width);
        numbers_put(&out, c->frames[i].height);
    }
    for (size_t i = 0; i < c->n_arrows; i++) {
        const struct coordinates_line *line = &c->arrows[i];
        numbers_put(&out, (int32_t)line->n_points);
        numbers_put(&out, line->has_label);
        put_point(&out, line->label);
        for (size_t k = 0; k < line->n_points; k++)
            put_point(&out, line->points[k]);
    }
    return buf_str(&out);
}

static struct coordinate take_point(struct numbers *from)
{
    struct coordinate point;
    point.x = numbers_take(from, -COORDINATES_MOST, COORDINATES_MOST);
    point.y = numbers_take(from, -COORDINATES_MOST, COORDINATES_MOST);
    return point;
}

static void take_line(struct arena *arena, struct numbers *from, struct coordinates_line *out)
{
    out->n_points = (size_t)numbers_take(from, 0, COORDINATES_POINTS);
    out->has_label = numbers_take(from, 0, 1) != 0;
    out->label = take_point(from);
    from->wrong = from->wrong || (out->n_points && (out->n_points < 4 || out->n_points % 3 != 1));
    if (from->wrong)
        out->n_points = 0;
    out->points = arena_alloc(arena, (out->n_points + 1) * sizeof *out->points);
    for (size_t k = 0; k < out->n_points; k++)
        out->points[k] = take_point(from);
}

static bool take_exactly(struct numbers *from, size_t n)
{
    return n <= INT32_MAX && numbers_take(from, (int32_t)n, (int32_t)n) == (int32_t)n && !from->wrong;
}

const struct coordinates *coordinates_decode(struct arena *arena, struct str bytes,
                                             const struct picture *picture)
{
    struct numbers from = {bytes, false};
    if (!take_exactly(&from, MAGIC) || !take_exactly(&from, picture->n_boxes) ||
        !take_exactly(&from, picture->n_frames) || !take_exactly(&from, picture->n_arrows))
        return NULL;
    struct coordinates *c = coordinates_new(arena, picture->n_boxes, picture->n_frames, picture->n_arrows);
    c->width = numbers_take(&from, 0, COORDINATES_MOST);
    c->height = numbers_take(&from, 0, COORDINATES_MOST);
    for (size_t i = 0; i < c->n_boxes; i++)
        c->boxes[i] = take_point(&from);
    for (size_t i = 0; i < c->n_frames; i++) {
        c->frames[i].corner = take_point(&from);
        c->frames[i].width = numbers_take(&from, 0, COORDINATES_MOST);
        c->frames[i].height = numbers_take(&from, 0, COORDINATES_MOST);
    }
    for (size_t i = 0; i < c->n_arrows && !from.wrong; i++)
        take_line(arena, &from, &c->arrows[i]);
    return from.wrong || from.rest.n ? NULL : c;
}
