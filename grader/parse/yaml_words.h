#ifndef GRADE_YAML_WORDS_H
#define GRADE_YAML_WORDS_H
/*
 * Words for what is wrong with a YAML file. libyaml says what it expected; a candidate needs to know what to
 * type. Nothing here is libyaml's own type, so that parse/yaml.c alone knows the library.
 */
#include "base/text.h"

/* A problem with the syntax at a place; context may be empty and then has no place. */
const char *yaml_problem_words(struct arena *arena, struct str problem, struct place at, struct str context,
                               struct place context_at);
/* A problem with the bytes; value is the byte or character that offends, or -1. */
const char *yaml_reader_words(struct arena *arena, struct str problem, int value);

/* At most the first 60 bytes, whole characters: enough of a key or text to find it by. */
struct str yaml_clip(struct str s);

#endif
