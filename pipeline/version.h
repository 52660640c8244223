/* The version, once: --version, the man page and the packages show it. */
#ifndef BIBLOAD_VERSION_H
#define BIBLOAD_VERSION_H

#define BIBLOAD_VERSION "0.1.0"

#endif
