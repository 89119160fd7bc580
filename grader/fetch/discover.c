#include "fetch/discover.h"

#include "fetch/named.h"

#include <stdlib.h>
#include <string.h>

/* Class of a suffix, in the order of reading; 0 is none. */
enum {
    CLASS_NONE,
    CLASS_MAIN /* and one for each folder of rank_of() */,
    CLASS_README = CLASS_MAIN + 5,
    CLASS_README_BELOW,
    CLASS_GRAPH,
    CLASS_TEXT,
    CLASS_YAML,
    CLASS_DATA /* mostly no architecture: read last, and left out without a word where there is no room */
};

/* More files than this that are listed as skipped are only counted: a tree can hold 100,000 of them. */
#define SKIPPED_MAX 1000

static const struct {
    const char *suffix;
    uint32_t class;
} suffixes[] = {
    {".dot", CLASS_GRAPH},     {".gv", CLASS_GRAPH},      {".mmd", CLASS_GRAPH},  {".mermaid", CLASS_GRAPH},
    {".md", CLASS_TEXT},       {".markdown", CLASS_TEXT}, {".mdown", CLASS_TEXT}, {".mkd", CLASS_TEXT},
    {".txt", CLASS_TEXT},      {".text", CLASS_TEXT},     {".rst", CLASS_TEXT},   {".adoc", CLASS_TEXT},
    {".asciidoc", CLASS_TEXT}, {".yaml", CLASS_YAML},     {".yml", CLASS_YAML},   {".json", CLASS_DATA}};

static bool ends_nocase(struct str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n > n && str_eq_nocase(str_sub(s, s.n - n, n), str_from(suffix));
}

/* Where the name begins in a path. */
static size_t base_of(struct str path)
{
    size_t slash = path.n;
    while (slash > 0 && path.p[slash - 1] != '/')
        slash--;
    return slash;
}

static uint32_t class_of(struct str name)
{
    struct str base = str_sub(name, base_of(name), name.n);
    if (str_eq_nocase(base, STR("README")))
        return CLASS_TEXT;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (ends_nocase(name, suffixes[i].suffix))
            return suffixes[i].class;
    return CLASS_NONE;
}

bool discover_wants(struct str name)
{
    return class_of(name) != CLASS_NONE;
}

/* The class with the places of architecture.* taken into account. */
static uint32_t rank_of(struct str path)
{
    static const char *const folders[] = {"", "docs/", "design/", "architecture/", "diagrams/"};
    static const char *const names[] = {"architecture.yaml", "architecture.yml", "architecture.dot",
                                        "architecture.gv",   "architecture.mmd", "architecture.mermaid",
                                        "architecture.json"};
    for (uint32_t f = 0; f < sizeof folders / sizeof *folders; f++)
        for (size_t i = 0; str_starts(path, folders[f]) && i < sizeof names / sizeof *names; i++)
            if (str_eq_nocase(str_sub(path, strlen(folders[f]), path.n), str_from(names[i])))
                return CLASS_MAIN + f;
    uint32_t class = class_of(path);
    size_t base = base_of(path);
    bool readme = class == CLASS_TEXT && str_eq_nocase(str_sub(path, base, 6), STR("README"));
    return !readme ? class : base ? CLASS_README_BELOW : CLASS_README;
}

/* Length of the well-formed UTF-8 sequence at s[i], 0 where there is none. */
static size_t utf8_length(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];
    size_t n = c < 0x80                ? 1
               : c >= 0xc2 && c < 0xe0 ? 2
               : c >= 0xe0 && c < 0xf0 ? 3
               : c >= 0xf0 && c < 0xf5 ? 4
                                       : 0;
    if (n == 0 || n > s.n - i)
        return 0;
    for (size_t k = 1; k < n; k++)
        if (((unsigned char)s.p[i + k] & 0xc0) != 0x80)
            return 0;
    unsigned char second = n > 1 ? (unsigned char)s.p[i + 1] : 0;
    bool overlong = (c == 0xe0 && second < 0xa0) || (c == 0xf0 && second < 0x90);
    bool beyond = (c == 0xed && second >= 0xa0) || (c == 0xf4 && second >= 0x90);
    return overlong || beyond ? 0 : n;
}

/* Names that some file system takes for .git: git~1 is its short form, dots and spaces at the end are
 * dropped. */
