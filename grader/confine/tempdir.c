#include "confine/tempdir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Deeper than any folder that the program makes; what is deeper stays, and removal says so. */
enum { DEPTH_MAX = 64 };

bool tempdir_new(struct tempdir *out, struct arena *arena, struct str *error)
{
    const char *under = getenv("TMPDIR");
    if (!under || !*under)
        under = "/tmp";
    out->path = NULL;
    char *path = arena_printf(arena, "%s/grade-XXXXXX", under);
    if (!mkdtemp(path)) {
        *error = str_from(
            arena_printf(arena, "%s: no temporary folder can be made there: %s", under, strerror(errno)));
        return false;
    }
    out->path = path;
    return true;
}

/* Empties the folder behind fd, which is closed. */
static bool empty(int fd, int depth)
{
    /* readdir() would need memory, and its lack may be why the folder is removed. */
    _Alignas(struct dirent64) char entries[4096];
    bool clean = true;
    ssize_t n = 0, at = 0;
    fchmod(fd, 0700); /* a folder without write permission holds on to what is in it */
    while (at < n || (at = 0, n = getdents64(fd, entries, sizeof entries)) > 0) {
        const struct dirent64 *entry = (const void *)(entries + at);
        const char *name = entry->d_name;
        at += entry->d_reclen;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        if (unlinkat(fd, name, 0) == 0)
            continue;
        /* A folder is EISDIR, or EPERM by POSIX; anything else cannot be removed in either way. */
        int below = depth < DEPTH_MAX && (errno == EISDIR || errno == EPERM)
                        ? openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                        : -1;
        if (below < 0 || !empty(below, depth + 1) || unlinkat(fd, name, AT_REMOVEDIR) != 0)
            clean = false;
    }
    close(fd);
    return clean && n == 0;
}

bool tempdir_remove(struct tempdir *dir)
{
    if (!dir->path)
        return true;
    int fd = open(dir->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool clean = fd >= 0 && empty(fd, 0);
    if (rmdir(dir->path) != 0)
        clean = false;
    dir->path = NULL;
    return clean;
}
