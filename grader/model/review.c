#include "model/review.h"

const char *truth_name(enum truth truth)
{
    static const char *const names[] = {"false", "weak", "true"};
    return names[truth];
}

const char *weak_reason_name(enum weak_reason reason)
{
    static const char *const names[] = {"", "unlabelled", "weaker form", "one node"};
    return names[reason];
}

const char *check_result_name(enum check_result result)
{
    static const char *const names[] = {"n/a", "pass", "warn", "fail"};
    return names[result];
}
