#ifndef GRADE_PARSE_JSON_H
#define GRADE_PARSE_JSON_H
/*
 * JSON as a tree of text, the same as YAML's (parse/yaml.h): no type is resolved. Numbers, true, false and
 * null are unquoted scalars in the bytes of the source; strings are quoted ones, with their escapes resolved,
 * always UTF-8 (an escaped NUL is kept). Every key and value has its place.
 *
 * Bounds: yaml_depth, yaml_nodes and yaml_scalar, as for YAML. Time is linear in the text but for the sorting
 * of large maps' keys.
 */
#include "base/diag.h"
#include "model/architecture.h"

/*
 * The value that the text is, after a byte order mark if there is one. NULL, with one error that says where
 * and why, when the text is not JSON or passes a bound. Not an error: a key that stands twice in a map (the
 * first is kept).
 */
struct doc *json_read(struct arena *arena, struct diags *diags, const struct limits *limits,
                      const struct text *text);

#endif