static bool is_git(struct str name)
{
    while (name.n && (name.p[name.n - 1] == '.' || name.p[name.n - 1] == ' '))
        name.n--;
    return str_eq_nocase(name, STR(".git")) || str_eq_nocase(name, STR("git~1"));
}

/* Why a name cannot be read safely, or NULL. */
static const char *unsafe(struct str name)
{
    if (name.n == 0 || str_is(name, ".") || str_is(name, ".."))
        return "is no name of a file";
    if (is_git(name))
        return "is where git keeps its own files";
    for (size_t i = 0, n; i < name.n; i += n) {
        unsigned char c = (unsigned char)name.p[i];
        n = utf8_length(name, i);
        if (n == 0)
            return "is not UTF-8";
        if (c < 0x20 || c == 0x7f || (c == 0xc2 && (unsigned char)name.p[i + 1] < 0xa0))
            return "holds a control character";
        if (c == '/' || c == '\\')
            return c == '/' ? "holds a '/'" : "holds a backslash";
    }
    return NULL;
}

struct listing listing_new(struct arena *arena, struct diags *diags, const struct limits *limits)
{
    return (struct listing){.arena = arena, .diags = diags, .limits = limits};
}

static struct place at_file(struct arena *arena, struct str name)
{
    return (struct place){.text = text_new(arena, name, (struct str){"", 0})};
}

static struct str join(struct arena *arena, struct str folder, struct str name)
{
    char *path = arena_alloc(arena, folder.n + name.n + 2);
    size_t n = folder.n;
    memcpy(path, folder.p, n);
    if (n)
        path[n++] = '/';
    memcpy(path + n, name.p, name.n);
    return (struct str){path, n + name.n};
}

/* Counts an entry; false when there are too many. */
static bool count(struct listing *listing)
{
    if (listing->full)
        return false;
    if (listing->entries < listing->limits->entries) {
        listing->entries++;
        return true;
    }
    listing->full = true;
    diag_add(listing->diags, DIAG_LIMIT_ENTRIES, (struct place){0},
             "more than %zu files and folders: the rest was not looked at", listing->limits->entries);
    return false;
}

static bool too_long(struct listing *listing, struct str folder, struct str name)
{
    if (folder.n + name.n + 1 <= listing->limits->path_bytes)
        return false;
    if (!listing->long_path)
        diag_add(listing->diags, DIAG_LIMIT_ENTRIES, at_file(listing->arena, folder),
                 "holds paths of more than %zu bytes: not looked at", listing->limits->path_bytes);
    listing->long_path = true;
    return true;
}

bool listing_add(struct listing *listing, struct str folder, struct str name, enum entry_kind kind,
                 size_t handle)
{
    if (!count(listing))
        return false;
    /* A link without a suffix may stand for a folder of diagrams: worth a word at the top, noise further
     * down. */
    bool wanted = discover_wants(name) || kind == ENTRY_SUBMODULE ||
                  (folder.n == 0 && str_is(name, ".grade.yaml")) ||
                  (kind == ENTRY_SYMLINK && folder.n == 0 && !memchr(name.p, '.', name.n));
    if (!wanted && !is_git(name)) {
        listing->others++;
        return true;
    }
    if (too_long(listing, folder, name))
        return true;
    struct str path = join(listing->arena, folder, name);
    const char *why = unsafe(name);
    if (why) {
        diag_add(listing->diags, DIAG_FILE_NAME, at_file(listing->arena, path), "the name %s: not read", why);
        return true;
    }
    struct entry *entry = ARENA_PUSH(listing->arena, listing->items, listing->n, listing->cap);
    *entry = (struct entry){.name = path, .kind = kind, .handle = handle};
    return true;
}

bool listing_folder(struct listing *listing, struct str folder, struct str name, struct str *path)
{
    *path = (struct str){"", 0};
    if (!count(listing))
        return false;
    if (too_long(listing, folder, name))
        return true;
    struct str full = join(listing->arena, folder, name);
    const char *why = unsafe(name);
    if (why) {
        diag_add(listing->diags, DIAG_FILE_NAME, at_file(listing->arena, full),
                 "the folder's name %s: not looked into", why);
        return true;
    }
    size_t depth = 1;
    for (size_t i = 0; i < full.n; i++)
        depth += full.p[i] == '/';
    if (depth > listing->limits->tree_depth) {
        if (!listing->deep)
            diag_add(listing->diags, DIAG_LIMIT_ENTRIES, at_file(listing->arena, full),
                     "folders more than %zu deep: not looked into", listing->limits->tree_depth);
        listing->deep = true;
        return true;
    }
    *path = full;
    return true;
}

