#ifndef GRADE_FOREIGN_MAP_H
#define GRADE_FOREIGN_MAP_H
/*
 * How other people's formats spell nodes, groups and arrows: one row a format. To add a format, add a row.
 *
 * A list of keys is words separated by spaces, the first that is there wins; "a.b" is the key b of the map at
 * a. Keys are compared in lower case, with - for _. A field that a format does not have is "".
 */
#include <stdbool.h>
#include <stddef.h>

/* What a pair of names means. FLOW: from the first to the second. BACK: the other way. LINE: joined, nothing
 * says which way content goes. INSIDE: the second stands in the first. */
enum foreign_way { FOREIGN_FLOW, FOREIGN_BACK, FOREIGN_LINE, FOREIGN_INSIDE };

/* An entry of the list of arrows. */
struct foreign_form {
    const char *from, *to;
    enum foreign_way way;
};

/* Keys within a node that name its neighbours. */
struct foreign_relation {
    const char *keys;
    enum foreign_way way;
};

struct foreign_map {
    const char *format; /* shown to users */
    const char *needs;  /* what the top of the description holds, one of these keys */
    const char *nodes;  /* lists of nodes, or maps by id or title */
    const char *groups; /* lists or maps of groups, which hold nodes and groups again */
    const char *edges;
    const char *id, *label, *tool, *note, *type, *within; /* of a node; id and label of a group, too */
    const char *members, *nested; /* of a group: ids of its nodes, of groups inside it */
    const char *end;              /* of the far end of an arrow, where that is a map */
    const char *edge_label, *edge_kind, *edge_note;
    const char *other;  /* keys that no node of an architecture has: the file speaks of something else */
    bool typed_by_tool; /* "type: kafka": where no tool is named, the type may be one */
    bool own_keys;      /* what architecture.yaml knows of a component may be said here, too */
    const struct foreign_form *forms;
    size_t n_forms;
    const struct foreign_relation *relations;
    size_t n_relations;
};

extern const struct foreign_map foreign_maps[];
extern const size_t n_foreign_maps;

#endif
