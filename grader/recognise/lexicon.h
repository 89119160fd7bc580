#ifndef GRADE_LEXICON_H
#define GRADE_LEXICON_H
/*
 * All phrases that are looked for in words, as one index, and what each of them is for: the vocabulary of the
 * rows, the names of roles, and what the language says about negation, deferral and the rest. Made once for a
 * rubric.
 */
#include "recognise/pairs.h"
#include "recognise/phrases.h"
#include "recognise/tools.h"

/* C(ID, "set"): sets of the language, and what their phrases do. Those of no class are vocabulary. */
#define WORD_CLASSES(C)                                                                                      \
    C(NEGATION_BEFORE, "language.negation.before")                                                           \
    C(NEGATION_AFTER, "language.negation.after")                                                             \
    C(NEGATION_CLOSING, "language.negation.closing")                                                         \
    C(DEFERRAL_BEFORE, "language.deferral.before")                                                           \
    C(DEFERRAL_AFTER, "language.deferral.after")                                                             \
    C(DEFERRAL_CLOSING, "language.deferral.closing")                                                         \
    C(DATED, "language.deferral.dated")                                                                      \
    C(HYPOTHETICAL_BEFORE, "language.hypothetical.before")                                                   \
    C(HYPOTHETICAL_AFTER, "language.hypothetical.after")                                                     \
    C(REJECTED_BEFORE, "language.rejected.before")                                                           \
    C(REJECTED_AFTER, "language.rejected.after")                                                             \
    C(TERMINATOR, "language.terminators")                                                                    \
    C(CLAUSE, "language.clauses.subject")                                                                    \
    C(CLAUSE_COMMA, "language.clauses.comma")                                                                \
    C(PSEUDO, "language.pseudo_negation")                                                                    \
    C(ACTION, "language.action")                                                                             \
    C(FLOW, "language.flow.forward")                                                                         \
    C(FLOW_BACK, "language.flow.backward")                                                                   \
    C(CONDITION, "language.condition")                                                                       \
    C(CAUSE, "language.cause")                                                                               \
    C(CONTRAST, "language.contrast")                                                                         \
    C(COMPARE, "language.compare")                                                                           \
    C(OWNER, "language.owner")                                                                               \
    C(RELATION, "language.relation")                                                                         \
    C(NUMBERING, "language.numbering")                                                                       \
    C(PLACEHOLDER, "language.placeholders")                                                                  \
    C(SCAFFOLD, "language.scaffold")                                                                         \
    C(GRADER, "language.grader_address")
enum word_class {
    WORDS_NONE,
    WORDS_SET,   /* vocabulary of a row, or another set that conditions may ask for */
    WORDS_ROLE,  /* names a role */
    WORDS_CUE,   /* a false friend is near */
    WORDS_RIGHT, /* it means what it should after all */
#define C(ID, set) WORDS_##ID,
    WORD_CLASSES(C)
#undef C
        WORD_CLASS_COUNT
};

/* A word with another sense: cues for it, and words that settle that it is the right one. */
struct friend
{
    struct str word; /* folded */
    uint32_t except; /* set of names of sets ("COST-07") that are about the other sense, or RUB_NONE */
};

struct lexicon {
    const struct rubric *rubric;
    const struct phrase_index *phrases;
    const struct phrase_index *headings; /* of headings only: what a section is about */
    const struct tool_index *tools;
    unsigned char *class_of; /* [phrase] */
    bool *negative;          /* [phrase] its words deny something: "model not found" */
    uint32_t *set_of;        /* [phrase] set, or friend of a cue; RUB_NONE for roles */
    uint64_t *roles_of;      /* [phrase] */
    uint32_t *row_of;        /* [set] row that its name begins with, or RUB_NONE */
    struct friend *friends;
    size_t n_friends, cap_friends;
    uint32_t deferring, ignored, asked; /* sets of headings, or RUB_NONE */
    uint64_t leads[RUBRIC_MAX_ROLES],
        leads_back[RUBRIC_MAX_ROLES]; /* roles that arrows from a role may reach */
    double window_before, window_after;
    /* Bounds of language.stuffing; a bound that the language does not give is never reached. */
    double stuffed_rows, stuffed_subjects, stuffed_words, stuffed_actions, stuffed_amounts, stuffed_list;
    double stuffed_paragraph, stuffed_density;
};

struct lexicon *lexicon_new(struct arena *arena, const struct rubric *rubric, const struct tool_index *tools,
                            const struct pairs *pairs);

#endif
