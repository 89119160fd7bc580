#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int open_it(void **state)
{
    struct written *w = calloc(1, sizeof *w);
    written_open(w);
    *state = w;
    return 0;
}

static int close_it(void **state)
{
    struct written *w = *state;
    written_close(w);
    free(w);
    return 0;
}

/* A heading, a header and rows. */
static void read(struct written *w, const char *text)
{
    written_add(w, "README.md", text);
    written_read(w);
}

static const struct wording {
    const char *heading, *header, *row, *kinds;
} wordings[] = {
    /* monitors */
    {"Watching it", "| Metric | Threshold | Window | Action | Owner |",
     "| queue age | > 5 min | 1 h | page | on-call |", "monitors"},
    {"Alarms", "| What we watch | Alert when | Over | Response | Severity |",
     "| parcels lost | > 3 | 1 d | call the depot | P1 |", "monitors"},
    {"Alarms", "| # | Signal | Limit | Baseline | Who |",
     "| 1 | scan rate | < 20/s | last week | depot team |", "monitors"},
    {"Checks", "| Check | Fails when | On |", "| empty field | > 2 % | scans |", "monitors"},
    {"Alerting", "| Alert name | Condition | Priority |", "| late trucks | > 4 in 1 h | P2 |", "monitors"},
    {"Observability", "| KPI | Alarm threshold | Runbook |", "| belts stopped | >= 1 | belts.md |",
     "monitors"},
    /* triggers */
    {"When we retrain", "| Trigger | Condition | Cooldown | Action |",
     "| calendar | every Monday | 1 d | start the run |", "triggers"},
    {"Retraining", "| Condition | Action |", "| PSI > 0.3 in 2 windows | retrain and gate |", "triggers"},
    {"Learning again", "| Retraining trigger | Fires when | Guard | Approved by |",
     "| new labels | 9k new labels | checks green | lead |", "triggers"},
    /* failure modes */
    {"What if", "| Failure | Detection | Mitigation | Owner |",
     "| scanner dies | heartbeat | second scanner | depot |", "failure_modes"},
    {"What if", "| What can go wrong | What we do |", "| scanner dies | second scanner |", "failure_modes"},
    {"Risks", "| Risk | Impact | Countermeasure |", "| power cut | belts stop | battery for 20 min |",
     "failure_modes"},
    {"Resilience", "| Scenario | Degraded behaviour | RTO |", "| depot offline | sort by hand | 30 min |",
     "failure_modes"},
    {"Resilience", "| Component failure | How we notice | Fallback | Drill |",
     "| scale broken | zero weights | manual scale | monthly |", "failure_modes"},
    /* costs */
    {"What it costs", "| Component | Monthly cost | Basis |", "| belts | $510 | list price |", "costs"},
    {"Budget", "| Item | USD / month |", "| belts | 510 |", "costs"},
    {"Cost estimate", "| Service | Est. cost | Notes |", "| belts | ~€510 | two halls |", "costs"},
    {"Money", "| Resource | Price per month |", "| belts | £510 |", "costs"},
    {"Spend", "|  | Monthly cost ($) |", "| belts | 510 |", "costs"},
    {"Spend", "| Hall thing | Monthly spend | Sizing |", "| belts | 510 USD | 2 halls |", "costs"},
    /* decisions */
    {"Choices", "| Topic | Choice | Why | Alternatives |", "| log | Pulsar | replay | RabbitMQ |",
     "decisions"},
    {"Choices", "| Component | Technology | Rationale |", "| log | Pulsar | replay |", "decisions"},
    {"Choices", "| Decision | Trade-off |", "| one region | slower far away |", "decisions"},
    {"Tools", "| Layer | Chosen | Rejected alternatives | Reason |", "| log | Pulsar | RabbitMQ | replay |",
     "decisions"},
    {"Tools", "| Tool | Why not the others |", "| Pulsar | no replay elsewhere |", "decisions"},
    {"Tools", "| We chose | Instead of | Because |", "| Pulsar | RabbitMQ | replay |", "decisions"},
    /* latency */
    {"Latency budget", "| Step | ms |", "| scan | 12 |", "latency_budget"},
    {"On the belt", "| Component | p99 latency (ms) |", "| scan | 12 |", "latency_budget"},
    {"Critical path", "| Hop | Budget | Timeout |", "| scan | 12 ms | 20 ms |", "latency_budget"},
    /* slo and assumptions: the rows decide */
    {"Targets", "| Objective | Target |", "| Availability | 99.9 % |", "slo"},
    {"Targets", "| SLI | SLO |", "| Decision p99 | 90 ms |", "slo"},
    {"Requirements", "| Metric | Goal |", "| End-to-end latency p99 | 90 ms |", "slo"},
    {"Load", "| Parameter | Value |", "| Peak TPS | 350 |", "assumptions"},
    {"Load", "| Quantity | Estimate |", "| Transactions per day | 5M |", "assumptions"},
    {"Load", "| Assumption | Number | Source |", "| Fraud rate | 12 bp | finance |", "assumptions"},
    /* the rest */
    {"Scaling", "| Service | Replicas | Throughput |", "| sorter | 4 | 300/s |", "capacity"},
    {"Sizing", "| Component | Capacity per pod | Pods |", "| sorter | 80 tps | 4 |", "capacity"},
    {"Features", "| Feature group | Entity | Window | Freshness |", "| pace | parcel | 1 h | 2 s |",
     "features"},
    {"Aggregates", "| View | Key | Look-back | Source |", "| pace | parcel | 1 h | stream |", "features"},
    {"Labels", "| Source | Delay | Trust |", "| complaints | 9 d | 0.8 |", "labels"},
    {"Feedback", "| Label source | Median delay | 95 % |", "| complaints | 4 d | 20 d |", "labels"},
    {"Keeping things", "| Data | Retention | Storage class |", "| scans | 90 days | cold |", "storage"},
    {"Going live", "| Stage | Traffic | Duration | Exit criteria |",
     "| Shadow | 100 % mirrored | 48 h | no errors |", "rollout"},
    {"Release gates", "| Metric | Must pass | Owner |", "| recall | >= champion | desk |", "gates"},
    {"Skew", "| Source of skew | Mitigation |", "| two definitions | one shared definition in a library |",
     "skew_controls"},
    /* tables of other things */
    {"API", "| Endpoint | Method | Description |", "| /score | POST | scores a parcel |", ""},
    {"API", "| Endpoint | Method | Auth | Rate limit | Description |",
     "| /score | POST | token | 100/s | scores |", ""},
    {"API", "| Status code | Meaning | Response |", "| 404 | unknown parcel | empty |", ""},
    {"Configuration", "| Environment variable | Default | Purpose |", "| PORT | 8080 | where it listens |",
     ""},
    {"Configuration", "| Parameter | Value |", "| learning_rate | 0.1 |", ""},
    {"Configuration", "| Name | Type | Default | Description |", "| depth | int | 6 | of a tree |", ""},
    {"Glossary", "| Term | Meaning |", "| p99 | of 100 requests the slowest |", ""},
    {"Glossary", "| Concept | Definition | Chapter |", "| drift | inputs move | 4 |", ""},
    {"Team", "| Name | Role | Contact |", "| Mo | engineer | mo@depot.example |", ""},
    {"Team", "| Person | Owner of |", "| Mo | belts |", ""},
    {"Links", "| Title | Link |", "| Runbook | https://depot.example/r |", ""},
    {"Ports", "| Service | Port | URL |", "| sorter | 8080 | http://localhost:8080 |", ""},
    {"Stack", "| Layer | Technology |", "| log | Pulsar |", ""},
    {"Stack", "| Component | Purpose |", "| log | keeps events |", ""},
    {"Results", "| Model | Accuracy | F1 |", "| trees | 0.93 | 0.8 |", ""},
    {"Results", "| Metric | Target | Achieved |", "| Recall | 0.8 | 0.82 |", ""},
    {"Plan", "| Phase | Duration | Deliverable |", "| 1 | 4 weeks | scans |", ""},
    {"Plan", "| Milestone | Due |", "| scans | May |", ""},
    {"Data", "| Column | Type | Description |", "| weight | float | in grams |", ""},
    {"Versions", "| Version | Date | Changes |", "| 2 | May | belts |", ""},
    {"Comparison", "| Option | Pros | Cons |", "| Pulsar | replay | upkeep |", ""},
    {"Training", "| Step | Duration |", "| fit | 40 min |", ""},
    {"Thing", "| |", "| |", ""},
};

