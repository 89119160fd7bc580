/*
 * grade-embed OUT FOLDER: loads the pack in FOLDER as the program would and writes its image to OUT
 * (pack_image.S links it in). Runs at build time only.
 */
#include "pack_folder.h"

#include <stdio.h>

static void print_errors(const struct diags *errors, const char *folder)
{
    for (size_t i = 0; i < errors->n; i++) {
        const struct diag *d = &errors->items[i];
        struct str name = d->at.text ? d->at.text->name : STR("");
        fprintf(stderr, "%s/%.*s:%u:%u: %s[%s]: %.*s\n", folder, STR_ARG(name), (unsigned)d->at.line,
                (unsigned)d->at.column, severity_name(diag_severity(d->id)), diag_name(d->id),
                STR_ARG(d->message));
    }
    if (errors->dropped)
        fprintf(stderr, "%s: %zu more\n", folder, errors->dropped);
}

static bool write_image(const char *path, const struct rubric *rubric)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool ok = fwrite(rubric->image, 1, rubric->size, file) == rubric->size;
    return fclose(file) == 0 && ok;
}

static int embed(struct arena *arena, const char *path, const char *folder)
{
    struct limits limits = limits_default();
    struct diags errors;
    struct pack_file *files;
    size_t n;
    struct str message;
    struct rubric rubric;
    diags_init(&errors, arena, &limits);
    if (!pack_folder_read(&files, &n, &message, arena, folder)) {
        fprintf(stderr, "grade-embed: %.*s\n", STR_ARG(message));
        return 2;
    }
    bool ok = pack_load(&rubric, arena, &errors, files, n);
    print_errors(&errors, folder);
    if (ok && !write_image(path, &rubric)) {
        perror(path);
        ok = false;
    }
    return ok ? 0 : 2;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: grade-embed OUT FOLDER\n", stderr);
        return 2;
    }
    struct arena *arena = arena_new();
    int status = embed(arena, argv[1], argv[2]);
    arena_free(arena);
    return status;
}
