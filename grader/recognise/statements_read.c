#include "recognise/statements_read.h"

void statements_read(struct reading *reading, struct arena *arena)
{
    reading->told = statements_new(arena, rub_sets_n(reading->rubric), rub_roles_n(reading->rubric));
}
