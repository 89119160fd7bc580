#ifndef GRADE_TROUBLE_H
#define GRADE_TROUBLE_H
/*
 * Why a fetch failed, in one line for people: our own knowledge first (limits, who was asked for what),
 * libgit2's words, which are often misleading, last.
 */
#include "fetch/login.h"
#include "fetch/repository.h"
#include "fetch/transport.h"

struct trouble {
    const struct fetch_options *options;
    const struct transport *transport;
    const struct login *login;
    bool too_many; /* objects */
    int code;      /* libgit2's error */
};

/* In the arena. */
char *trouble_words(struct arena *arena, const struct trouble *trouble);

#endif