static void headers(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        struct written w;
        written_open(&w);
        read(&w, arena_printf(w.arena, "# Parcels\n## %s\n%s\n|---|---|\n%s\n", wordings[i].heading,
                              wordings[i].header, wordings[i].row));
        if (strcmp(written_kinds(&w, 0), wordings[i].kinds) != 0) {
            fprintf(stderr, "%s: '%s' instead of '%s'\n", wordings[i].header, written_kinds(&w, 0),
                    wordings[i].kinds);
            wrong++;
        }
        written_close(&w);
    }
    assert_int_equal(wrong, 0);
}

static void monitors(void **state)
{
    struct written *w = *state;
    read(w, "## Monitoring\n"
            "| Metric | Threshold | Window | Action | Owner | Dashboard |\n"
            "|---|---|---|---|---|---|\n"
            "| PSI of the score | > 0.2 in 2 windows | 1 h | page | fraud-ds | board 4 |\n"
            "| p99 latency | > 100 ms | 5 min | page | platform | n/a |\n"
            "| Recall on matured labels | < 60 % | weekly | | fraud-ds | - |\n"
            "| | < 55 % | daily | block | | |\n");
    assert_int_equal(written_count(w, "monitors.metric"), 4);
    assert_string_equal(written_at(w, "monitors.0.metric"), "PSI of the score");
    assert_string_equal(written_at(w, "monitors.0.threshold"), "> 0.2 in 2 windows");
    assert_string_equal(written_at(w, "monitors.1.window"), "5 min");
    assert_string_equal(written_at(w, "monitors.0.dashboard"), "board 4");
    assert_string_equal(written_at(w, "monitors.0.kind"), "prediction_drift");
    assert_string_equal(written_at(w, "monitors.1.kind"), "ops");
    assert_string_equal(written_at(w, "monitors.2.kind"), "performance");
    /* An empty first cell goes on with the one above; an empty cell declares nothing. */
    assert_string_equal(written_at(w, "monitors.3.metric"), "Recall on matured labels");
    assert_int_equal(written_count(w, "monitors.action"), 3);
    assert_int_equal(w->reading->tables[0].n_rows, 4);
    assert_int_equal(w->reading->tables[0].n_entries, 4);
}

