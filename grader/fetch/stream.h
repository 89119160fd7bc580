#ifndef GRADE_STREAM_H
#define GRADE_STREAM_H
/*
 * The one way out: every connection that libgit2 makes, TLS and ssh included, is made here, to the one host
 * and port that the user named, within time and bytes. libgit2's own TLS runs on top of it.
 *
 * ssh is different in one point: libssh2 reads and writes the socket itself. Connecting is as for the others;
 * the bytes are counted in transport.c, and silence is for the parent process to notice.
 *
 * A connection that is stopped says why in `stop` and `detail`: what libgit2 makes of it is often misleading.
 */
#include "base/str.h"

enum stream_stop {
    STREAM_FINE,
    STREAM_LATE,      /* the deadline */
    STREAM_IDLE,      /* silence */
    STREAM_BYTES,     /* more than bytes_max */
    STREAM_ADDRESS,   /* the host has no address that is allowed; detail: one that is not */
    STREAM_ELSEWHERE, /* to another host or port; detail: which */
    STREAM_BROKEN,    /* no such host, refused, reset; detail: what the system says */
    STREAM_GONE       /* alive() said that nobody listens any more */
};

struct stream_rules {
    const char *host, *port; /* the only ones; no brackets around an address */
    uint64_t deadline_ms;    /* of stream_clock() */
    uint64_t idle_ms;
    size_t bytes_max;
    bool public_only;             /* addresses of the public internet alone */
    bool (*alive)(void *context); /* called now and then while bytes come; false: stop */
    void *context;

    size_t received; /* bytes, of all connections */
    enum stream_stop stop;
    char detail[256]; /* may hold bytes from outside */
};

/* Milliseconds of the monotonic clock. */
uint64_t stream_clock(void);

/*
 * From now on libgit2 connects by these rules alone, which must live until stream_remove(). One set at a time
 * in a process: libgit2's constructor of streams takes no context. False: libgit2 does not take it.
 */
bool stream_install(struct stream_rules *rules);
void stream_remove(void);

/* Counts bytes that came by another way; false when there are too many, or nobody listens. */
bool stream_count(struct stream_rules *rules, size_t n);

#endif
