#include "base/digest.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

#include "base/watchdog.h"

#define PIECE ((gsize)256 << 10)

struct digest {
    EVP_MD_CTX *context;
};

/* What a machine's openssl.cnf asks for must not change what is computed here. */
struct digest *digest_new(void)
{
    struct digest *digest = g_new(struct digest, 1);
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
    digest->context = EVP_MD_CTX_new();
    if (digest->context == NULL || !EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL))
        g_error("SHA-256: no memory");
    return digest;
}

void digest_free(struct digest *digest)
{
    if (digest == NULL)
        return;
    EVP_MD_CTX_free(digest->context);
    g_free(digest);
}

void digest_add(struct digest *digest, const void *bytes, gsize size)
{
    EVP_DigestUpdate(digest->context, bytes, size);
}

char *digest_text(struct digest *digest)
{
    guint8 sum[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_DigestFinal_ex(digest->context, sum, &size);
    char *text = g_malloc(2 * size + 1);
    for (guint i = 0; i < size; i++)
        g_snprintf(text + 2 * i, 3, "%02x", sum[i]);
    return text;
}

char *digest_of(const char *text, gssize length)
{
    g_autoptr(digest_t) digest = digest_new();
    digest_add(digest, text, length < 0 ? strlen(text) : (gsize)length);
    return digest_text(digest);
}

char *digest_of_file(int descriptor, guint64 *size)
{
    g_autofree guint8 *piece = g_malloc(PIECE);
    g_autoptr(digest_t) digest = digest_new();
    ssize_t got;
    *size = 0;
    while ((got = read(descriptor, piece, PIECE)) != 0) {
        if (got < 0 && errno != EINTR)
            return NULL;
        watchdog_feed();
        digest_add(digest, piece, (gsize)MAX(got, 0));
        *size += (guint64)MAX(got, 0);
    }
    return digest_text(digest);
}