static void places(void **state)
{
    struct written *w = *state;
    read(w, "## Monitoring\n\n| Metric | Threshold |\n|---|---|\n| lag | > 5 min |\n");
    const struct doc *monitors = doc_get(w->reading->facts, "monitors");
    const struct doc *threshold = doc_get(monitors->items[0], "threshold");
    assert_int_equal(monitors->at.line, 3);
    assert_int_equal(threshold->at.line, 5);
    assert_int_equal(threshold->at.column, 9);
    assert_string_equal(threshold->at.text->name.p, "README.md");
}

static void costs(void **state)
{
    struct written *w = *state;
    read(w, "## Cost\n"
            "| Component | Annual cost (USD) | Replicas | Capacity |\n|---|---|---|---|\n"
            "| Compute | | | |\n"
            "| sorter | 6,120 | 4 | 300 tps |\n"
            "| belts | $1,200 | 2 | |\n"
            "| Subtotal | 7,320 | | |\n"
            "| **Total** | $7,320 | | |\n");
    assert_string_equal(written_kinds(w, 0), "costs capacity");
    assert_int_equal(written_count(w, "cost.lines.item"), 2);
    assert_string_equal(written_at(w, "cost.lines.0.item"), "sorter");
    assert_string_equal(written_at(w, "cost.lines.0.monthly"), "6,120 USD per year");
    assert_string_equal(written_at(w, "cost.lines.1.monthly"), "$1,200 per year");
    assert_string_equal(written_at(w, "cost.monthly_total"), "$7,320 per year");
    assert_string_equal(written_at(w, "capacity.0.component"), "sorter");
    assert_string_equal(written_at(w, "capacity.0.replicas"), "4");
    assert_string_equal(written_at(w, "capacity.0.capacity_total"), "300 tps");
}

static void words_are_no_costs(void **state)
{
    struct written *w = *state;
    read(w, "## Cost\n| Component | Cost |\n|---|---|\n| sorter | high |\n| belts | low |\n");
    assert_string_equal(written_kinds(w, 0), "");
    assert_int_equal(w->reading->facts->n, 0);
}

