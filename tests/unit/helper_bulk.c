#include "helper_bulk.h"

#include "grade.h"
#include "judge/evaluate.h"
#include "recognise/recognise.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ------------------------------------------------------------------ shapes */

static void sentence(struct buf *out, size_t i)
{
    static const char *const doing[] = {"reads from", "writes to", "falls back to", "scores with",
                                        "never calls"};
    static const char *const things[] = {"the feature store",     "Kafka",        "a model registry", "Redis",
                                         "the training pipeline", "an audit log", "the review queue"};
    buf_printf(out, "Worker w%zu %s %s within %zu ms, and %s %s. ", i, doing[i % 5], things[i % 7],
               i % 90 + 1, doing[i % 3], things[i % 4]);
}

static void line(struct buf *out, size_t i)
{
    sentence(out, i);
    buf_puts(out, "\n");
}

static void same_word(struct buf *out, size_t i)
{
    (void)i;
    buf_puts(out, "model ");
}

static void row(struct buf *out, size_t i)
{
    buf_printf(out, "| feature_%zu | %zu ms | drift alert | PSI > 0.%zu |\n", i, i % 90 + 1, i % 9 + 1);
}

static void heading(struct buf *out, size_t i)
{
    buf_printf(out, "%s Model registry %zu\n\n", i % 2 ? "##" : "###", i);
}

static void item(struct buf *out, size_t i)
{
    buf_printf(out, "- the model server %zu reads features\n", i);
}

static void span(struct buf *out, size_t i)
{
    buf_printf(out, "`a%zu` -> `b` \n", i);
}

static void arrow_item(struct buf *out, size_t i)
{
    buf_printf(out, "- Kafka %zu -> Flink -> Redis\n", i % 50);
}

static void paragraph(struct buf *out, size_t i)
{
    sentence(out, i);
    buf_puts(out, "\n\n");
}

static void code(struct buf *out, size_t i)
{
    buf_printf(out, "retries_%zu: %zu\n", i, i % 9);
}

static void quote(struct buf *out, size_t i)
{
    buf_printf(out, "model \"feature %zu\" (not `drift`), ", i);
}

static void no_sentence(struct buf *out, size_t i)
{
    buf_printf(out, "no drift, without model %zu, not yet retrained, ", i);
}

static void amounts(struct buf *out, size_t i)
{
    buf_printf(out, "%zu ms ", i % 1000);
}

static void letters(struct buf *out, size_t i)
{
    (void)i;
    buf_puts(out, "drift");
}

const struct bulk_shape bulk_shapes[] = {
    {"real text", "README.md", NULL, NULL, 100000},
    {"one paragraph of many lines", "README.md", line, NULL, 100000},
    {"one very long line", "README.md", sentence, NULL, 100000},
    {"paragraphs", "README.md", paragraph, NULL, 100000},
    {"one word again and again", "README.md", same_word, NULL, 200000},
    {"one word without an end", "README.md", letters, NULL, 400000},
    {"one table", "README.md", row, "| feature | p99 | alert | threshold |\n|---|---|---|---|\n", 100000},
    {"headings", "README.md", heading, NULL, 100000},
    {"items", "README.md", item, NULL, 100000},
    {"items with arrows", "README.md", arrow_item, NULL, 50000},
    {"spans of code and arrows", "README.md", span, NULL, 400000},
    {"settings in one fence", "README.md", code, "```yaml\n", 100000},
    {"quotes and brackets", "README.md", quote, NULL, 100000},
    {"one sentence that denies", "README.md", no_sentence, NULL, 100000},
    {"amounts", "README.md", amounts, NULL, 100000},
    {"plain text", "README.txt", paragraph, NULL, 100000},
};
const size_t n_bulk_shapes = sizeof bulk_shapes / sizeof *bulk_shapes;

/* ------------------------------------------------------------------ texts */

/* Without fences. From the second time on every eighth longer word is another one. */
static void add_real(struct buf *out, struct str text, size_t round)
{
    bool fence = false;
    size_t words = 0;
    for (size_t i = 0; i < text.n;) {
        size_t end = i;
        while (end < text.n && text.p[end] != '\n')
            end++;
        struct str row_of_text = str_sub(text, i, end - i);
        i = end + 1;
        if (str_starts(str_trim(row_of_text), "```")) {
            fence = !fence;
            continue;
        }
        if (fence)
            continue;
        for (size_t k = 0; k < row_of_text.n; k++) {
            char c = row_of_text.p[k];
            bool ends = c == ' ' && k > 4 && row_of_text.p[k - 1] >= 'a' && row_of_text.p[k - 1] <= 'z';
            if (ends && ++words % 8 == 0 && round)
                buf_printf(out, "%c%c", (char)('a' + round % 26), (char)('a' + (round + words) % 26));
            buf_putc(out, c);
        }
        buf_putc(out, '\n');
    }
}

