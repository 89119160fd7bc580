#include "helper_review.h"

#include "model/review_settle.h"

#include <string.h>

static const char attack[] =
    "a\033[31mred\033]8;;http://x\a \xE2\x80\xAEgnp.exe \xC2\x9B\x31m \xFF\xC0\xAF\xED\xA0\x80 "
    "##[error]x ::error::y <script>&\"'\\\r\n\t|` \xF3\xA0\x81\x81 \xEE\x80\x80 "
    "\xE2\x80\x8B\x00\x7F"
    "end \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x98\x80";

struct str helper_attack(void)
{
    return (struct str){attack, sizeof attack - 1};
}

/* The string table of a pack under construction; the first byte is the empty text. */
struct strings {
    char bytes[8192];
    uint32_t n;
};

static uint32_t text(struct strings *s, const char *words)
{
    size_t n = strlen(words) + 1;
    if (s->n + n > sizeof s->bytes)
        BUG("helper: strings");
    memcpy(s->bytes + s->n, words, n);
    s->n += (uint32_t)n;
    return s->n - (uint32_t)n;
}

/* What stands in the tables; those that are not named are empty. */
struct tables {
#define T(table, record)                                                                                     \
    const record *table;                                                                                     \
    uint32_t table##_n;
    RUBRIC_TABLES(T)
#undef T
};

