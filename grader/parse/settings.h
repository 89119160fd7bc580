#ifndef GRADE_SETTINGS_H
#define GRADE_SETTINGS_H
/*
 * YAML that no other reader understood: one block of settings, whose lines recognise/ may read. Files in
 * hidden folders (.github/ …) are about the repository, not about the design.
 */
#include "parse/readers.h"

bool settings_sniff(const struct file *file);
void settings_read(struct parse_context *ctx, struct file *file);

#endif
