#include "pack_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

struct folder {
    struct arena *arena;
    struct pack_file *files;
    size_t n, cap;
    struct str *message;
};

static bool fail(struct folder *f, const char *path, const char *why)
{
    *f->message = str_from(arena_printf(f->arena, "%s: %s", path, why));
    return false;
}

static bool read_file(struct folder *f, const char *path, const char *name)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(f, path, strerror(errno));
    struct buf bytes = buf_new(f->arena, PACK_FILE_MAX);
    char chunk[16 * 1024];
    size_t n;
    while (!bytes.full && (n = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_add(&bytes, (struct str){chunk, n});
    int error = ferror(file) ? errno : 0;
    fclose(file);
    if (error)
        return fail(f, path, strerror(error));
    if (bytes.full)
        return fail(f, path, "too large for a file of a rubric pack");
    struct pack_file *out = ARENA_PUSH(f->arena, f->files, f->n, f->cap);
    *out = (struct pack_file){str_from(name), buf_str(&bytes)};
    return true;
}

/* The files of `path` that the loader knows as prefix + name. What else lies there is none of its business.
 */
static bool read_folder(struct folder *f, const char *path, const char *prefix, bool must)
{
    DIR *dir = opendir(path);
    if (!dir)
        return must ? fail(f, path, strerror(errno)) : true;
    bool ok = true;
    for (struct dirent *entry; ok && (entry = readdir(dir));) {
        const char *name = arena_printf(f->arena, "%s%s", prefix, entry->d_name);
        if (pack_wants(str_from(name)))
            ok = read_file(f, arena_printf(f->arena, "%s/%s", path, entry->d_name), name);
    }
    closedir(dir);
    return ok;
}

bool pack_folder_read(struct pack_file **out, size_t *n, struct str *message, struct arena *arena,
                      const char *folder)
{
    struct folder f = {.arena = arena, .message = message};
    bool ok = read_folder(&f, folder, "", true) &&
              read_folder(&f, arena_printf(arena, "%s/solution", folder), "solution/", false) &&
              read_folder(&f, arena_printf(arena, "%s/scaffold", folder), "scaffold/", false);
    size_t own = f.n;
    ok = ok && read_folder(&f, arena_printf(arena, "%s/common", folder), "common/", false);
    if (ok && f.n == own)
        ok = read_folder(&f, arena_printf(arena, "%s/../common", folder), "common/", false);
    *out = f.files;
    *n = f.n;
    return ok;
}
