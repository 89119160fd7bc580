#ifndef GRADE_PACK_SHAPE_H
#define GRADE_PACK_SHAPE_H
/*
 * Reading the YAML of a pack strictly: every unknown key, missing key and value of the wrong shape is an
 * error with its place. A value that is not there and need not be gives the fallback (empty text, empty
 * list); so does a wrong one, after the complaint. `null`, `~` and nothing at all count as not there.
 */
#include "parse/pack_build.h"

/* What a quantity can be of. */
#define PACK_DIMENSIONS "duration count rate size growth money share number"

/*
 * Whether doc is a map; `keys` names what it may hold, separated by spaces, with a `!` after those it must
 * hold
 * ("id! title! says"). `what` is for messages ("row", "entry of 'pairs'"). False when it is no map.
 */
bool pack_shape_map(struct pack_build *b, const struct doc *doc, const char *what, const char *keys);
/* The list of that key; NULL where there is none. A single value that is no list is an error. */
const struct doc *pack_shape_list(struct pack_build *b, const struct doc *map, const char *key);
/* Number of items; a scalar or map stands for a list of one. NULL and null give 0. */
size_t pack_shape_n(const struct doc *doc);
const struct doc *pack_shape_item(const struct doc *doc, size_t i);

/* Calls `read` for every entry of the mapping, or item of the list, under `key`; does nothing where it is
 * missing. */
void pack_shape_each_key(struct pack_build *b, const struct doc *doc, const char *key,
                         void (*read)(struct pack_build *, const struct doc *));
void pack_shape_each_item(struct pack_build *b, const struct doc *doc, const char *key,
                          void (*read)(struct pack_build *, const struct doc *));

/* The scalar of that key, trimmed, not stored. */
struct str pack_shape_str(struct pack_build *b, const struct doc *map, const char *key);
/* The same, interned. */
uint32_t pack_shape_text(struct pack_build *b, const struct doc *map, const char *key);
/* A list of texts, or one text. */
struct rub_span pack_shape_texts(struct pack_build *b, const struct doc *map, const char *key);
bool pack_shape_bool(struct pack_build *b, const struct doc *map, const char *key, bool fallback);
double pack_shape_number(struct pack_build *b, const struct doc *map, const char *key, double fallback);
/* Declares the name under `key` ("id"); gives the interned text, or 0 where there is none that can be used.
 */
uint32_t pack_shape_id(struct pack_build *b, const struct doc *map, const char *key, enum pack_name kind);
/* Numbers of the things that a list (or one text) under `key` names; unknown ones are left out, after a
 * complaint. */
struct pack_list pack_shape_names(struct pack_build *b, const struct doc *map, const char *key,
                                  enum pack_name kind);

/*
 * A decimal number, whatever the locale: at most 15 digits, exponents to 22, so that the nearest double is
 * exact.
 */
bool pack_shape_parse(double *out, struct str s);
/* Whether `words` (separated by spaces) holds s. */
bool pack_shape_one_of(struct str s, const char *words);
/* The scalar must be one of the words; complains otherwise. */
bool pack_shape_word(struct pack_build *b, const struct doc *doc, const char *what, const char *words);

#endif
