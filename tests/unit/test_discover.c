#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "fetch/discover.h"

#include <string.h>

/* A tree of our own: what a name holds. */
struct fake {
    struct arena *arena;
    struct {
        const char *name, *bytes;
        size_t size; /* 0: that of bytes */
        enum read_result result;
    } files[16];
    size_t reads;
};

static enum read_result read_fake(void *context, const struct entry *entry, size_t max, struct str *out,
                                  size_t *size, const char **why)
{
    struct fake *fake = context;
    fake->reads++;
    *out = STR("digraph {}\n");
    for (size_t i = 0; i < 16 && fake->files[i].name; i++) {
        if (!str_is(entry->name, fake->files[i].name))
            continue;
        *out = str_from(fake->files[i].bytes);
        *size = fake->files[i].size ? fake->files[i].size : out->n;
        *why = "broken";
        if (fake->files[i].result != READ_OK)
            return fake->files[i].result;
        return *size > max ? READ_TOO_LARGE : READ_OK;
    }
    *size = out->n;
    return *size > max ? READ_TOO_LARGE : READ_OK;
}

struct run {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct listing listing;
    struct submission submission;
    struct fake fake;
};

static void start(struct run *run)
{
    memset(run, 0, sizeof *run);
    run->arena = arena_new();
    run->limits = limits_default();
    diags_init(&run->diags, run->arena, &run->limits);
    run->listing = listing_new(run->arena, &run->diags, &run->limits);
}

static bool add(struct run *run, const char *folder, const char *name, enum entry_kind kind)
{
    return listing_add(&run->listing, str_from(folder), str_from(name), kind, run->listing.entries);
}

static bool read_all(struct run *run)
{
    struct discover_source source = {read_fake, &run->fake};
    return discover_read(&run->submission, &run->listing, &source);
}

static void expect_files(const struct run *run, const char *const *names, size_t n)
{
    for (size_t i = 0; i < run->submission.n_files && i < n; i++)
        if (!str_is(run->submission.files[i].name, names[i]))
            fail_msg("file %zu is %.*s, not %s", i, STR_ARG(run->submission.files[i].name), names[i]);
    assert_int_equal(run->submission.n_files, n);
}
#define EXPECT_FILES(run, ...)                                                                               \
    do {                                                                                                     \
        static const char *const names_[] = {__VA_ARGS__};                                                   \
        expect_files((run), names_, sizeof names_ / sizeof *names_);                                         \
    } while (0)

static const struct file *file_of(const struct run *run, const char *name)
{
    for (size_t i = 0; i < run->submission.n_files; i++)
        if (str_is(run->submission.files[i].name, name))
            return &run->submission.files[i];
    fail_msg("no file %s", name);
    return NULL;
}

static const struct diag *diag_of(const struct run *run, enum diag_id id)
{
    for (size_t i = 0; i < run->diags.n; i++)
        if (run->diags.items[i].id == id)
            return &run->diags.items[i];
    fail_msg("no %s", diag_name(id));
    return NULL;
}

