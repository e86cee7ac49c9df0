/* OpenSSL's libcrypto as a worker of `cargo xtask bench --peers`; the protocol is in
 * crates/yufu-bench/src/worker.rs. Only what OpenSSL 3.0 has: no GCM or CCM over SM4, no agreement. */

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST (1 << 20)
#define ID "1234567812345678"

static const unsigned char KEY[] = "0123456789abcdef";
static unsigned char message[MOST], out[MOST + 32], iv[16], mac_key[32];
static size_t bytes, out_len;
static EVP_MAC_CTX *mac;
static EVP_CIPHER_CTX *cipher;
static EVP_PKEY *key;
static unsigned char signature[256], sealed[256];
static size_t signature_len, sealed_len;

static void must(int holds, const char *what) {
    if (!holds) {
        printf("!%s failed\n", what);
        fflush(stdout);
        exit(1);
    }
}

static void hash(void) {
    must(EVP_Digest(message, bytes, out, NULL, EVP_sm3(), NULL), "SM3");
}

static void hmac(void) {
    must(EVP_MAC_init(mac, NULL, 0, NULL), "HMAC"); /* the key is kept */
    must(EVP_MAC_update(mac, message, bytes) && EVP_MAC_final(mac, out, &out_len, MOST), "HMAC");
}

static void symmetric(void) {
    int len;
    must(EVP_CipherUpdate(cipher, out, &len, message, (int)bytes), "SM4");
}

static void block(void) {
    int len;
    must(EVP_CipherUpdate(cipher, iv, &len, iv, 16), "SM4");
}

static void keygen(void) {
    EVP_PKEY *fresh = EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
    must(fresh != NULL, "SM2 keygen");
    EVP_PKEY_free(fresh);
}

/* A context for one signature: OpenSSL takes the ID with each. */
static EVP_MD_CTX *context(int signing) {
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    EVP_PKEY_CTX *parameters = EVP_PKEY_CTX_new(key, NULL);
    must(EVP_PKEY_CTX_set1_id(parameters, ID, strlen(ID)) > 0, "SM2 ID");
    EVP_MD_CTX_set_pkey_ctx(md, parameters);
    must(signing ? EVP_DigestSignInit(md, NULL, EVP_sm3(), NULL, key)
                 : EVP_DigestVerifyInit(md, NULL, EVP_sm3(), NULL, key),
         "SM2 init");
    return md;
}

static void done(EVP_MD_CTX *md) {
    EVP_PKEY_CTX_free(EVP_MD_CTX_get_pkey_ctx(md));
    EVP_MD_CTX_free(md);
}

static void sign(void) {
    EVP_MD_CTX *md = context(1);
    signature_len = sizeof signature;
    must(EVP_DigestSign(md, signature, &signature_len, message, 64), "SM2 sign");
    done(md);
}

static int verifies(void) {
    EVP_MD_CTX *md = context(0);
    int holds = EVP_DigestVerify(md, signature, signature_len, message, 64) == 1;
    done(md);
    return holds;
}

static void verify(void) {
    must(verifies(), "SM2 verify");
}

static void encrypt(void) {
    EVP_PKEY_CTX *parameters = EVP_PKEY_CTX_new(key, NULL);
    sealed_len = sizeof sealed;
    must(EVP_PKEY_encrypt_init(parameters) > 0 &&
             EVP_PKEY_encrypt(parameters, sealed, &sealed_len, message, 32) > 0,
         "SM2 encrypt");
    EVP_PKEY_CTX_free(parameters);
}

static void decrypt(void) {
    EVP_PKEY_CTX *parameters = EVP_PKEY_CTX_new(key, NULL);
    out_len = MOST;
    must(EVP_PKEY_decrypt_init(parameters) > 0 &&
             EVP_PKEY_decrypt(parameters, out, &out_len, sealed, sealed_len) > 0,
         "SM2 decrypt");
    EVP_PKEY_CTX_free(parameters);
}

static void print_hex(const unsigned char *data, size_t len) {
    for (size_t i = 0; i < len; i++) printf("%02x", data[i]);
    printf("\n");
}

static void digest_result(void) { print_hex(out, 32); }
static void last_block(void) { print_hex(out + bytes - 16, 16); }
/* Of a decryption with padding the last block would be held back. */
static void block_before_last(void) { print_hex(out + bytes - 32, 16); }
static void block_result(void) { print_hex(iv, 16); }
static void plaintext_result(void) { print_hex(out, out_len); }
static void fresh_result(void) { printf("fresh\n"); }
static void signed_result(void) { printf(verifies() ? "signed\n" : "wrong\n"); }
static void encrypted_result(void) {
    decrypt();
    printf(out_len == 32 && memcmp(out, message, 32) == 0 ? "encrypted\n" : "wrong\n");
}
static void verified_result(void) {
    message[0] ^= 1;
    int other = verifies();
    message[0] ^= 1;
    printf(other ? "wrong\n" : "verified\n");
}

