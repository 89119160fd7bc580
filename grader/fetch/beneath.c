#include "fetch/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define OPEN_FLAGS (O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)

int beneath_open_stepwise(int root, const char *path, int flags)
{
    int at = root;
    for (;;) {
        char part[NAME_MAX + 1];
        size_t n = strcspn(path, "/");
        bool last = path[n] == '\0';
        int fd = -1;
        if (n == 0 || n > NAME_MAX) {
            errno = n ? ENAMETOOLONG : EINVAL;
        } else {
            memcpy(part, path, n);
            part[n] = '\0';
            if (strcmp(part, "..") == 0)
                errno = EXDEV;
            else
                fd = openat(at, part, OPEN_FLAGS | (last ? flags : O_DIRECTORY));
            /* A link where a folder is asked for is ENOTDIR: say what it is. */
            struct stat st;
            if (fd < 0 && errno == ENOTDIR && fstatat(at, part, &st, AT_SYMLINK_NOFOLLOW) == 0)
                errno = S_ISLNK(st.st_mode) ? ELOOP : ENOTDIR;
        }
        int why = errno;
        if (at != root)
            close(at);
        errno = why;
        if (fd < 0 || last)
            return fd;
        at = fd;
        path += n + 1;
    }
}

int beneath_open(int root, const char *path, int flags)
{
    struct open_how how = {.flags = (unsigned long long)(OPEN_FLAGS | flags),
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
    int fd = (int)syscall(SYS_openat2, root, path, &how, sizeof how);
    /* EPERM comes from containers whose filter does not know the call, EAGAIN from a rename at the same time.
     */
    if (fd >= 0 || (errno != ENOSYS && errno != EPERM && errno != EAGAIN))
        return fd;
    return beneath_open_stepwise(root, path, flags);
}