static void test_order(void **state)
{
    static const char *const seen[][2] = {{"", "README.md"},
                                          {"", "z.yml"},
                                          {"b", "x.dot"},
                                          {"", "a.gv"},
                                          {"docs", "notes.txt"},
                                          {"", "notes.RST"},
                                          {"", "architecture.yml"},
                                          {"", "Architecture.dot"},
                                          {"docs", "architecture.yaml"},
                                          {"diagrams", "architecture.gv"},
                                          {"design", "architecture.yaml"},
                                          {"architecture", "architecture.dot"},
                                          {"src", "architecture.dot"},
                                          {"", "main.c"},
                                          {"", "Makefile"},
                                          {"", "picture.png"},
                                          {"a", "values.YAML"},
                                          {"", "flow.mmd"},
                                          {"", "calm.json"},
                                          {"", "package.json"},
                                          {"docs/calm", "system.JSON"},
                                          {"docs", "README"},
                                          {"b", "ReadMe.txt"},
                                          {"", "notes.mkd"},
                                          {"", ".dot"}};
    struct run run;
    (void)state;
    for (size_t round = 0; round < 2; round++) {
        size_t n = sizeof seen / sizeof *seen;
        start(&run);
        for (size_t i = 0; i < n; i++) {
            size_t at = round ? n - 1 - i : i; /* the order of listing does not matter */
            assert_true(add(&run, seen[at][0], seen[at][1], ENTRY_FILE));
        }
        assert_true(read_all(&run));
        EXPECT_FILES(&run, "Architecture.dot", "architecture.yml", "docs/architecture.yaml",
                     "design/architecture.yaml", "architecture/architecture.dot", "diagrams/architecture.gv",
                     "README.md", "b/ReadMe.txt", "docs/README", "a.gv", "b/x.dot", "flow.mmd",
                     "src/architecture.dot", "docs/notes.txt", "notes.RST", "notes.mkd", "a/values.YAML",
                     "z.yml", "calm.json", "docs/calm/system.JSON", "package.json");
        assert_int_equal(run.submission.n_others, 4);
        assert_int_equal(run.diags.n, 0);
        assert_false(run.diags.partial);
        assert_int_equal(file_of(&run, "a.gv")->use, FILE_UNUSED);
        assert_true(str_is(file_of(&run, "a.gv")->text->name, "a.gv"));
        arena_free(run.arena);
    }
}

static void named(struct run *run, const char *bytes)
{
    start(run);
    add(run, "", ".grade.yaml", ENTRY_FILE);
    add(run, "", "architecture.dot", ENTRY_FILE);
    add(run, "", "a.yaml", ENTRY_FILE);
    add(run, "docs", "b.dot", ENTRY_FILE);
    add(run, "", "it's, odd.dot", ENTRY_FILE);
    run->fake.files[0].name = ".grade.yaml";
    run->fake.files[0].bytes = bytes;
    assert_true(read_all(run));
}

static void test_named(void **state)
{
    static const char *const forms[] = {
        "files: [docs/b.dot, a.yaml]\n",
        "files:\n  - docs/b.dot\n  - a.yaml\n",
        "# what to read\r\nfiles:   # in this order\r\n- \"docs/b.dot\"\r\n- 'a.yaml' # the text\r\n",
        "---\nfiles: [ 'docs/b.dot',\n   \"a.yaml\",\n]\n",
        "\xef\xbb\xbf\x66iles: [./docs/b.dot, ./a.yaml, docs/b.dot]",
    };
    struct run run;
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        named(&run, forms[i]);
        EXPECT_FILES(&run, "docs/b.dot", "a.yaml", "architecture.dot", "it's, odd.dot");
        assert_int_equal(run.diags.n, 0);
        arena_free(run.arena);
    }
    named(&run, "files: [\"it's, odd.dot\"]\n");
    EXPECT_FILES(&run, "it's, odd.dot", "architecture.dot", "docs/b.dot", "a.yaml");
    arena_free(run.arena);
}

static void test_named_wrong(void **state)
{
    struct run run;
    (void)state;
    named(&run, "files:\n- gone.dot\n- ../../etc/passwd\n- a.yaml\n- photo.png\n");
    assert_int_equal(run.diags.of[DIAG_NOT_FOUND], 3);
    const struct diag *gone = diag_of(&run, DIAG_NOT_FOUND);
    assert_int_equal(gone->at.line, 2);
    assert_int_equal(gone->at.column, 3);
    assert_true(str_is(gone->at.text->name, ".grade.yaml"));
    assert_true(str_has_nocase(gone->message, STR("'gone.dot' is not there")));
    assert_true(str_is(run.submission.files[0].name, "a.yaml"));
    arena_free(run.arena);

    named(&run, "rubric: mine.yaml\npoints: 100\nfiles: all\nfiles:\n  deep:\n    - x\n");
    assert_true(run.diags.of[DIAG_ARCH_KEY] >= 4);
    EXPECT_FILES(&run, "architecture.dot", "docs/b.dot", "it's, odd.dot", "a.yaml");
    arena_free(run.arena);

    named(&run, "files: [a.yaml, \"docs/b.dot");
    assert_int_equal(run.diags.of[DIAG_YAML_SYNTAX], 1);
    assert_true(str_is(run.submission.files[0].name, "a.yaml"));
    arena_free(run.arena);
}

