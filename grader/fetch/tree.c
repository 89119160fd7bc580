#include "fetch/tree.h"

#include "fetch/gitlib.h"

#include <git2.h>

#include <string.h>

struct folder {
    struct str path;
    git_oid id;
};

struct walk {
    struct listing listing;
    git_repository *repository;
    git_odb *odb;
    struct pulse *pulse;
    git_oid *blobs; /* an entry's handle is its number here */
    size_t n_blobs, cap_blobs;
    struct folder *folders; /* still to look into, shallow ones first */
    size_t n, cap;
};

/* False: enough was seen. */
static bool add_entry(struct walk *walk, struct str folder, const git_tree_entry *entry)
{
    struct arena *arena = walk->listing.arena;
    struct str name = str_copy(arena, str_from(git_tree_entry_name(entry)));
    enum entry_kind kind;
    switch (git_tree_entry_filemode(entry)) {
    case GIT_FILEMODE_TREE: {
        struct str path;
        if (!listing_folder(&walk->listing, folder, name, &path))
            return false;
        if (path.n) {
            struct folder *below = ARENA_PUSH(arena, walk->folders, walk->n, walk->cap);
            below->path = path;
            git_oid_cpy(&below->id, git_tree_entry_id(entry));
        }
        return true;
    }
    case GIT_FILEMODE_BLOB:
    case GIT_FILEMODE_BLOB_EXECUTABLE:
        kind = ENTRY_FILE;
        break;
    case GIT_FILEMODE_LINK:
        kind = ENTRY_SYMLINK;
        break;
    case GIT_FILEMODE_COMMIT:
        kind = ENTRY_SUBMODULE;
        break;
    default:
        kind = ENTRY_SPECIAL;
    }
    git_oid_cpy(ARENA_PUSH(arena, walk->blobs, walk->n_blobs, walk->cap_blobs), git_tree_entry_id(entry));
    return listing_add(&walk->listing, folder, name, kind, walk->n_blobs - 1);
}

static void list_tree(struct walk *walk, struct str path, const git_tree *tree)
{
    size_t n = git_tree_entrycount(tree);
    for (size_t i = 0; i < n; i++)
        if (!add_entry(walk, path, git_tree_entry_byindex(tree, i)))
            return;
}

static enum read_result read_blob(void *context, const struct entry *entry, size_t max, struct str *out,
                                  size_t *size, const char **why)
{
    struct walk *walk = context;
    struct arena *arena = walk->listing.arena;
    const git_oid *id = &walk->blobs[entry->handle];
    git_object_t type;
    git_odb_object *object;
    if (!pulse_beat(walk->pulse))
        return READ_GONE;
    if (git_odb_read_header(size, &type, walk->odb, id) < 0) {
        *why = arena_printf(arena, "its object is missing or damaged: %s", gitlib_detail(arena));
        return READ_UNREADABLE;
    }
    if (type != GIT_OBJECT_BLOB) {
        *why = "its object is not a file";
        return READ_UNREADABLE;
    }
    if (*size > max)
        return READ_TOO_LARGE;
    if (git_odb_read(&object, walk->odb, id) < 0) {
        *why = arena_printf(arena, "its object is damaged: %s", gitlib_detail(arena));
        return READ_UNREADABLE;
    }
    size_t n = git_odb_object_size(object);
    enum read_result result = READ_OK;
    if (n > max) { /* the header lied */
        *why = "its object is damaged";
        result = READ_UNREADABLE;
    } else {
        *out = (struct str){arena_copy(arena, git_odb_object_data(object), n), n};
    }
    git_odb_object_free(object);
    return result;
}

/* Whether a commit or tree may be read whole: libgit2 looks at no size before it does. False: *why says why
 * not. */
static bool is_readable(const struct walk *walk, const git_oid *id, const char **why)
{
    struct arena *arena = walk->listing.arena;
    size_t size, max = walk->listing.limits->object_bytes;
    git_object_t type;
    if (git_odb_read_header(&size, &type, walk->odb, id) < 0) {
        *why = gitlib_detail(arena);
        return false;
    }
    if (size <= max)
        return true;
    *why = arena_printf(arena, "an object of %zu bytes, over the limit of %zu (--max-object)", size, max);
    return false;
}

static bool read_tree(const struct walk *walk, git_tree **out, const git_oid *id, const char **why)
{
    *out = NULL;
    if (!is_readable(walk, id, why))
        return false;
    if (git_tree_lookup(out, walk->repository, id) == 0)
        return true;
    *why = gitlib_detail(walk->listing.arena);
    return false;
}

/* One folder down; false where there is none of that name. The tree is replaced. */
static bool enter(const struct walk *walk, git_tree **tree, struct str name, const char **why)
{
    const git_tree_entry *entry = git_tree_entry_byname(*tree, str_copy(walk->listing.arena, name).p);
    git_tree *below = NULL;
    *why = NULL;
    bool found = entry && git_tree_entry_type(entry) == GIT_OBJECT_TREE &&
                 read_tree(walk, &below, git_tree_entry_id(entry), why);
    git_tree_free(*tree);
    *tree = below;
    return found;
}

/* The tree of the commit, or of the folder in it. */
static git_tree *find_tree(const struct walk *walk, const git_oid *id, const char *below, struct str *error)
{
    struct arena *arena = walk->listing.arena;
    git_commit *commit = NULL;
    git_tree *tree = NULL;
    const char *why = NULL;
    bool found = is_readable(walk, id, &why);
    if (found && git_commit_lookup(&commit, walk->repository, id) < 0) {
        why = gitlib_detail(arena);
        found = false;
    }
    found = found && read_tree(walk, &tree, git_commit_tree_id(commit), &why);
    struct str rest = str_from(below);
    for (struct str name; found && str_next(&rest, "/", &name);)
        found = enter(walk, &tree, name, &why);
    git_commit_free(commit);
    if (found)
        return tree;
    *error =
        str_from(why ? arena_printf(arena, "the repository is damaged (%s)", why)
                     : arena_printf(arena, "commit %.12s has no folder '%s'", git_oid_tostr_s(id), below));
    return NULL;
}

bool tree_read(struct submission *out, struct arena *arena, struct diags *diags, const struct limits *limits,
               struct git_repository *repository, const struct git_oid *commit, const char *below,
               struct pulse *pulse, struct str *error)
{
    struct walk walk = {
        .listing = listing_new(arena, diags, limits), .repository = repository, .pulse = pulse};
    *error = (struct str){"", 0};
    if (git_repository_odb(&walk.odb, repository) < 0) {
        *error = str_from(arena_printf(arena, "the repository is damaged (%s)", gitlib_detail(arena)));
        return false;
    }
    git_tree *tree = find_tree(&walk, commit, below, error);
    if (!tree) {
        git_odb_free(walk.odb);
        return false;
    }
    list_tree(&walk, (struct str){"", 0}, tree);
    git_tree_free(tree);
    for (size_t i = 0; i < walk.n && !walk.listing.full && pulse_beat(pulse); i++) {
        struct folder folder = walk.folders[i]; /* the array moves while it grows */
        const char *why;
        if (!read_tree(&walk, &tree, &folder.id, &why)) {
            listing_unreadable(&walk.listing, folder.path, why);
            continue;
        }
        list_tree(&walk, folder.path, tree);
        git_tree_free(tree);
    }
    struct discover_source source = {read_blob, &walk};
    bool done = !pulse->gone && discover_read(out, &walk.listing, &source);
    git_odb_free(walk.odb);
    return done;
}
