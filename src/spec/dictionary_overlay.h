/*
 * dictionary_overlay - an office's own names laid over the shipped dictionary.
 *
 * An overlay is a YAML file of the same build in which nothing but names is needed:
 *
 *   datasets:
 *     - name: ky_luat
 *       columns:
 *         - name: hinh_thuc
 *           aliases: [Hình thức xử lý]          # other headers
 *           values:
 *             - {code: khien_trach, aliases: [Phê bình khiển trách]}
 *         - {name: nhom_vi_pham, values: [{code: lang_phi, label: Lãng phí}]}
 *
 * Datasets and columns are those of the dictionary; new values are taken by open lists only. A
 * column of counts may declare its `format`. A name that something else bears already is refused.
 * A file in which a dataset has a `kind` is no overlay but a dictionary of its own.
 */
#ifndef SPEC_DICTIONARY_OVERLAY_H
#define SPEC_DICTIONARY_OVERLAY_H

#include <glib.h>

#include "spec/dictionary.h"

/*
 * Lays a text (as dictionary_load() takes it) over *dictionary, or puts the dictionary that it is
 * in the place of *dictionary. *result: a text of what *dictionary then is, which dictionary_load()
 * takes. Errors: SPEC, with file:line:column.
 */
gboolean dictionary_load_over(GBytes *text, const char *name, struct dictionary **dictionary,
                              GBytes **result, GError **error);

#endif
