#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "confine/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void sleep_ms(long ms)
{
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

struct seen {
    int prepared, cleaned, told;
    char last[CHILD_MESSAGE_MAX];
    size_t last_n;
    bool refuse;
};

static bool prepare(void *context)
{
    struct seen *seen = context;
    seen->prepared++;
    return !seen->refuse;
}

static void cleanup(void *context)
{
    ((struct seen *)context)->cleaned++;
}

static void told(void *context, const void *message, size_t n)
{
    struct seen *seen = context;
    seen->told++;
    seen->last_n = n;
    memcpy(seen->last, message, n);
}

static enum child_end run(bool (*work)(void *, struct child_port *), struct child_job job, struct seen *seen,
                          struct arena *arena, struct str *out, struct str *message)
{
    *seen = (struct seen){.refuse = seen->refuse};
    job.work = work;
    job.prepare = prepare;
    job.cleanup = cleanup;
    job.told = told;
    job.context = seen;
    enum child_end end = child_run(out, message, arena, &job);
    assert_int_equal(seen->prepared, 1);
    assert_int_equal(seen->cleaned, 1);
    /* No child is left, alive or dead. */
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    return end;
}

#define SETUP                                                                                                \
    struct arena *arena = arena_new();                                                                       \
    struct seen seen = {0};                                                                                  \
    struct str out, message;                                                                                 \
    (void)state;

static bool work_large(void *context, struct child_port *port)
{
    (void)context;
    char *bytes = malloc(3 << 20);
    for (size_t i = 0; i < 3 << 20; i++)
        bytes[i] = (char)(i * 7 >> 3);
    child_tell(port, "half", 4);
    return child_send(port, bytes, 100) && child_send(port, bytes + 100, (3 << 20) - 100);
}

static void test_result(void **state)
{
    SETUP
    assert_int_equal(run(work_large, (struct child_job){.wall_ms = 10000}, &seen, arena, &out, &message),
                     CHILD_OK);
    assert_int_equal(out.n, 3 << 20);
    for (size_t i = 0; i < out.n; i++)
        if (out.p[i] != (char)(i * 7 >> 3))
            fail_msg("byte %zu", i);
    assert_int_equal(seen.told, 1);
    assert_memory_equal(seen.last, "half", 4);
    arena_free(arena);
}

static bool work_nothing(void *context, struct child_port *port)
{
    (void)context;
    (void)port;
    return true;
}

static void test_empty_result(void **state)
{
    SETUP
    assert_int_equal(run(work_nothing, (struct child_job){0}, &seen, arena, &out, &message), CHILD_OK);
    assert_int_equal(out.n, 0);
    arena_free(arena);
}

static void test_result_too_large(void **state)
{
    SETUP
    struct child_job job = {.result_max = 1 << 20, .wall_ms = 10000};
    assert_int_equal(run(work_large, job, &seen, arena, &out, &message), CHILD_TOO_LARGE);
    assert_int_equal(out.n, 0);
    arena_free(arena);
}

static bool work_fails(void *context, struct child_port *port)
{
    (void)context;
    child_tell(port, "no luck", 7);
    return false;
}

static void test_failed(void **state)
{
    SETUP
    assert_int_equal(run(work_fails, (struct child_job){0}, &seen, arena, &out, &message), CHILD_FAILED);
    assert_true(str_is(message, "no luck"));
    arena_free(arena);
}

static bool work_crashes(void *context, struct child_port *port)
{
    (void)context;
    child_send(port, "part", 4);
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
    return true;
}

static bool work_leaves(void *context, struct child_port *port)
{
    (void)context;
    (void)port;
    _exit(5);
}

static void test_crashed(void **state)
{
    SETUP
    assert_int_equal(run(work_crashes, (struct child_job){0}, &seen, arena, &out, &message), CHILD_CRASHED);
    assert_true(str_is(message, "signal 11"));
    assert_int_equal(out.n, 0);
    assert_int_equal(run(work_leaves, (struct child_job){0}, &seen, arena, &out, &message), CHILD_CRASHED);
    assert_true(str_is(message, "exit status 5"));
    arena_free(arena);
}

/* A child that was taken over writes what it likes: the pipe is the first descriptor that is a pipe. */
static bool work_nonsense(void *context, struct child_port *port)
{
    (void)context;
    int fd;
    memcpy(&fd, port, sizeof fd);
    char junk[4096];
    memset(junk, 'T', sizeof junk); /* a message of 1.4 GB */
    while (write(fd, junk, sizeof junk) > 0)
        ;
    pause();
    return true;
}

static void test_nonsense(void **state)
{
    SETUP
    struct child_job job = {.wall_ms = 10000};
    uint64_t start = now_ms();
    assert_int_equal(run(work_nonsense, job, &seen, arena, &out, &message), CHILD_CRASHED);
    assert_true(now_ms() - start < 5000);
    assert_int_equal(seen.told, 0);
    arena_free(arena);
}

static bool work_waits(void *context, struct child_port *port)
{
    (void)context;
    (void)port;
    for (;;)
        pause();
    return false;
}

static bool work_talks(void *context, struct child_port *port)
{
    (void)context;
    for (;;) {
        child_tell(port, "x", 1);
        sleep_ms(20);
    }
    return false;
}

static bool work_talks_a_while(void *context, struct child_port *port)
{
    (void)context;
    for (int i = 0; i < 10; i++) {
        child_tell(port, "x", 1);
        sleep_ms(50);
    }
    return child_send(port, "done", 4);
}

static void test_deadlines(void **state)
{
    SETUP
    uint64_t start = now_ms();
    assert_int_equal(run(work_waits, (struct child_job){.wall_ms = 200}, &seen, arena, &out, &message),
                     CHILD_TIMEOUT);
    assert_in_range(now_ms() - start, 190, 3000);
    start = now_ms();
    assert_int_equal(
        run(work_talks, (struct child_job){.wall_ms = 300, .idle_ms = 250}, &seen, arena, &out, &message),
        CHILD_TIMEOUT);
    assert_in_range(now_ms() - start, 290, 3000);
    assert_true(seen.told > 2);
    start = now_ms();
    assert_int_equal(
        run(work_waits, (struct child_job){.wall_ms = 9000, .idle_ms = 200}, &seen, arena, &out, &message),
        CHILD_IDLE);
    assert_in_range(now_ms() - start, 190, 3000);
    /* Longer than the idle time in all, but never silent for so long. */
    assert_int_equal(
        run(work_talks_a_while, (struct child_job){.idle_ms = 400}, &seen, arena, &out, &message), CHILD_OK);
    assert_true(str_is(out, "done"));
    assert_int_equal(seen.told, 10);
    arena_free(arena);
}

static bool work_spins(void *context, struct child_port *port)
{
    (void)context;
    (void)port;
    for (volatile unsigned i = 0;; i++)
        ;
    return false;
}

static void test_processor_time(void **state)
{
    SETUP
    struct child_job job = {.cpu_seconds = 1, .wall_ms = 20000};
    assert_int_equal(run(work_spins, job, &seen, arena, &out, &message), CHILD_TIMEOUT);
    assert_true(str_is(message, "no processor time left"));
    arena_free(arena);
}

static bool work_asks_limits(void *context, struct child_port *port)
{
    (void)context;
    struct rlimit core, size;
    getrlimit(RLIMIT_CORE, &core);
    getrlimit(RLIMIT_FSIZE, &size);
    FILE *file = tmpfile();
    int fd = file ? fileno(file) : -1;
    char bytes[4096] = {0};
    ssize_t k = 0;
    for (int i = 0; i < 3 && k >= 0; i++)
        k = write(fd, bytes, sizeof bytes);
    bool refused = k < 0 && errno == EFBIG;
    char answer[64];
    int n = snprintf(answer, sizeof answer, "%d %d %d", (int)core.rlim_max, (int)size.rlim_max, refused);
    return child_send(port, answer, (size_t)n);
}

static void test_limits(void **state)
{
    SETUP
    struct child_job job = {.file_max = 8192};
    assert_int_equal(run(work_asks_limits, job, &seen, arena, &out, &message), CHILD_OK);
    assert_true(str_is(out, "0 8192 1"));
    arena_free(arena);
}

static void test_prepare_refuses(void **state)
{
    SETUP
    seen.refuse = true;
    assert_int_equal(run(work_nothing, (struct child_job){0}, &seen, arena, &out, &message), CHILD_FAILED);
    assert_int_equal(message.n, 0);
    arena_free(arena);
}

/* ---- signals: in a process of their own, which the test ends ---- */

static void mark(void *context)
{
    int fd = *(int *)context;
    if (write(fd, "c", 1) != 1)
        _exit(9);
}

static bool work_signals(void *context, struct child_port *port)
{
    int fd = *(int *)context;
    char line[32];
    (void)port;
    int n = snprintf(line, sizeof line, "%d\n", (int)getpid());
    if (write(fd, line, (size_t)n) != n)
        _exit(9);
    for (;;)
        pause();
    return false;
}

static void interrupted_by(int number, bool whole_group)
{
    int fds[2];
    assert_int_equal(pipe(fds), 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(fds[0]);
        setpgid(0, 0);
        signal(number, SIG_DFL);
        struct str out, message;
        struct child_job job = {.work = work_signals, .cleanup = mark, .context = &fds[1]};
        child_run(&out, &message, arena_new(), &job);
        _exit(8);
    }
    close(fds[1]);
    char text[64] = "";
    size_t n = 0;
    while (n < sizeof text - 1 && !strchr(text, '\n') && read(fds[0], text + n, 1) == 1)
        text[++n] = '\0';
    pid_t grandchild = (pid_t)atoi(text);
    assert_true(grandchild > 1);
    kill(whole_group ? -pid : pid, number);
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), number);
    char last = 0;
    assert_int_equal(read(fds[0], &last, 1), 1); /* cleanup ran, once … */
    assert_int_equal(last, 'c');
    assert_int_equal(read(fds[0], &last, 1), 0); /* … and nobody holds the other end: the child is gone */
    close(fds[0]);
}

