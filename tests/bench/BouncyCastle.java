// BouncyCastle as a worker of `cargo xtask bench --peers`; the protocol is in
// crates/yufu-bench/src/worker.rs.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.agreement.SM2KeyExchange;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.SM2KeyExchangePrivateParameters;
import org.bouncycastle.crypto.params.SM2KeyExchangePublicParameters;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.encoders.Hex;

public final class BouncyCastle {
    private static final X9ECParameters CURVE = GMNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] ID = "1234567812345678".getBytes();
    private static final KeyParameter KEY = new KeyParameter("0123456789abcdef".getBytes());
    private static final byte[] IV = filled(16, 7);
    private static final byte[] NONCE = filled(12, 7);
    private static final byte[] AAD = filled(13, 1);
    private static final byte[] MESSAGE = filled(64, 5);
    private static final byte[] PLAINTEXT = filled(32, 5);

    /** Work, and what its first run gives. */
    private interface Work {
        void run() throws Exception;
    }

    private interface Result {
        String get() throws Exception;
    }

    private record Subject(Work work, Result result) {}

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static String last(byte[] data, int before) {
        return Hex.toHexString(data, data.length - 16 - before, 16);
    }

    private static String word(boolean good, String name) {
        return good ? name : "wrong";
    }

    private static Subject hash(int length) {
        Digest digest = new SM3Digest();
        byte[] data = filled(length, 5);
        byte[] out = new byte[32];
        Work work =
                () -> {
                    digest.update(data, 0, length);
                    digest.doFinal(out, 0);
                };
        return new Subject(work, () -> Hex.toHexString(out));
    }

    private static Subject hmac(int length) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(filled(32, 9)));
        byte[] data = filled(length, 5);
        byte[] out = new byte[32];
        Work work =
                () -> {
                    mac.update(data, 0, length);
                    mac.doFinal(out, 0);
                };
        return new Subject(work, () -> Hex.toHexString(out));
    }

    private static Subject ctr(int length) {
        var stream = SICBlockCipher.newInstance(new SM4Engine());
        stream.init(true, new ParametersWithIV(KEY, IV));
        byte[] data = filled(length, 5);
        return new Subject(
                () -> stream.processBytes(data, 0, length, data, 0), () -> last(data, 0));
    }

    /** Of a decryption with padding the last block would be held back. */
    private static Subject blocks(BlockCipher cipher, int length, int fill, int before) {
        byte[] data = filled(length, fill);
        Work work =
                () -> {
                    for (int at = 0; at < length; at += 16) {
                        cipher.processBlock(data, at, data, at);
                    }
                };
        return new Subject(work, () -> last(data, before));
    }

    private static BlockCipher ecb() {
        SM4Engine engine = new SM4Engine();
        engine.init(true, KEY);
        return engine;
    }

    private static BlockCipher cbc(boolean encrypting) {
        var mode = CBCBlockCipher.newInstance(new SM4Engine());
        mode.init(encrypting, new ParametersWithIV(KEY, IV));
        return mode;
    }

    private static byte[] seal(AEADBlockCipher mode, KeyParameter key, byte[] data, byte[] out)
            throws Exception {
        mode.init(true, new AEADParameters(key, 128, NONCE, AAD));
        int length = mode.processBytes(data, 0, data.length, out, 0);
        mode.doFinal(out, length);
        return out;
    }

    /** The nonce changes from run to run, because BouncyCastle takes none twice under one key. */
    private static Subject seal(Supplier<AEADBlockCipher> make, int length, boolean newKey) {
        AEADBlockCipher mode = make.get();
        byte[] data = filled(length, 5);
        byte[] out = new byte[length + 16];
        byte[][] nonces = {NONCE.clone(), NONCE.clone()};
        nonces[1][0] ^= 1;
        int[] count = {0};
        Work work =
                () -> {
                    KeyParameter key = newKey || count[0] == 0 ? KEY : null;
                    byte[] nonce = nonces[count[0]++ & 1];
                    mode.init(true, new AEADParameters(key, 128, nonce, AAD));
                    mode.doFinal(out, mode.processBytes(data, 0, length, out, 0));
                };
        return new Subject(work, () -> last(out, 0));
    }

    private static Subject open(int length) {
        AEADBlockCipher mode = GCMBlockCipher.newInstance(new SM4Engine());
        byte[] sealed = new byte[length + 16];
        byte[] out = new byte[length];
        Work work =
                () -> {
                    if (sealed[length] == 0) {
                        seal(GCMBlockCipher.newInstance(new SM4Engine()), KEY, filled(length, 5), sealed);
                        mode.init(false, new AEADParameters(KEY, 128, NONCE, AAD));
                    } else {
                        mode.init(false, new AEADParameters(null, 128, NONCE, AAD));
                    }
                    mode.doFinal(out, mode.processBytes(sealed, 0, length + 16, out, 0));
                };
        return new Subject(work, () -> last(out, 0));
    }

    private static AsymmetricCipherKeyPair pair() {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(DOMAIN, RANDOM));
        return generator.generateKeyPair();
    }

    private static ECPrivateKeyParameters secret(AsymmetricCipherKeyPair pair) {
        return (ECPrivateKeyParameters) pair.getPrivate();
    }

    private static ECPublicKeyParameters open(AsymmetricCipherKeyPair pair) {
        return (ECPublicKeyParameters) pair.getPublic();
    }

    private static SM2Signer signer(AsymmetricCipherKeyPair pair, boolean signing) {
        SM2Signer signer = new SM2Signer();
        var key = signing ? new ParametersWithRandom(pair.getPrivate(), RANDOM) : pair.getPublic();
        signer.init(signing, new ParametersWithID(key, ID));
        return signer;
    }

    private static byte[] sign(SM2Signer signer) throws Exception {
        signer.update(MESSAGE, 0, MESSAGE.length);
        return signer.generateSignature();
    }

    private static boolean verifies(SM2Signer signer, byte[] message, byte[] signature) {
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    private static Subject sign() {
        AsymmetricCipherKeyPair pair = pair();
        SM2Signer signer = signer(pair, true);
        byte[][] made = {null};
        return new Subject(
                () -> made[0] = sign(signer),
                () -> word(verifies(signer(pair, false), MESSAGE, made[0]), "signed"));
    }

    private static Subject verify() {
        AsymmetricCipherKeyPair pair = pair();
        SM2Signer signer = signer(pair, false);
        byte[][] made = {null};
        boolean[] holds = {false};
        Work work =
                () -> {
                    if (made[0] == null) {
                        made[0] = sign(signer(pair, true));
                    }
                    holds[0] = verifies(signer, MESSAGE, made[0]);
                };
        return new Subject(
                work, () -> word(holds[0] && !verifies(signer, PLAINTEXT, made[0]), "verified"));
    }

    private static byte[] encrypt(SM2Engine engine) throws Exception {
        return engine.processBlock(PLAINTEXT, 0, PLAINTEXT.length);
    }

    private static SM2Engine engine(AsymmetricCipherKeyPair pair, boolean encrypting) {
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(
                encrypting,
                encrypting ? new ParametersWithRandom(pair.getPublic(), RANDOM) : pair.getPrivate());
        return engine;
    }

    private static Subject encrypt() {
        AsymmetricCipherKeyPair pair = pair();
        SM2Engine engine = engine(pair, true);
        byte[][] made = {null};
        Result result =
                () -> {
                    byte[] opened = engine(pair, false).processBlock(made[0], 0, made[0].length);
                    return word(Arrays.equals(opened, PLAINTEXT), "encrypted");
                };
        return new Subject(() -> made[0] = encrypt(engine), result);
    }

    private static Subject decrypt() {
        AsymmetricCipherKeyPair pair = pair();
        SM2Engine engine = engine(pair, false);
        byte[][] made = {null, null};
        Work work =
                () -> {
                    if (made[0] == null) {
                        made[0] = encrypt(engine(pair, true));
                    }
                    made[1] = engine.processBlock(made[0], 0, made[0].length);
                };
        return new Subject(work, () -> Hex.toHexString(made[1]));
    }

    private static byte[][] exchange(
            boolean initiator,
            AsymmetricCipherKeyPair own,
            AsymmetricCipherKeyPair ephemeral,
            AsymmetricCipherKeyPair peer,
            AsymmetricCipherKeyPair theirs,
            byte[] confirmation) {
        SM2KeyExchange exchange = new SM2KeyExchange();
        exchange.init(
                new ParametersWithID(
                        new SM2KeyExchangePrivateParameters(
                                initiator, secret(own), secret(ephemeral)),
                        ID));
        var from = new SM2KeyExchangePublicParameters(open(peer), open(theirs));
        return exchange.calculateKeyWithConfirmation(
                128, confirmation, new ParametersWithID(from, ID));
    }

    private static Subject agree() {
        AsymmetricCipherKeyPair one = pair();
        AsymmetricCipherKeyPair other = pair();
        AsymmetricCipherKeyPair first = pair();
        AsymmetricCipherKeyPair[] second = {null};
        byte[][][] made = {null};
        Work work =
                () -> {
                    second[0] = pair();
                    made[0] = exchange(false, other, second[0], one, first, null);
                };
        Result result =
                () -> {
                    byte[][] theirs = exchange(true, one, first, other, second[0], made[0][1]);
                    return word(Arrays.equals(theirs[0], made[0][0]), "agreed");
                };
        return new Subject(work, result);
    }

    private static Map<String, Supplier<Subject>> cases() {
        Supplier<AEADBlockCipher> gcm = () -> GCMBlockCipher.newInstance(new SM4Engine());
        Supplier<AEADBlockCipher> ccm =
                () -> (AEADBlockCipher) CCMBlockCipher.newInstance(new SM4Engine());
        Map<String, Supplier<Subject>> all = new HashMap<>();
        Map<String, IntFunction<Subject>> sized = new HashMap<>();
        sized.put("sm3", BouncyCastle::hash);
        sized.put("hmac", BouncyCastle::hmac);
        sized.put("sm4-ctr", BouncyCastle::ctr);
        sized.put("sm4-ecb", length -> blocks(ecb(), length, 5, 0));
        sized.put("sm4-cbc-encrypt", length -> blocks(cbc(true), length, 5, 0));
        sized.put("sm4-cbc-decrypt", length -> blocks(cbc(false), length, 5, 16));
        sized.put("sm4-gcm-seal", length -> seal(gcm, length, false));
        sized.put("sm4-gcm-open", BouncyCastle::open);
        sized.put("sm4-ccm-seal", length -> seal(ccm, length, false));
        sized.forEach(
                (name, make) -> {
                    for (int length : new int[] {64, 1024, 16384}) {
                        all.put(name + "/" + length, () -> make.apply(length));
                    }
                });
        all.put("sm4-gcm-new-key/64", () -> seal(gcm, 64, true));
        all.put("sm4-block", () -> blocks(ecb(), 16, 7, 0));
        all.put("sm2-keygen", () -> new Subject(BouncyCastle::pair, () -> "fresh"));
        all.put("sm2-sign", BouncyCastle::sign);
        all.put("sm2-verify", BouncyCastle::verify);
        all.put("sm2-encrypt", BouncyCastle::encrypt);
        all.put("sm2-decrypt", BouncyCastle::decrypt);
        all.put("sm2-agree", BouncyCastle::agree);
        return all;
    }

    private static final Map<String, Supplier<Subject>> CASES = cases();
    private static final Map<String, Subject> MADE = new HashMap<>();

    private static String answer(String[] words) throws Exception {
        if (words[0].equals("cases")) {
            return String.join(" ", CASES.keySet());
        }
        Supplier<Subject> make = CASES.get(words[1]);
        if (words[0].equals("result")) {
            Subject subject = make.get();
            subject.work().run();
            return subject.result().get();
        }
        Work work = MADE.computeIfAbsent(words[1], id -> make.get()).work();
        int times = Integer.parseInt(words[2]);
        work.run(); // brings code and tables back into the caches
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return Long.toString(System.nanoTime() - start);
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println(
                new BouncyCastleProvider().getInfo() + ", Java " + System.getProperty("java.version"));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                System.out.println(answer(line.split(" ")));
            } catch (Exception error) {
                System.out.println("!" + error);
            }
        }
    }
}
