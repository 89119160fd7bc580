#ifndef GRADE_LANDLOCK_H
#define GRADE_LANDLOCK_H
/*
 * Landlock: a process gives up files, TCP ports and signals for good, itself and whatever it starts.
 *
 * The kernel is asked at run time what it can do (its ABI, 1 to 7 as of Linux 6.15); what it cannot is left
 * out. TCP ports need ABI 4, abstract sockets and signals ABI 6. There is no wrapper in the C library.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 0: the kernel has no Landlock, or does not let this process use it. */
unsigned landlock_abi(void);

/* All that stays allowed. Zeroed: nothing at all. */
struct landlock_rules {
    const char *const *read; /* files and folders, and all below them; those that are not there are skipped */
    size_t n_read;
    const char *write;     /* one folder for everything but running programs; or NULL */
    const uint16_t *ports; /* to connect to */
    size_t n_ports;
};

/* After PR_SET_NO_NEW_PRIVS. The ABI in use, or 0 where nothing was applied. */
unsigned landlock_apply(const struct landlock_rules *rules);

#endif