static void test_signals(void **state)
{
    (void)state;
    interrupted_by(SIGINT, false);
    interrupted_by(SIGINT, true);
    interrupted_by(SIGTERM, false);
    interrupted_by(SIGHUP, false);
}

/* Should the parent be killed outright, the child goes with it. */
static void test_parent_killed(void **state)
{
    (void)state;
    int fds[2];
    assert_int_equal(pipe(fds), 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(fds[0]);
        struct str out, message;
        struct child_job job = {.work = work_signals, .context = &fds[1]};
        child_run(&out, &message, arena_new(), &job);
        _exit(8);
    }
    close(fds[1]);
    char c = 0;
    while (c != '\n' && read(fds[0], &c, 1) == 1)
        ;
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    assert_int_equal(read(fds[0], &c, 1), 0);
    close(fds[0]);
}

static volatile sig_atomic_t survived;

static void on_signal(int number)
{
    survived = number;
}

static bool work_signals_parent(void *context, struct child_port *port)
{
    (void)context;
    (void)port;
    kill(getppid(), SIGTERM);
    for (;;)
        pause();
    return false;
}

/* A caller with a handler of its own gets the signal, and an answer. */
static void test_signal_survived(void **state)
{
    SETUP
    struct sigaction mine = {.sa_handler = on_signal}, before;
    sigemptyset(&mine.sa_mask);
    sigaction(SIGTERM, &mine, &before);
    assert_int_equal(
        run(work_signals_parent, (struct child_job){.wall_ms = 9000}, &seen, arena, &out, &message),
        CHILD_FAILED);
    assert_true(str_is(message, "interrupted"));
    assert_int_equal(survived, SIGTERM);
    struct sigaction now;
    sigaction(SIGTERM, NULL, &now);
    assert_ptr_equal(now.sa_handler, on_signal);
    sigaction(SIGTERM, &before, NULL);
    assert_int_equal(run(work_nothing, (struct child_job){0}, &seen, arena, &out, &message), CHILD_OK);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_result),           cmocka_unit_test(test_empty_result),
        cmocka_unit_test(test_result_too_large), cmocka_unit_test(test_failed),
        cmocka_unit_test(test_crashed),          cmocka_unit_test(test_nonsense),
        cmocka_unit_test(test_deadlines),        cmocka_unit_test(test_processor_time),
        cmocka_unit_test(test_limits),           cmocka_unit_test(test_prepare_refuses),
        cmocka_unit_test(test_signals),          cmocka_unit_test(test_parent_killed),
        cmocka_unit_test(test_signal_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
