#ifndef GRADE_TRANSPORT_H
#define GRADE_TRANSPORT_H
/*
 * libgit2's own transports, http and ssh, with a layer around what they read and write: where the server can
 * cut off history, "deepen 1" is added to the request and the server's word about it is taken out of the
 * reply, which libgit2 before 1.7 knows nothing of; the list of refs has a bound of its own, for all of it is
 * kept in memory.
 */
#include "fetch/stream.h"

struct git_transport;
struct git_remote;

struct transport {
    struct stream_rules *rules;
    bool ssh;
    bool shallow;    /* ask for the newest commit alone, where the server can */
    size_t refs_max; /* bytes of the list of refs */

    bool shallow_offered;
    size_t refs;    /* bytes of the list so far */
    bool refs_over; /* too many */
};

/* A new transport for the remote: for git_remote_callbacks.transport, an error code of libgit2. `t` must
 * outlive it. */
int transport_new(struct git_transport **out, struct git_remote *owner, struct transport *t);

/* The depth to ask libgit2 itself for, 0 where it knows of none and the layer does it. */
int transport_depth(const struct transport *t);

#endif
