#include "fetch/folder.h"

#include "fetch/beneath.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct walk {
    struct listing listing;
    const struct folder_rules *rules;
    int root;
    struct str *folders; /* still to look into, shallow ones first: a limit cuts off what lies deepest */
    size_t n, cap;
    bool stopped;
};

static bool alive(struct walk *walk)
{
    if (walk->rules->alive && !walk->rules->alive(walk->rules->context))
        walk->stopped = true;
    return !walk->stopped;
}

/* Reads a regular file that is open; *why is set for READ_UNREADABLE. */
static enum read_result read_open(struct arena *arena, int fd, size_t max, struct str *out, size_t *size,
                                  const char **why)
{
    struct stat st;
    if (fstat(fd, &st) != 0) {
        *why = strerror(errno);
        return READ_UNREADABLE;
    }
    if (!S_ISREG(st.st_mode)) {
        *why = "is not a regular file";
        return READ_UNREADABLE;
    }
    *size = (size_t)st.st_size;
    if (*size > max)
        return READ_TOO_LARGE;
    /* One byte more than it was: a file that grows while it is read is seen to do so. */
    char *bytes = arena_alloc(arena, *size + 1);
    size_t n = 0;
    while (n <= *size) {
        ssize_t k = read(fd, bytes + n, *size + 1 - n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0) {
            *why = strerror(errno);
            return READ_UNREADABLE;
        }
        if (k == 0)
            break;
        n += (size_t)k;
    }
    if (n > *size) {
        *why = "changed while it was read";
        return READ_UNREADABLE;
    }
    bytes[n] = '\0';
    *out = (struct str){bytes, n};
    return READ_OK;
}

static enum read_result read_entry(void *context, const struct entry *entry, size_t max, struct str *out,
                                   size_t *size, const char **why)
{
    struct walk *walk = context;
    if (!alive(walk))
        return READ_GONE;
    int fd = beneath_open(walk->root, entry->name.p, 0);
    if (fd < 0) {
        *why = strerror(errno);
        return errno == ELOOP ? READ_SYMLINK : READ_UNREADABLE;
    }
    enum read_result result = read_open(walk->listing.arena, fd, max, out, size, why);
    close(fd);
    return result;
}

static mode_t type_of(int folder, const struct dirent *entry)
{
    switch (entry->d_type) {
    case DT_REG:
        return S_IFREG;
    case DT_DIR:
        return S_IFDIR;
    case DT_LNK:
        return S_IFLNK;
    case DT_UNKNOWN: {
        struct stat st;
        return fstatat(folder, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 ? st.st_mode & S_IFMT : 0;
    }
    default:
        return 0;
    }
}

static bool ignored(const struct walk *walk, struct str folder, const char *name, bool is_folder)
{
    if (!walk->rules->ignored)
        return false;
    char *path = arena_printf(walk->listing.arena, "%.*s%s%s", STR_ARG(folder), folder.n ? "/" : "", name);
    return walk->rules->ignored(walk->rules->context, path, is_folder);
}

static bool add_folder(struct walk *walk, struct str folder, struct str name)
{
    struct str path;
    if (ignored(walk, folder, name.p, true))
        return true;
    if (!listing_folder(&walk->listing, folder, name, &path))
        return false;
    if (path.n)
        *(struct str *)ARENA_PUSH(walk->listing.arena, walk->folders, walk->n, walk->cap) = path;
    return true;
}

/* False: enough was seen. */
static bool add_entry(struct walk *walk, int fd, struct str folder, const struct dirent *entry)
{
    struct str name = str_copy(walk->listing.arena, str_from(entry->d_name));
    mode_t type = type_of(fd, entry);
    enum entry_kind kind = type == S_IFREG ? ENTRY_FILE : type == S_IFLNK ? ENTRY_SYMLINK : ENTRY_SPECIAL;
    if (str_is(name, ".") || str_is(name, "..") || str_is(name, ".git"))
        return true;
    if (type == S_IFDIR)
        return add_folder(walk, folder, name);
    /* Rules are asked only about names that could matter: asking costs more than all the rest. */
    if (discover_wants(name) && ignored(walk, folder, name.p, false))
        return true;
    return listing_add(&walk->listing, folder, name, kind, 0);
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void look_into(struct walk *walk, struct str folder)
{
    int fd = folder.n ? beneath_open(walk->root, folder.p, O_DIRECTORY)
                      : openat(walk->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir) {
        listing_unreadable(&walk->listing, folder, strerror(errno));
        if (fd >= 0)
            close(fd);
        return;
    }
    size_t before = walk->n;
    for (struct dirent *entry; (entry = readdir(dir));)
        if (!add_entry(walk, fd, folder, entry))
            break;
    closedir(dir);
    if (walk->n > before)
        qsort(walk->folders + before, walk->n - before, sizeof *walk->folders, by_name);
}

bool folder_read(struct submission *out, struct arena *arena, struct diags *diags,
                 const struct limits *limits, const char *path, const struct folder_rules *rules,
                 struct str *error)
{
    struct walk walk = {.listing = listing_new(arena, diags, limits), .rules = rules};
    *error = (struct str){"", 0};
    walk.root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (walk.root < 0) {
        *error = str_from(arena_printf(arena, "%s: %s", path, strerror(errno)));
        return false;
    }
    look_into(&walk, (struct str){"", 0});
    for (size_t i = 0; i < walk.n && !walk.listing.full && alive(&walk); i++)
        look_into(&walk, walk.folders[i]);
    struct discover_source source = {read_entry, &walk};
    bool done = !walk.stopped && discover_read(out, &walk.listing, &source);
    close(walk.root);
    return done;
}

struct one_file {
    struct arena *arena;
    int fd;
};

static enum read_result read_one(void *context, const struct entry *entry, size_t max, struct str *out,
                                 size_t *size, const char **why)
{
    const struct one_file *one = context;
    (void)entry;
    return read_open(one->arena, one->fd, max, out, size, why);
}

bool folder_read_file(struct submission *out, struct arena *arena, struct diags *diags,
                      const struct limits *limits, const char *path, struct str *error)
{
    /* O_NONBLOCK: a pipe without a writer must not hold the program up. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        const char *why = fd < 0 ? strerror(errno) : "is not a regular file";
        *error = str_from(arena_printf(arena, "%s: %s", path, why));
        if (fd >= 0)
            close(fd);
        return false;
    }
    const char *slash = strrchr(path, '/');
    struct listing listing = listing_new(arena, diags, limits);
    struct entry *entry = ARENA_PUSH(arena, listing.items, listing.n, listing.cap);
    entry->name = str_copy(arena, str_from(slash ? slash + 1 : path));
    struct one_file one = {arena, fd};
    struct discover_source source = {read_one, &one};
    bool done = discover_read(out, &listing, &source);
    close(fd);
    return done;
}
