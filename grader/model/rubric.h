#ifndef GRADE_RUBRIC_H
#define GRADE_RUBRIC_H
/*
 * What is asked: a pack (reference/<pack>/, docs/rubric-packs.md) as one position-independent image.
 *
 * The image is a header and tables of fixed-size records. A text is a byte offset into the string table (0 is the
 * empty text), a list is a span of a table, a set of roles is a mask with one bit a role, a set of flow kinds one bit
 * a kind. Nothing in it is a pointer: it can be compiled into the program, mapped, compared byte by byte. The loader
 * (parse/pack.h) writes it; a user's pack and the built-in one go through the same code. It is read-only afterwards.
 * Byte order and alignment are the machine's own; an image is not a file format.
 * Limits: 64 roles, 32 flow kinds, 4 GiB.
 */
#include "base/str.h"
#include "model/condition_kinds.h"

#define RUB_NONE UINT32_MAX
#define RUBRIC_MAX_ROLES 64
#define RUBRIC_MAX_KINDS 32

struct rub_span {
    uint32_t at, n;
};

/* One record: the pack as a whole. */
struct rub_info {
    uint32_t name, title, version, language;
    uint32_t prompt;              /* the take-home's words, for the report and prompt echo */
    uint32_t hash;                /* 16 hex digits over the pack's files */
    double level_share[4];
    uint64_t entry_roles;         /* where a transaction enters */
    uint64_t stand_in_roles;      /* what stands in for them where none is drawn */
    uint64_t carrier_roles;       /* default inner vertices of `wire` */
    uint64_t dry_roles;           /* stores that give nothing until something writes them */
    uint64_t request_roles;       /* members of the synchronous view; their edges to a store do not write it */
    uint64_t question_roles;      /* what a box that asks something may be: a diamond, a label with a question mark */
    uint64_t core_roles;
    uint64_t exempt_roles;        /* connected or not, they do not count in component_share's default */
    uint32_t max_inferred_roles;  /* credited on one box without a declaration */
    uint32_t pad;
};

struct rub_role {
    uint32_t id, plane, is, cue;
    uint32_t core, credited;      /* credited 0: recognised, never required nor credited */
    struct rub_span phrases;      /* of table phrases */
};

struct rub_flow {
    uint32_t id, carries;
    uint32_t silent, pad;         /* silent: an arrow of this kind writes nothing into a store */
    struct rub_span labels;       /* of table phrases: words on an arrow that mean this kind */
};

struct rub_pair {                 /* in file order; a legal pair of roles for a kind */
    uint64_t from, to;
    uint32_t kind, reverse, expected, both; /* both: a request has a response */
};

struct rub_lint {
    uint64_t from, to;
    uint32_t id, says, sync_only, pad;
};

struct rub_tool {
    uint32_t name, group, vendor, hosting, category, kind, status;
    uint32_t ambiguous;           /* an alias is an ordinary word */
    struct rub_span aliases;      /* of table words; lower case, single spaces */
    struct rub_span roles;        /* of table words, as role numbers, primary first */
    struct rub_span ambiguous_aliases, context, not_context; /* of table words */
    uint32_t general_store, pad;  /* a database or cache: its name does not say what it is used for */
};

/* In a label that names the tool, one of the words says which of its roles is meant (role RUB_NONE: none). */
struct rub_hint {
    uint32_t alias, role;
    struct rub_span words;
};

/* A phrase, parsed: the notation is explained in docs/rubric-packs.md. */
enum rub_phrase_op {
    PHRASE_WORD,     /* text: a whole token */
    PHRASE_PREFIX,   /* text: the beginning of a token (`monitor*`) */
    PHRASE_QUANTITY, /* text: "dur" … "n"; empty for any */
    PHRASE_TOOL,     /* any tool of the catalogue */
    PHRASE_SEQUENCE, /* parts, one after the other */
    PHRASE_ONE_OF,   /* exactly one of the parts */
    PHRASE_OPTIONAL, /* the one part, or nothing */
    PHRASE_NEAR      /* the two parts, in any order, within `distance` tokens */
};
struct rub_phrase_node {
    uint32_t op, text, distance;
    struct rub_span parts;        /* of table words, as numbers of phrase nodes */
};
/* Where a phrase must stand. All but the first: in labels of boxes and groups only. */
enum rub_stand {
    STAND_ANYWHERE,
    STAND_LABEL,  /* anywhere in it */
    STAND_WHOLE,  /* it is all of the label, but for tools, numbers and articles */
    STAND_BEGINS, /* the name begins with it: probable, no more (`evaluate …`) */
    STAND_ENDS    /* the name ends with it: probable, no more (`… collector`) */
};

