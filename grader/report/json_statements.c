#include "report/json_statements.h"

#include "report/json_drawing.h"

void json_statements_write(struct json *json, const struct review *review)
{
    const struct words_told *words = &review->words;
    json_object(json, "statements");
    for (size_t k = 0; k < STATEMENT_KINDS; k++)
        json_count(json, statement_kind_name((enum statement_kind)k), words->of_kind[k]);
    json_count(json, "lines_of_code", words->n_code_lines);
    json_count(json, "own_words", words->n_own_words);
    json_end(json);
    json_array(json, "ignored");
    for (size_t i = 0; i < words->n; i++) {
        const struct ignored_words *one = &words->ignored[i];
        json_object(json, NULL);
        json_drawing_place(json, one->at, true);
        json_text(json, "reason", one->reason);
        json_text(json, "text", one->text);
        json_end(json);
    }
    json_end(json);
    json_count(json, "ignored_left_out", words->left_out);
}
