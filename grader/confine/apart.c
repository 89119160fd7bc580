#include "confine/apart.h"

#include "confine/child.h"
#include "confine/frames.h"
#include "confine/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* To the keeper: kind and length, and the request. Back: how it ended and length, and the reply. */
struct header {
    uint32_t what, n;
};

struct apart_port {
    int fd;
    size_t left; /* bytes that the reply may still have */
};

/* What is in the keeper: it grows to what was ever asked for, and no further. */
struct room {
    char *p;
    size_t n, cap;
};

/* ---- the child of the keeper ---- */

bool apart_send(struct apart_port *port, const void *bytes, size_t n)
{
    if (n > port->left)
        n = port->left + 1; /* the keeper sees that it is too much */
    port->left -= n < port->left ? n : port->left;
    return frames_write(port->fd, bytes, n);
}

static _Noreturn void do_piece(const struct apart_kind *kind, size_t reply_max, struct str request, int fd,
                               const struct confinement *confined)
{
    struct itimerval alarm = {.it_value.tv_sec = (time_t)(4 * kind->cpu_seconds + 4)};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    sandbox_descriptors(&fd, -1); /* the keeper's pipes are not its business */
    sandbox_bound(RLIMIT_CPU, kind->cpu_seconds, kind->cpu_seconds + 1);
    setitimer(ITIMER_REAL, &alarm, NULL); /* SIGALRM ends what neither computes nor ends */
    sandbox_seal(confined);
    struct apart_port port = {fd, reply_max};
    bool done = kind->work(kind->context, request, &port);
    child_end_now(done ? 0 : 1);
}

/* ---- the keeper ---- */

static bool read_all(int fd, void *bytes, size_t n)
{
    char *p = bytes;
    while (n) {
        ssize_t k = read(fd, p, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}

static bool make_room(struct room *room, size_t n)
{
    if (n <= room->cap)
        return true;
    size_t cap = room->cap ? room->cap : 4096;
    while (cap < n)
        cap *= 2;
    char *moved = realloc(room->p, cap);
    if (!moved)
        return false;
    room->p = moved;
    room->cap = cap;
    return true;
}

/* All of the pipe, up to max bytes and one more. */
static bool read_reply(struct room *reply, int fd, size_t max)
{
    reply->n = 0;
    while (reply->n <= max) {
        size_t part = max + 1 - reply->n < 65536 ? max + 1 - reply->n : 65536;
        if (!make_room(reply, reply->n + part))
            return false;
        ssize_t k = read(fd, reply->p + reply->n, part);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return k == 0;
        reply->n += (size_t)k;
    }
    return true;
}

static enum apart_end how_it_ended(int status, const struct room *reply, size_t max)
{
    if (reply->n > max)
        return APART_TOO_LARGE;
    if (WIFEXITED(status))
        return WEXITSTATUS(status) == 0 ? APART_OK : WEXITSTATUS(status) == 1 ? APART_FAILED : APART_CRASHED;
    int signal = WTERMSIG(status);
    return signal == SIGXCPU || signal == SIGALRM || signal == SIGKILL ? APART_TIMEOUT : APART_CRASHED;
}

static enum apart_end run_piece(struct room *reply, const struct apart_kind *kind, size_t reply_max,
                                struct str request, double *spent, const struct confinement *confined)
{
    int fds[2];
    reply->n = 0;
    if (*spent >= (double)kind->cpu_seconds_all)
        return APART_SPENT;
    if (pipe2(fds, O_CLOEXEC) != 0)
        return APART_FAILED;
    pid_t pid = fork();
    if (pid == 0) {
        close(fds[0]);
        do_piece(kind, reply_max, request, fds[1], confined);
    }
    close(fds[1]);
    bool heard = pid > 0 && read_reply(reply, fds[0], reply_max);
    close(fds[0]); /* a child that still writes is ended by it, or by its time */
    int status = 0;
    struct rusage use = {0};
    if (pid < 0)
        return APART_FAILED;
    while (wait4(pid, &status, 0, &use) < 0 && errno == EINTR)
        ;
    *spent += (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
              1e-6 * (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
    return heard ? how_it_ended(status, reply, reply_max) : APART_FAILED;
}

static _Noreturn void keep(const struct apart_rules *rules, int asked, int answer,
                           const struct confinement *confined)
{
    struct room request = {0}, reply = {0};
    struct header header;
    double spent[APART_KINDS_MAX] = {0};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_DFL);
    /* Nothing else that its parent has open stays open here. */
    asked = fcntl(asked, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    answer = fcntl(answer, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (dup2(asked, STDIN_FILENO) < 0 || dup2(answer, STDOUT_FILENO) < 0)
        child_end_now(2);
    asked = STDIN_FILENO;
    answer = STDOUT_FILENO;
    sandbox_close_from(STDERR_FILENO + 1);
    while (read_all(asked, &header, sizeof header)) {
        if (header.what >= APART_KINDS_MAX || !rules->kinds[header.what].work ||
            header.n > rules->request_max || !make_room(&request, header.n) ||
            !read_all(asked, request.p, header.n))
            break;
        enum apart_end end =
            run_piece(&reply, &rules->kinds[header.what], rules->reply_max,
                      (struct str){request.p ? request.p : "", header.n}, &spent[header.what], confined);
        struct header back = {(uint32_t)end, end == APART_OK ? (uint32_t)reply.n : 0};
        if (!frames_write(answer, &back, sizeof back) || !frames_write(answer, reply.p, back.n))
            break;
    }
    child_end_now(0);
}

/* ---- who asks ---- */

bool apart_start(struct apart *out, const struct apart_rules *rules, const struct confinement *confined)
{
    int ask[2], answer[2];
    *out = (struct apart){-1, -1, -1, rules->reply_max, rules->request_max};
    if (pipe2(ask, O_CLOEXEC) != 0)
        return false;
    if (pipe2(answer, O_CLOEXEC) != 0) {
        close(ask[0]);
        close(ask[1]);
        return false;
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(ask[1]);
        close(answer[0]);
        keep(rules, ask[0], answer[1], confined);
    }
    close(ask[0]);
    close(answer[1]);
    if (pid < 0) {
        close(ask[1]);
        close(answer[0]);
        return false;
    }
    *out = (struct apart){ask[1], answer[0], (int)pid, rules->reply_max, rules->request_max};
    return true;
}

enum apart_end apart_ask(struct str *reply, struct arena *arena, struct apart *apart, unsigned kind,
                         struct str request)
{
    struct header header = {kind, (uint32_t)request.n};
    *reply = (struct str){"", 0};
    if (apart->ask < 0 || request.n > apart->request_max)
        return APART_FAILED;
    if (!frames_write(apart->ask, &header, sizeof header) ||
        !frames_write(apart->ask, request.p, request.n) || !read_all(apart->answer, &header, sizeof header) ||
        header.what > APART_SPENT || header.n > apart->reply_max)
        return APART_FAILED;
    char *bytes = arena_alloc(arena, (size_t)header.n + 1);
    if (!read_all(apart->answer, bytes, header.n))
        return APART_FAILED;
    *reply = (struct str){bytes, header.n};
    return (enum apart_end)header.what;
}

void apart_stop(struct apart *apart)
{
    if (apart->keeper < 0)
        return;
    close(apart->ask);
    close(apart->answer);
    while (waitpid(apart->keeper, NULL, 0) < 0 && errno == EINTR)
        ;
    apart->ask = apart->answer = apart->keeper = -1;
}
