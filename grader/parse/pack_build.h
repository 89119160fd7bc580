#ifndef GRADE_PACK_BUILD_H
#define GRADE_PACK_BUILD_H
/*
 * A pack under construction: the tables of model/rubric.h while they grow, its names, and what is wrong with
 * it.
 *
 * Only the loader (parse/pack*.c) includes this. Everything lives in `arena`, which the loader throws away;
 * the image that is left in the end is a copy. Texts are interned: the same text has the same offset, offsets
 * are given in order of first use, so the same files give the same image.
 */
#include "base/diag.h"
#include "model/architecture.h"
#include "model/rubric.h"

/* What has a name in a pack: N(ID, "what a message calls it"). */
#define PACK_NAMES(N)                                                                                        \
    N(ROLE, "role")                                                                                          \
    N(JOB, "job of the catalogue")                                                                           \
    N(GROUP, "group of roles")                                                                               \
    N(PLANE, "plane")                                                                                        \
    N(FLOW, "kind of flow")                                                                                  \
    N(LINT, "lint")                                                                                          \
    N(TOOL, "tool")                                                                                          \
    N(ALIAS, "alias of a tool")                                                                              \
    N(TOOL_GROUP, "group of tools")                                                                          \
    N(SET, "set of phrases")                                                                                 \
    N(FACT, "fact")                                                                                          \
    N(PREDICATE, "predicate")                                                                                \
    N(DIMENSION, "dimension")                                                                                \
    N(ROW, "row")                                                                                            \
    N(CHECK, "check")                                                                                        \
    N(PART, "part")                                                                                          \
    N(LOOP, "loop")                                                                                          \
    N(GATE, "gate")                                                                                          \
    N(FLAG, "flag")                                                                                          \
    N(QUESTION, "question")                                                                                  \
    N(BAND, "band")                                                                                          \
    N(MATURITY, "read-out of maturity")
enum pack_name {
#define N(ID, what) PACK_NAME_##ID,
    PACK_NAMES(N)
#undef N
        PACK_NAME_COUNT
};

struct pack_names {
    const char **ids; /* in the order of their numbers */
    size_t n, cap;
    struct place *at;
    size_t n_at, cap_at;
    uint32_t *slots; /* hash table of numbers + 1 */
    size_t n_slots;
};

struct pack_list { /* becomes a span of the table words */
    uint32_t *items;
    size_t n, cap;
};

struct pack_thing {
    enum pack_name kind;
    uint32_t number;
};
/* `from` asks for `to` in a condition; loops of these are errors. */
struct pack_need {
    struct pack_thing from, to;
    struct place at;
};

struct pack_build {
    struct arena *arena;
    struct diags *diags;
    bool failed;
#define T(table, record)                                                                                     \
    struct {                                                                                                 \
        record *items;                                                                                       \
        size_t n, cap;                                                                                       \
    } table;
    RUBRIC_TABLES(T)
#undef T
    uint32_t *slots; /* hash table of the strings: offsets, 0 for free */
    size_t n_slots, n_texts;
    struct pack_names names[PACK_NAME_COUNT];
    struct pack_list *group_roles; /* members of each group, as role numbers */
    size_t n_groups, cap_groups;
    struct pack_list job_roles;  /* of each job: the pack's role, or RUB_NONE */
    struct pack_list jobs_named; /* by a tool */
    bool other_jobs;             /* jobs that are named nowhere are nobody's here */
    struct pack_thing owner;     /* whose condition is being read */
    bool owned;
    struct pack_need *needs;
    size_t n_needs, cap_needs;
};

/* PACK_ERROR(b, id, place, format, …): the pack will be refused; reading goes on, to find the other errors.
 */
#define PACK_ERROR(b, ...) ((b)->failed = true, diag_add((b)->diags, __VA_ARGS__))
/* A new zeroed record of a table; the pointer holds until the next one. */
#define PACK_NEW(b, table) ARENA_PUSH((b)->arena, (b)->table.items, (b)->table.n, (b)->table.cap)

void pack_build_init(struct pack_build *b, struct arena *arena, struct diags *diags);
uint32_t pack_build_text(struct pack_build *b, struct str text);
void pack_build_add(struct pack_build *b, struct pack_list *list, uint32_t item);
struct rub_span pack_build_list(struct pack_build *b, const struct pack_list *list);

/* Gives the id of that kind the next number. The same id twice is an error; the first keeps it. */
uint32_t pack_build_declare(struct pack_build *b, enum pack_name kind, struct str id, struct place at);
/* Its number, or RUB_NONE. */
uint32_t pack_build_find(const struct pack_build *b, enum pack_name kind, struct str id);
/* The same for a scalar of the pack; an unknown name is an error, with the name that was meant where one is
 * near. */
uint32_t pack_build_named(struct pack_build *b, enum pack_name kind, const struct doc *doc);
/* "role": for messages. */
const char *pack_build_what(enum pack_name kind);
/* " (did you mean 'x'?)", or "". */
const char *pack_build_hint(struct pack_build *b, struct str wrong, const char *const *ids, size_t n);

/* The tables, laid out as an image in `arena`. */
void pack_build_image(struct rubric *out, struct arena *arena, const struct pack_build *b);

#endif
