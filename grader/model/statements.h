#ifndef GRADE_STATEMENTS_H
#define GRADE_STATEMENTS_H
/*
 * What was understood of the words: the smallest pieces that say one thing (a statement), what each names, what it
 * says about it, and whether it stands.
 *
 * A statement is a heading, a sentence, an item of a list, a row of a table, the label of a box or an arrow, a declared
 * value, a cell of a drawing made of characters, or a line of configuration. What is said about its words is held by
 * token numbers of its own tokens. Filled by recognise/, read by judge/ and report/.
 */
#include "model/prose.h"
#include "model/quantity.h"

enum statement_kind {
    STATEMENT_HEADING,
    STATEMENT_SENTENCE,
    STATEMENT_ITEM,
    STATEMENT_ROW,
    STATEMENT_LABEL,  /* of a box that was drawn */
    STATEMENT_ARROW,  /* of an arrow that was drawn */
    STATEMENT_FACT,   /* a declared value, with its key: "on_timeout: defaults and rules" */
    STATEMENT_BOX,    /* a cell of a drawing made of characters, a step of an arrow line in code */
    STATEMENT_CONFIG, /* a line of settings */
    STATEMENT_FILE    /* the name of a file */
};
#define STATEMENT_KINDS 10
const char *statement_kind_name(enum statement_kind kind); /* "sentence" */

/* Whether words count, strongest first. */
enum standing {
    STANDING_POSITIVE,
    STANDING_HYPOTHETICAL, /* "could", "ideally": a mention at most */
    STANDING_REJECTED,     /* "rather than X": evidence of a choice, X is not in use */
    STANDING_DEFERRED,     /* "later", below "Future work": a mention only with a condition or date */
    STANDING_NEGATED,      /* stated absence */
    STANDING_OTHER_SENSE,  /* a false friend: the word means something else here */
    STANDING_IGNORED       /* the statement as a whole does not count: see `ignored` */
};
const char *standing_name(enum standing standing); /* "negated" */

/* Why a statement as a whole does not count, or counts less. */
enum ignored {
    IGNORED_NOT,
    IGNORED_HEADING,  /* below a heading such as References or Installation */
    IGNORED_QUESTION, /* the line is itself a question */
    IGNORED_ECHO,     /* the take-home's own words */
    IGNORED_SCAFFOLD, /* placeholders, unchanged scaffold */
    IGNORED_CODE,     /* code, logs, a project tree */
    IGNORED_HIDDEN,   /* a comment, text that the page does not show */
    IGNORED_GRADER,   /* speaks to whoever grades */
    IGNORED_REPEAT,   /* the same words as an earlier statement */
    IGNORED_STUFFED   /* names more than a sentence can say: a mention at most */
};
const char *ignored_name(enum ignored ignored); /* "echo" */

/* What a statement does with what it names; bits. */
enum {
    SIGNAL_ACTION = 1 << 0,    /* a verb of doing: alerts, blocks, writes, retrains */
    SIGNAL_FLOW = 1 << 1,      /* a verb that moves something from one component to another; an arrow */
    SIGNAL_CONDITION = 1 << 2, /* if, when, every, until … */
    SIGNAL_CAUSE = 1 << 3,     /* because, so that, to avoid … */
    SIGNAL_CONTRAST = 1 << 4,  /* rather than, over, versus, trade-off … */
    SIGNAL_COMPARE = 1 << 5,   /* >, at least, exceeds … beside a quantity */
    SIGNAL_OWNER = 1 << 6,     /* a team, a role, on-call */
    SIGNAL_RELATION = 1 << 7   /* two quantities put in relation: =, so, per, needs, suffices */
};
#define SIGNALS 8
const char *signal_name(unsigned bit); /* of one bit: "action" */

