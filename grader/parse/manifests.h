#ifndef GRADE_MANIFESTS_H
#define GRADE_MANIFESTS_H
/*
 * What runs, from files that start it: docker-compose and Kubernetes manifests.
 *
 * A service or workload is a node with its name as label, and the product of its image as tool. They are
 * joined by a line without a head, where one depends on another or names it as a host in its environment:
 * nothing there says which way data flows. The view's confidence is MANIFEST_CONFIDENCE: a manifest is no
 * drawing of the candidate's. A file that holds nothing that runs, or cannot be read as YAML (a template), is
 * FILE_UNUSED without a complaint.
 */
#include "parse/readers.h"

#define MANIFEST_CONFIDENCE 0.55

bool manifests_sniff_compose(const struct file *file);
void manifests_read_compose(struct parse_context *ctx, struct file *file);
/* Every document of the file. */
bool manifests_sniff_kubernetes(const struct file *file);
void manifests_read_kubernetes(struct parse_context *ctx, struct file *file);

#endif
