/*
 * What a reader that was taken over could try, done from inside: each attack is stopped, and the parent
 * reports it in one sentence. This program is the only one that can be told to do them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/instrumented.h"
#include "confine/child.h"
#include "worker.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int listener, listener_port, parent_pid;
static char outside[] = "/tmp/grade-attack-XXXXXX"; /* a folder that no attack may change */

/* ---- attacks: each says what came of it, should it still be there to say so ---- */

static long attack_open(void)
{
    return open("/etc/passwd", O_RDONLY);
}
static long attack_open_old(void)
{
#ifdef SYS_open
    return syscall(SYS_open, "/etc/passwd", O_RDONLY);
#else
    return attack_open();
#endif
}
static long attack_write_file(void)
{
    char path[64];
    snprintf(path, sizeof path, "%s/written", outside);
    return open(path, O_WRONLY | O_CREAT, 0600);
}
static long attack_unlink(void)
{
    char path[64];
    snprintf(path, sizeof path, "%s/kept", outside);
    return unlink(path);
}
static long attack_rename(void)
{
    char from[64], to[64];
    snprintf(from, sizeof from, "%s/kept", outside);
    snprintf(to, sizeof to, "%s/gone", outside);
    return rename(from, to);
}
static long attack_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
static long attack_unix_socket(void)
{
    return socket(AF_UNIX, SOCK_DGRAM, 0);
}
static long attack_connect(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)listener_port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(3, (struct sockaddr *)&to, sizeof to);
}
static long attack_execve(void)
{
    return execl("/bin/true", "true", (char *)NULL);
}
static long attack_ptrace(void)
{
    return ptrace(PTRACE_ATTACH, parent_pid, NULL, NULL);
}
static long attack_read_memory(void)
{
    char byte;
    struct iovec here = {&byte, 1}, there = {outside, 1};
    return process_vm_readv(parent_pid, &here, 1, &there, 1, 0);
}
static long attack_kill(void)
{
    return kill(parent_pid, SIGKILL);
}
static long attack_thread_kill(void)
{
    return syscall(SYS_tgkill, parent_pid, parent_pid, SIGKILL);
}
static long attack_map(void)
{
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? -1 : 0;
}
static long attack_protect(void)
{
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? -2 : mprotect(p, 4096, PROT_READ | PROT_EXEC);
}
static long attack_fork(void)
{
    return fork();
}
static long attack_namespace(void)
{
    return syscall(SYS_unshare, 0x10000000 /* CLONE_NEWUSER */);
}

struct attack {
    const char *name;
    long (*run)(void);
    bool sealed_only; /* before worker_seal(), the worker has to be able to do this */
};
static const struct attack attacks[] = {
    {"open", attack_open, false},
    {"open, the old call", attack_open_old, false},
    {"write a file", attack_write_file, false},
    {"unlink", attack_unlink, false},
    {"rename", attack_rename, false},
    {"socket", attack_socket, false},
    {"a socket on this machine", attack_unix_socket, false},
    {"connect", attack_connect, false},
    {"execve", attack_execve, false},
    {"ptrace", attack_ptrace, false},
    {"read the parent's memory", attack_read_memory, false},
    {"kill the parent", attack_kill, false},
    {"kill the parent by its thread", attack_thread_kill, false},
    {"map memory that is written and run", attack_map, false},
    {"make memory that was written run", attack_protect, false},
    {"fork", attack_fork, true},
    {"a namespace", attack_namespace, false},
};
enum { N_ATTACKS = sizeof attacks / sizeof *attacks };

/* ---- running them ---- */

enum stage { BEFORE, SEALED, APART };
struct plan {
    const struct attack *attack;
    enum stage stage;
};

static bool piece(void *context, struct str request, struct apart_port *port)
{
    const struct plan *plan = context;
    (void)request;
    long got = plan->attack->run();
    char said[64];
    int n = snprintf(said, sizeof said, "%ld", got);
    return apart_send(port, said, (size_t)n);
}

static bool work(void *context, struct child_port *port)
{
    struct plan *plan = context;
    char said[128];
    if (plan->stage == APART) {
        const struct apart_rules rules = {
            .kinds[0] = {piece, plan, 2, 9}, .request_max = 10, .reply_max = 100};
        struct apart apart;
        struct str reply;
        apart_start(&apart, &rules, child_confined(port));
        child_seal(port);
        enum apart_end end = apart_ask(&reply, arena_new(), &apart, 0, STR(""));
        int n = snprintf(said, sizeof said, "%d %.*s", (int)end, STR_ARG(reply));
        return child_send(port, said, (size_t)n);
    }
    if (plan->stage == SEALED)
        child_seal(port);
    long got = plan->attack->run();
    int n = snprintf(said, sizeof said, "returned %ld", got);
    return child_send(port, said, (size_t)n);
}

