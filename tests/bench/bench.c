/*
 * Speed, as CPU time (user and system) and memory of whole runs, compared with a neighbour in the same run:
 * `true` for what a process costs at all, Graphviz's `nop` for reading the same DOT file.
 * usage: bench GRADE SUBMISSION SCRATCH_FOLDER
 * It prints figures and judges nothing: a machine under load must not fail a test.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct cost {
    double ms;
    long kib;
};

static struct cost run_once(char *const argv[])
{
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, 1);
        dup2(null, 2);
        execvp(argv[0], argv);
        _exit(127);
    }
    int status;
    struct rusage use;
    if (child < 0 || wait4(child, &status, 0, &use) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) == 127) {
        fprintf(stderr, "bench: %s cannot be run\n", argv[0]);
        exit(2);
    }
    double ms = 1e3 * (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
                1e-3 * (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
    return (struct cost){ms, use.ru_maxrss};
}

static int by_ms(const void *a, const void *b)
{
    double x = ((const struct cost *)a)->ms, y = ((const struct cost *)b)->ms;
    return (x > y) - (x < y);
}

/* The median of `times` runs. */
static struct cost run(int times, char *const argv[])
{
    struct cost costs[101];
    for (int i = 0; i < times; i++)
        costs[i] = run_once(argv);
    qsort(costs, (size_t)times, sizeof *costs, by_ms);
    return costs[times / 2];
}

static char *scratch(const char *folder, const char *name)
{
    char *path = malloc(strlen(folder) + strlen(name) + 2);
    if (!path)
        exit(2);
    sprintf(path, "%s/%s", folder, name);
    return path;
}

static FILE *create(const char *path)
{
    FILE *f = fopen(path, "w");
    if (!f) {
        perror(path);
        exit(2);
    }
    return f;
}

static void write_dot(const char *path, size_t nodes)
{
    FILE *f = create(path);
    fputs("digraph g {\n", f);
    for (size_t i = 0; i < nodes; i++)
        fprintf(f, "  n%zu [label=\"Worker %zu\", role=stream_processor];\n", i, i);
    for (size_t i = 1; i < nodes; i++)
        fprintf(f, "  n%zu -> n%zu [kind=data];\n", i / 2, i);
    fputs("}\n", f);
    fclose(f);
}

static void write_yaml(const char *path, size_t components)
{
    FILE *f = create(path);
    fputs("grade: 1\ncomponents:\n", f);
    for (size_t i = 0; i < components; i++)
        fprintf(f, "  c%zu:\n    role: stream_processor\n    tool: Flink\n    p99: %zums\n", i, i % 90 + 1);
    fputs("flows:\n", f);
    for (size_t i = 1; i < components; i++)
        fprintf(f, "  - c%zu -> c%zu: {kind: data, mode: async}\n", i / 2, i);
    fclose(f);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: bench GRADE SUBMISSION SCRATCH_FOLDER\n", stderr);
        return 2;
    }
    char *grade = argv[1];
    char *submission = argv[2];
    struct cost nothing = run(51, (char *[]){"true", NULL});
    struct cost one = run(51, (char *[]){grade, "--exit-zero", submission, NULL});
    printf("true                      %8.2f ms %8ld KiB\n", nothing.ms, nothing.kib);
    printf("one submission            %8.2f ms %8ld KiB   %.2f ms above true\n", one.ms, one.kib, one.ms - nothing.ms);
    struct cost help = run(51, (char *[]){grade, "--version", NULL});
    struct cost rubric = run(51, (char *[]){grade, "rubric", "COMP-01", NULL});
    printf("a worker                  %8.2f ms              rubric ROW, less --version\n",
           rubric.ms - help.ms);
    double all = 0;
    for (int i = 0; i < 200; i++)
        all += run_once((char *[]){grade, "-q", submission, NULL}).ms;
    printf("200 submissions           %8.2f ms              %.2f ms each\n", all, all / 200);

    char *yaml = scratch(argv[3], "large.yaml");
    write_yaml(yaml, 5200);
    struct cost large = run(5, (char *[]){grade, "-q", "--max-nodes", "100000", "--max-edges", "100000", "--max-file", "64M", yaml, NULL});
    printf("YAML of 26,000 lines      %8.2f ms %8ld KiB\n", large.ms, large.kib);

    double before = 0;
    for (size_t nodes = 1000; nodes <= 100000; nodes *= 10) {
        char name[64];
        snprintf(name, sizeof name, "%zu.dot", nodes);
        char *dot = scratch(argv[3], name);
        write_dot(dot, nodes);
        struct cost nop = run(5, (char *[]){"nop", dot, NULL});
        struct cost got = run(5, (char *[]){grade, "-q", "--max-nodes", "1000000", "--max-edges", "1000000",
                                            "--max-file", "256M", dot, NULL});
        printf("DOT of %6zu nodes       %8.2f ms %8ld KiB   %.2f x nop (%.2f ms)", nodes, got.ms, got.kib,
               got.ms / nop.ms, nop.ms);
        if (before > 0)
            printf("   %.1f x the one before", got.ms / before);
        putchar('\n');
        before = got.ms;
        unlink(dot);
        free(dot);
    }
    unlink(yaml);
    return 0;
}
