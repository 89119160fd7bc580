#ifndef GRADE_ARCHITECTURE_YAML_H
#define GRADE_ARCHITECTURE_YAML_H
/*
 * architecture.yaml: components, flows, groups, and the facts beside them. docs/architecture-format.md is its
 * manual, architecture_keys.c its list of keys.
 *
 * A node's `tool` and an arrow's `kind` and `label` are in their fields, everything else that was said of
 * them in attrs; `group` is in both. A role that the pack does not know stays in node->role as it was
 * written. A kind that it does not know becomes the arrow's label where there is none.
 */
#include "parse/readers.h"

/*
 * By name (architecture.yaml in any folder) where it holds nobody else's format, or by sections at the
 * beginnings of lines.
 */
bool architecture_yaml_sniff(const struct file *file);
bool architecture_yaml_named(struct str path);
/* A file that is not YAML or passes a limit of YAML adds nothing: FILE_REFUSED. */
void architecture_yaml_read(struct parse_context *ctx, struct file *file);
/* The same for a tree that was read already, of YAML or JSON. It is taken apart. */
void architecture_yaml_tree(struct parse_context *ctx, struct file *file, struct doc *root);

#endif
