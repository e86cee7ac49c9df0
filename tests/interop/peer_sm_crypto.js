// npm sm-crypto: checks what Yufu made (argument 1), makes the same for Yufu (argument 2).
'use strict';
const assert = require('assert');
const fs = require('fs');
const { sm2, sm3, sm4 } = require('sm-crypto');

const ours = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const message = Array.from(Buffer.from(ours.message, 'hex'));
const hashed = { hash: true };
const C1C3C2 = 1;
const C1C2C3 = 0;
const items = ours.items.map((item) => {
  const key = '04' + item.public;
  assert(sm2.doVerifySignature(message, item.signature, key, hashed), 'signature of Yufu');
  assert(!sm2.doVerifySignature([...message, 1], item.signature, key, hashed));
  const open = (text, mode) =>
    sm2.doDecrypt(text.slice(2), item.private, mode, { output: 'array' });
  assert.deepStrictEqual(Array.from(open(item.c1c3c2, C1C3C2)), message);
  assert.deepStrictEqual(Array.from(open(item.c1c2c3, C1C2C3)), message);
  return {
    signature: sm2.doSignature(message, item.private, hashed),
    c1c3c2: '04' + sm2.doEncrypt(message, key, C1C3C2),
    c1c2c3: '04' + sm2.doEncrypt(message, key, C1C2C3),
  };
});
assert.strictEqual(sm3(message), ours.sm3);
assert.strictEqual(sm4.encrypt(message, ours.sm4_key, { mode: 'cbc', iv: ours.iv }), ours.cbc);
fs.writeFileSync(process.argv[3], JSON.stringify({ items }));
