/*
 * A library for LD_PRELOAD that makes one call of one process go wrong, or hold there until a test has done
 * something. What is to happen stands in the environment; without FAULT_FILE nothing does.
 *
 *   FAULT_FILE   a file of at least 64 bytes that this library and the test share; see below
 *   FAULT_IN     the process: "p" the first one, "p1" the first that it forks, "p2" the next, "p21" of that
 *   FAULT_CALL   malloc (calloc, realloc too), read, write, wait, fork, pipe, rename, fdopen, fflush, fclose
 *   FAULT_NTH    its number, from 1; "N+": that one and all after it; 0: only count
 *   FAULT_DO     fail     the call fails (the default)
 *                park     the call waits until the test has put an 'r' at the start of the file
 *   FAULT_ERRNO  a number for calls that fail; ENOMEM for malloc where it is not given
 *   FAULT_SHORT  in all processes: reads and writes do half of what they are asked for, and every second one,
 *                as every second poll and wait, is first interrupted
 *
 * The file, fixed columns: "-" or "r", " 0000000000" calls seen in that process, " 0000000000" the process
 * that was struck, and then "!". It is mapped, so that a process that may make no system call can write it, too.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);

enum { COUNT_AT = 2, PID_AT = 13, DIGITS = 10, FILE_SIZE = 64 };

static volatile char *board; /* NULL: nothing is to be done */
static char process[16] = "p", target[16];
static char call[16];
static unsigned long nth, count, forks;
/* Of each kind of call, by the second letter of its name: in step, two kinds could hold up a loop for ever.
 */
static unsigned turns[128];
static bool on, park, shorten;
static int reason = ENOMEM;
static pid_t (*real_fork)(void);

static void put_number(int at, unsigned long number)
{
    for (int i = DIGITS; i-- > 0; number /= 10)
        board[at + i] = (char)('0' + number % 10);
}

/* Whether this call is the one. */
static bool strikes(const char *name)
{
    if (!board || strcmp(process, target) != 0 || strcmp(name, call) != 0)
        return false;
    put_number(COUNT_AT, ++count);
    if (nth == 0 || count < nth || (count > nth && !on))
        return false;
    put_number(PID_AT, (unsigned long)getpid());
    board[PID_AT + DIGITS] = '!'; /* now the number is all there */
    if (!park) {
        errno = reason;
        return true;
    }
    int kept = errno;
    while (board[0] != 'r')
        sched_yield(); /* a confined process may make no other call that waits */
    errno = kept;
    return false;
}

/* Whether a call that may be interrupted is, this time. */
static bool interrupted(const char *name)
{
    if (strikes(name))
        return true;
    if (!shorten || ++turns[name[1] & 127] % 2)
        return false;
    errno = EINTR;
    return true;
}

static size_t part(size_t n)
{
    return shorten ? (n + 1) / 2 : n;
}

static void copy_word(char out[16], const char *word)
{
    if (word)
        snprintf(out, 16, "%s", word);
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("FAULT_FILE"), *number = getenv("FAULT_NTH"), *todo = getenv("FAULT_DO");
    const char *error = getenv("FAULT_ERRNO");
    shorten = getenv("FAULT_SHORT") != NULL;
    /* A function is no object: the pointer goes the way that POSIX gives it. */
    *(void **)&real_fork = dlsym(RTLD_NEXT, "fork");
    if (!path)
        return;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return;
    char *shared = mmap(NULL, FILE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (shared == MAP_FAILED)
        return;
    copy_word(target, getenv("FAULT_IN"));
    copy_word(call, getenv("FAULT_CALL"));
    char *end = NULL;
    nth = number ? strtoul(number, &end, 10) : 0;
    on = end && *end == '+';
    park = todo && strcmp(todo, "park") == 0;
    if (error)
        reason = atoi(error);
    board = shared; /* from here on calls are counted */
}

void *malloc(size_t size)
{
    return strikes("malloc") ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return strikes("malloc") ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t size)
{
    return strikes("malloc") ? NULL : __libc_realloc(p, size);
}

pid_t fork(void)
{
    if (strikes("fork"))
        return -1;
    forks++;
    pid_t pid = real_fork();
    if (pid == 0) {
        size_t n = strlen(process);
        if (n + 1 < sizeof process)
            process[n] = (char)('0' + forks % 10);
        forks = count = 0;
    }
    return pid;
}

int pipe2(int fds[2], int flags)
{
    return strikes("pipe") ? -1 : (int)syscall(SYS_pipe2, fds, flags);
}

ssize_t read(int fd, void *bytes, size_t n)
{
    return interrupted("read") ? -1 : syscall(SYS_read, fd, bytes, part(n));
}

ssize_t __read_chk(int fd, void *bytes, size_t n, size_t size)
{
    if (n > size)
        abort();
    return read(fd, bytes, n);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    return interrupted("write") ? -1 : syscall(SYS_write, fd, bytes, part(n));
}

ssize_t recv(int fd, void *bytes, size_t n, int flags)
{
    return interrupted("read") ? -1 : syscall(SYS_recvfrom, fd, bytes, part(n), flags, NULL, NULL);
}

ssize_t __recv_chk(int fd, void *bytes, size_t n, size_t size, int flags)
{
    if (n > size)
        abort();
    return recv(fd, bytes, n, flags);
}

ssize_t send(int fd, const void *bytes, size_t n, int flags)
{
    return interrupted("write") ? -1 : syscall(SYS_sendto, fd, bytes, part(n), flags, NULL, 0);
}

int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *time, const sigset_t *mask)
{
    struct timespec left = time ? *time : (struct timespec){0};
    return interrupted("wait") ? -1 : (int)syscall(SYS_ppoll, fds, n, time ? &left : NULL, mask, _NSIG / 8);
}

int poll(struct pollfd *fds, nfds_t n, int ms)
{
    struct timespec time = {ms / 1000, (long)(ms % 1000) * 1000000};
    return ppoll(fds, n, ms < 0 ? NULL : &time, NULL);
}

pid_t wait4(pid_t pid, int *status, int options, struct rusage *use)
{
    return interrupted("wait") ? -1 : (pid_t)syscall(SYS_wait4, pid, status, options, use);
}

pid_t waitpid(pid_t pid, int *status, int options)
{
    return wait4(pid, status, options, NULL);
}

int rename(const char *from, const char *to)
{
    return strikes("rename") ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

/* Of a stream the library's own function is called by another name. */
FILE *_IO_fdopen(int fd, const char *mode);
int _IO_fflush(FILE *file);
int _IO_fclose(FILE *file);

FILE *fdopen(int fd, const char *mode)
{
    return strikes("fdopen") ? NULL : _IO_fdopen(fd, mode);
}

int fflush(FILE *file)
{
    return strikes("fflush") ? EOF : _IO_fflush(file);
}

/* The file is closed all the same, as close() does it. */
int fclose(FILE *file)
{
    bool fails = strikes("fclose");
    int done = _IO_fclose(file);
    if (!fails)
        return done;
    errno = reason;
    return EOF;
}
