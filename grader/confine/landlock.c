#include "confine/landlock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* From the kernel's documentation: the headers of a distribution are often older than its kernel. */
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

enum { CREATE_VERSION = 1, RULE_PATH = 1, RULE_PORT = 2 };

/* Rights to files, by the ABI that brought them. */
#define FS_EXECUTE (UINT64_C(1) << 0)
#define FS_WRITE_FILE (UINT64_C(1) << 1)
#define FS_READ_FILE (UINT64_C(1) << 2)
#define FS_READ_DIR (UINT64_C(1) << 3)
#define FS_ABI_1 ((UINT64_C(1) << 13) - 1)
#define FS_REFER (UINT64_C(1) << 13)     /* 2 */
#define FS_TRUNCATE (UINT64_C(1) << 14)  /* 3 */
#define FS_IOCTL_DEV (UINT64_C(1) << 15) /* 5 */
#define FS_OF_FILES (FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE | FS_IOCTL_DEV)

#define NET_BIND (UINT64_C(1) << 0)
#define NET_CONNECT (UINT64_C(1) << 1)
#define SCOPE_ALL UINT64_C(3) /* abstract sockets and signals */

struct ruleset {
    uint64_t files, net, scoped;
};

struct path_rule {
    uint64_t allowed;
    int32_t folder;
} __attribute__((packed));

struct port_rule {
    uint64_t allowed, port;
};

unsigned landlock_abi(void)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, CREATE_VERSION);
    return abi > 0 ? (unsigned)abi : 0;
}

static uint64_t file_rights(unsigned abi)
{
    return FS_ABI_1 | (abi >= 2 ? FS_REFER : 0) | (abi >= 3 ? FS_TRUNCATE : 0) |
           (abi >= 5 ? FS_IOCTL_DEV : 0);
}

/* True also where the path is not there: what is not there needs no permission. */
static bool allow_path(int ruleset, const char *path, uint64_t rights)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return true;
    struct stat status;
    bool fine = fstat(fd, &status) == 0;
    struct path_rule rule = {fine && S_ISDIR(status.st_mode) ? rights : rights & FS_OF_FILES, fd};
    fine = fine && syscall(SYS_landlock_add_rule, ruleset, RULE_PATH, &rule, 0) == 0;
    close(fd);
    return fine;
}

static bool allow_all(int ruleset, const struct landlock_rules *rules, const struct ruleset *handled)
{
    for (size_t i = 0; i < rules->n_read; i++)
        if (!allow_path(ruleset, rules->read[i], FS_READ_FILE | FS_READ_DIR))
            return false;
    if (rules->write && !allow_path(ruleset, rules->write, handled->files & ~FS_EXECUTE))
        return false;
    for (size_t i = 0; handled->net && i < rules->n_ports; i++) {
        struct port_rule rule = {NET_CONNECT, rules->ports[i]};
        if (syscall(SYS_landlock_add_rule, ruleset, RULE_PORT, &rule, 0) != 0)
            return false;
    }
    return true;
}

unsigned landlock_apply(const struct landlock_rules *rules)
{
    unsigned abi = landlock_abi();
    if (!abi)
        return 0;
    /* An older kernel refuses a larger structure that is not zero beyond what it knows. */
    struct ruleset handled = {.files = file_rights(abi)};
    size_t size = 8;
    if (abi >= 4) {
        handled.net = NET_BIND | NET_CONNECT;
        size = 16;
    }
    if (abi >= 6) {
        handled.scoped = SCOPE_ALL;
        size = 24;
    }
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &handled, size, 0);
    if (ruleset < 0)
        return 0;
    bool applied =
        allow_all(ruleset, rules, &handled) && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return applied ? abi : 0;
}
