#ifndef GRADE_PACK_H
#define GRADE_PACK_H
/*
 * Loads a pack (docs/rubric-packs.md) into an image (model/rubric.h), memory to memory.
 *
 * Files are named relative to the pack's folder: "rubric.yaml", "ontology.yaml", "predicates.yaml",
 * "checks.yaml", "flags.yaml", "vocabulary.en.yaml"; the shared ones "common/tools.yaml",
 * "common/language.en.yaml"; and, where the pack has one, "solution/architecture.yaml", which is no part of
 * the pack language: its components are examples (model/rubric.h), no more is looked at. "scaffold/…" is kept
 * as it is, for `grade init`. Which language is asked for stands in rubric.yaml. The order in which they are
 * given makes no difference: the same files give the same bytes, and the same hash. Whoever reads the folder
 * takes the files that pack_wants() says yes to. Shared files are looked for in the pack's own `common/`,
 * else in the `common/` beside the pack's folder.
 */
#include "base/diag.h"
#include "model/rubric.h"

struct pack_file {
    struct str name, bytes;
};

/*
 * False when anything is wrong: all errors are in `errors`, with their places. Where a file is missing or is
 * not YAML, that is all that is said; names are not looked at then. The image and the texts of the places
 * live in the arena; names and bytes of the files must live as long as they.
 */
bool pack_load(struct rubric *out, struct arena *arena, struct diags *errors, const struct pack_file *files,
               size_t n);

/* Whether a pack can hold a file of that name. */
bool pack_wants(struct str name);

#endif
