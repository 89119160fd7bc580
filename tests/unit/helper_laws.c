#include "helper_laws.h"

#include "grade.h"
#include "judge/evaluate.h"
#include "parse/scaffold.h"
#include "recognise/recognise.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

_Noreturn static void give_up(const char *what, const char *name)
{
    fprintf(stderr, "%s: %s\n", what, name);
    abort();
}

/* ------------------------------------------------------------------ files */

struct laws_file laws_file(struct arena *arena, const char *path)
{
    const char *full = arena_printf(arena, "%s/%s", GRADE_SOURCE_DIR, path), *slash = strrchr(path, '/');
    FILE *file = fopen(full, "rb");
    if (!file)
        give_up("cannot open", full);
    struct buf bytes = buf_new(arena, 4 * MIB);
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
        buf_add(&bytes, (struct str){part, n});
    fclose(file);
    return (struct laws_file){str_copy(arena, str_from(slash ? slash + 1 : path)), buf_str(&bytes)};
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t list(const char ***out, struct arena *arena, const char *path)
{
    const char *full = arena_printf(arena, "%s/%s", GRADE_SOURCE_DIR, path);
    const char **names = NULL;
    size_t n = 0, cap = 0;
    DIR *dir = opendir(full);
    if (!dir)
        give_up("cannot open", full);
    for (const struct dirent *entry; (entry = readdir(dir));)
        if (entry->d_name[0] != '.') {
            const char **slot = ARENA_PUSH(arena, names, n, cap);
            *slot = arena_copy(arena, entry->d_name, strlen(entry->d_name));
        }
    closedir(dir);
    if (n)
        qsort(names, n, sizeof *names, by_name);
    *out = names;
    return n;
}

size_t laws_fixtures(const char ***out, struct arena *arena)
{
    return list(out, arena, "fixtures");
}

static bool is_drawing(struct str name)
{
    return str_ends(name, ".yaml") || str_ends(name, ".yml") || str_ends(name, ".dot") || str_ends(name, ".mmd");
}

/* 0: architecture.*, 1: README*, 2: other drawings, 3: other text */
static int rank(struct str name)
{
    size_t from = name.n;
    while (from > 0 && name.p[from - 1] != '/')
        from--;
    struct str base = str_sub(name, from, name.n);
    return str_starts(base, "architecture.") ? 0 : str_starts(base, "README") ? 1 : is_drawing(base) ? 2 : 3;
}

static bool is_folder(const char *full)
{
    struct stat st;
    return stat(full, &st) == 0 && S_ISDIR(st.st_mode);
}

static void walk(struct laws_file **out, size_t *n, size_t *cap, struct arena *arena, const char *folder,
                 const char *below)
{
    const char **names, *path = arena_printf(arena, "%s/%s", folder, below);
    size_t n_names = list(&names, arena, path);
    for (size_t i = 0; i < n_names; i++) {
        const char *inner = arena_printf(arena, "%s%s%s", below, *below ? "/" : "", names[i]);
        const char *file = arena_printf(arena, "%s/%s", folder, inner);
        if (is_folder(arena_printf(arena, "%s/%s", GRADE_SOURCE_DIR, file))) {
            walk(out, n, cap, arena, folder, inner);
            continue;
        }
        struct laws_file *slot = ARENA_PUSH(arena, *out, *n, *cap);
        *slot = laws_file(arena, file);
        slot->name = str_from(inner);
    }
}

size_t laws_submission(struct laws_file **out, struct arena *arena, const char *folder)
{
    struct laws_file *found = NULL;
    size_t n = 0, cap = 0, kept = 0;
    walk(&found, &n, &cap, arena, folder, "");
    *out = arena_alloc(arena, (n + 1) * sizeof **out);
    for (int r = 0; r <= 3; r++)
        for (size_t i = 0; i < n; i++)
            if (rank(found[i].name) == r)
                (*out)[kept++] = found[i];
    return kept;
}

size_t laws_fixture(struct laws_file **out, struct arena *arena, const char *name)
{
    return laws_submission(out, arena, arena_printf(arena, "fixtures/%s/submission", name));
}

size_t laws_drawings(struct laws_file **out, struct arena *arena, const char *name)
{
    size_t n = laws_fixture(out, arena, name), kept = 0;
    for (size_t i = 0; i < n; i++)
        if (is_drawing((*out)[i].name))
            (*out)[kept++] = (*out)[i];
    return kept;
}

/* ------------------------------------------------------------------ pipeline */

const struct arch_names *laws_names(struct arena *arena, const struct rubric *rubric)
{
    struct arch_names *names = arena_alloc(arena, sizeof *names);
    const char **roles = arena_alloc(arena, rub_roles_n(rubric) * sizeof *roles);
    const char **kinds = arena_alloc(arena, rub_flows_n(rubric) * sizeof *kinds);
    const char **keys = arena_alloc(arena, rub_keys_n(rubric) * sizeof *keys);
    for (size_t i = 0; i < rub_roles_n(rubric); i++)
        roles[i] = rub_text(rubric, rub_roles(rubric, i)->id);
    for (size_t i = 0; i < rub_flows_n(rubric); i++)
        kinds[i] = rub_text(rubric, rub_flows(rubric, i)->id);
    for (size_t i = 0; i < rub_keys_n(rubric); i++)
        keys[i] = rub_text(rubric, *rub_keys(rubric, i));
    *names =
        (struct arch_names){roles, rub_roles_n(rubric), kinds, rub_flows_n(rubric), keys, rub_keys_n(rubric)};
    return names;
}

static struct graded *graded_new(struct arena *arena)
{
    struct graded *graded = arena_alloc(arena, sizeof *graded);
    graded->limits = limits_default();
    diags_init(&graded->diags, arena, &graded->limits);
    return graded;
}

static void judge(struct arena *arena, struct graded *graded)
{
    const struct reading *reading =
        recognise(arena, &graded->diags, graded->arch, graded->prose, &graded->rubric);
    graded->review =
        judge_review(arena, &graded->submission, graded->arch, reading, &graded->rubric, &graded->diags);
}

struct graded *laws_grade(struct arena *arena, const struct laws_file *files, size_t n)
{
    return laws_grade_by(arena, NULL, files, n);
}

struct graded *laws_grade_by(struct arena *arena, const char *pack, const struct laws_file *files, size_t n)
{
    struct graded *graded = graded_new(arena);
    const char *folder = pack ? arena_printf(arena, "%s/%s", GRADE_SOURCE_DIR, pack) : NULL;
    if (!grade_pack(&graded->rubric, arena, folder, &graded->diags))
        give_up("cannot open the pack", pack ? pack : "that is built in");
    struct submission *submission = &graded->submission;
    graded->arch = architecture_new(arena);
    graded->prose = prose_new(arena);
    for (size_t i = 0; i < n; i++) {
        struct file *file = ARENA_PUSH(arena, submission->files, submission->n_files, submission->cap_files);
        file->name = files[i].name;
        file->text = text_new(arena, files[i].name, files[i].bytes);
    }
    struct parse_context parse = {arena,           &graded->diags,
                                  &graded->limits, laws_names(arena, &graded->rubric),
                                  graded->arch,    graded->prose, NULL, 0};
    const struct scaffold *scaffold = scaffold_new(arena, &graded->rubric);
    scaffold_skip(scaffold, submission, &graded->diags);
    readers_read(&parse, submission);
    scaffold_clear(scaffold, &parse);
    judge(arena, graded);
    return graded;
}

struct graded *laws_judge(struct arena *arena, const struct graded *like, struct architecture *arch)
{
    struct graded *graded = graded_new(arena);
    graded->rubric = like->rubric;
    graded->submission = like->submission;
    graded->arch = arch;
    graded->prose = like->prose;
    judge(arena, graded);
    return graded;
}

struct graded *laws_reference(struct arena *arena, const char *suffix)
{
    struct laws_file file =
        laws_file(arena, arena_printf(arena, "reference/fraud-detection/solution/architecture.%s", suffix));
    return laws_grade(arena, &file, 1);
}

/* ------------------------------------------------------------------ questions */

uint32_t laws_predicate(const struct graded *graded, const char *id)
{
    uint32_t number = rub_predicate_of(&graded->rubric, str_from(id));
    if (number == RUB_NONE)
        give_up("no predicate", id);
    return number;
}

uint32_t laws_row(const struct graded *graded, const char *id)
{
    uint32_t number = rub_row_of(&graded->rubric, str_from(id));
    if (number == RUB_NONE)
        give_up("no row", id);
    return number;
}

enum truth laws_value(const struct graded *graded, const char *id)
{
    return graded->review->predicates[laws_predicate(graded, id)].value;
}

int laws_level(const struct graded *graded, const char *id)
{
    return graded->review->rows[laws_row(graded, id)].level;
}

size_t laws_broken(const char *format, ...)
{
    va_list args;
    fputs("  broken: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    return 1;
}

size_t laws_differences(const struct graded *a, const struct graded *b, const char *what)
{
    const struct rubric *rubric = &a->rubric;
    size_t n = 0;
    for (size_t i = 0; i < rub_predicates_n(rubric); i++) {
        const struct predicate_verdict *x = &a->review->predicates[i], *y = &b->review->predicates[i];
        if (x->value != y->value)
            n += laws_broken("%s: %s is %s, then %s (%.*s)", what,
                             rub_text(rubric, rub_predicates(rubric, i)->id), truth_name(x->value),
                             truth_name(y->value), STR_ARG(x->value < y->value ? x->missing : y->missing));
    }
    for (size_t i = 0; i < rub_rows_n(rubric); i++) {
        const struct row_verdict *x = &a->review->rows[i], *y = &b->review->rows[i];
        if (x->level != y->level)
            n += laws_broken("%s: %s is at %d, then at %d (%.*s)", what,
                             rub_text(rubric, rub_rows(rubric, i)->id), x->level, y->level,
                             STR_ARG(x->level < y->level ? x->looked_for : y->looked_for));
    }
    if (n == 0 && (a->review->has_total != b->review->has_total ||
                   a->review->total - b->review->total > 1e-6 || b->review->total - a->review->total > 1e-6))
        n += laws_broken("%s: the total is %.3f, then %.3f", what, a->review->total, b->review->total);
    return n;
}

static const char *role_names(struct arena *arena, const struct rubric *rubric, uint64_t mask)
{
    struct buf names = buf_new(arena, 4096);
    for (uint32_t r = 0; r < rub_roles_n(rubric); r++)
        if (mask >> r & 1)
            buf_printf(&names, "%s%s", names.n ? " " : "", rub_text(rubric, rub_roles(rubric, r)->id));
    return names.n ? names.p : "none";
}

size_t laws_role_differences(const struct graded *a, const struct graded *b, const size_t *of,
                             const char *what)
{
    struct arena *arena = arena_new();
    size_t n = 0;
    for (size_t i = 0; i < a->arch->n_nodes; i++) {
        const struct reading *x = a->review->reading, *y = b->review->reading;
        uint64_t here = x->nodes[reading_node(x, i)].credited;
        uint64_t there = y->nodes[reading_node(y, of ? of[i] : i)].credited;
        if (here != there)
            n += laws_broken("%s: '%.*s' plays %s, then %s", what, STR_ARG(a->arch->nodes[i].label),
                             role_names(arena, &a->rubric, here), role_names(arena, &a->rubric, there));
    }
    arena_free(arena);
    return n;
}
