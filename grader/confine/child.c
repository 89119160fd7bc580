#include "confine/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/*
 * On the pipe: frames of a type, a length (4 bytes, low first) and that many bytes. RESULT is appended to the
 * result, TELL is a message, DONE and FAILED (no bytes) end the talk: a pipe that closes without them is a
 * crash.
 */
enum { FRAME_RESULT = 'R', FRAME_TELL = 'T', FRAME_DONE = 'D', FRAME_FAILED = 'F', FRAME_HEAD = 5 };
#define FRAME_MAX (1u << 20)

struct child_port {
    int fd;
};

/* The one global of the program: a signal handler can reach nothing else. */
static volatile sig_atomic_t caught;

static const int watched[] = {SIGINT, SIGTERM, SIGHUP};
enum { WATCHED = sizeof watched / sizeof *watched };

static void on_signal(int number)
{
    caught = number;
}

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* ---- the child ---- */

static bool write_all(int fd, const void *bytes, size_t n)
{
    const char *p = bytes;
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}

static bool send_frame(struct child_port *port, unsigned char type, const void *bytes, size_t n)
{
    unsigned char head[FRAME_HEAD] = {type, (unsigned char)n, (unsigned char)(n >> 8),
                                      (unsigned char)(n >> 16), (unsigned char)(n >> 24)};
    return write_all(port->fd, head, sizeof head) && write_all(port->fd, bytes, n);
}

bool child_send(struct child_port *port, const void *bytes, size_t n)
{
    const char *p = bytes;
    while (n) {
        size_t part = n < FRAME_MAX ? n : FRAME_MAX;
        if (!send_frame(port, FRAME_RESULT, p, part))
            return false;
        p += part;
        n -= part;
    }
    return true;
}

bool child_tell(struct child_port *port, const void *message, size_t n)
{
    return send_frame(port, FRAME_TELL, message, n < CHILD_MESSAGE_MAX ? n : CHILD_MESSAGE_MAX);
}

static void bound(__rlimit_resource_t resource, size_t soft, size_t hard)
{
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0)
        return;
    if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > hard)
        limit.rlim_max = hard;
    limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
    setrlimit(resource, &limit);
}

