#include "parse/text_marks.h"

#define EM_DASH 0x2014

static bool is_word(uint32_t cp)
{
    return cp > 0xBF ? !glyph_arms(cp) && !glyph_head(cp) && cp != EM_DASH && cp != GRID_MORE
                     : (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
                           cp == '_';
}

static void set(struct grid *g, size_t row, size_t first, size_t last, enum cell_role role, unsigned arms)
{
    for (size_t c = first; c <= last; c++) {
        struct grid_cell *cell = grid_edit(g, row, c);
        cell->role = (uint8_t)role;
        cell->arms = (uint8_t)arms;
    }
}

/* Program text in a fence without a language: its arrows are operators. */
static bool is_code_row(struct str line)
{
    static const char *const starts[] = {
        "def ", "fn ", "func ", "function ", "class ",  "return ", "import ",  "from ", "const ",  "let ",
        "var ", "if ", "for ",  "while ",    "public ", "auto ",   "#include", "//",    "SELECT ", "@"};
    if (line.n == 0)
        return false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts(line, starts[i]))
            return true;
    char last = line.p[line.n - 1];
    if (last == ';' || last == '{' || last == '}' || str_find(line, STR("lambda ")) < line.n)
        return true;
    /* "name(": a call or a declaration. */
    for (size_t i = 1; i < line.n; i++)
        if (line.p[i] == '(' && is_word((unsigned char)line.p[i - 1]))
            return true;
    return false;
}

/* A run of one character from first to last: is it a line? */
static bool is_dash_line(const struct grid *g, size_t row, size_t first, size_t last)
{
    const struct grid_cell *cell = grid_at(g, row, first), *a = grid_at(g, row, first - 1),
                           *b = grid_at(g, row, last + 1);
    size_t n = last - first + 1;
    bool at_head = b->cp == '>' || a->cp == '<' || glyph_head(a->cp) || glyph_head(b->cp);
    if (cell->cp == '=') {
        bool compared = a->cp == '>' || a->cp == '!' || a->cp == ':' || (a->cp == '<' && n == 1);
        return !compared && (n >= 3 || at_head);
    }
    if (at_head || (n >= 3 && cell->cp == '-'))
        return true;
    bool beside_word = is_word(a->cp) || is_word(b->cp);
    bool joined = a->cp == '+' || b->cp == '+' || a->cp == '|' || b->cp == '|' || glyph_arms(a->cp) ||
                  glyph_arms(b->cp) || a->role == CELL_BORDER || b->role == CELL_BORDER;
    return n >= 2 ? !is_word(b->cp) : joined && !beside_word;
}

static bool is_apart(const struct grid *g, size_t row, size_t c)
{
    const struct grid_cell *a = grid_at(g, row, c - 1), *b = grid_at(g, row, c + 1);
    return (a->role != CELL_TEXT || boxes_is_edge(a->cp)) && (b->role != CELL_TEXT || boxes_is_edge(b->cp));
}

static bool goes_on(const struct grid *g, size_t row, size_t c)
{
    for (size_t k = 0; k < 3; k++) {
        const struct grid_cell *cell = grid_at(g, row, c + k - 1);
        if (cell->role == CELL_BORDER || boxes_is_side(cell->cp) || cell->cp == '+' ||
            glyph_arms(cell->cp) & TO_ENDS || glyph_head(cell->cp) & TO_ENDS)
            return true;
    }
    return false;
}

static bool is_connector_row(const struct grid *g, size_t row)
{
    for (size_t c = 0; c < grid_width(g, row); c++) {
        const struct grid_cell *cell = grid_at(g, row, c);
        bool connector = boxes_is_side(cell->cp) || glyph_head(cell->cp) & TO_ENDS || cell->cp == 'v' ||
                         cell->cp == 'V' || cell->cp == '^' || cell->role == CELL_BORDER ||
                         cell->role == CELL_BLANK;
        if (!connector)
            return false;
    }
    return true;
}

static bool is_junction(const struct grid *g, size_t row, size_t c)
{
    const struct grid_cell *above = grid_at(g, row - 1, c), *below = grid_at(g, row + 1, c);
    return boxes_is_edge(grid_at(g, row, c - 1)->cp) || boxes_is_edge(grid_at(g, row, c + 1)->cp) ||
           boxes_is_side(above->cp) || boxes_is_side(below->cp);
}

