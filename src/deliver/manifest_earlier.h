/*
 * manifest_earlier - the member "earlier" of a run: the issue before and what has moved since.
 */
#ifndef DELIVER_MANIFEST_EARLIER_H
#define DELIVER_MANIFEST_EARLIER_H

#include <json-glib/json-glib.h>

#include "deliver/revisions.h"
#include "deliver/manifest_scan.h"

/* `revisions` NULL: there was none. */
void manifest_earlier_write(JsonBuilder *json, const struct revisions *revisions);

/* NULL where there was none or something is to blame; a run that has no such member had none. */
struct revisions *manifest_earlier_read(struct manifest_scan *scan, JsonObject *run);

#endif
