#ifndef GRADE_REPOSITORY_H
#define GRADE_REPOSITORY_H
/*
 * What is asked for, and the work that needs libgit2: fetching one ref of a URL into a temporary bare
 * repository, opening a local one, and reading a folder inside a work tree, whose ignore rules git knows.
 *
 * libgit2 meets hostile bytes here, has no time-outs and, on a hostile .git, memory errors: repository_work()
 * runs in a child process that can be killed, and what it hands back is a parcel (fetch/parcel.h) that the
 * parent checks. This room knows nothing of processes; fetching.c brings it together with confine/.
 *
 * Nothing is ever checked out, no hook, filter or submodule is run or read, no configuration is looked at, no
 * proxy and no redirect to elsewhere is followed. Local repositories are opened, never fetched; their config,
 * alternates and links are not honoured (gitdir.h).
 *
 * What the process needs of the machine, and nothing else:
 *   URL          write   temp_dir
 *                read    SSL_CERT_FILE and SSL_CERT_DIR, else /etc/ssl/certs (links into
 * /usr/share/ca-certificates) for https; ~/.ssh/known_hosts for ssh; to look up names /etc/resolv.conf (often
 * a link into /run), nsswitch.conf, hosts, host.conf, gai.conf, services, and the libraries that
 *                        nsswitch.conf names, which are loaded late
 *                connect TCP to target->url.port alone; port 53, UDP and TCP, for names; for ssh the socket
 *                        SSH_AUTH_SOCK
 *   REPOSITORY   read    the folders gitdir_find() gives; no network
 *   WORKTREE     read    target->path and, for ignore rules, target->root and those folders; no network
 */
#include "base/limits.h"
#include "base/str.h"

struct credentials;

struct fetch_options {
    const char *what;          /* URL, folder, file or PATH.git */
    const char *ref;           /* branch, tag, full ref name or commit id; NULL: the default branch */
    const char *pr;            /* number of a pull or merge request, or NULL; not with ref */
    const char *expect_commit; /* full commit id that must be found, or NULL */
    bool allow_http;           /* http:// to hosts other than this machine */
    bool public_only;          /* only addresses of the public internet are connected to */
    const struct credentials *credentials; /* for https; NULL: none */
    bool progress;                         /* stderr is a terminal and not quiet */
    struct limits limits;
};

enum fetch_result {
    FETCH_OK,
    FETCH_USAGE, /* exit 2: the call or this machine is at fault */
    FETCH_FAILED /* exit 3: the submission cannot be read */
};

/* Where the work's output goes. False from either: nobody listens any more, give up. */
struct repository_port {
    bool (*send)(void *context, const void *bytes, size_t n); /* the parcel, piece by piece */
    bool (*tell)(void *context, const void *bytes,
                 size_t n); /* a sign of life: an encoded repository_progress */
    void *context;
};

struct repository_progress {
    uint64_t received, total, indexed; /* objects; total is 0 while unknown */
    uint64_t bytes;                    /* received */
};
#define REPOSITORY_PROGRESS_BYTES 32
/* False for what is not an encoded progress. */
bool repository_progress_read(struct repository_progress *out, const void *bytes, size_t n);

struct target;

/*
 * Does what the target (of kind WORKTREE, REPOSITORY or URL) needs and sends the parcel: a submission, or why
 * there is none. temp_dir: an empty private folder, for a URL only; the caller removes it. False: nobody
 * listens any more.
 */
bool repository_work(const struct fetch_options *options, const struct target *target, const char *temp_dir,
                     const struct repository_port *port);

#endif
