#include "fetch/stream.h"

#include "fetch/address.h"
#include "fetch/gitlib.h"

#include <git2.h>
#include <git2/sys/stream.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* A host may have many addresses, and some of them lead nowhere. */
enum { CONNECT_MS = 5000, ADDRESSES_MAX = 16 };

/*
 * The beginning, up to fd, is that of libgit2's own socket stream: its ssh transport reaches for fd, whoever
 * made the stream. The layout is the same in all versions from 1.0 to 1.9; tests/fetch talks to a real sshd.
 */
struct stream {
    git_stream parent;
    char *host, *port;
    int fd; /* -1: not connected */
};

static struct stream_rules *rules_now;

uint64_t stream_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* -1, for libgit2. The first reason is the one that counts. */
static int stop(struct stream_rules *rules, enum stream_stop why, const char *detail)
{
    if (rules->stop == STREAM_FINE) {
        rules->stop = why;
        snprintf(rules->detail, sizeof rules->detail, "%s", detail);
    }
    gitlib_set_error(rules->detail);
    return -1;
}

bool stream_count(struct stream_rules *rules, size_t n)
{
    if (n > SIZE_MAX - rules->received)
        n = SIZE_MAX - rules->received;
    rules->received += n;
    if (rules->received > rules->bytes_max)
        stop(rules, STREAM_BYTES, "too many bytes");
    else if (!rules->alive(rules->context))
        stop(rules, STREAM_GONE, "nobody listens");
    return rules->stop == STREAM_FINE;
}

enum wait { WAIT_READY, WAIT_OVER, WAIT_FAILED };

/* Waits at most `most` milliseconds, or until the deadline. */
static enum wait wait_for(const struct stream_rules *rules, int fd, short events, uint64_t most)
{
    uint64_t until = stream_clock() + most;
    if (until > rules->deadline_ms)
        until = rules->deadline_ms;
    for (;;) {
        uint64_t now = stream_clock();
        if (now >= until)
            return WAIT_OVER;
        uint64_t left = until - now;
        struct pollfd poll_fd = {.fd = fd, .events = events};
        int n = poll(&poll_fd, 1, left < 60000 ? (int)left : 60000);
        if (n > 0)
            return WAIT_READY;
        if (n < 0 && errno != EINTR)
            return WAIT_FAILED;
    }
}

/* Until there is something to do; false after stop(). */
static bool wait_idle(struct stream_rules *rules, int fd, short events)
{
    switch (wait_for(rules, fd, events, rules->idle_ms)) {
    case WAIT_READY:
        return true;
    case WAIT_FAILED:
        stop(rules, STREAM_BROKEN, strerror(errno));
        return false;
    case WAIT_OVER:
        break;
    }
    if (stream_clock() >= rules->deadline_ms)
        stop(rules, STREAM_LATE, "too late");
    else
        stop(rules, STREAM_IDLE, "silence");
    return false;
}

/* A connected socket, or -1 with errno. */
static int connect_to(const struct stream_rules *rules, const struct addrinfo *to, uint64_t most)
{
    int fd = socket(to->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    int error = 0;
    socklen_t n = sizeof error;
    if (connect(fd, to->ai_addr, to->ai_addrlen) != 0 && errno != EINPROGRESS) {
        error = errno;
    } else if (wait_for(rules, fd, POLLOUT, most) != WAIT_READY) {
        error = ETIMEDOUT;
    } else if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &n) != 0) {
        error = errno;
    }
    if (error == 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        return fd;
    }
    close(fd);
    errno = error;
    return -1;
}

static void name_address(const struct sockaddr *address, socklen_t n, char *out, size_t max)
{
    if (getnameinfo(address, n, out, (socklen_t)max, NULL, 0, NI_NUMERICHOST) != 0)
        snprintf(out, max, "an address that is none");
}

/* Tries one address after the other; -1 after stop(). */
static int connect_first(struct stream_rules *rules, const struct addrinfo *list)
{
    char refused[INET6_ADDRSTRLEN + 32] = "";
    int why = 0, tried = 0;
    for (const struct addrinfo *to = list; to && tried < ADDRESSES_MAX; to = to->ai_next) {
        if (rules->public_only && !address_is_public(to->ai_addr)) {
            name_address(to->ai_addr, to->ai_addrlen, refused, sizeof refused);
            continue;
        }
        if (!rules->alive(rules->context))
            return stop(rules, STREAM_GONE, "nobody listens");
        bool last = !to->ai_next || rules->idle_ms < CONNECT_MS;
        int fd = connect_to(rules, to, last ? rules->idle_ms : CONNECT_MS);
        if (fd >= 0)
            return fd;
        why = errno;
        tried++;
    }
    if (tried == 0)
        return stop(rules, STREAM_ADDRESS, refused);
    if (stream_clock() >= rules->deadline_ms)
        return stop(rules, STREAM_LATE, "too late");
    return stop(rules, STREAM_BROKEN,
                why == ETIMEDOUT ? "no answer to the attempt to connect" : strerror(why));
}

