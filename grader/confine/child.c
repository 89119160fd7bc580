#include "confine/child.h"

#include "base/instrumented.h"
#include "confine/frames.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct child_port {
    int fd;
    struct confinement confined;
};

/* The one global of the program: a signal handler can reach nothing else. */
static volatile sig_atomic_t caught;

static const int watched[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
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

bool child_send(struct child_port *port, const void *bytes, size_t n)
{
    const char *p = bytes;
    while (n) {
        size_t part = n < FRAME_MAX ? n : FRAME_MAX;
        if (!frames_send(port->fd, FRAME_RESULT, p, part))
            return false;
        p += part;
        n -= part;
    }
    return true;
}

bool child_tell(struct child_port *port, const void *message, size_t n)
{
    return frames_send(port->fd, FRAME_TELL, message, n < CHILD_MESSAGE_MAX ? n : CHILD_MESSAGE_MAX);
}

const struct confinement *child_confined(const struct child_port *port)
{
    return &port->confined;
}

void child_seal(struct child_port *port)
{
    sandbox_seal(&port->confined);
}

/* A program that measures its coverage writes it down at its end, which _exit() leaves out. */
extern void __gcov_dump(void) __attribute__((weak));
extern int __llvm_profile_write_file(void) __attribute__((weak));

_Noreturn void child_end_now(int status)
{
    if (__gcov_dump)
        __gcov_dump();
    if (__llvm_profile_write_file)
        __llvm_profile_write_file();
    _exit(status);
}

/* Ends for complaints and results of the parent and the child. */
struct ends {
    int result[2], said[2];
};

static _Noreturn void child_main(const struct child_job *job, const struct ends *ends, pid_t parent,
                                 const sigset_t *mask)
{
    /* A group of its own: whatever it starts can be ended with it, and Ctrl-C is for the parent to see. */
    setpgid(0, 0);
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    sigprocmask(SIG_SETMASK, mask, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(2);
    struct child_port port = {.fd = ends->result[1]};
    if (job->kind != SANDBOX_PLAIN)
        sandbox_descriptors(&port.fd, ends->said[1]);
    struct sandbox sandbox = {.kind = job->kind,
                              .mode = job->mode,
                              .cpu_seconds = job->cpu_seconds,
                              .memory_max = job->memory_max,
                              .file_max = job->file_max};
    if (job->permit)
        job->permit(job->context, &sandbox.rules);
    const char *refused;
    if (!sandbox_enter(&port.confined, &sandbox, &refused)) {
        frames_send(port.fd, FRAME_REFUSED, refused, strlen(refused));
        child_end_now(0);
    }
    frames_send_confined(port.fd, &port.confined);
    bool done = job->work(job->context, &port);
    frames_send(port.fd, done ? FRAME_DONE : FRAME_FAILED, NULL, 0);
    child_end_now(0);
}

/* ---- the parent ---- */

/*
 * Words are kept here until `cleanup` has run: the arena ends the program where there is no memory, and what
 * the caller prepared would stay.
 */
struct hearing {
    char words[1280];
    struct frames frames;
    enum child_end end;
    bool over;
};

static void finish(struct hearing *h, enum child_end end)
{
    h->end = end;
    h->over = true;
}

static void settle(struct hearing *h)
{
    static const enum child_end ends[] = {
        [FRAMES_DONE] = CHILD_OK,          [FRAMES_FAILED] = CHILD_FAILED,
        [FRAMES_REFUSED] = CHILD_REFUSED,  [FRAMES_NONSENSE] = CHILD_CRASHED,
        [FRAMES_NO_MEMORY] = CHILD_FAILED, [FRAMES_TOO_LARGE] = CHILD_TOO_LARGE};
    if (h->frames.end != FRAMES_OPEN)
        finish(h, ends[h->frames.end]);
}

/* Reads until the child is done, gone, too late or too large, or until a watched signal came. */
static void listen_to(struct hearing *h, const struct child_job *job, int fd, const sigset_t *mask)
{
    char bytes[65536];
    uint64_t start = now_ms(), heard = start;
    while (!h->over && !caught) {
        uint64_t now = now_ms(), until = UINT64_MAX;
        if (job->wall_ms)
            until = start + job->wall_ms;
        if (job->idle_ms && heard + job->idle_ms < until)
            until = heard + job->idle_ms;
        if (now >= until) {
            finish(h, job->wall_ms && now >= start + job->wall_ms ? CHILD_TIMEOUT : CHILD_IDLE);
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
        frames_hear(&h->frames, bytes, (size_t)k);
        settle(h);
    }
}

/* What the child, or a library in it, last said on its standard error: one line. */
static struct str last_words(char said[1024], int fd)
{
    ssize_t k = read(fd, said, 1024);
    struct str line = {said, k > 0 ? (size_t)k : 0};
    return str_trim(str_sub(line, 0, str_find(line, STR("\n"))));
}

/*
 * The pipe was closed without an end. The child is about to die, or has closed it and goes on: leave it a
 * moment. It is not reaped here: while it is a zombie, its group's number is nobody else's.
 */
static void find_out(struct hearing *h, struct str *message, pid_t pid, int said)
{
    *message = STR("no sense on the pipe");
    for (int i = 0; i < 50; i++) {
        siginfo_t info = {0};
        if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 && errno != EINTR)
            return;
        if (info.si_pid == pid) {
            bool killed = info.si_code == CLD_KILLED || info.si_code == CLD_DUMPED;
            char line[1024];
            struct str words = last_words(line, said);
            if (killed && info.si_status == SIGXCPU) {
                h->end = CHILD_TIMEOUT;
                *message = STR("no processor time left");
            } else if (killed && info.si_status == SIGSYS) {
                h->end = CHILD_FORBIDDEN;
                *message = STR("a forbidden system call");
            } else if (!killed && str_has_nocase(words, STR("out of memory"))) {
                h->end = CHILD_MEMORY;
                *message = STR("out of memory");
            } else {
                snprintf(h->words, sizeof h->words, "%s %d%s%.*s%s", killed ? "signal" : "exit status",
                         info.si_status, words.n ? " (" : "", STR_ARG(words), words.n ? ")" : "");
                *message = str_from(h->words);
            }
            return;
        }
        nanosleep(&(struct timespec){0, 2000000}, NULL);
    }
}

static void end_all(pid_t pid)
{
    if (kill(-pid, SIGKILL) != 0)
        kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        ;
}

static void close_both(int fds[2])
{
    for (int i = 0; i < 2; i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

/* The pipes are open before and closed after; returns the end, with `message` for what is not CHILD_OK. */
static enum child_end run_forked(struct hearing *h, struct str *message, const struct child_job *job,
                                 const sigset_t *mask)
{
    struct ends ends = {{-1, -1}, {-1, -1}};
    if (pipe2(ends.result, O_CLOEXEC) != 0 || pipe2(ends.said, O_CLOEXEC | O_NONBLOCK) != 0) {
        snprintf(h->words, sizeof h->words, "no pipe: %s", strerror(errno));
        *message = str_from(h->words);
        close_both(ends.result);
        return CHILD_FAILED;
    }
    /* What is buffered belongs to the parent: should the child die through exit(), it must not appear twice.
     */
    fflush(stdout);
    fflush(stderr);
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        close(ends.result[0]);
        child_main(job, &ends, parent, mask);
    }
    int why = errno;
    close(ends.result[1]);
    ends.result[1] = -1;
    if (pid < 0) {
        close_both(ends.result);
        close_both(ends.said);
        snprintf(h->words, sizeof h->words, "no process: %s", strerror(why));
        *message = str_from(h->words);
        return CHILD_FAILED;
    }
    setpgid(pid, pid); /* both do, so that it is so for whoever comes first */
    listen_to(h, job, ends.result[0], mask);
    /* By itself, or it talks nonsense: see how it ended. */
    if (h->over && h->end == CHILD_CRASHED)
        find_out(h, message, pid, ends.said[0]);
    end_all(pid);
    close_both(ends.result);
    close_both(ends.said);
    if (!h->over)
        return CHILD_FAILED; /* interrupted: the caller raises the signal */
    if (h->end == CHILD_FAILED || h->end == CHILD_REFUSED)
        *message = h->frames.end == FRAMES_NO_MEMORY ? STR("out of memory")
                                                     : (struct str){h->frames.message, h->frames.message_n};
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
    struct hearing hearing = {.frames = {.max = job->result_max, .told = job->told, .context = job->context},
                              .end = CHILD_FAILED};
    enum child_end end = CHILD_FAILED;
    if (!job->prepare || job->prepare(job->context))
        end = run_forked(&hearing, message, job, &mask);
    if (job->cleanup)
        job->cleanup(job->context);
    *message = str_copy(arena, *message);
    const struct frames *frames = &hearing.frames;
    if (end == CHILD_OK)
        *out = (struct str){arena_copy(arena, frames->result ? frames->result : "", frames->n), frames->n};
    free(frames->result);
    if (job->confined)
        *job->confined = frames->confined;

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