struct rub_phrase {
    uint32_t source;              /* as written in the pack */
    uint32_t root;                /* of table phrase_nodes */
    uint32_t weak;                /* shows a mention, never a design */
    uint32_t stand;               /* enum rub_stand */
    struct rub_span near;         /* of table words, as phrase nodes: one must stand in the same unit */
    struct rub_span not_near;     /* none may */
};

/* A label that stands for several roles. */
struct rub_composite {
    uint32_t phrase, pad;
    uint64_t roles;
};

struct rub_set {                  /* a named set of phrases: vocabulary of a row */
    uint32_t name;
    struct rub_span phrases;
};

/* A number of the language: a window, a bound. */
struct rub_number {
    double value;
    uint32_t name, pad;           /* "language.negation.window_before" */
};

/* A list of the candidate's facts that boxes can be entries of, too (a monitor drawn as a node). */
struct rub_collection {
    uint32_t name;                /* "monitors" */
    uint32_t role;                /* a box of this role … */
    uint32_t kind;                /* … is an entry of this kind … */
    struct rub_span keys;         /* … where it declares one of these (table words) */
};

/*
 * An argument of a condition, in the order of condition_kinds.h; absent ones are not stored. A text that names a
 * predicate, row, check, lint or set of phrases has that thing's number in `number`. The parts of a condition, and of
 * a formula, have smaller numbers than the whole.
 */
enum rub_arg_type { ARG_CONDS, ARG_ROLES, ARG_KINDS, ARG_WORDS, ARG_TEXT, ARG_NUMBER, ARG_FORMULA };
struct rub_arg {
    double number;
    uint64_t mask;                /* roles, kinds */
    uint32_t name;                /* text */
    uint32_t type;                /* enum rub_arg_type */
    uint32_t text;                /* text; root of a formula */
    uint32_t pad;
    struct rub_span list;         /* of table words: condition numbers, texts, or role numbers in written order */
};
struct rub_cond {
    uint32_t kind, strict;
    struct rub_span args;
};

enum rub_op {
    FORMULA_NUMBER,
    FORMULA_FACT,
#define F(ID, name, least, most) FORMULA_##ID,
    FORMULA_OPS(F)
#undef F
};
struct rub_formula {
    double number;
    uint32_t op, fact;            /* fact: number in table facts; of FORMULA_NUMBER: enum quantity_dim */
    struct rub_span of;           /* of table words, as formulas */
};

/*
 * A named quantity. `at`: a path into the candidate's facts ("assumptions.peak_tps"), or within one entry where the
 * check says `each`; or `key` of boxes with `roles`; or `along`: a key of the boxes and arrows that a request waits for.
 * Put together by `take` (sum, min, max, first, count, product).
 * `said`: phrases that name it in a sentence, or in the first cell of a row.
 */
struct rub_fact {
    uint64_t roles;
    uint32_t id, at, key, take, dimension, local;
    uint32_t along;               /* "p50|p99": the second stands in where the first is not stated */
    uint32_t within;              /* with along: key of the time after which nobody waits any longer */
    uint32_t unless;              /* with along: condition; a box without which it holds is left out. Or RUB_NONE */
    uint32_t inner;               /* with along: what an entry calls itself is left out */
    uint32_t anywhere;            /* amounts anywhere in the text count, not only a value that is one */
    uint32_t low;                 /* the low end of a range */
    struct rub_span said;         /* of table phrases */
};

/*
 * A kind of table in prose, known by its header (common/tables.<language>.yaml). A row becomes an entry of the list
 * `at` (FORM_LIST); a map in the map `at`, under the name that `values` gives its first cell (FORM_MAP); or the fact
 * that its first cell names (FORM_FACTS; what no fact is named by stands in the map `at` under its own words).
 */
enum rub_form_shape { FORM_LIST, FORM_MAP, FORM_FACTS };
struct rub_form {
    uint32_t id, at, shape;
    uint32_t name;                /* key of the column that says what the row is about */
    uint32_t total;               /* path of what a row of the total says; 0: such rows are left out */
    uint32_t boxes;               /* the row also speaks of the box that its first cell names */
    uint32_t whole;               /* nothing is added to what was declared at that path */
    uint32_t first;               /* what stands first is the name, whatever its header says */
    struct rub_span needs;        /* of table words, as texts: keys of columns, "a|b" for one of them */
    struct rub_span columns;      /* of table form_columns */
    struct rub_span values;       /* of table form_values */
    struct rub_span near;         /* of table phrases: one must stand in the header or above the table */
};
struct rub_form_column {
    uint32_t key, dimension;      /* dimension: text; empty for any */
    uint32_t at;                  /* path of a list that takes the cell instead of the entry; 0 */
    uint32_t same;                /* key of the column that stands in where this one is missing; 0 */
    struct rub_span phrases;      /* of table phrases: those of a header cell, best first */
};
struct rub_form_value {           /* the canonical word for what the phrases say */
    uint32_t key, value;
    struct rub_span phrases;
    struct rub_span of;           /* of table words, as texts: keys of the cells that may say it, best first */
};
/* Words in a header that belong to the numbers below it ("annual": "per year"), and names of rows that add up. */
enum rub_form_use { FORM_UNIT, FORM_TOTAL, FORM_SUBTOTAL };
struct rub_form_word {
    uint32_t use, text;
    struct rub_span phrases;
};

