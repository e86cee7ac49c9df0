// gmsm as a worker of `cargo xtask bench --peers`; the protocol is in
// crates/yufu-bench/src/worker.rs.
package main

import (
	"bufio"
	"bytes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	modes "github.com/emmansun/gmsm/cipher"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"
)

// A subject is work, and what its first run gives.
type subject struct {
	run    func()
	result func() string
}

var (
	key       = []byte("0123456789abcdef")
	iv        = bytes.Repeat([]byte{7}, 16)
	nonce     = iv[:12]
	aad       = bytes.Repeat([]byte{1}, 13)
	message   = bytes.Repeat([]byte{5}, 64)
	plaintext = bytes.Repeat([]byte{5}, 32)
	id        = []byte("1234567812345678")
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// word says which of two outcomes it was.
func word(good bool, name string) string {
	if good {
		return name
	}
	return "wrong"
}

func last(data []byte, before int) string {
	return hex.EncodeToString(data[len(data)-16-before : len(data)-before])
}

func block() cipher.Block { return must(sm4.NewCipher(key)) }

func hash(n int) subject {
	data, out := bytes.Repeat([]byte{5}, n), [32]byte{}
	return subject{func() { out = sm3.Sum(data) }, func() string { return hex.EncodeToString(out[:]) }}
}

func mac(n int) subject {
	data, out := bytes.Repeat([]byte{5}, n), []byte{}
	mac := hmac.New(sm3.New, bytes.Repeat([]byte{9}, 32))
	return subject{func() {
		mac.Reset()
		mac.Write(data)
		out = mac.Sum(out[:0])
	}, func() string { return hex.EncodeToString(out) }}
}

func ctr(n int) subject {
	data, stream := bytes.Repeat([]byte{5}, n), cipher.NewCTR(block(), iv)
	return subject{func() { stream.XORKeyStream(data, data) }, func() string { return last(data, 0) }}
}

// Of a decryption with padding the last block would be held back.
func inPlace(mode func() cipher.BlockMode, before int) func(int) subject {
	return func(n int) subject {
		data, mode := bytes.Repeat([]byte{5}, n), mode()
		return subject{func() { mode.CryptBlocks(data, data) }, func() string { return last(data, before) }}
	}
}

func oneBlock() subject {
	data, block := bytes.Clone(iv), block()
	return subject{func() { block.Encrypt(data, data) }, func() string { return last(data, 0) }}
}

// Not in place: its CCM would authenticate the ciphertext then.
func seal(n int, mode func() cipher.AEAD, newKey bool) subject {
	aead, data, out := mode(), bytes.Repeat([]byte{5}, n), make([]byte, 0, n+16)
	return subject{func() {
		if newKey {
			aead = mode()
		}
		out = aead.Seal(out[:0], nonce, data, aad)
	}, func() string { return last(out, 0) }}
}

func gcm() cipher.AEAD { return must(cipher.NewGCM(block())) }
func ccm() cipher.AEAD { return must(modes.NewCCM(block())) }

func open(n int) subject {
	aead := gcm()
	sealed, out := aead.Seal(nil, nonce, bytes.Repeat([]byte{5}, n), aad), make([]byte, n)
	return subject{func() { out = must(aead.Open(out[:0], nonce, sealed, aad)) },
		func() string { return last(out, 0) }}
}

func fresh() *sm2.PrivateKey { return must(sm2.GenerateKey(rand.Reader)) }

func signature(private *sm2.PrivateKey) []byte {
	return must(private.Sign(rand.Reader, message, sm2.DefaultSM2SignerOpts))
}

func verifies(public *ecdsa.PublicKey, message, signature []byte) bool {
	return sm2.VerifyASN1WithSM2(public, id, message, signature)
}

func sign() subject {
	private, made := fresh(), []byte{}
	return subject{func() { made = signature(private) },
		func() string { return word(verifies(&private.PublicKey, message, made), "signed") }}
}

func verify() subject {
	private, holds := fresh(), false
	public, made := &private.PublicKey, signature(private)
	return subject{func() { holds = verifies(public, message, made) },
		func() string { return word(holds && !verifies(public, plaintext, made), "verified") }}
}

func encrypt() subject {
	private, made := fresh(), []byte{}
	return subject{func() { made = must(sm2.Encrypt(rand.Reader, &private.PublicKey, plaintext, nil)) },
		func() string { return word(bytes.Equal(must(sm2.Decrypt(private, made)), plaintext), "encrypted") }}
}

func decrypt() subject {
	private, opened := fresh(), []byte{}
	sealed := must(sm2.Encrypt(rand.Reader, &private.PublicKey, plaintext, nil))
	return subject{func() { opened = must(sm2.Decrypt(private, sealed)) },
		func() string { return hex.EncodeToString(opened) }}
}

func exchange(own, peer *sm2.PrivateKey) *sm2.KeyExchange {
	return must(sm2.NewKeyExchange(own, &peer.PublicKey, id, id, 16, true))
}

func agree() subject {
	one, other := fresh(), fresh()
	initiator := exchange(one, other)
	first := must(initiator.InitKeyExchange(rand.Reader))
	var responder *sm2.KeyExchange
	var second *ecdsa.PublicKey
	var confirmation []byte
	return subject{func() {
		responder = exchange(other, one)
		var err error
		if second, confirmation, err = responder.RepondKeyExchange(rand.Reader, first); err != nil {
			panic(err)
		}
	}, func() string {
		agreed, answer, err := initiator.ConfirmResponder(second, confirmation)
		theirs := must(responder.ConfirmInitiator(answer))
		return word(err == nil && bytes.Equal(agreed, theirs), "agreed")
	}}
}

func cases() map[string]func() subject {
	all := map[string]func() subject{
		"sm4-gcm-new-key/64": func() subject { return seal(64, gcm, true) },
		"sm4-block":          oneBlock,
		"sm2-keygen":         func() subject { return subject{func() { fresh() }, func() string { return "fresh" }} },
		"sm2-sign":           sign,
		"sm2-verify":         verify,
		"sm2-encrypt":        encrypt,
		"sm2-decrypt":        decrypt,
		"sm2-agree":          agree,
	}
	for name, make := range map[string]func(int) subject{
		"sm3":             hash,
		"hmac":            mac,
		"sm4-ctr":         ctr,
		"sm4-ecb":         inPlace(func() cipher.BlockMode { return modes.NewECBEncrypter(block()) }, 0),
		"sm4-cbc-encrypt": inPlace(func() cipher.BlockMode { return cipher.NewCBCEncrypter(block(), iv) }, 0),
		"sm4-cbc-decrypt": inPlace(func() cipher.BlockMode { return cipher.NewCBCDecrypter(block(), iv) }, 16),
		"sm4-gcm-seal":    func(n int) subject { return seal(n, gcm, false) },
		"sm4-gcm-open":    open,
		"sm4-ccm-seal":    func(n int) subject { return seal(n, ccm, false) },
	} {
		for _, n := range []int{64, 1024, 16384} {
			all[name+"/"+strconv.Itoa(n)] = func() subject { return make(n) }
		}
	}
	return all
}

func version() string {
	info, _ := debug.ReadBuildInfo()
	return "gmsm " + info.Deps[0].Version + ", " + info.GoVersion
}

func main() {
	fmt.Println(version())
	all, made := cases(), map[string]subject{}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		switch {
		case len(words) == 1 && words[0] == "cases":
			ids := make([]string, 0, len(all))
			for id := range all {
				ids = append(ids, id)
			}
			fmt.Println(strings.Join(ids, " "))
		case len(words) < 2 || all[words[1]] == nil:
			fmt.Println("!no such case")
		case words[0] == "result":
			subject := all[words[1]]()
			subject.run()
			fmt.Println(subject.result())
		case len(words) == 3:
			subject, known := made[words[1]]
			if !known {
				subject = all[words[1]]()
				made[words[1]] = subject
			}
			times := must(strconv.Atoi(words[2]))
			subject.run() // brings code and tables back into the caches
			start := time.Now()
			for range times {
				subject.run()
			}
			fmt.Println(time.Since(start).Nanoseconds())
		default:
			fmt.Println("!no such request")
		}
	}
}
