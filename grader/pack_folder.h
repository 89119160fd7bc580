#ifndef GRADE_PACK_FOLDER_H
#define GRADE_PACK_FOLDER_H
/*
 * Reads the files of a pack's folder for the loader (parse/pack.h): those that it knows by name, there, in
 * its solution/ and in common/ in the pack or else beside it. Used by the program for --rubric DIR and at
 * build time for the built-in pack, so that both go the same way.
 */
#include "parse/pack.h"

#define PACK_FILE_MAX (4 * MIB)

/* All live in the arena. False with a message, in words for a user, when a file or the folder cannot be read.
 */
bool pack_folder_read(struct pack_file **out, size_t *n, struct str *message, struct arena *arena,
                      const char *folder);

#endif
