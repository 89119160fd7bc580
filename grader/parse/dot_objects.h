#ifndef GRADE_DOT_OBJECTS_H
#define GRADE_DOT_OBJECTS_H
/*
 * The graph behind the gate, object by object: places, texts, and which attributes are facts of what.
 * All strings that come out are copies in the arena: the gate's own are gone when it is closed.
 */
#include "parse/dot_attributes.h"
#include "parse/dot_gate.h"
#include "parse/dot_label.h"

struct Agsym_s;

/* What nodes (or edges) can be asked for; NULL where the file never mentions the attribute. */
struct dot_symbols {
    struct Agsym_s *label, *xlabel, *head_label, *tail_label;
    struct Agsym_s *shape, *style, *penwidth, *dir, *arrowhead, *arrowtail, *lhead, *ltail;
};

/* An attribute that is kept, in the order in which the file mentions them first. */
struct dot_attribute {
    struct Agsym_s *symbol;
    struct dot_key key;
    bool twin;         /* an earlier one has the same canonical name: that one counts where both are given */
    const char *value; /* cgraph's string of the fact below, which many objects may share as their default */
    struct doc *fact;
};

struct dot_objects {
    struct parse_context *ctx;
    const struct dot_tokens *tokens;
    struct dot_gate *gate;
    struct Agraph_s *root;
    struct str name; /* of the graph */
    struct dot_symbols symbols[3];
    struct dot_attribute *attributes[3]; /* of DOT_NODE and DOT_EDGE */
    size_t n_attributes[3];
    uint32_t *set_at[3]; /* by cgraph's number of the attribute: token, for the object at hand */
    size_t n_symbols[3];
    size_t view;
    size_t *nodes; /* by order of creation: in arch->nodes, or ARCH_NONE where it is left out */
    size_t first_node, first_edge, first_group; /* of this file */
};

void dot_objects_init(struct dot_objects *objects, struct parse_context *ctx, const struct dot_tokens *tokens,
                      struct dot_gate *gate);

/* Numbers of the nodes or edges in the order of their lines, and where equal, of creation. */
uint32_t *dot_objects_order(const struct dot_objects *objects, enum dot_owner owner);
struct place dot_objects_place(const struct dot_objects *objects, enum dot_owner owner, size_t number);
/* Of the attribute that a token names: itself and its value. */
struct dot_places dot_objects_places(const struct dot_objects *objects, uint32_t token);
/* cgraph's string, or "" where the symbol is NULL. Not a copy. */
const char *dot_objects_value(void *object, struct Agsym_s *symbol);
/* As text to show; style PLAIN or RECORD, HTML is found out. */
struct str dot_objects_text(const struct dot_objects *objects, const char *value, enum dot_label_style style,
                            const struct dot_label_names *names);
/* Whether a list such as style="filled,dashed" has the word. */
bool dot_has_word(const char *list, const char *word);

/* The facts that were kept of one object: all into attrs, and those with a meaning of their own apart. */
struct dot_facts {
    const struct doc *role, *tool, *kind, *group, *label;
};
void dot_objects_facts(struct dot_objects *objects, enum dot_owner owner, size_t number, struct doc *attrs,
                       struct dot_facts *out);

#endif