static _Noreturn void child_main(const struct child_job *job, int fd, pid_t parent, const sigset_t *mask)
{
    /* The terminal sends Ctrl-C to both: the parent decides, so that it sees a signal and not a crash. */
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    sigprocmask(SIG_SETMASK, mask, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(2);
    bound(RLIMIT_CORE, 0, 0);
    if (job->cpu_seconds)
        bound(RLIMIT_CPU, job->cpu_seconds, job->cpu_seconds + 1);
    if (job->file_max)
        bound(RLIMIT_FSIZE, job->file_max, job->file_max);
    if (job->memory_max && !SANITIZED)
        bound(RLIMIT_AS, job->memory_max, job->memory_max);
    if (job->quiet && !SANITIZED) {
        int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (nowhere >= 0)
            dup2(nowhere, STDERR_FILENO);
    }
    struct child_port port = {fd};
    bool done = job->work(job->context, &port);
    send_frame(&port, done ? FRAME_DONE : FRAME_FAILED, NULL, 0);
    _exit(0);
}

/* ---- the parent ---- */

struct hearing {
    const struct child_job *job;
    unsigned char head[FRAME_HEAD];
    size_t head_n;
    size_t left; /* of the frame's bytes */
    char message[CHILD_MESSAGE_MAX];
    size_t message_n;
    char *result; /* malloc: it grows, and the arena would keep every size */
    size_t n, cap;
    enum child_end end;
    bool over;
};

static void finish(struct hearing *h, enum child_end end)
{
    h->end = end;
    h->over = true;
}

static void keep(struct hearing *h, const char *bytes, size_t n)
{
    if (h->job->result_max && n > h->job->result_max - h->n) {
        finish(h, CHILD_TOO_LARGE);
        return;
    }
    if (h->n + n > h->cap) {
        size_t cap = h->cap ? h->cap : 4096;
        while (cap < h->n + n)
            cap *= 2;
        char *moved = realloc(h->result, cap);
        if (!moved)
            die_memory();
        h->result = moved;
        h->cap = cap;
    }
    memcpy(h->result + h->n, bytes, n);
    h->n += n;
}

static void start_frame(struct hearing *h)
{
    h->left =
        (size_t)h->head[1] | (size_t)h->head[2] << 8 | (size_t)h->head[3] << 16 | (size_t)h->head[4] << 24;
    switch (h->head[0]) {
    case FRAME_RESULT:
        if (h->left == 0 || h->left > FRAME_MAX)
            finish(h, CHILD_CRASHED);
        break;
    case FRAME_TELL:
        h->message_n = 0;
        if (h->left > CHILD_MESSAGE_MAX)
            finish(h, CHILD_CRASHED);
        break;
    case FRAME_DONE:
    case FRAME_FAILED:
        finish(h, h->left ? CHILD_CRASHED : h->head[0] == FRAME_DONE ? CHILD_OK : CHILD_FAILED);
        break;
    default:
        finish(h, CHILD_CRASHED);
    }
}

static void hear(struct hearing *h, const char *bytes, size_t n)
{
    while (n && !h->over) {
        if (h->head_n < FRAME_HEAD) {
            h->head[h->head_n++] = (unsigned char)*bytes++;
            n--;
            if (h->head_n < FRAME_HEAD)
                continue;
            start_frame(h);
        } else {
            size_t part = n < h->left ? n : h->left;
            if (h->head[0] == FRAME_RESULT) {
                keep(h, bytes, part);
            } else {
                memcpy(h->message + h->message_n, bytes, part);
                h->message_n += part;
            }
            bytes += part;
            n -= part;
            h->left -= part;
        }
        if (!h->over && h->left == 0) {
            h->head_n = 0;
            if (h->head[0] == FRAME_TELL && h->job->told)
                h->job->told(h->job->context, h->message, h->message_n);
        }
    }
}

/* Reads until the child is done, gone, too late or too large, or until a watched signal came. */
static void listen_to(struct hearing *h, int fd, const sigset_t *mask)
{
    char bytes[65536];
    uint64_t start = now_ms(), heard = start;
    while (!h->over && !caught) {
        uint64_t now = now_ms(), until = UINT64_MAX;
        if (h->job->wall_ms)
            until = start + h->job->wall_ms;
        if (h->job->idle_ms && heard + h->job->idle_ms < until)
            until = heard + h->job->idle_ms;
        if (now >= until) {
            finish(h, h->job->wall_ms && now >= start + h->job->wall_ms ? CHILD_TIMEOUT : CHILD_IDLE);
            break;
        }
        uint64_t left = until == UINT64_MAX ? 60000 : until - now;
        struct timespec wait = {(time_t)(left / 1000), (long)(left % 1000) * 1000000};
        struct pollfd poll = {.fd = fd, .events = POLLIN};
        /* The signals are let in only here, so none is lost between the test of the flag and the wait. */
        if (ppoll(&poll, 1, &wait, mask) <= 0)
            continue;
        ssize_t k = read(fd, bytes, sizeof bytes);
        if (k < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (k <= 0) {
            finish(h, CHILD_CRASHED);
            break;
        }
        heard = now_ms();
        hear(h, bytes, (size_t)k);
    }
}

static int reap(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

/* The pipe is open before and closed after; returns the end, with `message` for what is not CHILD_OK. */
static enum child_end run_forked(struct hearing *h, struct str *message, struct arena *arena,
                                 const sigset_t *mask)
{
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) != 0) {
        *message = str_from(arena_printf(arena, "no pipe: %s", strerror(errno)));
        return CHILD_FAILED;
    }
    /* What is buffered belongs to the parent: should the child die through exit(), it must not appear twice.
     */
    fflush(stdout);
    fflush(stderr);
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        close(fds[0]);
        child_main(h->job, fds[1], parent, mask);
    }
    int why = errno;
    close(fds[1]);
    if (pid < 0) {
        close(fds[0]);
        *message = str_from(arena_printf(arena, "no process: %s", strerror(why)));
        return CHILD_FAILED;
    }
    listen_to(h, fds[0], mask);
    close(fds[0]);
    bool gone = h->over && h->end == CHILD_CRASHED; /* by itself, or it talks nonsense: see how it ended */
    if (gone) {
        /* The pipe is closed in the moment of dying: leave it that moment, then its end is its own. */
        int status = 0;
        for (int i = 0; i < 50; i++) {
            pid_t seen = waitpid(pid, &status, WNOHANG);
            if (seen == pid) {
                if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
                    h->end = CHILD_TIMEOUT;
                    *message = STR("no processor time left");
                } else if (WIFSIGNALED(status)) {
                    *message = str_from(arena_printf(arena, "signal %d", WTERMSIG(status)));
                } else {
                    *message = str_from(arena_printf(arena, "exit status %d", WEXITSTATUS(status)));
                }
                return h->end;
            }
            if (seen < 0 && errno != EINTR)
                break;
            nanosleep(&(struct timespec){0, 2000000}, NULL);
        }
        *message = STR("no sense on the pipe");
    }
    kill(pid, SIGKILL);
    reap(pid);
    if (!h->over)
        return CHILD_FAILED; /* interrupted: the caller raises the signal */
    if (h->end == CHILD_FAILED)
        *message = str_copy(arena, (struct str){h->message, h->message_n});
    return h->end;
}

enum child_end child_run(struct str *out, struct str *message, struct arena *arena,
                         const struct child_job *job)
{
    struct sigaction before[WATCHED];
    sigset_t hold, mask;
    sigemptyset(&hold);
    for (int i = 0; i < WATCHED; i++)
        sigaddset(&hold, watched[i]);
    sigprocmask(SIG_BLOCK, &hold, &mask);
    caught = 0;
    struct sigaction catch = {.sa_handler = on_signal};
    sigemptyset(&catch.sa_mask);
    for (int i = 0; i < WATCHED; i++) {
        sigaction(watched[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN) /* nohup stays nohup */
            sigaction(watched[i], &catch, NULL);
    }

    *out = (struct str){"", 0};
    *message = (struct str){"", 0};
    struct hearing hearing = {.job = job, .end = CHILD_FAILED};
    enum child_end end = CHILD_FAILED;
    if (!job->prepare || job->prepare(job->context))
        end = run_forked(&hearing, message, arena, &mask);
    if (job->cleanup)
        job->cleanup(job->context);
    if (end == CHILD_OK)
        *out = (struct str){arena_copy(arena, hearing.result ? hearing.result : "", hearing.n), hearing.n};
    free(hearing.result);

    for (int i = 0; i < WATCHED; i++)
        sigaction(watched[i], &before[i], NULL);
    int number = caught;
    if (number) {
        raise(number); /* held back until the mask is as before: then it ends the program, or is survived */
        end = CHILD_FAILED;
        *out = (struct str){"", 0};
        *message = STR("interrupted");
    }
    sigprocmask(SIG_SETMASK, &mask, NULL);
    return end;
}
