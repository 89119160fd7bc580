#include "model/submission.h"

const char *source_kind_name(enum source_kind kind)
{
    static const char *const names[] = {"file", "folder", "repository", "url"};
    return names[kind];
}

const char *file_use_name(enum file_use use)
{
    static const char *const names[] = {"unused", "used", "refused", "skipped"};
    return names[use];
}