static void mark_one(struct grid *g, size_t row, size_t c, bool connectors)
{
    const struct grid_cell *cell = grid_at(g, row, c), *before = grid_at(g, row, c - 1),
                           *after = grid_at(g, row, c + 1);
    uint32_t cp = cell->cp;
    unsigned arms = glyph_arms(cp), head = glyph_head(cp);
    if (arms || head)
        set(g, row, c, c, arms ? CELL_LINE : CELL_HEAD, arms ? arms : head);
    else if (cp == '|')
        set(g, row, c, c, CELL_LINE, TO_ENDS);
    else if (cp == '+' && is_junction(g, row, c))
        set(g, row, c, c, CELL_LINE, TO_SIDES | TO_ENDS);
    else if (cp == '>' && before->role == CELL_LINE && before->arms & TO_RIGHT)
        set(g, row, c, c, CELL_HEAD, TO_RIGHT);
    else if (cp == '<' && (after->cp == '-' || glyph_arms(after->cp) & TO_LEFT ||
                           (after->cp == '=' && grid_at(g, row, c + 2)->cp == '=')))
        set(g, row, c, c, CELL_HEAD, TO_LEFT);
    else if ((cp == 'v' || cp == 'V') && is_apart(g, row, c) && (connectors || goes_on(g, row - 1, c)))
        set(g, row, c, c, CELL_HEAD, TO_DOWN);
    else if (cp == '^' && is_apart(g, row, c) && (connectors || goes_on(g, row + 1, c)))
        set(g, row, c, c, CELL_HEAD, TO_UP);
}

static bool is_dash(uint32_t cp)
{
    return cp == '-' || cp == '=' || cp == EM_DASH;
}

/* "-->" whose line is too short to be one by itself is settled together with its head. */
static void mark_row(struct grid *g, size_t row, bool code)
{
    size_t width = grid_width(g, row), last;
    bool connectors = is_connector_row(g, row);
    for (size_t c = 0; c < width; c = last + 1) {
        const struct grid_cell *cell = grid_at(g, row, c);
        last = c;
        if (cell->role != CELL_TEXT)
            continue;
        if (code && (is_dash(cell->cp) || cell->cp == '<' || cell->cp == '>'))
            continue;
        if (!is_dash(cell->cp)) {
            mark_one(g, row, c, connectors);
            continue;
        }
        while (grid_at(g, row, last + 1)->cp == cell->cp && grid_at(g, row, last + 1)->role == CELL_TEXT)
            last++;
        if (is_dash_line(g, row, c, last))
            set(g, row, c, last, CELL_LINE, TO_SIDES);
    }
}

static bool leads(uint32_t cp, unsigned direction)
{
    if (glyph_arms(cp) & direction || glyph_head(cp) & (direction | glyph_opposite(direction)) || cp == '+')
        return true;
    return direction & TO_ENDS ? cp == '|' || cp == 'v' || cp == '^'
                               : cp == '-' || cp == '=' || cp == '<' || cp == '>';
}

/* A line that passes through the border of a group goes on inside. */
static void open_borders(struct grid *g, const struct text_boxes *boxes, size_t row)
{
    for (size_t c = 0; c < grid_width(g, row); c++) {
        const struct grid_cell *cell = grid_at(g, row, c);
        if (cell->role != CELL_BORDER || !boxes->items[cell->owner - 1].group)
            continue;
        const struct text_box *box = &boxes->items[cell->owner - 1];
        bool level = row == box->top || row == box->bottom;
        bool cross = cell->cp == '+' || glyph_arms(cell->cp) == (TO_SIDES | TO_ENDS);
        uint32_t a = level ? grid_at(g, row - 1, c)->cp : grid_at(g, row, c - 1)->cp;
        uint32_t b = level ? grid_at(g, row + 1, c)->cp : grid_at(g, row, c + 1)->cp;
        bool through = level ? leads(a, TO_DOWN) && leads(b, TO_UP) : leads(a, TO_RIGHT) && leads(b, TO_LEFT);
        if (cross && through && c != box->left + (level ? 0 : SIZE_MAX) && (!level || c != box->right))
            set(g, row, c, c, CELL_LINE, level ? TO_ENDS : TO_SIDES);
    }
}

void marks_find(struct grid *g, const struct text_boxes *boxes)
{
    for (size_t row = 0; row < g->n_rows; row++) {
        size_t width = grid_width(g, row);
        bool code = boxes->n_labelled == 0 && width > 0 && is_code_row(grid_text(g, row, 0, width - 1));
        mark_row(g, row, code);
        open_borders(g, boxes, row);
    }
}
