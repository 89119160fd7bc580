#include "parse/pack_shape.h"

#include "parse/yaml.h"

bool pack_shape_one_of(struct str s, const char *words)
{
    struct str rest = str_from(words), word;
    while (str_next(&rest, " ", &word))
        if (str_eq(s, word))
            return true;
    return false;
}

static const char *article(const char *what)
{
    return pack_shape_one_of(str_sub(str_from(what), 0, 1), "a e i o u") ? "an" : "a";
}

/* "did you mean" among words in one string; a `!` at their end is no part of them. */
static const char *hint(struct pack_build *b, struct str wrong, const char *words)
{
    const char **ids = NULL;
    size_t n = 0, cap = 0;
    struct str rest = str_from(words), word;
    while (str_next(&rest, " !", &word))
        *(const char **)ARENA_PUSH(b->arena, ids, n, cap) = str_copy(b->arena, word).p;
    return pack_build_hint(b, wrong, ids, n);
}

bool pack_shape_word(struct pack_build *b, const struct doc *doc, const char *what, const char *words)
{
    if (doc->kind == DOC_SCALAR && pack_shape_one_of(doc->value, words))
        return true;
    PACK_ERROR(b, DIAG_PACK_VALUE, doc->at, "%s '%.*s' is none of: %s%s", what, STR_ARG(doc_text(doc)), words,
               hint(b, doc_text(doc), words));
    return false;
}

bool pack_shape_map(struct pack_build *b, const struct doc *doc, const char *what, const char *keys)
{
    if (doc->kind != DOC_MAP) {
        PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "%s %s must be a mapping with keys", article(what), what);
        return false;
    }
    for (size_t i = 0; i < doc->n; i++) {
        struct str key = doc->items[i]->key, rest = str_from(keys), word;
        bool known = false;
        while (!known && str_next(&rest, " !", &word))
            known = str_eq(word, key);
        if (!known)
            PACK_ERROR(b, DIAG_PACK_KEY, doc->items[i]->key_at, "%s %s has no key '%.*s'%s", article(what),
                       what, STR_ARG(key), hint(b, key, keys));
    }
    struct str rest = str_from(keys), word;
    while (str_next(&rest, " ", &word)) {
        if (!str_ends(word, "!"))
            continue;
        const char *key = str_copy(b->arena, str_sub(word, 0, word.n - 1)).p;
        if (yaml_null(doc_get(doc, key)))
            PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "%s %s needs '%s'", article(what), what, key);
    }
    return true;
}

const struct doc *pack_shape_list(struct pack_build *b, const struct doc *map, const char *key)
{
    const struct doc *list = doc_get(map, key);
    if (yaml_null(list))
        return NULL;
    if (list->kind == DOC_LIST)
        return list;
    PACK_ERROR(b, DIAG_PACK_TYPE, list->at, "'%s' must be a list", key);
    return NULL;
}

size_t pack_shape_n(const struct doc *doc)
{
    return yaml_null(doc) ? 0 : doc->kind == DOC_LIST ? doc->n : 1;
}

const struct doc *pack_shape_item(const struct doc *doc, size_t i)
{
    return doc->kind == DOC_LIST ? doc->items[i] : doc;
}

struct str pack_shape_str(struct pack_build *b, const struct doc *map, const char *key)
{
    const struct doc *doc = doc_get(map, key);
    if (yaml_null(doc))
        return (struct str){"", 0};
    if (doc->kind != DOC_SCALAR) {
        PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "'%s' must be one text", key);
        return (struct str){"", 0};
    }
    return str_trim(doc->value);
}

uint32_t pack_shape_text(struct pack_build *b, const struct doc *map, const char *key)
{
    return pack_build_text(b, pack_shape_str(b, map, key));
}

struct rub_span pack_shape_texts(struct pack_build *b, const struct doc *map, const char *key)
{
    const struct doc *doc = doc_get(map, key);
    struct pack_list list = {0};
    for (size_t i = 0; i < pack_shape_n(doc); i++) {
        const struct doc *item = pack_shape_item(doc, i);
        if (item->kind == DOC_SCALAR)
            pack_build_add(b, &list, pack_build_text(b, str_trim(item->value)));
        else
            PACK_ERROR(b, DIAG_PACK_TYPE, item->at, "'%s' must hold texts only", key);
    }
    return pack_build_list(b, &list);
}