struct rub_predicate {
    uint32_t id, title, says;     /* says: what it means when it holds, for a reader */
    uint32_t smell;               /* good when false */
    uint32_t when, weaker, strictly; /* conditions; weaker and strictly may be RUB_NONE */
    uint32_t nodes;               /* least number of different boxes in the witness; 0 or 1: no such rule */
    uint32_t shape;               /* 0: one box may hold it all at no cost (no path) */
};

struct rub_hop {
    uint32_t title, when;
};
struct rub_loop {
    uint32_t id, title;
    struct rub_span hops;
};
struct rub_part {                 /* a part that the take-home asks for by name */
    uint32_t id, title, show;     /* show: a condition whose witness is the part's line in the review */
    uint32_t pad;
    struct rub_span rows;         /* of table words, as row numbers: missing when all are at level 0 … */
    uint64_t roles;               /* … and no box, attribute or tool shows one of these */
};

/* How words alone may give a row its levels (judge/told.h). */
struct rub_told {
    uint64_t roles;               /* parts of the system that the row is about: their names are mentions of it */
    uint32_t quantities;          /* 1 << enum quantity_dim: amounts that are a reason here */
    uint32_t most;                /* the highest level that words alone can give */
    uint32_t when[2];             /* what must hold besides for levels 2 and 3, or RUB_NONE */
    struct rub_span sets;         /* of table words, as numbers of sets */
};
struct rub_row_level {
    uint32_t when, says;          /* condition (or RUB_NONE) and what was looked for, in a reader's words */
};
struct rub_row {
    double points;
    uint32_t id, title, dimension;
    uint32_t wants, superficial, review, hint, source;
    struct rub_row_level level[3]; /* levels 1, 2, 3 */
    struct rub_span live;         /* of table words, as texts: templates */
    uint64_t roles;               /* what the row is about: its evidence at level 1 */
    uint32_t told, pad;           /* of table tolds, or RUB_NONE: a matter of the drawing and facts alone */
};
struct rub_dimension {
    double weight;
    uint32_t key, name, rationale, guide; /* guide: counts for the weakest dimension */
    struct rub_span rows;         /* of table rows */
};
struct rub_band {
    double min, min_weakest;
    uint32_t name, reading;
};

enum rub_gate_effect { GATE_CAP, GATE_NO_TOTAL, GATE_ROWS, GATE_FLAG };
#define GATE_EFFECTS 4
const char *gate_effect_name(uint32_t effect); /* "cap", "no total", "rows", "flag" */
struct rub_gate {
    double cap;                   /* GATE_CAP */
    uint32_t id, title, message, when;
    uint32_t effect, pad;
    struct rub_span rows;         /* GATE_ROWS: capped at level 0 */
    struct rub_span caps;         /* a cap for 1, 2, 3 … missing parts: numbers, of table words; empty otherwise */
};

/* says, ask: templates (model/template.h). remark: for who looks the flag up. Without `when` it is never raised. */
struct rub_flag {
    uint32_t id, colour, title, says, ask, when; /* colour: red, yellow, green; when may be RUB_NONE */
    uint32_t guide, remark;
};
struct rub_check {
    uint32_t id, title, each, when, says;
    uint32_t ask;                 /* a template; may be empty */
    struct rub_span rows;         /* of table words, as row numbers */
};
struct rub_question {
    uint32_t id, text;
};
/* How far along a published scale the design is: for information. Levels in their order, each needs those before it. */
struct rub_maturity_level {
    uint32_t name, says, when;    /* says: what was looked for; when: RUB_NONE for the lowest */
    uint32_t pad;
};
struct rub_maturity {
    uint32_t id, title, source, pad;
    struct rub_span levels;       /* of table maturity_levels */
};
/* A box of the pack's own solution, as written there: what a submission may have been copied from. */
struct rub_example {
    uint32_t id, tool;
};
/* A file that `grade init` writes, as it is. A submission that still holds it unchanged has not said it. */
struct rub_scaffold {
    uint32_t name, text;          /* "architecture.yaml" */
};

