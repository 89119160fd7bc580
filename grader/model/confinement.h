#ifndef GRADE_CONFINEMENT_H
#define GRADE_CONFINEMENT_H
/*
 * How the processes that met the submission's bytes were confined. It differs between machines, so no
 * judgement rests on it; reports print it apart from all else.
 */
#include <stdbool.h>

enum confine_mode { CONFINE_AUTO /* what the kernel gives */, CONFINE_REQUIRE, CONFINE_OFF };

/* Of one process, as it found it to be before its work began. */
struct confinement {
    bool ran;          /* false: there was no such process */
    unsigned landlock; /* the kernel's ABI; 0: not active */
    bool seccomp;      /* system calls are filtered */
    bool memory;       /* address space is bounded */
};

static inline const char *confine_mode_name(enum confine_mode mode)
{
    static const char *const names[] = {"auto", "require", "off"};
    return names[mode];
}

#endif