static void units_of_headers(void **state)
{
    struct written *w = *state;
    read(w, "## Latency budget\n| Step | p99 (ms) | Timeout, ms |\n|---|---|---|\n| scan | 12 | 20 |\n| "
            "print | 1.5 s | - |\n"
            "| Total (per parcel) | 1512 | |\n"
            "## Keeping\n| Dataset | Retention (days) |\n|---|---|\n| scans | 90 |\n| sums | 2 years |\n");
    assert_string_equal(written_at(w, "latency_budget.steps.0.p99"), "12 ms");
    assert_string_equal(written_at(w, "latency_budget.steps.0.timeout"), "20 ms");
    assert_string_equal(written_at(w, "latency_budget.steps.1.p99"), "1.5 s");
    assert_string_equal(written_at(w, "latency_budget.total"), "1512 ms");
    assert_int_equal(written_count(w, "latency_budget.steps.step"), 2);
    assert_string_equal(written_at(w, "storage.0.retention"), "90 days");
    assert_string_equal(written_at(w, "storage.1.retention"), "2 years");
}

static void rows_that_name_facts(void **state)
{
    struct written *w = *state;
    read(w, "## Load and targets\n| Parameter | Value |\n|---|---|\n"
            "| Transactions per day | 5M |\n"
            "| Peak load | 350 tps |\n"
            "| p99 decision latency (ms) | 100 |\n"
            "| Availability | four nines |\n"
            "| Halls | 3 |\n"
            "| Model p99 latency | 15 ms |\n");
    assert_string_equal(written_kinds(w, 0), "assumptions");
    assert_string_equal(written_at(w, "assumptions.transactions_per_day"), "5M");
    assert_string_equal(written_at(w, "assumptions.peak_tps"), "350 tps");
    assert_string_equal(written_at(w, "slo.decision_p99"), "100 ms");
    assert_int_equal(written_count(w, "slo.decision_p99"), 1);
    /* Without a quantity, or without a name that is known, the words stay the candidate's own. */
    assert_string_equal(written_at(w, "slo.availability"), "");
    assert_string_equal(written_at(w, "assumptions.halls"), "3");
    assert_string_equal(written_at(w, "assumptions.availability"), "four nines");
}

static void two_facts_in_a_row(void **state)
{
    struct written *w = *state;
    read(w, "## Targets\n| Objective | Target |\n|---|---|\n"
            "| RPO / RTO when a hall burns | 5 min / 30 min |\n"
            "| Latency | p99 below 100 ms |\n"
            "| Latency | p99 / p50 of 100 ms |\n"
            "| Throughput | 5M transactions per day, 58 TPS on average |\n"
            "| Data | 20k rows, 3 % fraud rate |\n");
    assert_int_equal(written_count(w, "assumptions.fraud_rate"), 0);
    assert_string_equal(written_at(w, "slo.rpo"), "5 min");
    assert_string_equal(written_at(w, "slo.rto"), "30 min");
    assert_string_equal(written_at(w, "slo.decision_p99"), "p99 below 100 ms");
    assert_int_equal(written_count(w, "slo.decision_p99"), 1);
    assert_int_equal(written_count(w, "assumptions.average_tps"), 0);
}

static void decisions(void **state)
{
    struct written *w = *state;
    read(w, "## Choices\n| Tool | Alternatives considered | Why | Revisit when |\n|---|---|---|---|\n"
            "| Pulsar | RabbitMQ: no replay | 90 days of replay | > 10k/s |\n");
    assert_string_equal(written_at(w, "decisions.choice"), "Pulsar");
    assert_string_equal(written_at(w, "decisions.topic"), "Pulsar");
    assert_string_equal(written_at(w, "decisions.alternatives"), "RabbitMQ: no replay");
    assert_string_equal(written_at(w, "decisions.because"), "90 days of replay");
    assert_string_equal(written_at(w, "decisions.revisit_when"), "> 10k/s");
}

static void stages(void **state)
{
    struct written *w = *state;
    read(w, "## Rollout\n| Stage | Traffic | Duration | Abort if |\n|---|---|---|---|\n"
            "| Shadow | 100 % | 48 h | |\n| Canary | 5 % | 24 h | p99 > 100 ms |\n| Full | 100 % | - | |\n");
    assert_string_equal(written_at(w, "rollout.shadow.duration"), "48 h");
    assert_string_equal(written_at(w, "rollout.canary.share"), "5 %");
    assert_string_equal(written_at(w, "rollout.full.share"), "100 %");
    assert_string_equal(written_at(w, "rollout.guardrails"), "");
    assert_int_equal(written_count(w, "rollout.guardrails"), 1);
    const struct doc *rollout = doc_get(w->reading->facts, "rollout");
    assert_true(str_is(doc_text(doc_get(rollout, "guardrails")->items[0]), "p99 > 100 ms"));
}

