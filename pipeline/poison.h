/*
 * Memory that its owner holds but has handed out to nobody, told to the address
 * sanitizer: whoever reads behind the end of a text in an arena, or of the bytes
 * that a buffer holds, is then found as if it were malloc's. In other builds
 * nothing is done.
 */
#ifndef BIBLOAD_POISON_H
#define BIBLOAD_POISON_H

#ifdef __has_feature
#if __has_feature(address_sanitizer) && !defined __SANITIZE_ADDRESS__
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define POISON_GAP 16 /* bytes between what is handed out */
#define poison(at, len) __asan_poison_memory_region((at), (len))
#define unpoison(at, len) __asan_unpoison_memory_region((at), (len))
#else
#define POISON_GAP 0
#define poison(at, len) ((void)(at), (void)(len))
#define unpoison(at, len) ((void)(at), (void)(len))
#endif

#endif
