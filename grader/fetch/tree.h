#ifndef GRADE_TREE_H
#define GRADE_TREE_H
/*
 * The files of a commit, read from the tree in memory; nothing is checked out. Trees are walked in a loop,
 * not by recursion, and the size of a blob is looked at before its bytes are.
 */
#include "fetch/discover.h"
#include "fetch/pulse.h"

struct git_repository;
struct git_oid;

/*
 * below: the folder of the tree to read, "" for all. False: *error says why (without the name of the
 * repository), or is empty when nobody listens any more.
 */
bool tree_read(struct submission *out, struct arena *arena, struct diags *diags, const struct limits *limits,
               struct git_repository *repository, const struct git_oid *commit, const char *below,
               struct pulse *pulse, struct str *error);

#endif