static void declared_comes_first(void **state)
{
    struct written *w = *state;
    struct doc *monitors = doc_new(w->arena, w->arch->facts, DOC_LIST, STR("monitors"), (struct place){0});
    struct doc *lag = doc_new(w->arena, monitors, DOC_MAP, STR(""), (struct place){0});
    doc_scalar(w->arena, lag, STR("metric"), STR("lag"), (struct place){0});
    written_declare(w, "slo", "decision_p99", "100ms");
    struct doc *cost = doc_new(w->arena, w->arch->facts, DOC_MAP, STR("cost"), (struct place){0});
    struct doc *lines = doc_new(w->arena, cost, DOC_LIST, STR("lines"), (struct place){0});
    struct doc *line = doc_new(w->arena, lines, DOC_MAP, STR(""), (struct place){0});
    doc_scalar(w->arena, line, STR("monthly"), STR("$500"), (struct place){0});
    size_t before = w->arch->facts->n;
    read(w, "## Cost\n| Item | Monthly cost |\n|---|---|\n| belts, two halls | $500 |\n"
            "## Monitoring\n| Metric | Threshold |\n|---|---|\n| Lag | > 5 min |\n| age | > 1 h |\n"
            "## Targets\n| Objective | Target |\n|---|---|\n| Decision p99 | 90 ms |\n");
    /* An entry of that name stands already; lines of cost would count twice; figures stand behind the
     * declared one. */
    assert_int_equal(written_count(w, "monitors.metric"), 2);
    assert_string_equal(written_at(w, "monitors.1.metric"), "age");
    assert_int_equal(written_count(w, "cost.lines.monthly"), 1);
    assert_string_equal(written_at(w, "slo.0.decision_p99"), "100ms");
    assert_string_equal(written_at(w, "slo.1.decision_p99"), "90 ms");
    /* What was declared is as it was. */
    assert_int_equal(w->arch->facts->n, before);
    assert_int_equal(monitors->n, 1);
    assert_ptr_not_equal(w->reading->facts, w->arch->facts);
}

static void boxes_are_told(void **state)
{
    struct written *w = *state;
    size_t sorter = written_box(w, "srt", "Parcel sorter (Go)"), belt = written_box(w, "belt", "Belt");
    written_box(w, "belt2", "Belt");
    read(w, "## Scaling\n| Component | Replicas | p99 (ms) |\n|---|---|---|\n| Parcel Sorter | 4 | 12 |\n| "
            "Belt | 2 | 3 |\n"
            "| Nobody | 1 | 1 |\n");
    assert_int_equal(w->reading->nodes[sorter].n_told, 1);
    assert_string_equal(str_copy(w->arena, doc_text(doc_get(w->reading->nodes[sorter].told[0], "p99"))).p,
                        "12 ms");
    /* Two boxes of that name, one of which it is the id: in doubt it is told of neither. */
    assert_int_equal(w->reading->nodes[belt].n_told, 0);
}

static void odd_cells(void **state)
{
    struct written *w = *state;
    read(w, "## Monitoring\n| Metric | Threshold | Owner |\n|---|---|---|\n"
            "| lag |\n"
            "| age | > 1 h | desk | more | and more |\n"
            "|\n"
            "| \xe2\x80\x94 | \xe2\x80\x94 | - |\n"
            "| errors | \xff\xfe> 3 | \xc3\xa9quipe |\n");
    assert_int_equal(written_count(w, "monitors.metric"), 2);
    assert_string_equal(written_at(w, "monitors.0.metric"), "age");
    assert_string_equal(written_at(w, "monitors.1.owner"), "\xc3\xa9quipe");
}

static bool no_section(const struct reading *reading, size_t section)
{
    (void)reading;
    (void)section;
    return false;
}

#include "recognise/tables.h"

static void what_does_not_count(void **state)
{
    struct written *w = *state;
    read(w, "## Monitoring\n| Metric | Threshold |\n|---|---|\n| lag | > 5 min |\n| age | > 1 h |\n| rate | "
            "< 3/s |\n");
    assert_int_equal(written_count(w, "monitors.metric"), 3);
    for (size_t i = 0; i < w->reading->told->n; i++)
        if (str_has_nocase(w->reading->told->items[i].text, STR("age")))
            w->reading->told->items[i].deferred = true;
        else if (str_has_nocase(w->reading->told->items[i].text, STR("rate")))
            w->reading->told->items[i].ignored = IGNORED_ECHO;
    tables_read(w->reading, w->arena, &w->diags, NULL);
    assert_int_equal(written_count(w, "monitors.metric"), 1);
    tables_read(w->reading, w->arena, &w->diags, no_section);
    assert_int_equal(written_count(w, "monitors.metric"), 0);
    assert_string_equal(written_kinds(w, 0), "");
}

