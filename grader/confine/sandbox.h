#ifndef GRADE_SANDBOX_H
#define GRADE_SANDBOX_H
/*
 * What a child gives up before it touches what others wrote, by kind: the processes of docs/security.md.
 *
 * All of it is for good and holds for the child's own children. AUTO takes what the kernel gives; REQUIRE
 * wants Landlock, the filter and bounded memory; OFF keeps the limits alone. An instrumented build has the
 * limits alone, too, without that of memory.
 */
#include "confine/landlock.h"
#include "model/confinement.h"

enum sandbox_kind {
    SANDBOX_PLAIN,     /* limits alone, whatever the mode */
    SANDBOX_GIT,       /* files and ports by the rules; no other programs */
    SANDBOX_GIT_LOCAL, /* and no sockets */
    SANDBOX_PARSE      /* no files, no network; may fork until sandbox_seal() */
};

struct sandbox {
    enum sandbox_kind kind;
    enum confine_mode mode;
    struct landlock_rules rules; /* GIT and GIT_LOCAL */
    /* 0: no bound. */
    size_t cpu_seconds;
    size_t memory_max; /* bytes of address space; not in an instrumented build */
    size_t file_max; /* bytes of one file that the child writes; of a PARSE child: 0, whatever stands here */
};

/*
 * Of all descriptors only *fd stays, as number 3 or what it is returned as; 0 and 1 lead nowhere, and 2 leads
 * to `complaints`, or nowhere where that is -1. No file is opened for it. An instrumented build keeps 2, for
 * its reports.
 */
void sandbox_descriptors(int *fd, int complaints);
/* Closes that descriptor and all above it. */
void sandbox_close_from(unsigned first);

/*
 * To be called once in the child. *out says what is active. False under REQUIRE where something is not:
 * *refused says what, in some words.
 */
bool sandbox_enter(struct confinement *out, const struct sandbox *sandbox, const char **refused);

/* From here on a PARSE child, or one of its own, starts no process and sees no pipe but those that are open.
 */
void sandbox_seal(const struct confinement *confined);

/* Lowers a limit of this process, for good; 0 is a limit. soft <= hard. */
void sandbox_bound(int resource, size_t soft, size_t hard);

/* What this kernel and this build offer, asked without giving anything up. */
struct confinement sandbox_offered(void);

#endif
