/*
 * Runs a program and tells what it cost: processor time and peak memory, its children included, whatever the
 * clock says. usage: bounded CPU_SECONDS ADDRESS_MIB REPORT PROGRAM [ARGUMENT]... Writes "STATUS CPU_MS
 * OWN_CPU_MS PEAK_KIB LEFT" to REPORT: the exit status (128 + N for signal N), the processor time of all
 * processes and of the first one alone, the largest resident set of any one process, and 1 where one of them
 * did not end, else 0. CPU_SECONDS and ADDRESS_MIB (0: none) are what the kernel stops each process at: far
 * above what a case may cost, so that one that gets away ends all the same.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Only for what neither runs nor ends: the cases themselves are bounded by processor time. */
#define HUNG_SECONDS 120

static volatile sig_atomic_t hung;

static void on_alarm(int number)
{
    (void)number;
    hung = 1;
}

/* glibc's own type of the first argument of setrlimit(), which is no int to clang. */
static void limit(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit limits = {most, most};
    if (setrlimit(resource, &limits) != 0) {
        perror("bounded: setrlimit");
        _exit(126);
    }
}

/* The processor time of a process that has ended and was not waited for, without its children, in
 * milliseconds. */
static long own_time(pid_t child)
{
    char path[64];
    unsigned long user = 0, kernel = 0;
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)child);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return -1;
    /* Fields 14 and 15; the second one, the name in brackets, is that of the program and holds no space here.
     */
    int found = fscanf(file, "%*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %lu %lu", &user, &kernel);
    fclose(file);
    return found == 2 ? (long)((user + kernel) * 1000 / (unsigned long)sysconf(_SC_CLK_TCK)) : -1;
}

static long milliseconds(struct timeval time)
{
    return time.tv_sec * 1000 + time.tv_usec / 1000;
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "usage: bounded CPU_SECONDS ADDRESS_MIB REPORT PROGRAM [ARGUMENT]...\n");
        return 2;
    }
    rlim_t seconds = strtoul(argv[1], NULL, 10), address = strtoul(argv[2], NULL, 10);
    /* Whoever outlives its parent becomes a child of this process, and is counted. */
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) {
        perror("bounded: prctl");
        return 2;
    }
    pid_t child = fork();
    if (child < 0) {
        perror("bounded: fork");
        return 2;
    }
    if (child == 0) {
        limit(RLIMIT_CPU, seconds);
        limit(RLIMIT_CORE, 0);
        if (address != 0)
            limit(RLIMIT_AS, address * 1024 * 1024);
        execv(argv[4], argv + 4);
        perror("bounded: execv");
        _exit(127);
    }
    struct sigaction action = {.sa_handler = on_alarm};
    sigaction(SIGALRM, &action, NULL);
    alarm(HUNG_SECONDS);

    siginfo_t ended;
    while (waitid(P_PID, (id_t)child, &ended, WEXITED | WNOWAIT) != 0)
        if (errno != EINTR || hung) {
            kill(child, SIGKILL);
            fprintf(stderr, "bounded: neither ran nor ended: killed\n");
        }
    long own = own_time(child);
    int how = 0, left = 0;
    while (waitpid(child, &how, 0) < 0 && errno == EINTR)
        continue;
    for (;;) {
        pid_t other = waitpid(-1, NULL, 0);
        if (other > 0)
            continue;
        if (errno != EINTR)
            break;
        if (hung) {
            fprintf(stderr, "bounded: a process of its is still there\n");
            left = 1;
            break;
        }
    }
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    FILE *report = fopen(argv[3], "w");
    if (report == NULL) {
        perror("bounded: report");
        return 2;
    }
    fprintf(report, "%d %ld %ld %ld %d\n", WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how),
            milliseconds(used.ru_utime) + milliseconds(used.ru_stime), own, used.ru_maxrss, left);
    return fclose(report) == 0 ? 0 : 2;
}