static struct rubric build(struct arena *arena, const struct tables *tables)
{
    size_t size = (sizeof(struct rub_head) + 7) / 8 * 8;
    struct rub_head head = {.magic = {0}};
    memcpy(head.magic, RUBRIC_MAGIC, sizeof head.magic);
#define T(table, record)                                                                                     \
    head.table = (struct rub_table){(uint32_t)size, tables->table##_n};                                      \
    size += (tables->table##_n * sizeof(record) + 7) / 8 * 8;
    RUBRIC_TABLES(T)
#undef T
    head.size = (uint32_t)size;
    unsigned char *image = arena_alloc(arena, size);
    memcpy(image, &head, sizeof head);
#define T(table, record)                                                                                     \
    if (tables->table##_n)                                                                                   \
        memcpy(image + head.table.offset, tables->table, tables->table##_n * sizeof(record));
    RUBRIC_TABLES(T)
#undef T
    struct rubric rubric;
    if (!rubric_open(&rubric, image, size))
        BUG("helper: the pack cannot be opened");
    return rubric;
}

#define N(array) (uint32_t)(sizeof(array) / sizeof *(array))

struct rubric helper_rubric(struct arena *arena)
{
    struct strings s = {.n = 1};
#define S(words) text(&s, (words))
    struct rub_info info[] = {{.name = S("fraud-detection"),
                               .title = S("Fraud detection, 5M transactions a day"),
                               .version = S("1"),
                               .hash = S("3f2a9c1e00aa11bb"),
                               .level_share = {0, 0.2, 0.7, 1}}};
    struct rub_role roles[] = {{.id = S("event_stream"), .core = 1, .credited = 1},
                               {.id = S("feature_store"), .core = 1, .credited = 1},
                               {.id = S("scorer"), .core = 1, .credited = 1}};
    struct rub_flow flows[] = {{.id = S("data")}, {.id = S("features")}};
    struct rub_tool tools[] = {{.name = S("Kafka")}, {.name = S("Redis")}};
    struct rub_predicate predicates[] = {{.id = S("P-INGEST"), .title = S("Ingestion")},
                                         {.id = S("P-ROLLOUT"), .title = S("Rollout")},
                                         {.id = S("S-DUAL"), .title = S("Two implementations"), .smell = 1}};
    struct rub_hop hops[] = {{.title = S("source")}, {.title = S("stream features")}, {.title = S("score")}};
    struct rub_loop loops[] = {{.id = S("L-DECISION"), .title = S("decision"), .hops = {0, 3}},
                               {.id = S("L-TRAIN"), .title = S("training"), .hops = {0, 3}}};
    struct rub_part parts[] = {{.id = S("data-pipeline"), .title = S("data pipeline")},
                               {.id = S("feature-store"), .title = S("feature store")},
                               {.id = S("retraining"), .title = S("retraining trigger")}};
    struct rub_row rows[] = {
        {.id = S("COMP-01"),
         .title = S("Ingestion path that keeps the raw events"),
         .points = 2,
         .dimension = 0,
         .wants = S("Transactions leave a named source and land unmodified in cheap storage."),
         .level = {{.says = S("Streaming is named.")},
                   {.says = S("The path exists.")},
                   {.says = S("Sized.")}},
         .hint = S("Is there a way around the check?")},
        {.id = S("COMP-02"),
         .title = S("Data contract and validation gate before data is used"),
         .points = 2},
        {.id = S("SKEW-01"),
         .title = S("One definition feeds both training and serving"),
         .points = 3,
         .dimension = 1},
        {.id = S("MON-03"), .title = S("Label delay is part of the design"), .points = 1.5, .dimension = 2},
    };
    struct rub_dimension dimensions[] = {
        {.key = S("COMP"), .name = S("Pipeline completeness"), .weight = 4, .rows = {0, 2}},
        {.key = S("SKEW"), .name = S("Training-serving skew"), .weight = 3, .rows = {2, 1}},
        {.key = S("MON"), .name = S("Monitoring strategy"), .weight = 1.5, .rows = {3, 1}}};
    struct rub_band bands[] = {{.name = S("C"), .min = 40}};
    struct rub_gate gates[] = {{.id = S("G-PARTS"), .title = S("Missing parts"), .effect = GATE_CAP},
                               {.id = S("G-NOTHING"), .title = S("No drawing"), .effect = GATE_NO_TOTAL}};
    struct rub_flag flags[] = {
        {.id = S("RF-DUAL"),
         .colour = S("red"),
         .title = S("two implementations of features"),
         .says = S("training and serving disagree sooner or later"),
         .ask = S("Which one is right?")},
        {.id = S("GF-SHADOW"), .colour = S("green"), .title = S("shadow traffic before release")}};
    struct rub_check checks[] = {{.id = S("CC-04"), .title = S("Latency budget")},
                                 {.id = S("CC-07"), .title = S("Label delay")}};
#undef S
    struct tables tables = {.info = info,
                            .info_n = N(info),
                            .roles = roles,
                            .roles_n = N(roles),
                            .flows = flows,
                            .flows_n = N(flows),
                            .tools = tools,
                            .tools_n = N(tools),
                            .predicates = predicates,
                            .predicates_n = N(predicates),
                            .hops = hops,
                            .hops_n = N(hops),
                            .loops = loops,
                            .loops_n = N(loops),
                            .parts = parts,
                            .parts_n = N(parts),
                            .rows = rows,
                            .rows_n = N(rows),
                            .dimensions = dimensions,
                            .dimensions_n = N(dimensions),
                            .bands = bands,
                            .bands_n = N(bands),
                            .gates = gates,
                            .gates_n = N(gates),
                            .flags = flags,
                            .flags_n = N(flags),
                            .checks = checks,
                            .checks_n = N(checks),
                            .strings = s.bytes,
                            .strings_n = s.n};
    return build(arena, &tables);
}

struct made {
    struct arena *arena;
    bool hostile;
    struct text *readme, *drawing;
};

static struct str said(const struct made *m, const char *words)
{
    return m->hostile ? helper_attack() : str_from(words);
}

static void shown(const struct made *m, struct evidence_list *list, uint32_t line, const char *quote,
                  const char *why)
{
    struct evidence *e = ARENA_PUSH(m->arena, list->items, list->n, list->cap);
    e->at = (struct place){m->readme, line, 1};
    e->quote = said(m, quote);
    e->why = said(m, why);
}

static struct submission *submission(const struct made *m)
{
    static const char *const why[] = {"no diagram in it", "over 1 MiB", "a symbolic link: not followed",
                                      NULL};
    struct submission *s = arena_alloc(m->arena, sizeof *s);
    s->source = (struct source){.kind = SOURCE_URL,
                                .url = STR("https://git.example/ada/fraud-design"),
                                .commit = STR("4be1d02aa4be1d02aa4be1d02aa4be1d02aa1234"),
                                .path = STR("")};
    const struct file files[] = {
        {.text = m->drawing, .name = m->drawing->name, .use = FILE_USED, .format = "architecture-yaml"},
        {.text = m->readme, .name = m->readme->name, .use = FILE_USED, .format = "markdown"},
        {.text = m->readme, .name = STR("docs/big.dot"), .use = FILE_REFUSED, .why = why[1], .format = "dot"},
        {.name = STR("link"), .use = FILE_SKIPPED, .why = why[2]},
        {.text = m->readme, .name = STR("notes.yaml"), .use = FILE_UNUSED, .why = why[0]}};
    for (size_t i = 0; i < N(files); i++) {
        struct file *file = ARENA_PUSH(m->arena, s->files, s->n_files, s->cap_files);
        *file = files[i];
    }
    return s;
}

static struct architecture *drawing(const struct made *m)
{
    struct place at = {m->drawing, 3, 5};
    struct architecture *a = architecture_new(m->arena);
    architecture_view(m->arena, a, ARCH_YAML, m->drawing, (struct place){m->drawing, 1, 1});
    architecture_view(m->arena, a, ARCH_DOT, m->readme, (struct place){m->readme, 1, 1})->title =
        said(m, "online");
    architecture_group(m->arena, a, 0, said(m, "platform"), at);
    architecture_node(m->arena, a, 0, said(m, "kafka"), at)->label = said(m, "Kafka events");
    architecture_node(m->arena, a, 0, said(m, "redis"), at)->group = 0;
    architecture_node(m->arena, a, 1, said(m, "kafka"), (struct place){m->readme, 2, 1});
    struct arch_edge *edge = architecture_edge(m->arena, a, 0, 0, 1, at);
    edge->label = said(m, "aggregates");
    struct doc *slo = doc_new(m->arena, a->facts, DOC_MAP, said(m, "slo"), at);
    doc_scalar(m->arena, slo, said(m, "decision_p99"), said(m, "100 ms"), at);
    return a;
}

static struct reading *reading(const struct made *m, const struct architecture *a,
                               const struct rubric *rubric)
{
    struct reading *r = arena_alloc(m->arena, sizeof *r);
    *r = (struct reading){.arch = a, .rubric = rubric, .prose = prose_new(m->arena), .facts = a->facts};
    r->told = statements_new(m->arena, rub_sets_n(rubric), rub_roles_n(rubric));
    r->nodes = arena_alloc(m->arena, a->n_nodes * sizeof *r->nodes);
    r->edges = arena_alloc(m->arena, a->n_edges * sizeof *r->edges);
    for (size_t i = 0; i < a->n_nodes; i++)
        r->nodes[i].same_as = ARCH_NONE;
    r->nodes[2].same_as = 0;
    for (uint32_t i = 0; i < 2; i++) {
        struct role_reading *role =
            ARENA_PUSH(m->arena, r->nodes[0].roles, r->nodes[0].n_roles, r->nodes[0].cap_roles);
        *role = (struct role_reading){.role = i,
                                      .evidence = ROLE_LABEL,
                                      .confidence = 0.9,
                                      .credited = i == 0,
                                      .at = a->nodes[0].at,
                                      .why = said(m, "label says 'events'")};
    }
    struct tool_reading *tool =
        ARENA_PUSH(m->arena, r->nodes[0].tools, r->nodes[0].n_tools, r->nodes[0].cap_tools);
    *tool = (struct tool_reading){.tool = 0, .text = said(m, "kafka"), .at = a->nodes[0].at};
    r->edges[0] =
        (struct edge_reading){.from = 0, .to = 1, .kinds = 2, .evidence = KIND_LABEL, .confidence = 0.9};
    return r;
}

static void judge(const struct made *m, struct review *r)
{
    r->predicates[0] = (struct predicate_verdict){.value = TRUTH_TRUE, .confidence = 0.9};
    shown(m, &r->predicates[0].witness, 2, "Payments go to Kafka.", "Payment API -> Kafka, data");
    r->predicates[1] =
        (struct predicate_verdict){.value = TRUTH_FALSE, .missing = said(m, "no registry")};
    r->predicates[2] =
        (struct predicate_verdict){.value = TRUTH_WEAK, .reason = WEAK_UNLABELLED, .confidence = 0.5};

    r->rows[0] = (struct row_verdict){.level = 3, .points = 2, .confidence = 1};
    shown(m, &r->rows[0].evidence, 2, "Payments go to Kafka.", "Payment API -> Kafka -> S3 data lake, data");
    r->rows[1] = (struct row_verdict){
        .level = 0,
        .confidence = 1,
        .capped = true,
        .looked_for = said(m, "a check between the stream and the feature store that can "
                              "stop bad data; every path from Kafka to Redis avoids one")};
    r->rows[2] =
        (struct row_verdict){.level = 1,
                             .points = 0.6,
                             .confidence = 0.7,
                             .probable = true,
                             .looked_for = said(m, "Flink writes Redis (README.md:2), Spark writes Feast "
                                                   "(README.md:3); nothing defines both")};
    shown(m, &r->rows[2].evidence, 3, "Feast prevents training-serving skew.", "");
    shown(m, &r->rows[2].evidence, 2, "Payments go to Kafka.", "Flink -> Redis, features");
    shown(m, &r->rows[2].evidence, 1, "# Design", "Spark -> Feast, features");
    r->rows[3] = (struct row_verdict){.level = 2,
                                      .points = 1.05,
                                      .confidence = 0.9,
                                      .told = true,
                                      .looked_for = said(m, "an attribution window")};
    r->roles[0].level = 2;
    shown(m, &r->roles[0].evidence, 2, "Payments go to Kafka.", "Kafka");
    r->dimensions[0] = (struct dimension_verdict){2, 4};
    r->dimensions[1] = (struct dimension_verdict){0.6, 3};
    r->dimensions[2] = (struct dimension_verdict){1.05, 1.5};

    for (size_t i = 0; i < 2; i++) {
        struct loop_verdict *loop = &r->loops[i];
        loop->n_hops = 3;
        loop->hops = arena_alloc(m->arena, 3 * sizeof *loop->hops);
        for (size_t k = 0; k < 3; k++) {
            loop->hops[k].title = rub_text(r->rubric, rub_hops(r->rubric, k)->title);
            loop->hops[k].value = i == 0 ? TRUTH_TRUE : (enum truth)k;
            shown(m, &loop->hops[k].witness, 2, "Payments go to Kafka.", "Payment API -> Kafka, data");
        }
        loop->closed = i == 0;
        loop->confidence = 0.9;
    }
    r->parts[0] =
        (struct part_verdict){.value = TRUTH_TRUE, .shown = said(m, "Payment API -> Kafka -> S3 data lake")};
    shown(m, &r->parts[0].evidence, 2, "Payments go to Kafka.", "");
    r->parts[1] = (struct part_verdict){.value = TRUTH_WEAK,
                                        .shown = said(m, "Redis online, Feast offline, and "
                                                         "whatever else the team has run before")};
    shown(m, &r->parts[1].evidence, 3, "Feast prevents training-serving skew.", "");
    r->gates[0].cap = r->gates[1].cap = 100;
    r->checks[0] = (struct check_verdict){.result = CHECK_PASS, .arithmetic = said(m, "45 ms of 100 ms")};
    shown(m, &r->checks[0].evidence, 3, "Feast prevents training-serving skew.", "");
    r->flags[0].raised = true;
    shown(m, &r->flags[0].evidence, 2, "Payments go to Kafka.", "");
    shown(m, &r->flags[0].evidence, 3, "Feast prevents training-serving skew.", "");
    struct lint_verdict *lint = ARENA_PUSH(m->arena, r->lints, r->n_lints, r->cap_lints);
    *lint = (struct lint_verdict){.id = STR("trainer-writes-serving"),
                                  .message = said(m, "Trainer -> Scorer: how?")};
    shown(m, &lint->evidence, 2, "Payments go to Kafka.", "");
    for (size_t i = 0; i < 2; i++) {
        struct question *q = ARENA_PUSH(m->arena, r->questions, r->n_questions, r->cap_questions);
        q->text = said(
            m, "Your stream job and a backfill disagree for one card. Which one is right, and how do you "
               "find out that they disagree?");
        q->because = i ? STR("SKEW-01") : STR("");
    }
}

struct review *helper_review(struct arena *arena, enum helper_kind kind)
{
    struct made m = {.arena = arena, .hostile = kind == HELPER_HOSTILE};
    m.readme =
        text_new(arena, m.hostile ? helper_attack() : STR("README.md"),
                 m.hostile ? helper_attack()
                           : STR("# Design\nPayments go to Kafka.\nFeast prevents training-serving skew.\n"));
    m.drawing = text_new(arena, said(&m, "architecture.yaml"),
                         STR("components:\n  - id: kafka\n\t- id: redis, role: online_store, tool: \"Redis "
                             "\xE6\x97\xA5\" x\n"));
    struct rubric *rubric = arena_alloc(arena, sizeof *rubric);
    *rubric = helper_rubric(arena);
    struct limits limits = limits_default();
    struct diags *diags = arena_alloc(arena, sizeof *diags);
    diags_init(diags, arena, &limits);
    diag_add(diags, DIAG_ARCH_KEY, (struct place){m.drawing, 3, 45}, "'%s' is not a key: ignored",
             m.hostile ? attack : "tol");
    diag_add(diags, DIAG_LIMIT_FILE_SIZE, (struct place){m.readme, 0, 0}, "over 1 MiB: not read");
    diag_add(diags, DIAG_EDGE_FLIPPED, (struct place){m.drawing, 2, 5}, "understood as Redis -> Scorer");
    diag_add(diags, DIAG_LIMIT_ENTRIES, (struct place){0}, "more than 100000 files and folders");

    struct review *r = arena_alloc(arena, sizeof *r);
    r->submission = submission(&m);
    r->arch = drawing(&m);
    r->rubric = rubric;
    r->reading = reading(&m, r->arch, rubric);
    r->diags = diags;
    r->predicates = arena_alloc(arena, rub_predicates_n(rubric) * sizeof *r->predicates);
    r->rows = arena_alloc(arena, rub_rows_n(rubric) * sizeof *r->rows);
    r->roles = arena_alloc(arena, rub_roles_n(rubric) * sizeof *r->roles);
    r->dimensions = arena_alloc(arena, rub_dimensions_n(rubric) * sizeof *r->dimensions);
    r->loops = arena_alloc(arena, rub_loops_n(rubric) * sizeof *r->loops);
    r->parts = arena_alloc(arena, rub_parts_n(rubric) * sizeof *r->parts);
    r->gates = arena_alloc(arena, rub_gates_n(rubric) * sizeof *r->gates);
    r->checks = arena_alloc(arena, rub_checks_n(rubric) * sizeof *r->checks);
    r->flags = arena_alloc(arena, rub_flags_n(rubric) * sizeof *r->flags);
    judge(&m, r);
    r->weakest = 1;
    r->partial = true;
    r->max = 100;
    r->ungated = 61.25;
    r->has_total = kind != HELPER_NO_TOTAL;
    r->band = r->has_total ? 0 : RUB_NONE;
    r->total = r->has_total ? 43 : 0;
    struct gate_verdict *gate = &r->gates[r->has_total ? 0 : 1];
    gate->applied = true;
    gate->cap = r->has_total ? 43 : 100;
    gate->message = said(&m, "two of six parts are missing: monitoring, retraining trigger");
    shown(&m, &gate->evidence, 2, "Payments go to Kafka.", "");
    review_settle(arena, r);
    return r;
}
