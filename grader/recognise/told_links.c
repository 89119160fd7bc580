#include "recognise/told_links.h"

#define NEXT_COMPONENTS                                                                                      \
    3 /* a verb may join a component with so many that follow: "writes to Redis and S3"                      \
       */
#define ROLES_EACH 3

static void link(struct arena *arena, struct statements *told, size_t number, uint64_t *seen, uint32_t from,
                 uint32_t to)
{
    if (seen[from] >> to & 1)
        return;
    seen[from] |= UINT64_C(1) << to;
    struct told_link *link = ARENA_PUSH(arena, told->links, told->n_links, told->cap_links);
    *link = (struct told_link){from, to, number};
}

/* from and to: roles as told. */
static void join(struct arena *arena, struct statements *told, size_t number, const struct lexicon *lexicon,
                 uint64_t *seen, uint32_t from, uint32_t to)
{
    if (from == to)
        return;
    if (lexicon->leads[from] >> to & 1)
        link(arena, told, number, seen, from, to);
    else if (lexicon->leads_back[from] >> to & 1)
        link(arena, told, number, seen, to, from);
}

static bool joins(const struct component *c)
{
    return c->roles && c->standing == STANDING_POSITIVE && !c->weak;
}

void told_links_read(struct arena *arena, struct statements *told, size_t number,
                     const struct lexicon *lexicon, uint64_t *seen)
{
    const struct statement *st = &told->items[number];
    size_t next_mark = 0;
    bool form = st->kind == STATEMENT_FACT && st->bare; /* filled in, not told */
    if (st->ignored || form || st->n_components < 2 || !(st->signals & SIGNAL_FLOW))
        return;
    for (size_t i = 0; i + 1 < st->n_components; i++) {
        const struct component *a = &st->components[i];
        uint32_t end = a->first + a->n;
        if (!joins(a))
            continue;
        while (next_mark < st->n_marks && st->marks[next_mark].first < a->first)
            next_mark++;
        size_t n = 0, mark = next_mark;
        bool flow = false, back = false;
        for (size_t k = i + 1; k < st->n_components && n < NEXT_COMPONENTS; k++) {
            const struct component *b = &st->components[k];
            if (b->first < end || !joins(b))
                continue;
            n++;
            for (; mark < st->n_marks && st->marks[mark].first + st->marks[mark].n <= b->first; mark++)
                if (st->marks[mark].first >= end && (st->marks[mark].signal & SIGNAL_FLOW)) {
                    flow = true;
                    back = st->marks[mark].back;
                }
            if (!flow)
                continue;
            size_t n_from = 0;
            for (uint32_t x = 0; x < RUBRIC_MAX_ROLES && a->roles >> x && n_from < ROLES_EACH; x++) {
                if (!(a->roles >> x & 1))
                    continue;
                n_from++;
                size_t n_to = 0;
                for (uint32_t y = 0; y < RUBRIC_MAX_ROLES && b->roles >> y && n_to < ROLES_EACH; y++) {
                    if (!(b->roles >> y & 1))
                        continue;
                    n_to++;
                    join(arena, told, number, lexicon, seen, back ? y : x, back ? x : y);
                }
            }
        }
    }
}
