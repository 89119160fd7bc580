#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void fuzz_failed(const char *file, int line, const char *what, struct str text)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    for (size_t i = 0; i < text.n && i < 2000; i++)
        if ((unsigned char)text.p[i] < ' ' || (unsigned char)text.p[i] >= 0x7F)
            fprintf(stderr, "\\x%02x", (unsigned char)text.p[i]);
        else
            fputc(text.p[i], stderr);
    if (text.n)
        fputc('\n', stderr);
    abort();
}

void fuzz_sound(const char *file, int line, const char *wrong)
{
    if (wrong)
        fuzz_failed(file, line, wrong, STR(""));
}

/* ------------------------------------------------------------------ input */

struct str fuzz_bytes(struct arena *arena, const uint8_t *data, size_t size)
{
    char *bytes = arena_alloc(arena, size);
    if (size)
        memcpy(bytes, data, size);
    return (struct str){bytes, size};
}

struct str fuzz_slurp(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct buf bytes = buf_new(arena, 16 * MIB);
    char part[4096];
    if (!file) {
        fprintf(stderr, "cannot open %s\n", path);
        exit(2);
    }
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
        buf_add(&bytes, (struct str){part, n});
    fclose(file);
    return buf_str(&bytes);
}

struct str fuzz_line(struct str *rest)
{
    const char *end = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
    size_t n = end ? (size_t)(end - rest->p) : rest->n;
    struct str line = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, end ? n + 1 : n, rest->n);
    return line;
}

size_t fuzz_parts(struct fuzz_part **out, struct arena *arena, struct str input)
{
    size_t n = 0, cap = 0;
    *out = NULL;
    while (input.n) {
        const char *start = input.p;
        struct str line = fuzz_line(&input);
        if (str_starts(line, "=== ")) {
            struct fuzz_part *part = ARENA_PUSH(arena, *out, n, cap);
            *part = (struct fuzz_part){str_sub(line, 4, line.n), {input.p, 0}};
        } else if (n) {
            (*out)[n - 1].bytes.n += (size_t)(input.p - start);
        }
    }
    /* Each on its own, so that reading beyond one is seen. */
    for (size_t i = 0; i < n; i++) {
        struct fuzz_part *part = &(*out)[i];
        part->name = fuzz_bytes(arena, (const uint8_t *)part->name.p, part->name.n);
        part->bytes = fuzz_bytes(arena, (const uint8_t *)part->bytes.p, part->bytes.n);
    }
    return n;
}

/* ------------------------------------------------------------------ reading */

static const char *const roles[] = {"event_stream", "feature_job", "online_store", "model_server"};
static const char *const kinds[] = {"data", "features", "model", "metrics"};
static const char *const keys[] = {"assumptions.events_per_day", "slo.decision_p99"};
static const struct arch_names names = {roles, 4, kinds, 4, keys, 2};

void fuzz_open(struct fuzz *f)
{
    *f = (struct fuzz){.arena = arena_new(), .limits = limits_default()};
    f->arch = architecture_new(f->arena);
    f->prose = prose_new(f->arena);
    diags_init(&f->diags, f->arena, &f->limits);
    f->ctx = (struct parse_context){f->arena, &f->diags, &f->limits, &names, f->arch, f->prose, NULL, 0};
}

void fuzz_close(struct fuzz *f)
{
    arena_free(f->arena);
}

void fuzz_check(const struct fuzz *f)
{
    bool entities = false;
    for (size_t i = 0; i < f->submission.n_files; i++)
        entities |=
            str_find(f->submission.files[i].text->bytes, STR("&")) < f->submission.files[i].text->bytes.n;
    FUZZ_SOUND(sound_architecture(f->arch));
    FUZZ_SOUND(sound_prose(f->prose, entities));
    FUZZ_SOUND(sound_diags(&f->diags));
}

void fuzz_read(struct fuzz *f, const char *name, struct str bytes)
{
    struct submission *s = &f->submission;
    struct file *file = ARENA_PUSH(f->arena, s->files, s->n_files, s->cap_files);
    file->name = str_from(name);
    file->text = text_new(f->arena, file->name, bytes);
    readers_read(&f->ctx, s);
    for (size_t i = 0; i < s->n_files; i++)
        FUZZ_CHECK(s->files[i].use == FILE_USED || s->files[i].why);
    fuzz_check(f);
}

void fuzz_file(const char *name, const uint8_t *data, size_t size)
{
    struct fuzz f;
    fuzz_open(&f);
    fuzz_read(&f, name, fuzz_bytes(f.arena, data, size));
    fuzz_close(&f);
}
