#ifndef GRADE_TELLING_H
#define GRADE_TELLING_H
/* Statements while they are collected: what statements_read.c and statements_drawn.c share. */
#include "model/reading.h"
#include "recognise/echo.h"
#include "recognise/said.h"

struct telling {
    struct reading *reading;
    struct arena *arena;
    const struct lexicon *lexicon;
    struct statements *told;
    struct echo *echo;
    struct said said;
    struct tokens tokens; /* scratch */
    size_t paragraph;     /* number of the one that is being read */
    uint64_t *jobs;       /* [tool] roles that it was told to have */
};

/* Understands one statement and appends it; text without a word is nothing. Its tokens are copied. */
void telling_say(struct telling *telling, struct statement statement, enum tool_where where);
/* A statement of that kind with nothing in it. */
struct statement telling_new(const struct telling *telling, enum statement_kind kind, struct str text,
                             struct place at);

/* Labels of boxes and arrows, declared values, names of files. */
void statements_drawn_read(struct telling *telling);

#endif
