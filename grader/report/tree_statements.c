#include "report/tree_statements.h"

#include "report/escape.h"

#define SHOWN 90 /* bytes of a statement */

struct lines {
    struct report_out *out;
    struct buf *row;
    const struct review *review;
    const struct statement_index *index;
    bool unicode;
};

static void text(struct lines *l, struct str s)
{
    escape_terminal(l->row, s, l->unicode);
}

static void words(struct lines *l, const char *s)
{
    text(l, str_from(s));
}

/* At most so many bytes, not within a character. */
static void quote(struct lines *l, struct str s, size_t most, const char *sign)
{
    size_t n = s.n < most ? s.n : most;
    while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    words(l, sign);
    text(l, str_sub(s, 0, n));
    words(l, n < s.n ? "\xE2\x80\xA6" : "");
    words(l, sign);
}

static void standing(struct lines *l, enum standing standing)
{
    if (standing == STANDING_POSITIVE)
        return;
    words(l, " (");
    words(l, standing_name(standing));
    words(l, ")");
}

static void sets(struct lines *l, size_t number)
{
    const struct rubric *rubric = l->review->rubric;
    const struct statement *st = &l->review->reading->told->items[number];
    for (size_t i = l->index->starts[number]; i < l->index->starts[number + 1]; i++) {
        const struct set_mention *named = &l->index->items[i];
        words(l, i == l->index->starts[number] ? " names " : ", ");
        words(l, named->mention->weak ? "?" : "");
        words(l, rub_text(rubric, rub_sets(rubric, named->set)->name));
        words(l, " ");
        quote(l, str_sub(st->text, named->mention->at, named->mention->size), SHOWN, "'");
        standing(l, named->mention->standing);
    }
}

static void components(struct lines *l, const struct statement *st)
{
    const struct rubric *rubric = l->review->rubric;
    for (size_t i = 0; i < st->n_components; i++) {
        const struct component *c = &st->components[i];
        words(l, i ? ", " : "; parts ");
        words(l, c->tool != RUB_NONE ? rub_text(rubric, rub_tools(rubric, c->tool)->name) : "");
        bool first = true;
        for (uint32_t role = 0; role < rub_roles_n(rubric); role++) {
            if (!(c->roles >> role & 1))
                continue;
            words(l, first ? (c->tool != RUB_NONE ? " as " : "") : "+");
            words(l, rub_text(rubric, rub_roles(rubric, role)->id));
            first = false;
        }
        words(l, c->sure || first ? "" : "?");
        standing(l, c->standing);
    }
}

static void signals(struct lines *l, const struct statement *st)
{
    if (st->signals)
        words(l, "; signals");
    for (unsigned bit = 0; bit < SIGNALS; bit++)
        if (st->signals >> bit & 1) {
            words(l, " ");
            words(l, signal_name(1U << bit));
        }
    for (size_t i = 0; i < st->n_amounts; i++) {
        const struct amount *amount = &st->amounts[i];
        words(l, i ? ", " : "; amounts ");
        text(l, str_sub(st->text, amount->quantity.at, amount->quantity.n));
        words(l, amount->compared ? "!" : "");
    }
}

static void statement(struct lines *l, size_t number)
{
    const struct statement *st = &l->review->reading->told->items[number];
    l->row->n = 0;
    words(l, "  ");
    words(l, statement_kind_name(st->kind));
    words(l, st->ignored ? " ignored: " : "");
    words(l, ignored_name(st->ignored));
    words(l, st->deferred ? " deferred" : "");
    words(l, st->deferred && st->dated ? " with a condition or date" : "");
    words(l, st->bare ? " bare " : " ");
    quote(l, st->text, SHOWN, "\"");
    sets(l, number);
    components(l, st);
    signals(l, st);
    if (st->at.text) {
        words(l, "  @");
        text(l, st->at.text->name);
        if (st->at.line)
            buf_printf(l->row, ":%u:%u", (unsigned)st->at.line, (unsigned)st->at.column);
    }
    buf_putc(l->row, '\n');
    out_add(l->out, buf_str(l->row));
}

void tree_statements_write(struct report_out *out, struct buf *row, const struct review *review, bool unicode)
{
    const struct statements *told = review->reading->told;
    const struct rubric *rubric = review->rubric;
    struct lines l = {out, row, review, NULL, unicode};
    l.index = statements_index(out->arena, told, rub_sets_n(rubric), rub_roles_n(rubric));
    row->n = 0;
    buf_puts(row, "statements\n");
    out_add(out, buf_str(row));
    for (size_t i = 0; i < told->n; i++)
        if (l.index->starts[i] != l.index->starts[i + 1] || told->items[i].n_components ||
            told->items[i].ignored)
            statement(&l, i);
    for (size_t i = 0; i < told->n_links; i++) {
        const struct told_link *link = &told->links[i];
        const struct statement *st = &told->items[link->statement];
        row->n = 0;
        buf_printf(row, "  link %s -> %s", rub_text(rubric, rub_roles(rubric, link->from)->id),
                   rub_text(rubric, rub_roles(rubric, link->to)->id));
        if (st->at.text) {
            words(&l, "  @");
            text(&l, st->at.text->name);
            buf_printf(row, ":%u:%u", (unsigned)st->at.line, (unsigned)st->at.column);
        }
        buf_putc(row, '\n');
        out_add(out, buf_str(row));
    }
}
