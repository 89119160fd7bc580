/*
 * Speed of the stages alone, in this process: CPU time of reading, recognising and judging, without the start
 * of a process and without files. A ratio compares with a neighbour in the same run. usage: stages [SHAPE] It
 * prints figures and judges nothing: a machine under load must not fail a test.
 */
#include "helper_bulk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MORE_BOXES = 4 }; /* the reference solution has 46 */

static void head(const char *title)
{
    printf("%-34s %9s %9s %9s %9s   %s\n", title, "parse", "recognise", "judge", "MiB",
           "rec.+judge, ms per MB");
}

static double show(const char *name, size_t bytes, struct bulk_cost cost, double before)
{
    double each = (cost.recognise + cost.judge) / (double)bytes * 1e6;
    printf("%-34s %9.2f %9.2f %9.2f %9.1f   %8.1f", name, cost.parse, cost.recognise, cost.judge,
           (double)cost.memory / (double)MIB, each);
    if (before > 0)
        printf("   %.2f x the one before", each / before);
    putchar('\n');
    fflush(stdout);
    return each;
}

/* 50 boxes and real text in four sizes. */
static void sizes(void)
{
    static const size_t bytes[] = {300000, 1000000, 3000000, 10000000};
    struct arena *arena = arena_new();
    struct laws_file files[2] = {bulk_drawing(arena, MORE_BOXES)};
    struct bulk_cost alone = bulk_best(files, 1, 9);
    head("50 boxes and real text (ms)");
    printf("%-34s %9.2f %9.2f %9.2f   %zu boxes\n", "no text", alone.parse, alone.recognise, alone.judge,
           alone.nodes);
    double before = 0;
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
        char name[32];
        files[1] = bulk_text(arena, &bulk_shapes[0], bytes[i]);
        snprintf(name, sizeof name, "%zu KB", bytes[i] / 1000);
        struct bulk_cost cost = bulk_best(files, 2, i == 0 ? 21 : 3);
        before = show(name, files[1].bytes.n, cost, before);
        if (i == 0)
            printf("%-34s %9.2f ms: recognition and judging, %zu boxes, %zu statements\n", "",
                   cost.recognise + cost.judge, cost.nodes, cost.statements);
    }
    arena_free(arena);
}

/* One shape of text at two sizes: what is linear costs four times as much for four times as many bytes. */
static void shape(const struct bulk_shape *s)
{
    struct bulk_cost cost[2];
    for (size_t i = 0; i < 2; i++) {
        struct arena *arena = arena_new();
        struct laws_file file = bulk_text(arena, s, i ? 1600000 : 400000);
        cost[i] = bulk_best(&file, 1, 3);
        arena_free(arena);
    }
    printf("%-34s %9.2f %9.2f %9.2f %9.1f   %5.1f %5.1f %5.1f\n", s->name, cost[1].parse, cost[1].recognise,
           cost[1].judge, (double)cost[1].memory / (double)MIB, cost[1].parse / cost[0].parse,
           cost[1].recognise / cost[0].recognise, cost[1].judge / cost[0].judge);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    if (argc == 1) {
        printf("opening the built-in pack %.4f ms\n", bulk_open_pack(101));
        sizes();
        printf("%-34s %9s %9s %9s %9s   %s\n", "1.6 MB of one shape (ms)", "parse", "recognise", "judge",
               "MiB", "x 0.4 MB, each stage");
    }
    for (size_t i = 0; i < n_bulk_shapes; i++)
        if (argc == 1 || strcmp(argv[1], bulk_shapes[i].name) == 0)
            shape(&bulk_shapes[i]);
    return 0;
}
