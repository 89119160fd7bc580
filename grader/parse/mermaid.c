#include "parse/mermaid.h"

#include "parse/mermaid_flowchart.h"
#include "parse/mermaid_grade.h"
#include "parse/mermaid_sequence.h"
#include "parse/mermaid_settle.h"
#include "parse/mermaid_state.h"
#include "parse/yaml_words.h"

/* The word that a diagram begins with. */
static const struct {
    const char *word;
    void (*read)(struct mermaid_graph *graph);
} kinds[] = {
    {"flowchart", mermaid_flowchart_read},     {"graph", mermaid_flowchart_read},
    {"flowchart-elk", mermaid_flowchart_read}, {"sequenceDiagram", mermaid_sequence_read},
    {"stateDiagram-v2", mermaid_state_read},   {"stateDiagram", mermaid_state_read},
};

enum outcome { EMPTY, LEFT_ALONE, NOTHING_IN_IT, UNDERSTOOD };

static struct str first_word(struct mermaid_lexer *lexer)
{
    size_t from = lexer->i;
    for (;; lexer->i++) {
        char c = mermaid_lexer_peek(lexer, 0), lower = str_byte_lower(c);
        bool dash = c == '-' && str_byte_lower(mermaid_lexer_peek(lexer, 1)) >= 'a';
        if (!dash && !str_byte_digit(c) && c != '_' && !(lower >= 'a' && lower <= 'z'))
            return str_sub(lexer->s, from, lexer->i - from);
    }
}

static enum outcome read_text(struct parse_context *ctx, const struct text *text)
{
    struct mermaid_lexer lexer;
    struct mermaid_graph graph;
    mermaid_lexer_init(&lexer, ctx, text);
    mermaid_lexer_front_matter(&lexer);
    mermaid_lexer_separators(&lexer);
    if (mermaid_lexer_done(&lexer))
        return EMPTY;
    struct place at = mermaid_lexer_place(&lexer, lexer.i);
    struct str word = first_word(&lexer);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(word, kinds[i].word)) {
            mermaid_graph_init(&graph, &lexer);
            kinds[i].read(&graph);
            mermaid_grade_read(&graph);
            if (mermaid_settle(&graph, at))
                return UNDERSTOOD;
            diag_add(ctx->diags, DIAG_ARCH_EMPTY, at, "the diagram holds no boxes");
            return NOTHING_IN_IT;
        }
    diag_add(ctx->diags, DIAG_MERMAID_KIND, at,
             "\"%.*s\" is no diagram that is read as an architecture: left alone",
             STR_ARG(yaml_clip(word.n ? word : text_line(text, at.line))));
    return LEFT_ALONE;
}

void mermaid_read(struct parse_context *ctx, struct file *file)
{
    switch (read_text(ctx, file->text)) {
    case EMPTY:
        diag_add(ctx->diags, DIAG_ARCH_EMPTY, (struct place){file->text, 0, 0}, "the file holds no diagram");
        file->use = FILE_UNUSED;
        file->why = "holds no diagram";
        break;
    case LEFT_ALONE:
        file->use = FILE_UNUSED;
        file->why = "a diagram of a kind that is not read as an architecture";
        break;
    case NOTHING_IN_IT:
        file->use = FILE_UNUSED;
        file->why = "the diagram holds no boxes";
        break;
    case UNDERSTOOD:
        file->use = FILE_USED;
        break;
    }
}

bool mermaid_read_block(struct parse_context *ctx, const struct text *part)
{
    return read_text(ctx, part) == UNDERSTOOD;
}
