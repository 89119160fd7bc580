#include "fetch/gitdir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define POINTER_MAX 4096u  /* bytes of a file that names another */
#define CONFIG_MAX 262144u /* bytes of a config that are looked at */

static const char elsewhere[] =
    "its .git leads to another repository, which does not lead back: name that one";

/* S_IFREG, S_IFDIR, …; 0 where there is nothing. Links are what they are. */
static mode_t kind_of(struct arena *arena, const char *folder, const char *name)
{
    struct stat st;
    const char *path = arena_printf(arena, "%s/%s", folder, name);
    return lstat(path, &st) == 0 ? st.st_mode & S_IFMT : 0;
}

/* The beginning of a regular file; empty where it cannot be read. */
static struct str head_of(struct arena *arena, const char *folder, const char *name, size_t max)
{
    int fd = open(arena_printf(arena, "%s/%s", folder, name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat st;
    struct str none = {"", 0};
    if (fd < 0)
        return none;
    char *bytes = NULL;
    size_t n = 0;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        bytes = arena_alloc(arena, max + 1);
        for (ssize_t k; n < max && (k = read(fd, bytes + n, max - n)) != 0;) {
            if (k < 0 && errno != EINTR)
                break;
            n += k > 0 ? (size_t)k : 0;
        }
    }
    close(fd);
    return bytes ? (struct str){bytes, n} : none;
}

/* The real path of `name`, seen from a folder; NULL where there is none. */
static const char *real_path(struct arena *arena, const char *folder, struct str name)
{
    if (name.n == 0 || name.n >= POINTER_MAX || memchr(name.p, '\0', name.n))
        return NULL;
    bool absolute = name.p[0] == '/';
    char *real = realpath(
        arena_printf(arena, "%s%s%.*s", absolute ? "" : folder, absolute ? "" : "/", STR_ARG(name)), NULL);
    if (!real)
        return NULL;
    const char *copy = arena_copy(arena, real, strlen(real));
    free(real);
    return copy;
}

static bool same_path(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* The value of core.worktree, as git writes it for a submodule; empty where there is none. */
static struct str worktree_of(struct str config)
{
    for (struct str line; str_next(&config, "\n", &line);) {
        struct str key = str_sub(line, 0, str_find(line, STR("=")));
        if (str_eq_nocase(str_trim(key), STR("worktree")))
            return str_trim(str_sub(line, key.n + 1, line.n));
    }
    return (struct str){"", 0};
}

/* Whether the git folder at the other end of a .git file knows the folder that holds the file. */
static bool leads_back(struct arena *arena, const char *git, const char *root)
{
    const char *file = real_path(arena, root, STR(".git")), *folder = real_path(arena, root, STR("."));
    struct str pointer = str_trim(head_of(arena, git, "gitdir", POINTER_MAX));
    struct str worktree = worktree_of(head_of(arena, git, "config", CONFIG_MAX));
    return same_path(real_path(arena, git, pointer), file) ||
           same_path(real_path(arena, git, worktree), folder);
}

/* The folder that .git is or leads to. */
static const char *find_path(struct arena *arena, const char *root, bool *linked, const char **why)
{
    *linked = false;
    switch (kind_of(arena, root, ".git")) {
    case 0:
        return real_path(arena, root, STR("."));
    case S_IFDIR:
        return real_path(arena, root, STR(".git"));
    case S_IFREG:
        break;
    default:
        *why = "its .git is a link or a device: not followed";
        return NULL;
    }
    struct str text = head_of(arena, root, ".git", POINTER_MAX);
    const char *path = NULL;
    if (str_starts(text, "gitdir:"))
        path = real_path(arena, root, str_trim(str_sub(text, 7, text.n)));
    *linked = true;
    if (path && leads_back(arena, path, root))
        return path;
    *why = elsewhere;
    return NULL;
}

/* Where objects and refs are: of a work tree that `git worktree` made, two folders up. */
static bool find_common(struct gitdir *out, struct arena *arena, bool linked, const char **why)
{
    out->common = out->path;
    if (kind_of(arena, out->path, "commondir") == 0)
        return true;
    struct str pointer = str_trim(head_of(arena, out->path, "commondir", POINTER_MAX));
    const char *common = real_path(arena, out->path, pointer);
    if (linked && common && same_path(common, real_path(arena, out->path, STR("../..")))) {
        out->common = common;
        return true;
    }
    *why = elsewhere;
    return false;
}

static const char *foreign_of(struct arena *arena, const char *common)
{
    struct str config = head_of(arena, common, "config", CONFIG_MAX);
    for (struct str line; str_next(&config, "\n", &line);) {
        size_t n = str_find(line, STR("="));
        struct str key = str_trim(str_sub(line, 0, n)), value = str_trim(str_sub(line, n + 1, line.n));
        if (str_eq_nocase(key, STR("objectformat")) && !str_eq_nocase(value, STR("sha1")))
            return "it uses SHA-256 ids";
        if (str_eq_nocase(key, STR("refstorage")) && !str_eq_nocase(value, STR("files")))
            return "it keeps its refs in a reftable";
    }
    return NULL;
}

bool gitdir_find(struct gitdir *out, struct arena *arena, const char *root, const char **why)
{
    bool linked;
    *out = (struct gitdir){0};
    *why = "is not a git repository";
    out->path = find_path(arena, root, &linked, why);
    if (!out->path || !find_common(out, arena, linked, why))
        return false;
    if (kind_of(arena, out->path, "HEAD") == 0 || kind_of(arena, out->common, "objects") == 0)
        return false;
    mode_t packed = kind_of(arena, out->common, "packed-refs"),
           pack = kind_of(arena, out->common, "objects/pack");
    if (kind_of(arena, out->path, "HEAD") != S_IFREG || kind_of(arena, out->common, "objects") != S_IFDIR ||
        kind_of(arena, out->common, "refs") != S_IFDIR || (packed && packed != S_IFREG) ||
        (pack && pack != S_IFDIR)) {
        *why = "holds links or devices where git has files and folders: not followed";
        return false;
    }
    out->alternates = kind_of(arena, out->common, "objects/info/alternates") != 0;
    out->foreign = foreign_of(arena, out->common);
    return true;
}
