#include "report/json_writer.h"

#include "report/escape.h"
#include "report/number.h"

#include <stdio.h>

struct json json_new(struct report_out *out)
{
    return (struct json){.out = out};
}

static void line(struct json *json)
{
    out_puts(json->out, "\n");
    for (unsigned i = 0; i < json->depth; i++)
        out_puts(json->out, "  ");
}

/* What stands before any value: a comma, the indentation, the key. */
static void before(struct json *json, const char *key)
{
    if (json->depth) {
        bool object = json->close[json->depth - 1] == '}';
        if (object != (key != NULL))
            BUG("json: a key outside of an object, or none in one");
        if (json->some[json->depth - 1])
            out_puts(json->out, ",");
        json->some[json->depth - 1] = true;
        line(json);
    } else if (key) {
        BUG("json: a key outside of an object");
    }
    if (key) {
        out_puts(json->out, "\"");
        out_puts(json->out, key);
        out_puts(json->out, "\": ");
    }
}

static void begin(struct json *json, const char *key, const char *open, char close)
{
    before(json, key);
    if (json->depth >= JSON_DEPTH)
        BUG("json: too deep");
    out_puts(json->out, open);
    json->close[json->depth] = close;
    json->some[json->depth] = false;
    json->depth++;
}

void json_object(struct json *json, const char *key)
{
    begin(json, key, "{", '}');
}

void json_array(struct json *json, const char *key)
{
    begin(json, key, "[", ']');
}

void json_end(struct json *json)
{
    if (!json->depth)
        BUG("json: nothing is open");
    json->depth--;
    if (json->some[json->depth])
        line(json);
    out_add(json->out, (struct str){&json->close[json->depth], 1});
    if (!json->depth)
        out_puts(json->out, "\n");
}

void json_text(struct json *json, const char *key, struct str value)
{
    before(json, key);
    out_puts(json->out, "\"");
    escape_json(json->out, value);
    out_puts(json->out, "\"");
}

void json_text_or_null(struct json *json, const char *key, struct str value)
{
    if (value.n)
        json_text(json, key, value);
    else
        json_null(json, key);
}

void json_bool(struct json *json, const char *key, bool value)
{
    before(json, key);
    out_puts(json->out, value ? "true" : "false");
}

void json_count(struct json *json, const char *key, size_t value)
{
    char digits[NUMBER_MAX];
    snprintf(digits, sizeof digits, "%zu", value);
    before(json, key);
    out_puts(json->out, digits);
}

void json_number(struct json *json, const char *key, double value)
{
    char digits[NUMBER_MAX];
    bool fine = number_write(digits, value, 4, true);
    before(json, key);
    out_puts(json->out, fine ? digits : "null");
}

void json_null(struct json *json, const char *key)
{
    before(json, key);
    out_puts(json->out, "null");
}