static void test_named_hostile(void **state)
{
    struct run run;
    struct arena *arena = arena_new();
    (void)state;
    /* More names than are taken, and a file over its limit. */
    struct buf many = buf_new(arena, 1 << 20);
    buf_puts(&many, "files:\n");
    for (int i = 0; i < 300; i++)
        buf_printf(&many, "- n%d.dot\n", i);
    named(&run, buf_str(&many).p);
    assert_int_equal(run.diags.of[DIAG_LIMIT_FILES], 1);
    assert_int_equal(run.diags.of[DIAG_NOT_FOUND], 200);
    arena_free(run.arena);
    for (int i = 0; i < 3000; i++)
        buf_printf(&many, "- n%d.dot\n", i);
    named(&run, buf_str(&many).p);
    assert_int_equal(run.diags.of[DIAG_FILE_UNREADABLE], 1);
    assert_int_equal(run.submission.n_files, 4);
    arena_free(run.arena);
    /* Any bytes: no more is asked than that it ends. */
    unsigned seed = 1;
    for (int round = 0; round < 2000; round++) {
        static const char letters[] = "files: []-'\"#,\n\n a.yaml\t\r/\\";
        char bytes[64];
        for (size_t i = 0; i < sizeof bytes - 1; i++) {
            seed = seed * 1103515245 + 12345;
            bytes[i] = letters[(seed >> 16) % (sizeof letters - 1)];
        }
        memcpy(bytes, "files:", 6);
        bytes[sizeof bytes - 1] = '\0';
        named(&run, bytes);
        arena_free(run.arena);
    }
    arena_free(arena);
}

static void test_skipped(void **state)
{
    struct run run;
    (void)state;
    start(&run);
    add(&run, "", "link.dot", ENTRY_SYMLINK);
    add(&run, "", "docs", ENTRY_SYMLINK);
    add(&run, "bin", "python3", ENTRY_SYMLINK); /* not worth a word */
    add(&run, "", "module", ENTRY_SUBMODULE);
    add(&run, "", "pipe.yaml", ENTRY_SPECIAL);
    add(&run, "", "lfs.dot", ENTRY_FILE);
    add(&run, "", "broken.dot", ENTRY_FILE);
    add(&run, "", "swapped.dot", ENTRY_FILE);
    add(&run, "", "huge.dot", ENTRY_FILE);
    add(&run, "", "twin.dot", ENTRY_FILE);
    add(&run, "", "twin.dot", ENTRY_FILE);
    struct fake fake = {
        .files = {{"lfs.dot", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", 0, READ_OK},
                  {"broken.dot", "", 0, READ_UNREADABLE},
                  {"swapped.dot", "", 0, READ_SYMLINK},
                  {"huge.dot", "x", 2 * MIB, READ_OK}}};
    run.fake = fake;
    assert_true(read_all(&run));
    static const char *const skipped[] = {"link.dot", "docs",       "module",      "pipe.yaml",
                                          "lfs.dot",  "broken.dot", "swapped.dot", "huge.dot"};
    for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++) {
        const struct file *file = file_of(&run, skipped[i]);
        assert_int_equal(file->use, FILE_SKIPPED);
        assert_non_null(file->why);
        assert_null(file->text);
    }
    assert_int_equal(run.submission.n_files, 9); /* and one twin */
    assert_int_equal(run.diags.of[DIAG_FILE_SYMLINK], 3);
    assert_int_equal(run.diags.of[DIAG_FILE_SUBMODULE], 1);
    assert_int_equal(run.diags.of[DIAG_FILE_LFS], 1);
    assert_int_equal(run.diags.of[DIAG_FILE_UNREADABLE], 2);
    assert_int_equal(run.diags.of[DIAG_LIMIT_FILE_SIZE], 1);
    assert_int_equal(run.diags.of[DIAG_FILE_NAME], 1);
    assert_true(str_is(diag_of(&run, DIAG_LIMIT_FILE_SIZE)->at.text->name, "huge.dot"));
    assert_true(run.diags.partial);
    arena_free(run.arena);
}

