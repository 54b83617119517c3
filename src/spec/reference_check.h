/*
 * reference_check - what measures, charts and texts of a template refer to.
 *
 * The tables themselves must have passed before: columns and rows are taken from them.
 */
#ifndef SPEC_REFERENCE_CHECK_H
#define SPEC_REFERENCE_CHECK_H

#include <glib.h>

#include "spec/template_check.h"

gboolean reference_check_measures(const struct template_checker *checker, unsigned table);
gboolean reference_check_charts(const struct template_checker *checker);

/* A text at `path`; figures only where `figures` is TRUE. */
gboolean reference_check_text(const struct template_checker *checker, const char *text,
                              gboolean figures, const char *path);
gboolean reference_check_texts(const struct template_checker *checker);

#endif
