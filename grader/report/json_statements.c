#include "report/json_statements.h"

#include "report/json_drawing.h"

#define MOST 200  /* entries of `ignored` */
#define SHOWN 120 /* bytes of a statement */

static struct str shown(struct str s)
{
    size_t n = s.n < SHOWN ? s.n : SHOWN;
    while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    return str_sub(s, 0, n);
}

static void entry(struct json *json, size_t *n, const struct statement *st, const char *reason)
{
    if (++*n > MOST)
        return;
    json_object(json, NULL);
    json_drawing_place(json, st->at, true);
    json_text(json, "reason", str_from(reason));
    json_text(json, "text", shown(st->text));
    json_end(json);
}

void json_statements_write(struct json *json, const struct review *review)
{
    const struct statements *told = review->reading->told;
    size_t of_kind[STATEMENT_KINDS] = {0}, n = 0;
    for (size_t i = 0; i < told->n; i++)
        of_kind[told->items[i].kind]++;
    json_object(json, "statements");
    for (size_t k = 0; k < STATEMENT_KINDS; k++)
        json_count(json, statement_kind_name((enum statement_kind)k), of_kind[k]);
    json_count(json, "lines_of_code", told->n_code_lines);
    json_count(json, "own_words", told->n_own_words);
    json_end(json);
    const struct statement_index *index =
        statements_index(json->out->arena, told, rub_sets_n(review->rubric), rub_roles_n(review->rubric));
    json_array(json, "ignored");
    for (size_t i = 0; i < told->n; i++) {
        const struct statement *st = &told->items[i];
        if (st->ignored != IGNORED_NOT) {
            entry(json, &n, st, ignored_name(st->ignored));
            continue;
        }
        for (unsigned s = STANDING_HYPOTHETICAL; s <= STANDING_OTHER_SENSE; s++)
            if (index->standings[i] >> s & 1)
                entry(json, &n, st, standing_name((enum standing)s));
    }
    json_end(json);
    json_count(json, "ignored_left_out", n > MOST ? n - MOST : 0);
}
