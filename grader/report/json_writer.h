#ifndef GRADE_JSON_WRITER_H
#define GRADE_JSON_WRITER_H
/*
 * Writes JSON, indented by two spaces, in the order of the calls: the same calls give the same bytes.
 *
 * Inside an object every call has a key, inside an array the key is NULL. Keys are the program's own words
 * and are not escaped; all other text is. What does not nest is a defect of ours. Depth is at most
 * JSON_DEPTH.
 */
#include "report/out.h"

#define JSON_DEPTH 16

struct json {
    struct report_out *out;
    unsigned depth;
    char close[JSON_DEPTH]; /* '}' or ']' of what is open */
    bool some[JSON_DEPTH];  /* it holds something already */
};

struct json json_new(struct report_out *out);
void json_object(struct json *json, const char *key);
void json_array(struct json *json, const char *key);
/* Closes the innermost object or array; a line end follows the outermost. */
void json_end(struct json *json);
void json_text(struct json *json, const char *key, struct str value);
/* null where the text is empty */
void json_text_or_null(struct json *json, const char *key, struct str value);
void json_bool(struct json *json, const char *key, bool value);
void json_count(struct json *json, const char *key, size_t value);
/* Up to four decimals, zeros off the end; null for what is no number. */
void json_number(struct json *json, const char *key, double value);
void json_null(struct json *json, const char *key);

#endif