struct mark {                   /* a word that gives a signal, or an arrow, which gives two: action and flow */
    unsigned signal;
    bool back;                  /* a flow from what comes later to what came before: "reads from", "<-" */
    uint32_t first, n;          /* tokens; n is 0 for an arrow, which stands before that token */
};
struct component {              /* a part of a system that is named: a tool, or a phrase of a role */
    uint64_t roles;             /* what it does here; 0 for a tool whose job is not told */
    uint32_t tool;              /* of the catalogue, or RUB_NONE (UINT32_MAX) */
    uint32_t first, n;
    uint32_t phrase;            /* that names the role, or RUB_NONE */
    bool sure;                  /* the words tell the job; false: one of the tool's usual jobs */
    bool weak;                  /* named by a weak phrase */
    enum standing standing;
};
struct amount {
    struct quantity quantity;
    uint32_t first, n;          /* tokens it covers */
    bool compared;              /* a comparison stands before it or is part of it */
};
struct mention {                /* a phrase of a set, or of a role */
    size_t statement;
    uint32_t phrase;            /* of the rubric; for a tool the number of phrases and its own; RUB_NONE for what a box was
                                   credited with */
    uint32_t first, n;
    uint32_t at, size;          /* the bytes of the statement's text it stands in */
    enum standing standing;
    bool weak;                  /* the phrase shows a mention, never a design */
};

struct statement {
    enum statement_kind kind;
    enum ignored ignored;
    struct str text;
    struct place at;
    const struct block *block;  /* NULL for labels, arrows, facts, files */
    size_t offset;              /* of `text` in the block's text */
    size_t section;             /* of struct prose, or PROSE_NONE */
    size_t paragraph;           /* statements of one paragraph, item, row or value share it */
    size_t node, edge;          /* of the architecture: labels, arrows, and facts of boxes and arrows; else ARCH_NONE */
    const struct tokens *tokens; /* recognise/tokens.h; others use only the numbers below */
    size_t n_tokens;
    size_t n_words;             /* tokens with a letter */
    size_t n_subjects;          /* different rows of the rubric whose words it holds, weak phrases left out */
    bool bare;                  /* a heading, a file's name, an item or row of under four words without a comparison */
    bool deferred;              /* below a heading that puts things off */
    bool asked;                 /* below "Acceptance criteria": a box to tick there is no plan for later */
    bool dated;                 /* it names a condition or a date: what is deferred in it was put off with thought */
    unsigned signals;           /* SIGNAL_ bits */
    unsigned quantities;        /* 1 << enum quantity_dim */
    unsigned compared;          /* the same, of those that are compared with something */
    struct mark *marks;
    size_t n_marks, cap_marks;
    struct component *components;
    size_t n_components, cap_components;
    struct amount *amounts;
    size_t n_amounts, cap_amounts;
};

/* Two roles that a statement joins with a flow verb or arrow between them; from -> to as the ontology allows it. */
struct told_link {
    uint32_t from, to;          /* roles */
    size_t statement;
};

struct mention_list {
    struct mention *items;      /* in the order of the statements */
    size_t n, cap;
};

struct statements {
    struct statement *items;    /* in the order of the files */
    size_t n, cap;
    struct mention_list *of_set;  /* [set of the rubric] */
    struct mention_list *of_role; /* [role] phrases and tools whose job is known */
    struct told_link *links;    /* each pair of roles once: the first statement that tells it */
    size_t n_links, cap_links;
    size_t n_own_words;         /* words that are neither echo nor scaffold nor hidden */
    size_t n_code_lines;        /* of code that was left alone */
};

struct statements *statements_new(struct arena *arena, size_t n_sets, size_t n_roles);

/* A mention of a set, by its statement: for what goes statement by statement. */
struct set_mention {
    uint32_t set;
    const struct mention *mention;
};
struct statement_index {
    struct set_mention *items;
    size_t *starts;      /* statements + 1 */
    unsigned *standings; /* of each statement: bits 1 << enum standing, of all that it names */
};
/* The mentions of all sets in the order of the statements. */
struct statement_index *statements_index(struct arena *arena, const struct statements *told, size_t n_sets,
                                         size_t n_roles);

/* Where that byte of the statement's text stands in its file; in labels and values only nearly. */
struct place statement_place(const struct statement *statement, size_t offset);

#endif