static void set_nothing(void) {}

static void set_hmac(void) {
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, "SM3", 0), OSSL_PARAM_END};
    if (!mac) mac = EVP_MAC_CTX_new(EVP_MAC_fetch(NULL, "HMAC", NULL));
    must(EVP_MAC_init(mac, mac_key, sizeof mac_key, parameters), "HMAC key");
}

static void set_cipher(const EVP_CIPHER *mode, int encrypting) {
    memset(iv, 7, sizeof iv);
    EVP_CIPHER_CTX_free(cipher);
    cipher = EVP_CIPHER_CTX_new();
    must(EVP_CipherInit_ex(cipher, mode, NULL, KEY, iv, encrypting), "SM4 key");
    EVP_CIPHER_CTX_set_padding(cipher, 0);
}

static void set_ctr(void) { set_cipher(EVP_sm4_ctr(), 1); }
static void set_ecb(void) { set_cipher(EVP_sm4_ecb(), 1); }
static void set_cbc_encrypt(void) { set_cipher(EVP_sm4_cbc(), 1); }
static void set_cbc_decrypt(void) { set_cipher(EVP_sm4_cbc(), 0); }
static void set_key(void) {
    if (key) return;
    key = EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
    must(key != NULL, "SM2 key");
    sign();
    encrypt();
}

static const struct test {
    const char *name;
    int sized;
    void (*set)(void), (*run)(void), (*result)(void);
} TESTS[] = {
    {"sm3", 1, set_nothing, hash, digest_result},
    {"hmac", 1, set_hmac, hmac, digest_result},
    {"sm4-ctr", 1, set_ctr, symmetric, last_block},
    {"sm4-ecb", 1, set_ecb, symmetric, last_block},
    {"sm4-cbc-encrypt", 1, set_cbc_encrypt, symmetric, last_block},
    {"sm4-cbc-decrypt", 1, set_cbc_decrypt, symmetric, block_before_last},
    {"sm4-block", 0, set_ecb, block, block_result},
    {"sm2-keygen", 0, set_nothing, keygen, fresh_result},
    {"sm2-sign", 0, set_key, sign, signed_result},
    {"sm2-verify", 0, set_key, verify, verified_result},
    {"sm2-encrypt", 0, set_key, encrypt, encrypted_result},
    {"sm2-decrypt", 0, set_key, decrypt, plaintext_result},
};

static const struct test *find(const char *id) {
    size_t len = strcspn(id, "/");
    bytes = id[len] ? strtoul(id + len + 1, NULL, 10) : 0;
    for (size_t i = 0; i < sizeof TESTS / sizeof *TESTS; i++)
        if (strlen(TESTS[i].name) == len && memcmp(TESTS[i].name, id, len) == 0) return &TESTS[i];
    must(0, id);
    return NULL;
}

int main(void) {
    char line[128], id[64], set[64] = "";
    unsigned long times;
    memset(message, 5, sizeof message);
    memset(mac_key, 9, sizeof mac_key);
    printf("%s\n", OpenSSL_version(OPENSSL_VERSION));
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        if (strcmp(line, "cases\n") == 0) {
            for (size_t i = 0; i < sizeof TESTS / sizeof *TESTS; i++)
                printf(TESTS[i].sized ? "%1$s/64 %1$s/1024 %1$s/16384 " : "%s ", TESTS[i].name);
            printf("\n");
        } else if (sscanf(line, "result %63s", id) == 1) {
            const struct test *test = find(id);
            test->set();
            test->run();
            test->result();
            set[0] = 0;
        } else if (sscanf(line, "time %63s %lu", id, &times) == 2) {
            const struct test *test = find(id);
            struct timespec start, end;
            if (strcmp(set, id) != 0) test->set(), strcpy(set, id);
            test->run(); /* brings code and tables back */
            clock_gettime(CLOCK_MONOTONIC, &start);
            for (unsigned long i = 0; i < times; i++) test->run();
            clock_gettime(CLOCK_MONOTONIC, &end);
            printf("%lld\n", (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec -
                                 start.tv_nsec);
        } else {
            printf("!no such request\n");
        }
        fflush(stdout);
    }
    return 0;
}