static void test_names(void **state)
{
    static const char *const bad[] = {"a\x1b[2J.dot",          "a\nb.dot", "a\xff.dot", "a\xc0\xaf.dot",
                                      "a\xed\xa0\x80.dot",     "a/b.dot",  "a\x7f.dot", "a\xc2\x9b.dot",
                                      "a\xf4\x90\x80\x80.dot", ".git",     ".GIT"};
    static const char *const good[] = {"größe.dot",      "図.yaml",  "a b.md",
                                       "::error::x.dot", "<img>.md", "..dot.dot"};
    struct run run;
    struct str path;
    (void)state;
    start(&run);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_true(add(&run, "", bad[i], ENTRY_FILE));
    assert_int_equal(run.listing.n, 0);
    assert_int_equal(run.diags.of[DIAG_FILE_NAME], sizeof bad / sizeof *bad);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(add(&run, "", good[i], ENTRY_FILE));
    assert_int_equal(run.listing.n, sizeof good / sizeof *good);
    static const char *const folders[] = {"..", ".", "", ".git", "x\x01", "a/b"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        assert_true(listing_folder(&run.listing, STR("top"), str_from(folders[i]), &path));
        assert_int_equal(path.n, 0);
    }
    assert_true(listing_folder(&run.listing, STR("top"), STR("below"), &path));
    assert_true(str_is(path, "top/below"));
    arena_free(run.arena);
}

/* Text may be larger than a drawing. */
static void test_larger_text(void **state)
{
    struct run run;
    (void)state;
    start(&run);
    add(&run, "", "a.md", ENTRY_FILE);
    add(&run, "", "b.dot", ENTRY_FILE);
    add(&run, "", "c.txt", ENTRY_FILE);
    run.fake.files[0].name = "a.md", run.fake.files[0].bytes = "# A\n",
    run.fake.files[0].size = MIB + MIB / 2;
    run.fake.files[1].name = "b.dot", run.fake.files[1].bytes = "", run.fake.files[1].size = MIB + MIB / 2;
    run.fake.files[2].name = "c.txt", run.fake.files[2].bytes = "", run.fake.files[2].size = 2 * MIB + 1;
    assert_true(read_all(&run));
    assert_int_equal(file_of(&run, "a.md")->use, FILE_UNUSED);
    assert_int_equal(file_of(&run, "b.dot")->use, FILE_SKIPPED);
    assert_int_equal(file_of(&run, "c.txt")->use, FILE_SKIPPED);
    assert_int_equal(run.diags.of[DIAG_LIMIT_FILE_SIZE], 2);
    arena_free(run.arena);
}