static enum child_end run_child(bool (*run)(void *, struct child_port *), void *context, struct str *out,
                                struct str *message, struct arena *arena, struct child_job job)
{
    job.work = run;
    job.context = context;
    job.kind = SANDBOX_PARSE;
    if (!job.wall_ms)
        job.wall_ms = 60000;
    return child_run(out, message, arena, &job);
}

static bool confined(void)
{
    const struct confinement offered = sandbox_offered();
    return !INSTRUMENTED && offered.seccomp;
}

static void need_confinement(void)
{
    if (!confined()) {
        print_message("skipped: %s\n",
                      INSTRUMENTED ? "an instrumented build is not confined" : "no seccomp here");
        skip();
    }
}

static void check_nothing_happened(const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "%s/kept", outside);
    if (access(path, F_OK) != 0)
        fail_msg("%s: a file is gone", name);
    snprintf(path, sizeof path, "%s/written", outside);
    if (access(path, F_OK) == 0)
        fail_msg("%s: a file was written", name);
    int got = accept(listener, NULL, NULL);
    if (got >= 0)
        fail_msg("%s: somebody connected", name);
    if (waitpid(-1, NULL, WNOHANG) != -1 || errno != ECHILD)
        fail_msg("%s: a child is left", name);
}

static void test_each_attack(void **state)
{
    (void)state;
    need_confinement();
    struct arena *arena = arena_new();
    for (size_t i = 0; i < N_ATTACKS; i++)
        for (int stage = attacks[i].sealed_only ? SEALED : BEFORE; stage <= APART; stage++) {
            struct plan plan = {&attacks[i], (enum stage)stage};
            struct str out, message;
            enum child_end end = run_child(work, &plan, &out, &message, arena, (struct child_job){0});
            if (stage == APART) {
                /* The piece is gone, and who asked for it goes on. */
                if (end != CHILD_OK || !str_is(out, "2 "))
                    fail_msg("%s, apart: %d, '%.*s'", attacks[i].name, (int)end, STR_ARG(out));
            } else if (end != CHILD_FORBIDDEN || out.n) {
                fail_msg("%s, stage %d: %d, '%.*s' %.*s", attacks[i].name, stage, (int)end, STR_ARG(out),
                         STR_ARG(message));
            }
            check_nothing_happened(attacks[i].name);
        }
    arena_free(arena);
}

/* With Landlock alone, as in a kernel or a container without seccomp. */
static long landlocked(long (*run)(void))
{
    pid_t pid = fork();
    if (pid == 0) {
        struct landlock_rules nothing = {0};
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        unsigned abi = landlock_apply(&nothing);
        _exit(!abi ? 3 : run() == -1 ? 0 : 1);
    }
    int status;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static long connect_new(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)listener_port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    return fd < 0 ? -2 : connect(fd, (struct sockaddr *)&to, sizeof to);
}

static void test_landlock_alone(void **state)
{
    (void)state;
    unsigned abi = INSTRUMENTED ? 0 : landlock_abi();
    if (!abi) {
        print_message("skipped: no Landlock here\n");
        skip();
    }
    assert_int_equal(landlocked(attack_open), 0);
    assert_int_equal(landlocked(attack_write_file), 0);
    assert_int_equal(landlocked(attack_unlink), 0);
    if (abi >= 4)
        assert_int_equal(landlocked(connect_new), 0);
    if (abi >= 6)
        assert_int_equal(landlocked(attack_kill), 0);
    check_nothing_happened("Landlock alone");
}

/* What the git worker keeps, and what it gives up. */
static long open_in(const char *name, int how)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", outside, name);
    int fd = open(path, how, 0600);
    if (fd >= 0)
        close(fd);
    return fd;
}

