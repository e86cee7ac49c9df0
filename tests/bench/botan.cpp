// Botan 2 as a worker of `cargo xtask bench --peers`; the protocol is in
// crates/yufu-bench/src/worker.rs.

#include <botan/aead.h>
#include <botan/auto_rng.h>
#include <botan/block_cipher.h>
#include <botan/cipher_mode.h>
#include <botan/hash.h>
#include <botan/hex.h>
#include <botan/mac.h>
#include <botan/pubkey.h>
#include <botan/sm2.h>
#include <botan/stream_cipher.h>
#include <botan/version.h>

#include <chrono>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>

using Botan::secure_vector;
using Bytes = std::vector<uint8_t>;

namespace {

/// Work, and what its first run gives.
struct Subject {
    std::function<void()> run;
    std::function<std::string()> result;
};

const Bytes KEY{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
const Bytes IV(16, 7), NONCE(12, 7), AAD(13, 1), MESSAGE(64, 5), PLAINTEXT(32, 5);
const char *const SIGNING = "1234567812345678,SM3";

Botan::AutoSeeded_RNG rng;

template <typename T> std::string last(const T &data, size_t before = 0) {
    return Botan::hex_encode(data.data() + data.size() - 16 - before, 16, false);
}

Subject hash(size_t bytes) {
    auto hash = std::shared_ptr<Botan::HashFunction>(Botan::HashFunction::create_or_throw("SM3"));
    auto out = std::make_shared<Bytes>(32);
    auto run = [=, data = Bytes(bytes, 5)] {
        hash->update(data);
        hash->final(out->data());
    };
    return {run, [=] { return Botan::hex_encode(*out, false); }};
}

Subject hmac(size_t bytes) {
    auto mac = std::shared_ptr<Botan::MessageAuthenticationCode>(
        Botan::MessageAuthenticationCode::create_or_throw("HMAC(SM3)"));
    mac->set_key(Bytes(32, 9));
    auto out = std::make_shared<Bytes>(32);
    auto run = [=, data = Bytes(bytes, 5)] {
        mac->update(data);
        mac->final(out->data());
    };
    return {run, [=] { return Botan::hex_encode(*out, false); }};
}

Subject ctr(size_t bytes) {
    auto stream =
        std::shared_ptr<Botan::StreamCipher>(Botan::StreamCipher::create_or_throw("CTR-BE(SM4)"));
    stream->set_key(KEY);
    stream->set_iv(IV.data(), IV.size());
    auto data = std::make_shared<Bytes>(bytes, 5);
    return {[=] { stream->cipher1(data->data(), data->size()); }, [=] { return last(*data); }};
}

Subject ecb(size_t bytes, uint8_t fill) {
    auto cipher =
        std::shared_ptr<Botan::BlockCipher>(Botan::BlockCipher::create_or_throw("SM4"));
    cipher->set_key(KEY);
    auto data = std::make_shared<Bytes>(bytes, fill);
    return {[=] { cipher->encrypt(*data); }, [=] { return last(*data); }};
}

Subject cbc(size_t bytes, Botan::Cipher_Dir direction) {
    auto mode = std::shared_ptr<Botan::Cipher_Mode>(
        Botan::Cipher_Mode::create_or_throw("SM4/CBC/NoPadding", direction));
    mode->set_key(KEY);
    mode->start(IV);
    auto data = std::make_shared<Bytes>(bytes, 5);
    // Of a decryption with padding the last block would be held back.
    size_t before = direction == Botan::DECRYPTION ? 16 : 0;
    return {[=] { mode->process(data->data(), data->size()); },
            [=] { return last(*data, before); }};
}

std::shared_ptr<Botan::AEAD_Mode> aead(const std::string &name, Botan::Cipher_Dir direction) {
    std::shared_ptr<Botan::AEAD_Mode> mode = Botan::AEAD_Mode::create_or_throw(name, direction);
    mode->set_key(KEY);
    return mode;
}

Subject seal(const std::string &name, size_t bytes, bool new_key) {
    auto mode = aead(name, Botan::ENCRYPTION);
    auto data = std::make_shared<secure_vector<uint8_t>>(bytes, 5);
    auto run = [=] {
        data->resize(bytes);
        if (new_key) mode->set_key(KEY);
        mode->set_associated_data_vec(AAD);
        mode->start(NONCE);
        mode->finish(*data);
    };
    return {run, [=] { return last(*data); }};
}

Subject open(size_t bytes) {
    secure_vector<uint8_t> sealed(bytes, 5);
    auto sealing = aead("SM4/GCM", Botan::ENCRYPTION);
    sealing->set_associated_data_vec(AAD);
    sealing->start(NONCE);
    sealing->finish(sealed);
    auto mode = aead("SM4/GCM", Botan::DECRYPTION);
    auto data = std::make_shared<secure_vector<uint8_t>>();
    auto run = [=] {
        *data = sealed;
        mode->set_associated_data_vec(AAD);
        mode->start(NONCE);
        mode->finish(*data);
    };
    return {run, [=] { return last(*data); }};
}

Subject keygen() {
    return {[] { Botan::SM2_PrivateKey(rng, Botan::EC_Group("sm2p256v1")); },
            [] { return "fresh"; }};
}

const Botan::SM2_PrivateKey &key() {
    static const Botan::SM2_PrivateKey key(rng, Botan::EC_Group("sm2p256v1"));
    return key;
}

Subject sign() {
    auto signer = std::make_shared<Botan::PK_Signer>(key(), rng, SIGNING);
    auto made = std::make_shared<Bytes>();
    auto result = [=] {
        Botan::PK_Verifier verifier(key(), SIGNING);
        return verifier.verify_message(MESSAGE, *made) ? "signed" : "wrong";
    };
    return {[=] { *made = signer->sign_message(MESSAGE, rng); }, result};
}

Subject verify() {
    auto made = Botan::PK_Signer(key(), rng, SIGNING).sign_message(MESSAGE, rng);
    auto verifier = std::make_shared<Botan::PK_Verifier>(key(), SIGNING);
    auto holds = std::make_shared<bool>();
    auto result = [=] {
        bool other = verifier->verify_message(PLAINTEXT, made);
        return *holds && !other ? "verified" : "wrong";
    };
    return {[=] { *holds = verifier->verify_message(MESSAGE, made); }, result};
}

Subject encrypt() {
    auto encryptor = std::make_shared<Botan::PK_Encryptor_EME>(key(), rng, "SM3");
    auto made = std::make_shared<Bytes>();
    auto result = [=] {
        auto opened = Botan::PK_Decryptor_EME(key(), rng, "SM3").decrypt(*made);
        return Botan::unlock(opened) == PLAINTEXT ? "encrypted" : "wrong";
    };
    return {[=] { *made = encryptor->encrypt(PLAINTEXT, rng); }, result};
}

Subject decrypt() {
    auto sealed = Botan::PK_Encryptor_EME(key(), rng, "SM3").encrypt(PLAINTEXT, rng);
    auto decryptor = std::make_shared<Botan::PK_Decryptor_EME>(key(), rng, "SM3");
    auto opened = std::make_shared<secure_vector<uint8_t>>();
    return {[=] { *opened = decryptor->decrypt(sealed); },
            [=] { return Botan::hex_encode(*opened, false); }};
}

using Maker = std::function<Subject(size_t)>;

const std::vector<std::pair<std::string, Maker>> SIZED{
    {"sm3", hash},
    {"hmac", hmac},
    {"sm4-ctr", ctr},
    {"sm4-ecb", [](size_t bytes) { return ecb(bytes, 5); }},
    {"sm4-cbc-encrypt", [](size_t bytes) { return cbc(bytes, Botan::ENCRYPTION); }},
    {"sm4-cbc-decrypt", [](size_t bytes) { return cbc(bytes, Botan::DECRYPTION); }},
    {"sm4-gcm-seal", [](size_t bytes) { return seal("SM4/GCM", bytes, false); }},
    {"sm4-gcm-open", open},
    {"sm4-ccm-seal", [](size_t bytes) { return seal("SM4/CCM(16,3)", bytes, false); }},
};

std::map<std::string, std::function<Subject()>> cases() {
    std::map<std::string, std::function<Subject()>> all{
        {"sm4-gcm-new-key/64", [] { return seal("SM4/GCM", 64, true); }},
        {"sm4-block", [] { return ecb(16, 7); }},
        {"sm2-keygen", keygen},
        {"sm2-sign", sign},
        {"sm2-verify", verify},
        {"sm2-encrypt", encrypt},
        {"sm2-decrypt", decrypt},
    };
    for (const auto &[name, make] : SIZED) {
        for (size_t bytes : {64, 1024, 16384}) {
            all[name + "/" + std::to_string(bytes)] = [make = make, bytes] { return make(bytes); };
        }
    }
    return all;
}

std::string answer(const std::string &line) {
    static const auto all = cases();
    static std::map<std::string, Subject> made;
    std::istringstream words(line);
    std::string verb, id;
    size_t times = 0;
    words >> verb >> id >> times;
    if (verb == "cases") {
        std::string ids;
        for (const auto &entry : all) ids += entry.first + " ";
        return ids;
    }
    if (verb == "result") {
        Subject subject = all.at(id)();
        subject.run();
        return subject.result();
    }
    if (made.count(id) == 0) made[id] = all.at(id)();
    const auto &run = made[id].run;
    run(); // brings code and tables back into the caches
    auto start = std::chrono::steady_clock::now();
    for (size_t i = 0; i < times; i++) run();
    auto took = std::chrono::steady_clock::now() - start;
    return std::to_string(std::chrono::nanoseconds(took).count());
}

} // namespace

int main() {
    std::cout << "Botan " << Botan::short_version_string() << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        try {
            std::cout << answer(line) << std::endl;
        } catch (const std::exception &error) {
            std::cout << "!" << error.what() << std::endl;
        }
    }
}