void listing_unreadable(struct listing *listing, struct str path, const char *why)
{
    struct place at = path.n ? at_file(listing->arena, path) : (struct place){0};
    diag_add(listing->diags, DIAG_FILE_UNREADABLE, at, "the folder could not be looked into (%s): skipped",
             why);
}

/* ---- reading ---- */

struct reading {
    struct submission *out;
    struct listing *listing;
    const struct discover_source *source;
    size_t files, bytes;  /* read so far */
    size_t skipped, over; /* listed as skipped; over the limit of files */
};

static void skip(struct reading *r, struct str name, const char *why)
{
    if (r->skipped++ >= SKIPPED_MAX)
        return;
    struct file *file = ARENA_PUSH(r->listing->arena, r->out->files, r->out->n_files, r->out->cap_files);
    *file = (struct file){.name = name, .use = FILE_SKIPPED, .why = why};
}

static void complain(struct reading *r, const struct entry *entry, enum diag_id id, const char *message,
                     const char *why)
{
    diag_add(r->listing->diags, id, at_file(r->listing->arena, entry->name), "%s", message);
    skip(r, entry->name, why);
}

static bool is_lfs_pointer(struct str bytes)
{
    return bytes.n < 1024 && str_starts(bytes, "version https://git-lfs");
}

/* Data, most likely: what does not fit is one of the files that are only counted. */
static bool is_data(const struct entry *entry)
{
    return entry->rank == (uint32_t)NAMED_MAX + CLASS_DATA;
}

/* One entry that is a file; false when the run is over. */
static bool read_file(struct reading *r, const struct entry *entry)
{
    struct arena *arena = r->listing->arena;
    const struct limits *limits = r->listing->limits;
    if (r->files >= limits->files && is_data(entry)) {
        r->listing->others++;
        return true;
    }
    if (r->files >= limits->files) {
        if (r->over++ == 0)
            diag_add(r->listing->diags, DIAG_LIMIT_FILES, (struct place){0},
                     "more than %zu files that could matter: the first %zu were read", limits->files,
                     limits->files);
        skip(r, entry->name, "over the limit of files");
        return true;
    }
    size_t left = limits->total_bytes - r->bytes, size = 0;
    size_t own = class_of(entry->name) == CLASS_TEXT ? limits->prose_bytes : limits->file_bytes;
    size_t max = own < left ? own : left;
    struct str bytes = {"", 0};
    const char *why = "";
    switch (r->source->read(r->source->context, entry, max, &bytes, &size, &why)) {
    case READ_GONE:
        return false;
    case READ_UNREADABLE:
        complain(r, entry, DIAG_FILE_UNREADABLE, arena_printf(arena, "could not be read (%s): skipped", why),
                 why);
        return true;
    case READ_SYMLINK:
        complain(r, entry, DIAG_FILE_SYMLINK, "is a symbolic link: not followed", "is a symbolic link");
        return true;
    case READ_TOO_LARGE:
        if (is_data(entry))
            r->listing->others++;
        else if (size > own)
            complain(r, entry, DIAG_LIMIT_FILE_SIZE,
                     arena_printf(arena, "%zu bytes, over the limit of %zu: not read", size, own),
                     "over the size limit");
        else
            complain(r, entry, DIAG_LIMIT_FILES,
                     arena_printf(arena, "more than %zu bytes in all: not read", limits->total_bytes),
                     "over the limit of bytes in all");
        return true;
    case READ_OK:
        break;
    }
    r->files++;
    r->bytes += bytes.n;
    if (is_lfs_pointer(bytes)) {
        complain(r, entry, DIAG_FILE_LFS, "is a Git LFS pointer, the file itself is elsewhere: not read",
                 "is a Git LFS pointer");
        return true;
    }
    struct file *file = ARENA_PUSH(arena, r->out->files, r->out->n_files, r->out->cap_files);
    *file = (struct file){.name = entry->name, .text = text_new(arena, entry->name, bytes)};
    return true;
}

