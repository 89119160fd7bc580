#ifndef GRADE_ESCAPE_WORKFLOW_H
#define GRADE_ESCAPE_WORKFLOW_H
/*
 * Workflow commands of CI runners: ::error file=PROPERTY,line=1::DATA
 *
 * What comes out is one line of the visible characters (escape_characters.h). The runner undoes %25 %0D %0A,
 * and %3A %2C in properties: % is always written %25, so that nothing of the candidate's is undone into a
 * line end; a property holds no : and no comma. A command that is a text's own ("::", "##[") is split before.
 */
#include "report/out.h"

/* What follows the second "::". */
void escape_workflow_data(struct report_out *out, struct str text);
/* The value of a property. */
void escape_workflow_property(struct report_out *out, struct str text);

#endif
