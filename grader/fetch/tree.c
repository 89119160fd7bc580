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

/* The tree of the commit, or of the folder in it. */
static git_tree *find_tree(struct arena *arena, git_repository *repository, const git_oid *id,
                           const char *below, struct str *error)
{
    git_commit *commit = NULL;
    git_tree *root = NULL, *tree = NULL;
    git_tree_entry *entry = NULL;
    if (git_commit_lookup(&commit, repository, id) < 0 || git_commit_tree(&root, commit) < 0) {
        *error = str_from(arena_printf(arena, "the repository is damaged (%s)", gitlib_detail(arena)));
    } else if (!*below) {
        tree = root;
        root = NULL;
    } else if (git_tree_entry_bypath(&entry, root, below) < 0 ||
               git_tree_entry_type(entry) != GIT_OBJECT_TREE) {
        *error = str_from(arena_printf(arena, "commit %.12s has no folder '%s'", git_oid_tostr_s(id), below));
    } else if (git_tree_lookup(&tree, repository, git_tree_entry_id(entry)) < 0) {
        *error = str_from(arena_printf(arena, "the repository is damaged (%s)", gitlib_detail(arena)));
    }
    git_tree_entry_free(entry);
    git_tree_free(root);
    git_commit_free(commit);
    return tree;
}

bool tree_read(struct submission *out, struct arena *arena, struct diags *diags, const struct limits *limits,
               struct git_repository *repository, const struct git_oid *commit, const char *below,
               struct pulse *pulse, struct str *error)
{
    struct walk walk = {
        .listing = listing_new(arena, diags, limits), .repository = repository, .pulse = pulse};
    *error = (struct str){"", 0};
    git_tree *tree = find_tree(arena, repository, commit, below, error);
    if (!tree)
        return false;
    if (git_repository_odb(&walk.odb, repository) < 0) {
        *error = str_from(arena_printf(arena, "the repository is damaged (%s)", gitlib_detail(arena)));
        git_tree_free(tree);
        return false;
    }
    list_tree(&walk, (struct str){"", 0}, tree);
    git_tree_free(tree);
    for (size_t i = 0; i < walk.n && !walk.listing.full && pulse_beat(pulse); i++) {
        struct folder folder = walk.folders[i]; /* the array moves while it grows */
        if (git_tree_lookup(&tree, repository, &folder.id) < 0) {
            listing_unreadable(&walk.listing, folder.path, gitlib_detail(arena));
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
