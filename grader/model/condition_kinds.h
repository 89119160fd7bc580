#ifndef GRADE_CONDITION_KINDS_H
#define GRADE_CONDITION_KINDS_H
/*
 * The condition language of packs, once: every kind with its arguments. The loader checks packs against this table,
 * judge/conditions.c holds one function a kind, docs/rubric-packs.md explains each (a lint test compares).
 *
 *   K(ID, "name", "short", "arguments", "what it asks")
 * short: the argument that a bare value stands for (`has: tx_source` is `has: {roles: [tx_source]}`), "" for none.
 * arguments: "name:type", a `!` after the type for those that must be there. Types:
 *   conds   list of conditions            roles   list of role or group names, one name alone is a list of one
 *   kinds   list of flow kinds            words   list of texts, one text alone is a list of one
 *   text    one text                      number  a number
 *   formula a number, an amount ("1MB/s"), a fact's name or one operation on formulas (enum rub_op)
 * Every kind also takes `strict: true`: only what is certain counts (no probable path, no weaker form).
 */
#define COND_KINDS(K)                                                                                                  \
    K(ALL, "all", "of", "of:conds!", "every condition holds")                                                          \
    K(ANY, "any", "of", "of:conds!", "one of the conditions holds")                                                    \
    K(NONE, "none", "of", "of:conds!", "none of the conditions holds")                                                 \
    K(AT_LEAST, "at_least", "", "n:number! of:conds!", "at least n of the conditions hold")                            \
    K(PREDICATE, "predicate", "id", "id:text!", "a named shape of the drawing is there")                               \
    K(HAS, "has", "roles", "roles:roles! min:number wired:text",                                                       \
      "boxes of at least min of the roles are there (wired: yes = with a legal arrow, no = without)")                  \
    K(PATH, "path", "", "from:roles! to:roles! kinds:kinds via:roles avoid:roles within:roles",                        \
      "arrows of these kinds lead from one role to another, at any length")                                            \
    K(WIRE, "wire", "", "from:roles! to:roles! kinds:kinds carriers:roles",                                            \
      "one role feeds another: directly, or through carriers only")                                                    \
    K(CUT, "cut", "", "remove:roles from:roles! reach:roles! with:roles nodes:number",                                \
      "without the removed roles the synchronous view still joins from, reach and one of with")                        \
    K(DOMINATES, "dominates", "", "gate:roles! from:roles! to:roles! kinds:kinds ignore:roles",                        \
      "every path passes through the gate; weaker: one does")                                                          \
    K(CYCLE, "cycle", "", "through:words! kinds:kinds", "the roles follow one another in a closed loop")               \
    K(ADJACENT, "adjacent", "", "a:roles! b:roles! gap:number min:number",                                             \
      "an arrow, either way, joins a and b (gap: boxes without a role in between; min: of how many roles of a)")       \
    K(COMPONENT_SHARE, "component_share", "min", "min:number! exempt:words",                                           \
      "share of the boxes with a role that are joined in one system (exempt: planes)")                                 \
    K(COMMON_FEEDER, "common_feeder", "", "feeders:roles! stores:roles! consumers:roles kinds:kinds reads:kinds",          \
      "one feeder reaches every store by kinds, and store n reaches consumer n by reads")   \
    K(DISJOINT_FEEDERS, "disjoint_feeders", "", "feeders:roles! stores:roles! kinds:kinds",                            \
      "every store has feeders and no feeder serves two of them")                                                      \
    K(COUNT, "count", "",                                                                                              \
      "of:text! roles:roles touches:roles kind:words has:words has_any:words any_n:number text:words value:words is:words not:words "\
      "distinct:text quantity:text wired:text min:number max:number",                                                             \
      "how many entries of a list, boxes or arrows satisfy all that is said")                                          \
    K(ATTR, "attr", "", "at:text! keys:words min:number quantity:text",                                                \
      "at least min of the keys (or of all) are declared in a section, with a value of the dimension")                 \
    K(PHRASE, "phrase", "set", "set:text!", "the words say it (a set of the vocabulary), wherever they stand")         \
    K(STATEMENTS, "statements", "",                                                                                    \
      "sets:words roles:roles quantities:words amounts:number signals:words kinds:words headings:words "               \
      "headed:text tools:number groups:words components:number words:number bare:text distinct:text min:number max:number",         \
      "how many sentences, items, rows … satisfy all that is said (docs/rubric-packs.md)")                             \
    K(TOLD, "told", "row", "row:text! min:number", "the words alone would give the row that level")                    \
    K(TOOL, "tool", "", "min:number roles:roles groups:words wired:text",                                               \
      "at least min different known tools are used (wired: yes = on boxes with an arrow, waits = that a request waits for)")                             \
    K(SHARE, "share", "", "of:text! min:number max:number", "a share of the drawing (docs/rubric-packs.md lists them)") \
    K(COMPARE, "compare", "", "left:formula! right:formula! how:text tolerance:number warn:number fail:number",        \
      "two quantities agree")                                                                                          \
    K(FIRST, "first", "of", "of:conds!", "the first of the conditions that comes to a result decides")                 \
    K(OUTCOME, "outcome", "", "is:text! when:conds! says:text!", "a check comes out so, in these words, where a condition holds") \
    K(ENTRY, "entry", "",                                                                                              \
      "roles:roles touches:roles kind:words has:words has_any:words any_n:number text:words in:words value:words "     \
      "quantity:text",                                                                                                 \
      "the entry that a check looks at satisfies all that is said, as entries of count do")                            \
    K(AGREE, "agree", "of", "of:text! tolerance:number",                                                               \
      "what is stated in several places is the same: facts, boxes, tools, currencies")                                 \
    K(LEVEL, "level", "", "row:text! min:number max:number", "a row reached a level")                                  \
    K(CHECK, "check", "", "id:text! is:words!", "a consistency check came out as: pass, warn, fail, n/a")              \
    K(LINT, "lint", "id", "id:text!", "a pair of the ontology's lints is drawn")

/*
 * Operations of a formula: F(ID, "name", how many formulas it takes at least and at most). `first` is the first that is
 * stated; `total` adds its formula up over the boxes of the entry that a check looks at.
 */
#define FORMULA_OPS(F)                                                                                                 \
    F(ADD, "add", 1, 99) F(SUB, "sub", 2, 2) F(MUL, "mul", 1, 99) F(DIV, "div", 2, 2) F(MIN, "min", 1, 99)             \
    F(MAX, "max", 1, 99) F(CEIL, "ceil", 1, 1) F(FIRST, "first", 1, 99) F(TOTAL, "total", 1, 1)

enum cond_kind {
#define K(ID, name, brief, arguments, asks) COND_##ID,
    COND_KINDS(K)
#undef K
    COND_KIND_COUNT
};

#endif
