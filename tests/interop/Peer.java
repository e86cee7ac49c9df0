// BouncyCastle: checks what Yufu made (argument 1), makes the same for Yufu (argument 2).
//
// Both files hold lines of `name value`; a line `item` begins the next key.

import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.util.encoders.Hex;

public final class Peer {
    private static final X9ECParameters CURVE = GMNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
    private static final byte[] ID = "1234567812345678".getBytes();

    public static void main(String[] arguments) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        Map<String, byte[]> shared = new HashMap<>();
        List<Map<String, byte[]>> items = new ArrayList<>();
        Map<String, byte[]> into = shared;
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            if (line.equals("item")) {
                into = new HashMap<>();
                items.add(into);
            } else {
                String[] parts = line.split(" ", 2);
                into.put(parts[0], Hex.decode(parts.length == 2 ? parts[1] : ""));
            }
        }
        byte[] message = shared.get("message");
        checkShared(shared, message);
        try (PrintWriter out = new PrintWriter(arguments[1])) {
            for (Map<String, byte[]> item : items) {
                exchange(item, message, out);
            }
        }
    }

    private static void checkShared(Map<String, byte[]> shared, byte[] message) throws Exception {
        SM3Digest digest = new SM3Digest();
        digest.update(message, 0, message.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        require(Arrays.equals(hash, shared.get("sm3")), "SM3");
        SecretKeySpec key = new SecretKeySpec(shared.get("sm4_key"), "SM4");
        Cipher gcm = Cipher.getInstance("SM4/GCM/NoPadding", "BC");
        gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, shared.get("nonce")));
        gcm.updateAAD(shared.get("aad"));
        require(Arrays.equals(gcm.doFinal(message), shared.get("gcm")), "SM4-GCM");
        Cipher cbc = Cipher.getInstance("SM4/CBC/PKCS5Padding", "BC");
        cbc.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(shared.get("iv")));
        require(Arrays.equals(cbc.doFinal(message), shared.get("cbc")), "SM4-CBC");
        PKCS10CertificationRequest request =
                new PKCS10CertificationRequest(shared.get("request"));
        require(
                request.isSignatureValid(
                        new JcaContentVerifierProviderBuilder()
                                .setProvider("BC")
                                .build(request.getSubjectPublicKeyInfo())),
                "certification request");
    }

    private static void exchange(Map<String, byte[]> item, byte[] message, PrintWriter out)
            throws Exception {
        ECPrivateKeyParameters secret =
                new ECPrivateKeyParameters(new BigInteger(1, item.get("private")), DOMAIN);
        byte[] point = new byte[65];
        point[0] = 4;
        System.arraycopy(item.get("public"), 0, point, 1, 64);
        ECPublicKeyParameters open =
                new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), DOMAIN);
        require(verify(open, message, item.get("signature")), "signature of Yufu");
        byte[] other = message.clone();
        other[0] ^= 1;
        require(!verify(open, other, item.get("signature")), "signature of nothing");
        out.println("item");
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(true, new ParametersWithID(new ParametersWithRandom(secret), ID));
        signer.update(message, 0, message.length);
        out.println("signature " + Hex.toHexString(signer.generateSignature()));
        for (SM2Engine.Mode mode : SM2Engine.Mode.values()) {
            String name = mode.name().toLowerCase();
            SM2Engine decrypt = new SM2Engine(mode);
            decrypt.init(false, secret);
            byte[] sealed = item.get(name);
            require(
                    Arrays.equals(decrypt.processBlock(sealed, 0, sealed.length), message), name);
            SM2Engine encrypt = new SM2Engine(mode);
            encrypt.init(true, new ParametersWithRandom(open));
            byte[] made = encrypt.processBlock(message, 0, message.length);
            out.println(name + " " + Hex.toHexString(made));
        }
        for (String name : new String[] {"envelope", "cms_sealed"}) {
            out.println(name + " " + Hex.toHexString(envelope(item.get(name), secret, open)));
        }
        signedData(item, message, secret, open, out);
    }

    /** Verifies Yufu's SignedData, and makes one, and one around EnvelopedData. */
    private static void signedData(
            Map<String, byte[]> item,
            byte[] message,
            ECPrivateKeyParameters secret,
            ECPublicKeyParameters open,
            PrintWriter out)
            throws Exception {
        ECNamedCurveParameterSpec curve =
                new ECNamedCurveParameterSpec(
                        "sm2p256v1", CURVE.getCurve(), CURVE.getG(), CURVE.getN());
        KeyFactory keys = KeyFactory.getInstance("EC", "BC");
        PrivateKey own = keys.generatePrivate(new ECPrivateKeySpec(secret.getD(), curve));
        PublicKey key = keys.generatePublic(new ECPublicKeySpec(open.getQ(), curve));
        CMSProcessableByteArray content = new CMSProcessableByteArray(message);
        for (String name : new String[] {"cms_signed", "cms_signed_certificate", "cms_signed_gm"}) {
            CMSSignedData signed = new CMSSignedData(item.get(name));
            require(Arrays.equals((byte[]) signed.getSignedContent().getContent(), message), name);
            require(verifies(signed, key), name);
        }
        CMSSignedData detached = new CMSSignedData(content, item.get("cms_detached"));
        require(verifies(detached, key), "detached");

        ContentSigner signer = new JcaContentSignerBuilder("SM3withSM2").setProvider("BC").build(own);
        X500Name name = new X500Name("CN=peer");
        long now = System.currentTimeMillis();
        X509CertificateHolder certificate =
                new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.valueOf(now),
                                new Date(now),
                                new Date(now + 86_400_000),
                                name,
                                key)
                        .build(signer);
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(
                                new JcaDigestCalculatorProviderBuilder().setProvider("BC").build())
                        .build(signer, certificate));
        generator.addCertificate(certificate);
        out.println("certificate " + Hex.toHexString(certificate.getEncoded()));
        print(out, "cms_signed", generator.generate(content, true));
        print(out, "cms_detached", generator.generate(content, false));
        CMSProcessableByteArray enveloped =
                new CMSProcessableByteArray(
                        CMSObjectIdentifiers.envelopedData,
                        enveloped(message, certificate, open).getEncoded("DER"));
        print(out, "cms_enveloped", generator.generate(enveloped, true));
    }

    private static void print(PrintWriter out, String name, CMSSignedData signed) throws Exception {
        out.println(name + " " + Hex.toHexString(signed.getEncoded("DER")));
    }

    private static boolean verifies(CMSSignedData signed, PublicKey key) throws Exception {
        require(signed.getSignerInfos().size() == 1, "one signer");
        SignerInformation signer = signed.getSignerInfos().iterator().next();
        return signer.verify(
                new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(key));
    }

    /** SM4-CBC under a key that is encrypted with SM2, as in GM/T 0010. */
    private static EnvelopedData enveloped(
            byte[] message, X509CertificateHolder certificate, ECPublicKeyParameters to)
            throws Exception {
        byte[] key = Arrays.copyOf(new SM3Kdf(message).bytes(), 16);
        byte[] iv = Arrays.copyOf(new SM3Kdf(key).bytes(), 16);
        Cipher cipher = Cipher.getInstance("SM4/CBC/PKCS5Padding", "BC");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "SM4"), new IvParameterSpec(iv));
        RecipientInfo recipient =
                new RecipientInfo(
                        new KeyTransRecipientInfo(
                                new RecipientIdentifier(
                                        new IssuerAndSerialNumber(certificate.toASN1Structure())),
                                new AlgorithmIdentifier(
                                        new ASN1ObjectIdentifier("1.2.156.10197.1.301.3")),
                                new DEROctetString(wrap(key, to))));
        EncryptedContentInfo encrypted =
                new EncryptedContentInfo(
                        PKCSObjectIdentifiers.data,
                        new AlgorithmIdentifier(
                                new ASN1ObjectIdentifier("1.2.156.10197.1.104.2"),
                                new DEROctetString(iv)),
                        new DEROctetString(cipher.doFinal(message)));
        return new EnvelopedData(null, new DERSet(recipient), encrypted, (ASN1Set) null);
    }

    private static boolean verify(ECPublicKeyParameters key, byte[] message, byte[] signature) {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(false, new ParametersWithID(key, ID));
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    /** Opens what Yufu sealed and seals another content under the same attributes. */
    private static byte[] envelope(
            byte[] der, ECPrivateKeyParameters secret, ECPublicKeyParameters open)
            throws Exception {
        ContentInfo info = ContentInfo.getInstance(der);
        AuthEnvelopedData data = AuthEnvelopedData.getInstance(info.getContent());
        RecipientInfo recipient = RecipientInfo.getInstance(data.getRecipientInfos().getObjectAt(0));
        KeyTransRecipientInfo transport = KeyTransRecipientInfo.getInstance(recipient.getInfo());
        byte[] key = unwrap(transport.getEncryptedKey().getOctets(), secret);
        GCMParameters parameters =
                GCMParameters.getInstance(
                        data.getAuthEncryptedContentInfo()
                                .getContentEncryptionAlgorithm()
                                .getParameters());
        require(parameters.getIcvLen() == 16, "ICV length");
        ASN1Set attributes = data.getAuthAttrs();
        byte[] aad = attributes == null ? new byte[0] : attributes.getEncoded("DER");
        byte[] sealed =
                concat(
                        data.getAuthEncryptedContentInfo().getEncryptedContent().getOctets(),
                        data.getMac().getOctets());
        byte[] content = gcm(Cipher.DECRYPT_MODE, key, parameters.getNonce(), aad, sealed);
        require(new String(content).equals("hello, envelope"), "content");

        byte[] fresh = Arrays.copyOf(new SM3Kdf(content).bytes(), 16);
        byte[] nonce = Arrays.copyOf(new SM3Kdf(fresh).bytes(), 12);
        byte[] made = gcm(Cipher.ENCRYPT_MODE, fresh, nonce, aad, "hello, Yufu".getBytes());
        byte[] text = Arrays.copyOf(made, made.length - 16);
        byte[] mac = Arrays.copyOfRange(made, made.length - 16, made.length);
        KeyTransRecipientInfo to =
                new KeyTransRecipientInfo(
                        transport.getRecipientIdentifier(),
                        transport.getKeyEncryptionAlgorithm(),
                        new DEROctetString(wrap(fresh, open)));
        EncryptedContentInfo encrypted =
                new EncryptedContentInfo(
                        PKCSObjectIdentifiers.data,
                        new AlgorithmIdentifier(
                                new ASN1ObjectIdentifier("1.2.156.10197.1.104.8"),
                                new GCMParameters(nonce, 16)),
                        new DEROctetString(text));
        AuthEnvelopedData answer =
                new AuthEnvelopedData(
                        null,
                        new DERSet(new RecipientInfo(to)),
                        encrypted,
                        attributes,
                        new DEROctetString(mac),
                        null);
        return new ContentInfo(info.getContentType(), answer).getEncoded("DER");
    }

    /** Enough of a fixed stream for a key that nobody uses twice. */
    private record SM3Kdf(byte[] seed) {
        byte[] bytes() {
            SM3Digest digest = new SM3Digest();
            digest.update(seed, 0, seed.length);
            byte[] out = new byte[32];
            digest.doFinal(out, 0);
            return out;
        }
    }

    private static byte[] gcm(int mode, byte[] key, byte[] nonce, byte[] aad, byte[] data)
            throws Exception {
        Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding", "BC");
        cipher.init(mode, new SecretKeySpec(key, "SM4"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(aad);
        return cipher.doFinal(data);
    }

    /** SM2Cipher of GM/T 0009 to C1C3C2. */
    private static byte[] unwrap(byte[] der, ECPrivateKeyParameters secret) throws Exception {
        ASN1Sequence fields = ASN1Sequence.getInstance(der);
        byte[] raw =
                concat(
                        new byte[] {4},
                        fixed(fields.getObjectAt(0)),
                        fixed(fields.getObjectAt(1)),
                        ASN1OctetString.getInstance(fields.getObjectAt(2)).getOctets(),
                        ASN1OctetString.getInstance(fields.getObjectAt(3)).getOctets());
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(false, secret);
        return engine.processBlock(raw, 0, raw.length);
    }

    private static byte[] wrap(byte[] key, ECPublicKeyParameters to) throws Exception {
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(true, new ParametersWithRandom(to));
        byte[] raw = engine.processBlock(key, 0, key.length);
        return new DERSequence(
                        new ASN1Encodable[] {
                            new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(raw, 1, 33))),
                            new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(raw, 33, 65))),
                            new DEROctetString(Arrays.copyOfRange(raw, 65, 97)),
                            new DEROctetString(Arrays.copyOfRange(raw, 97, raw.length)),
                        })
                .getEncoded("DER");
    }

    private static byte[] fixed(ASN1Encodable integer) {
        return org.bouncycastle.util.BigIntegers.asUnsignedByteArray(
                32, ASN1Integer.getInstance(integer).getValue());
    }

    private static byte[] concat(byte[]... parts) {
        return org.bouncycastle.util.Arrays.concatenate(parts);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("differs: " + what);
        }
    }
}