static void large_tables(void **state)
{
    struct written *w = *state;
    struct buf text = buf_new(w->arena, 8 * MIB);
    buf_puts(&text, "## Monitoring\n| Metric | Threshold |\n|---|---|\n");
    for (size_t i = 0; i < 6000; i++)
        buf_printf(&text, "| metric %zu | > %zu |\n", i, i);
    buf_puts(&text, "\n|");
    for (size_t i = 0; i < 3000; i++)
        buf_puts(&text, " cost |");
    buf_puts(&text, "\n|---|\n| 1 | 2 |\n\n");
    for (size_t i = 0; i < 3000; i++)
        buf_puts(&text, "| Step | Latency |\n|---|---|\n\n");
    read(w, text.p);
    assert_int_equal(written_count(w, "monitors.metric"), 5000);
    assert_true(w->diags.of[DIAG_TABLE_LIMIT] > 0);
    assert_true(w->diags.partial);
}

static char *file_text(struct arena *arena, const char *path)
{
    struct buf text = buf_new(arena, MIB);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (int c = fgetc(file); c != EOF; c = fgetc(file))
        buf_putc(&text, (char)c);
    fclose(file);
    return text.p;
}

/* Each table of the page that a line "<!-- read as KIND -->" follows is understood as that. */
static void examples_of_the_page(void **state)
{
    struct written *w = *state;
    read(w, file_text(w->arena, GRADE_SOURCE_DIR "/docs/tables.md"));
    size_t examples = 0;
    for (size_t i = 0; i < w->prose->n_blocks; i++) {
        const struct block *block = &w->prose->blocks[i];
        if (!str_starts(block->text, "<!-- read as ") || w->prose->blocks[i - 1].kind != BLOCK_ROW)
            continue;
        struct str kind = str_sub(block->text, 13, block->text.n - 17);
        const char *got = written_kinds(w, w->prose->blocks[i - 1].table);
        assert_true(str_is(kind, *got ? got : "nothing"));
        examples++;
    }
    assert_int_equal(examples, 5);
    assert_string_equal(written_at(w, "cost.monthly_total"), "$1,170");
    assert_string_equal(written_at(w, "slo.decision_p99"), "100 ms");
    assert_int_equal(written_count(w, "monitors.owner"), 2);
}

static void hostile_prose(void **state)
{
    struct written *w = *state;
    /* Rows that belong to no table, tables without rows, columns or a section. */
    prose_table_new(w->arena, w->prose, (struct place){0});
    struct prose_table *table = prose_table_new(w->arena, w->prose, (struct place){0});
    static struct str header[] = {{"Metric", 6}, {"Threshold", 9}, {"", 0}};
    table->header = header;
    table->n_columns = 3;
    table->section = 77;
    table->lead = 99;
    struct text *text = text_new(w->arena, STR("a.md"), STR("x"));
    prose_block(w->arena, w->prose, BLOCK_ROW, text)->table = 12;
    struct block *row = prose_block(w->arena, w->prose, BLOCK_ROW, text);
    static struct str cells[] = {{"lag", 3}, {"> 4", 3}};
    row->table = 1;
    row->cells = cells;
    row->n_cells = 2;
    row->text = STR("x");
    written_read(w);
    assert_string_equal(written_kinds(w, 0), "");
    assert_string_equal(written_kinds(w, 1), "monitors");
    assert_string_equal(written_at(w, "monitors.metric"), "lag");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_it, close_it)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers),
        TEST(monitors),
        TEST(places),
        TEST(costs),
        TEST(words_are_no_costs),
        TEST(units_of_headers),
        TEST(rows_that_name_facts),
        TEST(decisions),
        TEST(two_facts_in_a_row),
        TEST(stages),
        TEST(declared_comes_first),
        TEST(boxes_are_told),
        TEST(odd_cells),
        TEST(what_does_not_count),
        TEST(large_tables),
        TEST(hostile_prose),
        TEST(examples_of_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
