#ifndef GRADE_FILTER_H
#define GRADE_FILTER_H
/*
 * Which system calls a process may still make, by seccomp. A filter cannot be taken off, and holds for
 * whatever the process starts; a second one only takes more away.
 *
 * KEEPER and LEAF list what is allowed. What only an attacker wants (open a file or socket, run a program,
 * kill, trace, memory that is written and run) ends the process with SIGSYS, so that it is seen; any other
 * call fails with EPERM, since a C library that asks for something new is not an attack.
 */
#include <stdbool.h>

enum filter_kind {
    FILTER_KEEPER,   /* memory, pipes that are open, and children: it parses nothing hostile itself */
    FILTER_LEAF,     /* memory, and pipes that are open */
    FILTER_GIT,      /* everything but running programs, tracing, and changing the machine */
    FILTER_GIT_LOCAL /* and no sockets */
};

/* After PR_SET_NO_NEW_PRIVS. False: the kernel refuses, or the build is instrumented (base/instrumented.h).
 */
bool filter_apply(enum filter_kind kind);
/* Whether the kernel has such filters. */
bool filter_there(void);
/* Of libseccomp: "2.5.4". The buffer is the caller's. */
const char *filter_version(char out[32]);

#endif