static void test_landlock_rules(void **state)
{
    (void)state;
    unsigned abi = INSTRUMENTED ? 0 : landlock_abi();
    if (!abi) {
        print_message("skipped: no Landlock here\n");
        skip();
    }
    char read_path[64], write_path[64];
    snprintf(read_path, sizeof read_path, "%s/kept", outside);
    snprintf(write_path, sizeof write_path, "%s/room", outside);
    assert_int_equal(mkdir(write_path, 0700), 0);
    pid_t pid = fork();
    if (pid == 0) {
        const char *const read_paths[] = {"/not/there", read_path};
        const uint16_t ports[] = {(uint16_t)listener_port};
        const struct landlock_rules rules = {read_paths, 2, write_path, ports, 1};
        int failed = 0;
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        failed |= landlock_apply(&rules) == 0 ? 1 : 0;
        failed |= open_in("kept", O_RDONLY) < 0 ? 2 : 0;
        failed |= open_in("kept", O_WRONLY) >= 0 ? 4 : 0;
        failed |= open_in("room/new", O_RDWR | O_CREAT) < 0 ? 8 : 0;
        failed |= open_in("new", O_RDWR | O_CREAT) >= 0 ? 16 : 0;
        failed |= open("/etc/passwd", O_RDONLY) >= 0 ? 32 : 0;
        failed |= connect_new() != 0 ? 64 : 0;
        listener_port++;
        failed |= abi >= 4 && (connect_new() == 0 || errno != EACCES) ? 128 : 0;
        _exit(failed);
    }
    int status;
    waitpid(pid, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    int got = accept(listener, NULL, NULL); /* the port that it was let to */
    assert_true(got >= 0);
    close(got);
    char made[80];
    snprintf(made, sizeof made, "%s/new", write_path);
    unlink(made);
    rmdir(write_path);
}

/* ---- what it could use up ---- */

static bool loops(void *context, struct child_port *port)
{
    (void)context;
    child_seal(port);
    for (volatile unsigned i = 0;; i++)
        ;
    return false;
}

static void test_endless_loop(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str out, message;
    assert_int_equal(run_child(loops, NULL, &out, &message, arena, (struct child_job){.cpu_seconds = 1}),
                     CHILD_TIMEOUT);
    assert_true(str_is(message, "no processor time left"));
    arena_free(arena);
}

static bool waits(void *context, struct child_port *port)
{
    (void)context;
    child_seal(port);
    for (;;)
        pause();
    return false;
}

static void test_waiting(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str out, message;
    /* Without a filter it sleeps, and the clock ends it; with one it cannot even do that. */
    assert_int_equal(
        run_child(waits, NULL, &out, &message, arena, (struct child_job){.cpu_seconds = 1, .wall_ms = 3000}),
        CHILD_TIMEOUT);
    arena_free(arena);
}

static bool takes_memory(void *context, struct child_port *port)
{
    struct arena *arena = context;
    child_seal(port);
    for (;;)
        memset(arena_alloc(arena, 1 << 20), 1, 1 << 20);
    return false;
}

static void test_memory(void **state)
{
    (void)state;
    if (INSTRUMENTED)
        skip();
    struct arena *arena = arena_new();
    struct str out, message;
    assert_int_equal(run_child(takes_memory, arena, &out, &message, arena,
                               (struct child_job){.memory_max = (size_t)128 << 20}),
                     CHILD_MEMORY);
    arena_free(arena);
}

static bool floods(void *context, struct child_port *port)
{
    static const char junk[65536];
    (void)context;
    child_seal(port);
    while (child_send(port, junk, sizeof junk))
        ;
    return true;
}

static void test_flood(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str out, message;
    assert_int_equal(
        run_child(floods, NULL, &out, &message, arena, (struct child_job){.result_max = 1 << 20}),
        CHILD_TOO_LARGE);
    assert_int_equal(out.n, 0);
    arena_free(arena);
}

/* The pack of the user's own is loaded while the worker may still fork. Whatever it starts is gone when it
 * ends. */
static bool starts_many(void *context, struct child_port *port)
{
    (void)context;
    for (int i = 0; i < 20; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            signal(SIGTERM, SIG_IGN);
            for (volatile unsigned k = 0;; k++)
                ;
        }
        child_send(port, &pid, sizeof pid);
    }
    return true;
}

static bool alive(pid_t pid)
{
    char path[64], line[256] = "";
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    bool got = fgets(line, sizeof line, file) != NULL;
    fclose(file);
    const char *after = strrchr(line, ')');
    return got && after && after[2] != 'Z' && after[2] != 'X';
}