static struct buf real_text(struct arena *arena, size_t bytes)
{
    static const char *const manual[] = {"docs/recognition.md", "docs/tables.md", "docs/checks.md",
                                         "docs/rubric-packs.md", "docs/calibration.md"};
    struct buf out = buf_new(arena, bytes + MIB);
    const char **names;
    size_t n = laws_fixtures(&names, arena);
    for (size_t round = 0; out.n < bytes; round++) {
        for (size_t i = 0; i < n && out.n < bytes; i++) {
            struct laws_file *files;
            size_t n_files = laws_fixture(&files, arena, names[i]);
            for (size_t k = 0; k < n_files; k++)
                if (str_ends(files[k].name, ".md"))
                    add_real(&out, files[k].bytes, round);
        }
        for (size_t i = 0; i < sizeof manual / sizeof *manual && out.n < bytes; i++)
            add_real(&out, laws_file(arena, manual[i]).bytes, round);
    }
    return out;
}

struct laws_file bulk_text(struct arena *arena, const struct bulk_shape *shape, size_t bytes)
{
    struct buf out;
    if (shape->add) {
        out = buf_new(arena, bytes + 64 * KIB);
        if (shape->before)
            buf_puts(&out, shape->before);
        for (size_t i = 0; out.n < bytes; i++)
            shape->add(&out, i);
    } else {
        out = real_text(arena, bytes);
    }
    return (struct laws_file){str_from(shape->file), buf_str(&out)};
}

struct laws_file bulk_drawing(struct arena *arena, size_t more)
{
    static const char head[] = "\ncomponents:\n";
    struct laws_file file = laws_file(arena, "reference/fraud-detection/solution/architecture.yaml");
    struct buf out = buf_new(arena, 16 * MIB);
    size_t at = str_find(file.bytes, str_from(head)) + strlen(head);
    buf_add(&out, str_sub(file.bytes, 0, at));
    for (size_t i = 0; i < more; i++)
        buf_printf(&out, "  spare_%zu: {label: Replay worker %zu, role: stream_processor}\n", i, i);
    buf_add(&out, str_sub(file.bytes, at, file.bytes.n));
    file.bytes = buf_str(&out);
    return file;
}

/* ------------------------------------------------------------------ clock */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static struct limits lifted(void)
{
    struct limits limits = limits_default();
    limits.total_bytes = limits.file_bytes = limits.prose_bytes = 64 * MIB;
    limits.prose_blocks = 4000000;
    limits.table_rows = limits.nodes = limits.edges = 1000000;
    limits_settle(&limits);
    return limits;
}

struct bulk_cost bulk_run(const struct laws_file *files, size_t n)
{
    struct arena *arena = arena_new();
    struct graded *g = arena_alloc(arena, sizeof *g);
    g->limits = lifted();
    diags_init(&g->diags, arena, &g->limits);
    if (!grade_pack(&g->rubric, arena, NULL, &g->diags))
        abort();
    g->arch = architecture_new(arena);
    g->prose = prose_new(arena);
    for (size_t i = 0; i < n; i++) {
        struct submission *s = &g->submission;
        struct file *file = ARENA_PUSH(arena, s->files, s->n_files, s->cap_files);
        file->name = files[i].name;
        file->text = text_new(arena, files[i].name, files[i].bytes);
    }
    struct parse_context parse = {arena,   &g->diags, &g->limits, laws_names(arena, &g->rubric),
                                  g->arch, g->prose, NULL, 0};
    struct bulk_cost cost = {0};
    double start = now();
    readers_read(&parse, &g->submission);
    double parsed = now();
    const struct reading *reading = recognise(arena, &g->diags, g->arch, g->prose, &g->rubric);
    double recognised = now();
    g->review = judge_review(arena, &g->submission, g->arch, reading, &g->rubric, &g->diags);
    double judged = now();
    cost.parse = parsed - start;
    cost.recognise = recognised - parsed;
    cost.judge = judged - recognised;
    cost.nodes = g->arch->n_nodes;
    cost.statements = reading->told->n;
    cost.memory = arena_used(arena);
    arena_free(arena);
    return cost;
}

static double less(double a, double b)
{
    return a < b ? a : b;
}

struct bulk_cost bulk_best(const struct laws_file *files, size_t n, unsigned runs)
{
    struct bulk_cost best = bulk_run(files, n);
    for (unsigned i = 1; i < runs; i++) {
        struct bulk_cost cost = bulk_run(files, n);
        best.parse = less(best.parse, cost.parse);
        best.recognise = less(best.recognise, cost.recognise);
        best.judge = less(best.judge, cost.judge);
    }
    return best;
}

double bulk_open_pack(unsigned runs)
{
    double best = 1e9;
    for (unsigned i = 0; i < runs; i++) {
        struct arena *arena = arena_new();
        struct limits limits = limits_default();
        struct diags diags;
        struct rubric rubric;
        diags_init(&diags, arena, &limits);
        double start = now();
        if (!grade_pack(&rubric, arena, NULL, &diags))
            abort();
        best = less(best, now() - start);
        arena_free(arena);
    }
    return best;
}
