/*
 * `grade init`: writes the scaffold of the pack. Nothing that is there is overwritten, and no symbolic link
 * is followed to a file: each is made anew, or left alone with a word.
 */
#include "cmd_help.h"
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

enum { N_TARGETS = sizeof targets / sizeof *targets };

struct context {
    const struct grade_options *options;
    struct grade_pack pack;
};

static struct str scaffold_text(const struct rubric *rubric, const char *name)
{
    for (size_t i = 0; i < rub_scaffolds_n(rubric); i++)
        if (strcmp(rub_text(rubric, rub_scaffolds(rubric, i)->name), name) == 0)
            return str_from(rub_text(rubric, rub_scaffolds(rubric, i)->text));
    return STR("");
}

/* In the worker: one record a target, empty where the pack has none. */
static void work(struct worker *worker, void *context)
{
    const struct context *c = context;
    struct rubric rubric;
    worker_seal(worker);
    if (!grade_pack_open(&rubric, worker, &c->pack, &c->options->limits))
        return;
    if (rub_scaffolds_n(&rubric) == 0) {
        worker_say(worker, STR("the pack has no scaffold to write: its folder has none called scaffold/"));
        worker_status(worker, 2);
        return;
    }
    for (size_t i = 0; i < N_TARGETS; i++)
        out_add(worker_record(worker), scaffold_text(&rubric, targets[i].name));
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

static bool write_all(int file, struct str text)
{
    while (text.n > 0) {
        ssize_t written = write(file, text.p, text.n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text = str_sub(text, (size_t)written, text.n);
    }
    return true;
}

/* 0, or an errno; a file that could not be written whole is taken away again. */
static int write_new(const char *path, struct str text)
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
                         struct str text)
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
    struct context context = {.options = options};
    struct done done = {.said = buf_new(arena, 16 * KIB)};
    struct result result;
    struct str error;
    if (!grade_pack_read(&context.pack, arena, options->rubric, &error)) {
        output_complain(arena, error);
        return GRADE_USAGE;
    }
    const char *pack = options->rubric ? options->rubric : "the built-in pack";
    const struct worker_job job = {work, &context, options, pack, context.pack.bytes};
    worker_run(&result, arena, &job);
    fwrite(result.said.p, 1, result.said.n, stderr);
    if (result.status != 0 || result.n_records != N_TARGETS)
        return 2;
    make_folders(arena, options->what);
    for (size_t i = 0; i < N_TARGETS; i++) {
        bool wanted = !targets[i].format || strcmp(targets[i].format, options->outputs[0].format) == 0;
        if (wanted && result.records[i].n && result_text(result.records[i]))
            write_target(&done, arena, options->what, i, result.records[i]);
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
