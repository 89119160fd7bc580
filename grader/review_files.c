#include "review_files.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct review_known {
    dev_t device;
    ino_t file;
    size_t item;
};

static bool slurp(struct str *out, const char **why, struct arena *arena, FILE *file, size_t most)
{
    struct buf bytes = buf_new(arena, most);
    char chunk[16 * 1024];
    size_t n;
    while (!bytes.full && (n = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_add(&bytes, (struct str){chunk, n});
    *why = ferror(file) ? strerror(errno)
           : bytes.full ? arena_printf(arena, "larger than %zu bytes", most)
                        : NULL;
    *out = buf_str(&bytes);
    return !*why;
}

bool review_files_slurp(struct str *out, const char **why, struct arena *arena, const char *path, size_t most)
{
    if (strcmp(path, "-") == 0)
        return slurp(out, why, arena, stdin, most);
    FILE *file = fopen(path, "rb");
    if (!file) {
        *why = strerror(errno);
        return false;
    }
    bool done = slurp(out, why, arena, file, most);
    fclose(file);
    return done;
}

static struct review_known *find_known(const struct review_files *files, const struct stat *status)
{
    for (size_t i = 0; i < files->n_known; i++)
        if (files->known[i].device == status->st_dev && files->known[i].file == status->st_ino)
            return &files->known[i];
    return NULL;
}

static void read_file(struct review_files *files, struct review_file *file, size_t item)
{
    struct stat status;
    FILE *stream = fopen(file->path, "rb");
    if (!stream || fstat(fileno(stream), &status) != 0) {
        file->state = REVIEW_FILE_UNREADABLE;
        file->why = arena_printf(files->arena, "%s", strerror(errno));
        if (stream)
            fclose(stream);
        return;
    }
    const struct review_known *known = find_known(files, &status);
    if (known) {
        file->state = REVIEW_FILE_AGAIN;
        file->same_as = known->item;
    } else if (slurp(&file->bytes, &file->why, files->arena, stream, files->limits->review_bytes)) {
        struct review_known *seen = ARENA_PUSH(files->arena, files->known, files->n_known, files->cap_known);
        *seen = (struct review_known){status.st_dev, status.st_ino, item};
        files->bytes += file->bytes.n;
    } else {
        file->state = REVIEW_FILE_UNREADABLE;
    }
    fclose(stream);
}

void review_files_add(struct review_files *files, const char *path, bool named)
{
    struct review_file *file = ARENA_PUSH(files->arena, files->items, files->n, files->cap);
    struct stat status;
    *file = (struct review_file){
        .path = path, .state = REVIEW_FILE_READ, .bytes = STR(""), .same_as = REVIEW_FILE_NONE};
    if (named && stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        file->state = REVIEW_FILE_IRREGULAR;
    else if (files->n_known >= files->limits->reviews)
        file->state = REVIEW_FILE_OVER;
    else
        read_file(files, file, files->n - 1);
}
