#include "confine/filter.h"

#include "base/instrumented.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What memory, pipes and an orderly end (also by abort) need. */
static const int leaf_calls[] = {
    SCMP_SYS(read),          SCMP_SYS(readv),        SCMP_SYS(write),          SCMP_SYS(writev),
    SCMP_SYS(close),         SCMP_SYS(brk),          SCMP_SYS(munmap),         SCMP_SYS(mremap),
    SCMP_SYS(madvise),       SCMP_SYS(exit),         SCMP_SYS(exit_group),     SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigreturn),     SCMP_SYS(getpid),       SCMP_SYS(gettid),         SCMP_SYS(restart_syscall),
    SCMP_SYS(sched_yield),   SCMP_SYS(sysinfo), /* qsort() asks how much memory there is */
};

/* And what starting a child, bounding it and waiting for it need. */
static const int keeper_calls[] = {
    SCMP_SYS(fork),         SCMP_SYS(wait4),
    SCMP_SYS(waitid),       SCMP_SYS(pipe2),
    SCMP_SYS(dup3),         SCMP_SYS(dup2),
    SCMP_SYS(close_range),  SCMP_SYS(fcntl),
    SCMP_SYS(prctl),        SCMP_SYS(seccomp),
    SCMP_SYS(prlimit64),    SCMP_SYS(setrlimit),
    SCMP_SYS(getrlimit),    SCMP_SYS(ugetrlimit),
    SCMP_SYS(setitimer),    SCMP_SYS(getppid),
    SCMP_SYS(poll),         SCMP_SYS(ppoll),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rseq),
    SCMP_SYS(getrusage),    SCMP_SYS(set_robust_list),
};

/* Nobody makes these by accident in a process that only computes. */
static const int attacks[] = {
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(openat2),
    SCMP_SYS(creat),
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(ptrace),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(memfd_create),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(bpf),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat2),
    SCMP_SYS(mount),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(chroot),
};

/* libgit2, TLS and the resolver use more than can be listed for every system; nobody there needs these. */
static const int not_for_git[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(bpf),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(acct),
    SCMP_SYS(quotactl),
    SCMP_SYS(tkill),
    SCMP_SYS(pidfd_send_signal),
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* A call that this library or processor does not know needs no rule. */
static bool rule(scmp_filter_ctx filter, uint32_t action, int call)
{
    int code = call == __NR_SCMP_ERROR ? 0 : seccomp_rule_add(filter, action, call, 0);
    return code == 0 || code == -EDOM || code == -EINVAL;
}

static bool rules(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t n)
{
    bool fine = true;
    for (size_t i = 0; i < n; i++)
        fine = rule(filter, action, calls[i]) && fine;
    return fine;
}

static bool rule_on(scmp_filter_ctx filter, uint32_t action, int call, struct scmp_arg_cmp argument)
{
    int code = seccomp_rule_add(filter, action, call, 1, argument);
    return code == 0 || code == -EDOM || code == -EINVAL;
}

/* Memory may be written or run, never what was not there when the program was loaded. */
static bool no_new_code(scmp_filter_ctx filter)
{
    const int calls[] = {SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(mprotect), SCMP_SYS(pkey_mprotect)};
    bool fine = true;
    for (size_t i = 0; i < COUNT(calls); i++)
        fine = rule_on(filter, SCMP_ACT_ALLOW, calls[i], SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
               rule_on(filter, SCMP_ACT_KILL_PROCESS, calls[i],
                       SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC)) &&
               fine;
    return fine;
}

/* abort() signals itself; nobody else may be signalled. */
static bool own_signals(scmp_filter_ctx filter)
{
    scmp_datum_t self = (scmp_datum_t)getpid();
    return rule_on(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, self, 0)) &&
           rule_on(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_NE, self, 0));
}

static bool fill_leaf(scmp_filter_ctx filter)
{
    const int starts[] = {SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(clone3)};
    return rules(filter, SCMP_ACT_ALLOW, leaf_calls, COUNT(leaf_calls)) &&
           rules(filter, SCMP_ACT_KILL_PROCESS, attacks, COUNT(attacks)) &&
           rules(filter, SCMP_ACT_KILL_PROCESS, starts, COUNT(starts)) && no_new_code(filter) &&
           own_signals(filter);
}

/* Processes, but no threads and no namespaces. clone3 hides its flags in memory: the C library does without.
 */
static bool fill_keeper(scmp_filter_ctx filter)
{
    scmp_datum_t more = CLONE_VM | CLONE_THREAD | CLONE_NEWNS | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET |
                        CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;
    return rules(filter, SCMP_ACT_ALLOW, leaf_calls, COUNT(leaf_calls)) &&
           rules(filter, SCMP_ACT_ALLOW, keeper_calls, COUNT(keeper_calls)) &&
           rules(filter, SCMP_ACT_KILL_PROCESS, attacks, COUNT(attacks)) &&
           rule_on(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, more, 0)) &&
           rule(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3)) && no_new_code(filter) &&
           own_signals(filter);
}

static bool fill_git(scmp_filter_ctx filter, bool local)
{
    const int sockets[] = {SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen)};
    scmp_datum_t self = (scmp_datum_t)getpid();
    return rules(filter, SCMP_ACT_KILL_PROCESS, not_for_git, COUNT(not_for_git)) &&
           (!local || rules(filter, SCMP_ACT_ERRNO(EPERM), sockets, COUNT(sockets))) &&
           rule_on(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(kill), SCMP_A0(SCMP_CMP_NE, self, 0)) &&
           rule_on(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_NE, self, 0));
}

bool filter_apply(enum filter_kind kind)
{
    if (INSTRUMENTED)
        return false;
    bool git = kind == FILTER_GIT || kind == FILTER_GIT_LOCAL;
    scmp_filter_ctx filter = seccomp_init(git ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return false;
    bool filled = git                     ? fill_git(filter, kind == FILTER_GIT_LOCAL)
                  : kind == FILTER_KEEPER ? fill_keeper(filter)
                                          : fill_leaf(filter);
    bool loaded = filled && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return loaded;
}

bool filter_there(void)
{
    /* Asked with a filter that is not there: EFAULT says that it would have been taken. */
    return prctl(PR_SET_SECCOMP, 2 /* SECCOMP_MODE_FILTER */, NULL, 0, 0) != 0 && errno == EFAULT;
}

const char *filter_version(char out[32])
{
    const struct scmp_version *version = seccomp_version();
    snprintf(out, 32, "%u.%u.%u", version ? version->major : 0, version ? version->minor : 0,
             version ? version->micro : 0);
    return out;
}
