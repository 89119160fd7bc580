#ifndef GRADE_ARCHITECTURE_KEYS_H
#define GRADE_ARCHITECTURE_KEYS_H
/*
 * The keys of architecture.yaml: one table a section, a row a key with its spellings and the shape of its
 * value.
 *
 * These are the words of any architecture. What only one kind of system has (its volumes, its business) is
 * the pack's to add: names->keys holds "section.key", or "section.key.inner" for the keys of a map.
 * schemas/architecture.schema.json and docs/architecture-format.md say the same; tests/schema/ compares them.
 */
#include "parse/readers.h"

enum key_shape {
    KEY_OWN,   /* the reader's own affair: components, groups, flows */
    KEY_TEXT,  /* one value */
    KEY_WORDS, /* one value; a list of values is joined with commas */
    KEY_LIST,  /* one value or a list of values, kept as written */
    KEY_PROSE, /* texts: a list of them, one, or "head: text" maps, which are put together again; becomes a
                  list */
    KEY_NAMED, /* a map of free names to values, or one value */
    KEY_MAP,   /* a map with keys of its own */
    KEY_MAPS   /* a list of such maps; becomes a list */
};

struct key_set;
struct key_rule {
    const char *name;      /* canonical */
    const char *spellings; /* others that are accepted, separated by spaces; NULL where there are none */
    enum key_shape shape;
    const struct key_set *inner; /* KEY_MAP and KEY_MAPS */
};

struct key_set {
    const struct key_rule *rules;
    size_t n;
    const char
        *brief; /* the key that a lone value stands for: `system: name`. NULL: a lone value is refused */
    const char *named; /* lists of maps: the key that takes the names of a map of maps. NULL: there is none */
};

extern const struct key_set keys_top, keys_component, keys_flow;

/* Keys are compared in lower case, with - and space for _. */
bool keys_same(struct str a, struct str b);
bool key_is(struct str written, const char *canonical);
/* Whether a key has the prefix x_ or x-, and the key without it. */
bool key_extension(struct str key, struct str *out);
/* The rule for a key as written, or NULL. `note` is a key of every set. */
const struct key_rule *key_find(const struct key_set *set, struct str key);
/* The pack's key "path.key", as "key" in the arena, or NULL. *deeper: it is a map whose keys are the pack's
 * too. */
const char *key_of_pack(struct arena *arena, const struct arch_names *names, struct str path, struct str key,
                        bool *deeper);
/* The nearest key of the set, or of the pack for this path; NULL where none is near. */
const char *key_nearest(struct arena *arena, const struct key_set *set, const struct arch_names *names,
                        struct str path, struct str key);

#endif