static void test_fork_bomb(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str out, message;
    assert_int_equal(run_child(starts_many, NULL, &out, &message, arena, (struct child_job){0}), CHILD_OK);
    assert_int_equal(out.n, 20 * sizeof(pid_t));
    for (size_t i = 0; i < 20; i++) {
        pid_t pid;
        memcpy(&pid, out.p + i * sizeof pid, sizeof pid);
        assert_true(pid > 1);
        for (int tries = 0; alive(pid) && tries < 500; tries++)
            nanosleep(&(struct timespec){0, 10000000}, NULL);
        assert_false(alive(pid));
    }
    arena_free(arena);
}

/* ---- descriptors and what is known of the parent ---- */

static bool lists_descriptors(void *context, struct child_port *port)
{
    (void)context;
    char open_ones[64] = "", byte = 'x';
    for (int fd = 0; fd < 256; fd++)
        if (fcntl(fd, F_GETFD) >= 0) {
            size_t n = strlen(open_ones);
            snprintf(open_ones + n, sizeof open_ones - n, "%d%s ", fd,
                     fd < 2 && write(fd, &byte, 1) == 1 ? "!" : "");
        }
    return child_send(port, open_ones, strlen(open_ones));
}

static void test_descriptors(void **state)
{
    (void)state;
    if (INSTRUMENTED)
        skip();
    struct arena *arena = arena_new();
    struct str out, message;
    int left_open = open("/etc/passwd", O_RDONLY); /* without O_CLOEXEC, as a library might */
    assert_int_equal(run_child(lists_descriptors, NULL, &out, &message, arena, (struct child_job){0}),
                     CHILD_OK);
    if (!str_is(out, "0 1 2 3 "))
        fail_msg("open in the child: %.*s", STR_ARG(out));
    close(left_open);
    arena_free(arena);
}

static void say_token(struct worker *worker, void *context)
{
    (void)context;
    extern char **environ;
    const char *token = getenv("GRADE_TOKEN");
    bool there = token != NULL;
    for (char **e = environ; *e; e++)
        there |= strstr(*e, "s3cret-token") != NULL;
    /* Where it was when the program began, too. */
    there |= strstr(context, "s3cret") != NULL;
    out_puts(worker_record(worker), there ? "there" : "gone");
}

static struct grade_options options_for(struct arena *arena)
{
    struct grade_options options;
    struct str error;
    char *argv[] = {(char[]){"x"}};
    assert_int_equal(options_parse(&options, arena, COMMAND_GRADE, 1, argv, &error), OPTIONS_RUN);
    options.what = "here";
    return options;
}

static void test_token(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct grade_options options = options_for(arena);
    static char variable[] = "GRADE_TOKEN=s3cret-token";
    struct result result;
    putenv(variable);
    assert_string_equal(getenv("GRADE_TOKEN"), "s3cret-token");
    const struct worker_job job = {say_token, variable, &options, "here", 0};
    worker_run(&result, arena, &job);
    assert_int_equal(result.status, 0);
    assert_int_equal(result.n_records, 1);
    assert_true(str_is(result.records[0], "gone"));
    arena_free(arena);
}

/* ---- what a reader of the program sees ---- */

static void worker_attacks(struct worker *worker, void *context)
{
    worker_seal(worker);
    ((const struct attack *)context)->run();
}
static void worker_loops(struct worker *worker, void *context)
{
    (void)context;
    worker_seal(worker);
    for (volatile unsigned i = 0;; i++)
        ;
}
static void worker_takes_memory(struct worker *worker, void *context)
{
    (void)context;
    for (;;)
        memset(arena_alloc(worker_arena(worker), 1 << 20), 1, 1 << 20);
}
static void worker_floods(struct worker *worker, void *context)
{
    static const char junk[65536];
    struct report_out *out = worker_record(worker);
    (void)context;
    for (int i = 0; i < 300; i++)
        out_add(out, (struct str){junk, sizeof junk});
}
static void worker_bug(struct worker *worker, void *context)
{
    (void)worker;
    (void)context;
    BUG("made for this test");
}
static void worker_overflows(struct worker *worker, void *context)
{
    static volatile bool enough; /* never: the compiler need not know */
    volatile char large[65536];
    large[0] = 1;
    if (!enough)
        worker_overflows(worker, context);
    large[1] = large[0];
}
static void worker_talks_itself(struct worker *worker, void *context)
{
    (void)context;
    (void)worker;
    /* Past the frames: what a process that was taken over would say. */
    static const char said[] = "R\x1c\0\0\0grade-r1\7\0\0\0\0\0\0\0\0\0\0\0r1-ended"
                               "D\0\0\0\0";
    if (write(3, said, sizeof said - 1) < 0)
        _exit(9);
    _exit(0);
}
static void worker_commands_terminal(struct worker *worker, void *context)
{
    (void)context;
    out_puts(worker_page(worker), "\033]0;title\a");
}

