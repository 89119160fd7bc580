#ifndef GRADE_PACK_TABLES_H
#define GRADE_PACK_TABLES_H
/* tables.<language>.yaml: which tables of a document are understood, by the words of their headers. */
#include "parse/pack_build.h"

void pack_tables_read(struct pack_build *b, const struct doc *doc);

#endif