static bool read_entry(struct reading *r, const struct entry *entry)
{
    switch (entry->kind) {
    case ENTRY_FILE:
        return read_file(r, entry);
    case ENTRY_SYMLINK:
        complain(r, entry, DIAG_FILE_SYMLINK, "is a symbolic link: not followed", "is a symbolic link");
        break;
    case ENTRY_SUBMODULE:
        complain(r, entry, DIAG_FILE_SUBMODULE, "is a submodule: not fetched, not read", "is a submodule");
        break;
    case ENTRY_SPECIAL:
        complain(r, entry, DIAG_FILE_UNREADABLE, "is not a regular file: skipped", "is not a regular file");
        break;
    }
    return true;
}

static int by_name(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = str_cmp(x->name, y->name);
    return order ? order : x->handle < y->handle ? -1 : x->handle > y->handle;
}

static int by_rank(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return x->rank != y->rank ? (x->rank < y->rank ? -1 : 1) : by_name(a, b);
}

/* A hostile tree can hold a name twice: the first is kept. The items are sorted by name. */
static void drop_twins(struct listing *listing)
{
    size_t n = 0;
    for (size_t i = 0; i < listing->n; i++) {
        if (n && str_eq(listing->items[n - 1].name, listing->items[i].name))
            diag_add(listing->diags, DIAG_FILE_NAME, at_file(listing->arena, listing->items[i].name),
                     "the name stands twice in its folder: the first was read");
        else
            listing->items[n++] = listing->items[i];
    }
    listing->n = n;
}

static struct entry *find(struct listing *listing, struct str name)
{
    size_t low = 0, high = listing->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(listing->items[middle].name, name);
        if (order == 0)
            return &listing->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* What .grade.yaml names, nothing where there is none; false when the run is over. */
static bool read_named(struct reading *r, struct named *named)
{
    struct listing *listing = r->listing;
    struct entry *entry = find(listing, STR(".grade.yaml"));
    *named = (struct named){0};
    if (!entry)
        return true;
    struct str bytes = {"", 0};
    size_t size = 0;
    const char *why = entry->kind == ENTRY_SYMLINK ? "is a symbolic link" : "is not a regular file";
    enum read_result result = READ_UNREADABLE;
    if (entry->kind == ENTRY_FILE)
        result = r->source->read(r->source->context, entry, NAMED_BYTES_MAX, &bytes, &size, &why);
    if (result == READ_GONE)
        return false;
    if (result == READ_TOO_LARGE)
        why = "too large";
    if (result != READ_OK)
        diag_add(listing->diags, DIAG_FILE_UNREADABLE, at_file(listing->arena, entry->name), "%s: not used",
                 why);
    else
        named_read(named, listing->arena, listing->diags, text_new(listing->arena, entry->name, bytes));
    return true;
}

bool discover_read(struct submission *out, struct listing *listing, const struct discover_source *source)
{
    struct reading reading = {.out = out, .listing = listing, .source = source};
    struct named named;
    if (listing->n)
        qsort(listing->items, listing->n, sizeof *listing->items, by_name);
    drop_twins(listing);
    if (!read_named(&reading, &named))
        return false;
    for (size_t i = 0; i < listing->n; i++)
        listing->items[i].rank = (uint32_t)NAMED_MAX + rank_of(listing->items[i].name);
    for (size_t i = 0; i < named.n; i++) {
        struct entry *entry = find(listing, named.items[i].name);
        if (entry && discover_wants(entry->name))
            entry->rank = entry->rank < i ? entry->rank : (uint32_t)i;
        else
            diag_add(listing->diags, DIAG_NOT_FOUND, named.items[i].at, "'%.*s' %s",
                     STR_ARG(named.items[i].name),
                     discover_wants(named.items[i].name) ? "is not there, or .gitignore leaves it out"
                                                         : "is not of a kind that is read: left out");
    }
    if (listing->n)
        qsort(listing->items, listing->n, sizeof *listing->items, by_rank);
    for (size_t i = 0; i < listing->n; i++)
        if (!str_is(listing->items[i].name, ".grade.yaml") && !read_entry(&reading, &listing->items[i]))
            return false;
    out->n_others = listing->others;
    return true;
}