static void reports(struct arena *arena, void (*run)(struct worker *, void *), const void *context,
                    unsigned status, const char *words)
{
    struct grade_options options = options_for(arena);
    struct result result;
    options.limits.parse_time = 1;
    const struct worker_job job = {run, (void *)(uintptr_t)context, &options, "here", 0};
    worker_run(&result, arena, &job);
    if (result.status != status || str_find(result.said, str_from(words)) == result.said.n ||
        result.n_records)
        fail_msg("status %u, not %u: %.*s", result.status, status, STR_ARG(result.said));
    /* One line. */
    assert_int_equal(str_find(result.said, STR("\n")), result.said.n - 1);
    assert_true(str_starts(result.said, "grade: "));
}

static void test_reported(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    if (confined())
        reports(arena, worker_attacks, &attacks[0], 2, "a system call that it may not make");
    reports(arena, worker_loops, NULL, 3, "longer than 1 s of processor time");
    reports(arena, worker_floods, NULL, 3, "is larger than 16 MiB");
    if (!INSTRUMENTED) {
        reports(arena, worker_takes_memory, NULL, 3, "more than 512 MiB of memory");
        reports(arena, worker_bug, NULL, 2, "made for this test");
        reports(arena, worker_overflows, NULL, 2, "signal 11");
        reports(arena, worker_talks_itself, NULL, 2, "makes no sense");
    }
    reports(arena, worker_commands_terminal, NULL, 2, "makes no sense");
    arena_free(arena);
}

/* Asked for all or nothing. */
static bool says_confined(void *context, struct child_port *port)
{
    const struct confinement *c = child_confined(port);
    (void)context;
    return child_send(port, c, sizeof *c);
}

static void test_modes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str out, message;
    const struct confinement offered = sandbox_offered();
    struct confinement got;
    struct child_job job = {.mode = CONFINE_REQUIRE, .memory_max = (size_t)1 << 32, .confined = &got};
    bool whole = offered.landlock && offered.seccomp && !INSTRUMENTED;
    enum child_end end = run_child(says_confined, NULL, &out, &message, arena, job);
    assert_int_equal(end, whole ? CHILD_OK : CHILD_REFUSED);
    if (!whole)
        assert_true(message.n > 0);
    job.mode = CONFINE_AUTO;
    assert_int_equal(run_child(says_confined, NULL, &out, &message, arena, job), CHILD_OK);
    struct confinement known;
    assert_int_equal(out.n, sizeof known);
    memcpy(&known, out.p, sizeof known);
    assert_true(known.ran && got.ran); /* the parent knows what the child knows */
    assert_int_equal(known.landlock, got.landlock);
    assert_int_equal(known.seccomp, got.seccomp);
    assert_int_equal(known.memory, got.memory);
    assert_int_equal(got.landlock, offered.landlock);
    assert_int_equal(got.seccomp, offered.seccomp);
    assert_int_equal(got.memory, offered.memory);
    job.mode = CONFINE_OFF;
    assert_int_equal(run_child(says_confined, NULL, &out, &message, arena, job), CHILD_OK);
    assert_true(got.ran && !got.landlock && !got.seccomp);
    arena_free(arena);
}

static int set_up(void **state)
{
    (void)state;
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t n = sizeof at;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&at, n) != 0 || listen(listener, 5) != 0 ||
        getsockname(listener, (struct sockaddr *)&at, &n) != 0 || !mkdtemp(outside))
        return -1;
    listener_port = ntohs(at.sin_port);
    parent_pid = (int)getpid();
    char path[64];
    snprintf(path, sizeof path, "%s/kept", outside);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    return fd < 0 ? -1 : close(fd);
}

static int tear_down(void **state)
{
    (void)state;
    char path[64];
    snprintf(path, sizeof path, "%s/kept", outside);
    unlink(path);
    close(listener);
    return rmdir(outside);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_attack),    cmocka_unit_test(test_landlock_alone),
        cmocka_unit_test(test_landlock_rules), cmocka_unit_test(test_endless_loop),
        cmocka_unit_test(test_waiting),        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_flood),          cmocka_unit_test(test_fork_bomb),
        cmocka_unit_test(test_descriptors),    cmocka_unit_test(test_token),
        cmocka_unit_test(test_reported),       cmocka_unit_test(test_modes),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
