/*
 * version - the program's own version, in --version, manifests and packages.
 */
#ifndef DELIVER_VERSION_H
#define DELIVER_VERSION_H

#define TONGKET_VERSION "0.1.0"

#endif
