/*
 * What a worker sends back: the parent believes nothing of it. Bytes that are no parcel are refused whole;
 * one that is accepted is written again and must read as the same. fuzz: dict=parcel max_len=2048
 */
#include "fetch/parcel.h"
#include "fuzz.h"

static bool take(void *context, const void *bytes, size_t n)
{
    buf_add(context, (struct str){bytes, n});
    return true;
}

static struct str written(struct arena *arena, enum fetch_result result, struct str error,
                          const struct submission *submission, const struct diags *diags)
{
    struct buf bytes = buf_new(arena, 64 * MIB);
    struct repository_port port = {take, take, &bytes};
    FUZZ_CHECK(parcel_write(&port, result, error, submission, diags) && !bytes.full);
    return buf_str(&bytes);
}

static void check_submission(const struct submission *s, const struct limits *limits)
{
    FUZZ_CHECK(s->source.kind <= SOURCE_URL);
    for (size_t i = 0; i < s->n_files; i++) {
        const struct file *file = &s->files[i];
        FUZZ_CHECK(file->use <= FILE_SKIPPED && (file->use != FILE_SKIPPED || file->why));
        FUZZ_CHECK(file->name.n <= limits->path_bytes);
        if (file->text)
            FUZZ_CHECK(file->text->n_lines <= file->text->bytes.n + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    struct submission s = {0}, s2 = {0};
    struct diags diags, diags2;
    struct str error = {"", 0}, error2 = {"", 0};
    enum fetch_result result, result2;
    diags_init(&diags, arena, &limits);
    diags_init(&diags2, arena, &limits);
    if (!parcel_read(&s, &result, &error, arena, &diags, &limits, fuzz_bytes(arena, data, size))) {
        FUZZ_CHECK(s.n_files == 0 && s.source.url.n == 0 && error.n == 0 && diags.n == 0 &&
                   diags.dropped == 0);
        arena_free(arena);
        return 0;
    }
    FUZZ_CHECK(size <= parcel_max(&limits));
    if (result == FETCH_OK) {
        check_submission(&s, &limits);
        FUZZ_SOUND(sound_diags(&diags));
    }
    struct str first = written(arena, result, error, &s, &diags);
    FUZZ_CHECK(parcel_read(&s2, &result2, &error2, arena, &diags2, &limits, first));
    FUZZ_CHECK(result2 == result && str_eq(error2, error));
    FUZZ_CHECK(str_eq(written(arena, result2, error2, &s2, &diags2), first));
    arena_free(arena);
    return 0;
}