bool pack_shape_bool(struct pack_build *b, const struct doc *map, const char *key, bool fallback)
{
    const struct doc *doc = doc_get(map, key);
    if (yaml_null(doc))
        return fallback;
    if (doc->kind == DOC_SCALAR && pack_shape_one_of(doc->value, "true yes"))
        return true;
    if (doc->kind == DOC_SCALAR && pack_shape_one_of(doc->value, "false no"))
        return false;
    PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "'%s' must be true or false", key);
    return fallback;
}

bool pack_shape_parse(double *out, struct str s)
{
    static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    size_t i = 0, digits = 0;
    int places = 0, exponent = 0;
    double value = 0;
    bool minus = s.n && s.p[0] == '-', point = false, any = false;
    if (minus || (s.n && s.p[0] == '+'))
        i++;
    for (; i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] == '.' && !point)); i++) {
        if (s.p[i] == '.') {
            point = true;
            continue;
        }
        any = true;
        if (digits || s.p[i] != '0')
            digits++;
        if (digits > 15)
            return false;
        value = value * 10 + (s.p[i] - '0');
        places += point;
    }
    if (!any || places > 22)
        return false;
    if (i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
        bool down = ++i < s.n && s.p[i] == '-';
        if (down || (i < s.n && s.p[i] == '+'))
            i++;
        if (i == s.n || s.n - i > 2)
            return false;
        for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
            exponent = exponent * 10 + (s.p[i] - '0');
        exponent = down ? -exponent : exponent;
    }
    exponent -= places;
    if (i != s.n || exponent > 22 || exponent < -22)
        return false;
    value = exponent < 0 ? value / tens[-exponent] : value * tens[exponent];
    *out = minus ? -value : value;
    return true;
}

double pack_shape_number(struct pack_build *b, const struct doc *map, const char *key, double fallback)
{
    const struct doc *doc = doc_get(map, key);
    double value;
    if (yaml_null(doc))
        return fallback;
    if (doc->kind == DOC_SCALAR && pack_shape_parse(&value, doc->value))
        return value;
    PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "'%s' must be a number", key);
    return fallback;
}

uint32_t pack_shape_id(struct pack_build *b, const struct doc *map, const char *key, enum pack_name kind)
{
    struct str id = pack_shape_str(b, map, key);
    if (id.n == 0)
        return 0;
    pack_build_declare(b, kind, id, doc_get(map, key)->at);
    return pack_build_text(b, id);
}

struct pack_list pack_shape_names(struct pack_build *b, const struct doc *map, const char *key,
                                  enum pack_name kind)
{
    const struct doc *doc = doc_get(map, key);
    struct pack_list list = {0};
    for (size_t i = 0; i < pack_shape_n(doc); i++) {
        uint32_t number = pack_build_named(b, kind, pack_shape_item(doc, i));
        if (number != RUB_NONE)
            pack_build_add(b, &list, number);
    }
    return list;
}

void pack_shape_each_key(struct pack_build *b, const struct doc *doc, const char *key,
                         void (*read)(struct pack_build *, const struct doc *))
{
    const struct doc *map = doc_get(doc, key);
    if (yaml_null(map))
        return;
    if (map->kind != DOC_MAP)
        PACK_ERROR(b, DIAG_PACK_TYPE, map->at, "'%s' must be a mapping", key);
    for (size_t i = 0; map->kind == DOC_MAP && i < map->n; i++)
        read(b, map->items[i]);
}

void pack_shape_each_item(struct pack_build *b, const struct doc *doc, const char *key,
                          void (*read)(struct pack_build *, const struct doc *))
{
    const struct doc *list = pack_shape_list(b, doc, key);
    for (size_t i = 0; list && i < list->n; i++)
        read(b, list->items[i]);
}
