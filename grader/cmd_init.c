/*
 * `grade init`: writes the scaffold of the pack. Nothing that is there is overwritten, and no symbolic link
 * is followed to a file: each is made anew, or left alone with a word.
 */
#include "cmd_help.h"
#include "cmd_pack.h"
#include "commands.h"
#include "grade.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What each file of a scaffold is written as; `format`: of -f, NULL for every one. */
static const struct {
    const char *name, *format, *folder, *as, *what;
} targets[] = {
    {"architecture.yaml", "yaml", NULL, "architecture.yaml",
     "an example of the format: put your design in its place"},
    {"architecture.dot", "dot", NULL, "architecture.dot",
     "an example of a drawing: put your design in its place"},
    {"architecture.mmd", "mermaid", NULL, "architecture.mmd",
     "an example of a drawing: put your design in its place"},
    {"README.md", NULL, NULL, "README.md", "an outline to fill in"},
    {"grade.yml", NULL, ".github/workflows", "grade.yml", "runs grade check on every push"},
};

static const char *scaffold_text(const struct rubric *rubric, const char *name)
{
    for (size_t i = 0; i < rub_scaffolds_n(rubric); i++)
        if (strcmp(rub_text(rubric, rub_scaffolds(rubric, i)->name), name) == 0)
            return rub_text(rubric, rub_scaffolds(rubric, i)->text);
    return NULL;
}

/* Makes a folder and those above it. Errors show when a file is to be made in it. */
static void make_folders(struct arena *arena, const char *path)
{
    char *copy = arena_copy(arena, path, strlen(path));
    for (char *at = copy + 1; *copy && *at; at++)
        if (*at == '/') {
            *at = '\0';
            mkdir(copy, 0777);
            *at = '/';
        }
    mkdir(copy, 0777);
}

static bool write_all(int file, const char *text)
{
    size_t n = strlen(text);
    while (n > 0) {
        ssize_t written = write(file, text, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text += written;
        n -= (size_t)written;
    }
    return true;
}

/* 0, or an errno; a file that could not be written whole is taken away again. */
static int write_new(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (file < 0)
        return errno;
    int error = write_all(file, text) ? 0 : errno;
    if (close(file) != 0 && !error)
        error = errno;
    if (error)
        unlink(path);
    return error;
}

struct done {
    struct buf said;
    size_t written, left, failed;
};

static void write_target(struct done *done, struct arena *arena, const char *folder, size_t i,
                         const char *text)
{
    const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
    const char *below = targets[i].folder ? arena_printf(arena, "%s/", targets[i].folder) : "";
    const char *within = arena_printf(arena, "%s%s", below, targets[i].as);
    const char *path =
        strcmp(folder, ".") == 0 ? within : arena_printf(arena, "%s%s%s", folder, slash, within);
    if (targets[i].folder)
        make_folders(arena, strcmp(folder, ".") == 0
                                ? targets[i].folder
                                : arena_printf(arena, "%s%s%s", folder, slash, targets[i].folder));
    int error = write_new(path, text);
    done->written += error == 0;
    done->left += error == EEXIST;
    done->failed += error != 0 && error != EEXIST;
    if (error == 0)
        buf_printf(&done->said, "  %-27s %s\n", within, targets[i].what);
    else if (error == EEXIST)
        buf_printf(&done->said, "  %-27s is there already: left alone\n", within);
    else
        output_complain(arena, str_from(arena_printf(arena, "cannot write %s: %s", path, strerror(error))));
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct rubric rubric;
    struct done done = {.said = buf_new(arena, 16 * KIB)};
    if (!cmd_pack_open(&rubric, arena, options))
        return 2;
    if (rub_scaffolds_n(&rubric) == 0) {
        output_complain(arena,
                        STR("the pack has no scaffold to write: its folder has none called scaffold/"));
        return 2;
    }
    make_folders(arena, options->what);
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        const char *text = scaffold_text(&rubric, targets[i].name);
        bool wanted = !targets[i].format || strcmp(targets[i].format, options->outputs[0].format) == 0;
        if (wanted && text)
            write_target(&done, arena, options->what, i, text);
    }
    if (done.written)
        buf_puts(&done.said,
                 "\nPut your own design in the place of the example; grade check says what is read of it.\n");
    else if (!done.failed)
        output_complain(arena, STR("nothing was written: every file is there already"));
    int status = done.said.n ? cmd_help_print(arena, buf_str(&done.said)) : 0;
    return !done.written || done.failed ? 2 : status;
}

int cmd_init(int argc, char *const *argv)
{
    struct arena *arena = arena_new();
    struct grade_options options;
    int status = 0;
    if (cmd_help_parse(&options, arena, COMMAND_INIT, argc, argv, &status))
        status = run(arena, &options);
    arena_free(arena);
    return status;
}
