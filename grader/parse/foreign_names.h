#ifndef GRADE_FOREIGN_NAMES_H
#define GRADE_FOREIGN_NAMES_H
/*
 * Names of the nodes and groups of one description: ids first, else labels; ASCII case, - and _ apart.
 */
#include "parse/architecture_build.h"

struct foreign_names {
    struct foreign_name *items;
    size_t n, cap;
};

/* What a build has so far; call it again when there is more. */
void foreign_names_read(struct foreign_names *out, const struct build *build);
/* ARCH_NONE where nothing has that name. */
size_t foreign_names_node(const struct foreign_names *names, const struct build *build, struct str name);
size_t foreign_names_group(const struct foreign_names *names, struct str name);

#endif
