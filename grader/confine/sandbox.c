#include "confine/sandbox.h"

#include "base/instrumented.h"
#include "confine/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

enum { KEPT = 3, PARSE_FILES = 16, GIT_FILES = 256 };

void sandbox_bound(int resource, size_t soft, size_t hard)
{
    struct rlimit limit;
    __rlimit_resource_t which = (__rlimit_resource_t)resource;
    if (getrlimit(which, &limit) != 0)
        return;
    if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > hard)
        limit.rlim_max = hard;
    limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
    setrlimit(which, &limit);
}

/* The end of a pipe that nobody reads: writing fails, reading too. */
static int nowhere(void)
{
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) != 0)
        return -1;
    close(fds[0]);
    return fds[1];
}

void sandbox_close_from(unsigned first)
{
    if (syscall(SYS_close_range, first, ~0U, 0U) == 0)
        return;
    /* Before Linux 5.9. */
    long most = sysconf(_SC_OPEN_MAX);
    for (long fd = (long)first; fd < (most > 0 && most < 65536 ? most : 65536); fd++)
        close((int)fd);
}

void sandbox_descriptors(int *fd, int complaints)
{
    /* Out of the way of 0 to 3 first, all of them. */
    int result = fcntl(*fd, F_DUPFD_CLOEXEC, 2 * KEPT);
    int said = complaints >= 0 ? fcntl(complaints, F_DUPFD_CLOEXEC, 2 * KEPT) : -1;
    int dead = nowhere(), moved = dead >= 0 ? fcntl(dead, F_DUPFD_CLOEXEC, 2 * KEPT) : -1;
    if (result < 0 || moved < 0)
        _exit(2);
    dup2(moved, STDIN_FILENO);
    dup2(moved, STDOUT_FILENO);
    if (!INSTRUMENTED)
        dup2(said >= 0 ? said : moved, STDERR_FILENO);
    dup2(result, KEPT);
    sandbox_close_from(KEPT + 1);
    *fd = KEPT;
}

static void set_limits(struct confinement *out, const struct sandbox *sandbox)
{
    bool parse = sandbox->kind == SANDBOX_PARSE;
    sandbox_bound(RLIMIT_CORE, 0, 0);
    if (sandbox->cpu_seconds)
        sandbox_bound(RLIMIT_CPU, sandbox->cpu_seconds, sandbox->cpu_seconds + 1);
    if (parse && !INSTRUMENTED)
        sandbox_bound(RLIMIT_FSIZE, 0, 0);
    else if (sandbox->file_max)
        sandbox_bound(RLIMIT_FSIZE, sandbox->file_max, sandbox->file_max);
    if (sandbox->kind != SANDBOX_PLAIN)
        sandbox_bound(RLIMIT_NOFILE, parse ? PARSE_FILES : GIT_FILES, parse ? PARSE_FILES : GIT_FILES);
    if (sandbox->memory_max && !INSTRUMENTED) {
        sandbox_bound(RLIMIT_AS, sandbox->memory_max, sandbox->memory_max);
        out->memory = true;
    }
}

static const char *what_lacks(const struct confinement *got)
{
    if (INSTRUMENTED)
        return "this build is instrumented (sanitizers or coverage) and cannot be confined";
    if (!got->landlock)
        return "the kernel gives no Landlock";
    return got->seccomp ? NULL : "the kernel takes no seccomp filter";
}

bool sandbox_enter(struct confinement *out, const struct sandbox *sandbox, const char **refused)
{
    static const enum filter_kind filters[] = {
        [SANDBOX_GIT] = FILTER_GIT, [SANDBOX_GIT_LOCAL] = FILTER_GIT_LOCAL, [SANDBOX_PARSE] = FILTER_KEEPER};
    *out = (struct confinement){.ran = true};
    *refused = NULL;
    set_limits(out, sandbox);
    if (sandbox->kind == SANDBOX_PLAIN || sandbox->mode == CONFINE_OFF)
        return true;
    /* Neither a debugger nor another child of the same user may look into it. */
    if (!INSTRUMENTED) {
        prctl(PR_SET_DUMPABLE, 0);
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
            const struct landlock_rules nothing = {0};
            out->landlock = landlock_apply(sandbox->kind == SANDBOX_PARSE ? &nothing : &sandbox->rules);
            out->seccomp = filter_apply(filters[sandbox->kind]);
        }
    }
    if (sandbox->mode == CONFINE_REQUIRE)
        *refused = what_lacks(out);
    return !*refused;
}

void sandbox_seal(const struct confinement *confined)
{
    /* Where there is no filter, this keeps all but root from starting processes. */
    sandbox_bound(RLIMIT_NPROC, 0, 0);
    if (confined->seccomp && !filter_apply(FILTER_LEAF))
        _exit(2);
}

struct confinement sandbox_offered(void)
{
    struct confinement offered = {.ran = true, .memory = !INSTRUMENTED};
    if (!INSTRUMENTED) {
        offered.landlock = landlock_abi();
        offered.seccomp = filter_there();
    }
    return offered;
}