static void test_limits(void **state)
{
    struct run run;
    struct str path;
    (void)state;
    /* Entries: the lister is told to stop, once said. */
    start(&run);
    run.limits.entries = 3;
    assert_true(add(&run, "", "a.dot", ENTRY_FILE));
    assert_true(add(&run, "", "b.c", ENTRY_FILE));
    assert_true(listing_folder(&run.listing, STR(""), STR("d"), &path));
    assert_false(add(&run, "", "c.dot", ENTRY_FILE));
    assert_false(listing_folder(&run.listing, STR(""), STR("e"), &path));
    assert_true(run.listing.full);
    assert_int_equal(run.diags.of[DIAG_LIMIT_ENTRIES], 1);
    assert_true(run.diags.partial);
    arena_free(run.arena);

    /* Depth and length of a path: left out, the rest goes on. */
    start(&run);
    run.limits.tree_depth = 2;
    run.limits.path_bytes = 20;
    assert_true(listing_folder(&run.listing, STR("a"), STR("b"), &path));
    assert_true(path.n);
    assert_true(listing_folder(&run.listing, STR("a/b"), STR("c"), &path));
    assert_int_equal(path.n, 0);
    assert_true(add(&run, "a", "a-rather-long-name.dot", ENTRY_FILE));
    assert_int_equal(run.listing.n, 0);
    assert_int_equal(run.diags.of[DIAG_LIMIT_ENTRIES], 2);
    arena_free(run.arena);

    /* Files: the first ones in the order of reading, not of listing. */
    start(&run);
    run.limits.files = 2;
    add(&run, "", "c.md", ENTRY_FILE);
    add(&run, "", "b.dot", ENTRY_FILE);
    add(&run, "", "architecture.yaml", ENTRY_FILE);
    add(&run, "", "d.md", ENTRY_FILE);
    assert_true(read_all(&run));
    EXPECT_FILES(&run, "architecture.yaml", "b.dot", "c.md", "d.md");
    assert_int_equal(file_of(&run, "b.dot")->use, FILE_UNUSED);
    assert_int_equal(file_of(&run, "c.md")->use, FILE_SKIPPED);
    assert_int_equal(run.diags.of[DIAG_LIMIT_FILES], 1);
    assert_int_equal(run.fake.reads, 2);
    arena_free(run.arena);

    /* Bytes in all: what still fits is read. */
    start(&run);
    run.limits.total_bytes = 25;
    add(&run, "", "a.dot", ENTRY_FILE);
    add(&run, "", "b.dot", ENTRY_FILE);
    add(&run, "", "c.dot", ENTRY_FILE);
    assert_true(read_all(&run));
    assert_int_equal(file_of(&run, "b.dot")->use, FILE_UNUSED);
    assert_int_equal(file_of(&run, "c.dot")->use, FILE_SKIPPED);
    assert_int_equal(run.diags.of[DIAG_LIMIT_FILES], 1);
    arena_free(run.arena);

    /* A tree full of links is not listed without end. */
    start(&run);
    for (int i = 0; i < 3000; i++)
        add(&run, "", arena_printf(run.arena, "%d.dot", i), ENTRY_SYMLINK);
    assert_true(read_all(&run));
    assert_int_equal(run.submission.n_files, 1000);
    assert_true(run.diags.n <= run.limits.findings);
    arena_free(run.arena);
}

static void test_stopped(void **state)
{
    struct run run;
    (void)state;
    start(&run);
    add(&run, "", "a.dot", ENTRY_FILE);
    run.fake.files[0].name = "a.dot";
    run.fake.files[0].result = READ_GONE;
    assert_false(read_all(&run));
    arena_free(run.arena);
}

/* JSON is data more often than not: last, and where it does not fit, one of the files that are only counted.
 */
static void test_json(void **state)
{
    struct run run;
    (void)state;
    start(&run);
    run.limits.files = 3;
    run.limits.file_bytes = 100;
    run.fake.files[0].name = "big.json";
    run.fake.files[0].bytes = "{}";
    run.fake.files[0].size = 1000;
    add(&run, "", "README.md", ENTRY_FILE);
    add(&run, "", "a.json", ENTRY_FILE);
    add(&run, "", "big.json", ENTRY_FILE);
    add(&run, "", "c.json", ENTRY_FILE);
    add(&run, "docs", "architecture.json", ENTRY_FILE);
    assert_true(read_all(&run));
    EXPECT_FILES(&run, "docs/architecture.json", "README.md", "a.json");
    assert_int_equal(run.submission.n_others, 2);
    assert_int_equal(run.diags.n, 0);
    assert_false(run.diags.partial);
    arena_free(run.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json),          cmocka_unit_test(test_order),
        cmocka_unit_test(test_named),         cmocka_unit_test(test_named_wrong),
        cmocka_unit_test(test_named_hostile), cmocka_unit_test(test_skipped),
        cmocka_unit_test(test_names),         cmocka_unit_test(test_limits),
        cmocka_unit_test(test_stopped),       cmocka_unit_test(test_larger_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
