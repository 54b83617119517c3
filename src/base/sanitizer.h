/*
 * sanitizer - whether AddressSanitizer is in the program: gcc and clang say it each in its own way.
 */
#ifndef BASE_SANITIZER_H
#define BASE_SANITIZER_H

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZER_OF_ADDRESSES 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZER_OF_ADDRESSES 1
#endif
#endif
#ifndef SANITIZER_OF_ADDRESSES
#define SANITIZER_OF_ADDRESSES 0
#endif

#endif