static int stream_connect(git_stream *base)
{
    struct stream *s = (struct stream *)base;
    struct stream_rules *rules = rules_now;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list = NULL;
    if (rules->stop != STREAM_FINE)
        return stop(rules, rules->stop, "");
    int code = getaddrinfo(s->host, s->port, &hints, &list);
    if (code != 0)
        return stop(rules, STREAM_BROKEN, code == EAI_SYSTEM ? strerror(errno) : gai_strerror(code));
    s->fd = connect_first(rules, list);
    freeaddrinfo(list);
    return s->fd < 0 ? -1 : 0;
}

static ssize_t stream_read(git_stream *base, void *out, size_t n)
{
    struct stream *s = (struct stream *)base;
    struct stream_rules *rules = rules_now;
    for (;;) {
        if (rules->stop != STREAM_FINE)
            return stop(rules, rules->stop, "");
        if (stream_clock() >= rules->deadline_ms)
            return stop(rules, STREAM_LATE, "too late");
        ssize_t k = recv(s->fd, out, n, 0);
        if (k >= 0)
            return stream_count(rules, (size_t)k) ? k : -1;
        if (errno == EINTR)
            continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK)
            return stop(rules, STREAM_BROKEN, strerror(errno));
        if (!wait_idle(rules, s->fd, POLLIN))
            return -1;
    }
}

static ssize_t stream_write(git_stream *base, const char *bytes, size_t n, int flags)
{
    struct stream *s = (struct stream *)base;
    struct stream_rules *rules = rules_now;
    (void)flags;
    for (;;) {
        if (rules->stop != STREAM_FINE)
            return stop(rules, rules->stop, "");
        ssize_t k = send(s->fd, bytes, n, MSG_NOSIGNAL);
        if (k >= 0)
            return k;
        if (errno == EINTR)
            continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK)
            return stop(rules, STREAM_BROKEN, strerror(errno));
        if (!wait_idle(rules, s->fd, POLLOUT))
            return -1;
    }
}

static int stream_close(git_stream *base)
{
    struct stream *s = (struct stream *)base;
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
    return 0;
}

static void stream_free(git_stream *base)
{
    struct stream *s = (struct stream *)base;
    if (!s)
        return;
    stream_close(base);
    free(s->host);
    free(s->port);
    free(s);
}

static bool same_host(const char *asked, const char *host)
{
    struct str h = str_from(host);
    if (h.n > 1 && h.p[0] == '[' && h.p[h.n - 1] == ']')
        h = str_sub(h, 1, h.n - 2);
    return str_eq_nocase(h, str_from(asked));
}

static int stream_new(git_stream **out, const char *host, const char *port)
{
    struct stream_rules *rules = rules_now;
    *out = NULL;
    if (!same_host(rules->host, host) || strcmp(rules->port, port) != 0) {
        char where[sizeof rules->detail];
        snprintf(where, sizeof where, "%.200s:%.20s", host, port);
        return stop(rules, STREAM_ELSEWHERE, where);
    }
    struct stream *s = calloc(1, sizeof *s);
    if (s) {
        s->fd = -1;
        s->host = strdup(rules->host);
        s->port = strdup(port);
    }
    if (!s || !s->host || !s->port) {
        stream_free(s ? &s->parent : NULL);
        gitlib_set_error("out of memory");
        return -1;
    }
    s->parent = (git_stream){.version = GIT_STREAM_VERSION,
                             .connect = stream_connect,
                             .read = stream_read,
                             .write = stream_write,
                             .close = stream_close,
                             .free = stream_free};
    *out = &s->parent;
    return 0;
}

bool stream_install(struct stream_rules *rules)
{
    git_stream_registration registration = {.version = GIT_STREAM_VERSION, .init = stream_new};
    rules_now = rules;
    return git_stream_register(GIT_STREAM_STANDARD, &registration) == 0;
}

void stream_remove(void)
{
    git_stream_register(GIT_STREAM_STANDARD, NULL);
    rules_now = NULL;
}
