#ifndef GRADE_FOREIGN_H
#define GRADE_FOREIGN_H
/*
 * Architectures in other people's formats, YAML or JSON: Threagile, FINOS CALM, lists of nodes with arrows
 * beside or inside them. Which row of parse/foreign_map.h a file follows is decided by what it holds, never
 * by its name.
 *
 * Adds one view with confidence ARCH_DRAWN and says in file->format what the file was taken for. A file that
 * is no architecture (a model's layers, an interface, settings) adds nothing and is FILE_UNUSED.
 * architecture.yaml's own format in JSON goes to its own reader.
 */
#include "parse/readers.h"

/* Whether the words of such a format stand where keys stand. Cheap; foreign_read() looks again. */
bool foreign_sniff(const struct file *file);
void foreign_read(struct parse_context *ctx, struct file *file);

#endif
