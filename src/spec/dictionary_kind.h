/*
 * dictionary_kind - whether a file given as a dictionary is a whole one or more words for ours.
 */
#ifndef SPEC_DICTIONARY_KIND_H
#define SPEC_DICTIONARY_KIND_H

#include <glib.h>

/* A file that cannot be read is taken for a whole dictionary, which then says so. */
gboolean dictionary_kind_is_whole(GBytes *bytes);

#endif