/* T(table, record): every table of the image, in its order. `words` holds the numbers that spans of lists point at. */
#define RUBRIC_TABLES(T)                                                                                               \
    T(info, struct rub_info)                                                                                           \
    T(roles, struct rub_role)                                                                                          \
    T(flows, struct rub_flow)                                                                                          \
    T(pairs, struct rub_pair)                                                                                          \
    T(lints, struct rub_lint)                                                                                          \
    T(tools, struct rub_tool)                                                                                          \
    T(hints, struct rub_hint)                                                                                          \
    T(phrases, struct rub_phrase)                                                                                      \
    T(phrase_nodes, struct rub_phrase_node)                                                                            \
    T(composites, struct rub_composite)                                                                                \
    T(sets, struct rub_set)                                                                                            \
    T(numbers, struct rub_number)                                                                                      \
    T(collections, struct rub_collection)                                                                              \
    T(keys, uint32_t)                                                                                                  \
    T(args, struct rub_arg)                                                                                            \
    T(conds, struct rub_cond)                                                                                          \
    T(formulas, struct rub_formula)                                                                                    \
    T(facts, struct rub_fact)                                                                                          \
    T(forms, struct rub_form)                                                                                          \
    T(form_columns, struct rub_form_column)                                                                            \
    T(form_values, struct rub_form_value)                                                                              \
    T(form_words, struct rub_form_word)                                                                                \
    T(predicates, struct rub_predicate)                                                                                \
    T(hops, struct rub_hop)                                                                                            \
    T(loops, struct rub_loop)                                                                                          \
    T(parts, struct rub_part)                                                                                          \
    T(tolds, struct rub_told)                                                                                          \
    T(rows, struct rub_row)                                                                                            \
    T(dimensions, struct rub_dimension)                                                                                \
    T(bands, struct rub_band)                                                                                          \
    T(gates, struct rub_gate)                                                                                          \
    T(flags, struct rub_flag)                                                                                          \
    T(checks, struct rub_check)                                                                                        \
    T(questions, struct rub_question)                                                                                  \
    T(maturity_levels, struct rub_maturity_level)                                                                      \
    T(maturities, struct rub_maturity)                                                                                 \
    T(examples, struct rub_example)                                                                                    \
    T(scaffolds, struct rub_scaffold)                                                                                  \
    T(words, uint32_t)                                                                                                 \
    T(strings, char)

struct rub_table {
    uint32_t offset, n;           /* from the start of the image; n records */
};
struct rub_head {
    char magic[8];                /* RUBRIC_MAGIC; changes with any record above */
    uint32_t size, pad;
#define T(table, record) struct rub_table table;
    RUBRIC_TABLES(T)
#undef T
};
#define RUBRIC_MAGIC "grade-s1"

struct rubric {
    const unsigned char *image;   /* aligned to 8 */
    size_t size;
};

/* Checks magic, size and that every table lies inside; false for what is no image of this program. */
bool rubric_open(struct rubric *out, const void *image, size_t size);

/*
 * `const struct rub_row *rub_rows(rubric, i)` and `size_t rub_rows_n(rubric)`, the same for every table.
 * An index out of range is a defect of ours.
 */
#define T(table, record)                                                                                               \
    const record *rub_##table(const struct rubric *rubric, size_t i);                                                  \
    size_t rub_##table##_n(const struct rubric *rubric);
RUBRIC_TABLES(T)
#undef T

const char *rub_text(const struct rubric *rubric, uint32_t text);
uint32_t rub_word(const struct rubric *rubric, struct rub_span span, size_t i);
/* Number of the role, kind, row, predicate … of that id, or RUB_NONE. */
uint32_t rub_role_of(const struct rubric *rubric, struct str id);
uint32_t rub_kind_of(const struct rubric *rubric, struct str id);
uint32_t rub_row_of(const struct rubric *rubric, struct str id);
uint32_t rub_predicate_of(const struct rubric *rubric, struct str id);
uint32_t rub_set_of(const struct rubric *rubric, struct str id);
uint32_t rub_check_of(const struct rubric *rubric, struct str id);
uint32_t rub_fact_of(const struct rubric *rubric, struct str id);
/* The number of that name, or the fallback. */
double rub_number_of(const struct rubric *rubric, const char *name, double fallback);
/* The argument of that name, or NULL where the condition has none. */
const struct rub_arg *rub_arg_of(const struct rubric *rubric, const struct rub_cond *cond, const char *name);

/*
 * The form in which names of tools are compared: lower case, '-', '_', '.' and white space all one single space, none at
 * the ends. Aliases, hints and context words of the catalogue are stored so; text that is held against them must be
 * brought into the same form.
 */
struct str rub_alias_form(struct arena *arena, struct str s);

const char *cond_kind_name(enum cond_kind kind);
const char *cond_kind_short(enum cond_kind kind);     /* "" for none */
const char *cond_kind_arguments(enum cond_kind kind); /* "of:text! min:number" */
const char *cond_kind_asks(enum cond_kind kind);

#endif
