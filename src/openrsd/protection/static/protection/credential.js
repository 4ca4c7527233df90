/* Reading and checking a certificate in the browser: the same rules as
   openrsd/protection/certificates/{writing,cose,credential,revoking,verifying}.py.
   A message is read in one form only; whatever differs by a byte is unreadable. */
"use strict";

var OpenRSDCertificates = (function () {
  const MARK = "ORSD1:";
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-:";
  const MOST_LETTERS = 2000, MOST_BYTES = 400, DAY = 86400;
  const HASH_BYTES = 16, KEY_ID_BYTES = 8, ID_BYTES = 16, SIGNATURE_BYTES = 64;
  const PROTECTED_HEADER = [0xa2, 0x01, 0x27, 0x04, 0x48];
  // The order of the group of Ed25519, the lowest byte first: a signature's second half is below it.
  const ORDER = [0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde,
    0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10];

  function Unreadable() {}

  function fromLetters(text) {
    const bytes = [];
    for (let at = 0; at < text.length; at += 3) {
      const group = text.slice(at, at + 3);
      let value = 0, place = 1;
      for (const letter of group) {
        const worth = LETTERS.indexOf(letter);
        if (worth < 0) throw new Unreadable();
        value += worth * place;
        place *= LETTERS.length;
      }
      if (group.length === 1 || value >= (group.length === 3 ? 65536 : 256)) throw new Unreadable();
      if (group.length === 3) bytes.push(value >> 8);
      bytes.push(value & 255);
    }
    return new Uint8Array(bytes);
  }

  function bytesIn(text) {
    const line = text.slice(0, MOST_LETTERS).replace(/\s+/g, "");
    if (line.startsWith(MARK)) return fromLetters(line.slice(MARK.length));
    const at = line.indexOf("#");
    if (at < 0) throw new Unreadable();
    return fromLetters(line.slice(at + 1));
  }

  /* Takes CBOR apart from its beginning; every number must be written in the shortest way. */
  class Reader {
    constructor(bytes) { this.bytes = bytes; this.at = 0; }

    exactly(expected) {
      for (const byte of expected) {
        if (this.bytes[this.at++] !== byte) throw new Unreadable();
      }
    }

    take(length) {
      if (this.at + length > this.bytes.length) throw new Unreadable();
      this.at += length;
      return this.bytes.slice(this.at - length, this.at);
    }

    number(kind) {
      const first = this.take(1)[0];
      if (first >> 5 !== kind) throw new Unreadable();
      const short = first & 31;
      if (short < 24) return short;
      if (short > 27) throw new Unreadable();
      let value = 0;
      for (const byte of this.take(1 << (short - 24))) value = value * 256 + byte;
      if (value < [24, 256, 65536, 4294967296][short - 24]) throw new Unreadable();
      return value;
    }

    content(kind) { return this.take(this.number(kind)); }

    text() {
      try {
        return new TextDecoder("utf-8", { fatal: true }).decode(this.content(3));
      } catch (error) {
        throw new Unreadable();
      }
    }

    end() { if (this.at !== this.bytes.length) throw new Unreadable(); }
  }

  function header(length) {
    if (length < 24) return [0x40 + length];
    if (length < 256) return [0x58, length];
    if (length < 65536) return [0x59, length >> 8, length & 255];
    return [0x5a, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255];
  }

  function joined(parts) {
    let length = 0;
    for (const part of parts) length += part.length;
    const whole = new Uint8Array(length);
    let at = 0;
    for (const part of parts) { whole.set(part, at); at += part.length; }
    return whole;
  }

  function message(bytes) {
    const reader = new Reader(bytes);
    reader.exactly([0xd2, 0x84, 0x40 + PROTECTED_HEADER.length + KEY_ID_BYTES]);
    reader.exactly(PROTECTED_HEADER);
    const keyId = reader.take(KEY_ID_BYTES);
    reader.exactly([0xa0]);
    const payload = reader.content(2);
    const signature = reader.content(2);
    reader.end();
    if (signature.length !== SIGNATURE_BYTES) throw new Unreadable();
    const head = joined([PROTECTED_HEADER, keyId]);
    const name = "Signature1".split("").map((letter) => letter.charCodeAt(0));
    const signed = joined([[0x84, 0x6a], name, header(head.length), head, [0x40],
      header(payload.length), payload]);
    return { keyId: hex(keyId), payload: payload, signature: signature, signed: signed };
  }

  function isBy(read, key) {
    return key.length === 32 && isBelowOrder(read.signature.slice(32)) &&
      nacl.sign.detached.verify(read.signed, read.signature, key);
  }

  function isBelowOrder(number) {
    for (let at = 31; at >= 0; at -= 1) {
      if (number[at] !== ORDER[at]) return number[at] < ORDER[at];
    }
    return false;
  }

  function credential(read) {
    const reader = new Reader(read.payload);
    reader.exactly([0xa4, 0x01]);
    const issuer = reader.text();
    reader.exactly([0x04]);
    const expires = reader.number(0);
    reader.exactly([0x07]);
    const id = reader.content(2);
    reader.exactly([0x3a, 0x00, 0x01, 0x00, 0x00, 0x01]);
    reader.end();
    // Of letters that show nothing, or turn the line around, there is none in the name of an issuer.
    const hidden = /[\u0000-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/;
    const isDay = expires > 0 && expires % DAY === 0 && expires < 8589934592;
    if (id.length !== ID_BYTES || !isDay || hidden.test(issuer)) {
      throw new Unreadable();
    }
    return { issuer: issuer, expires: expires, id: id };
  }

  function revokedList(bytes) {
    const read = message(bytes);
    const reader = new Reader(read.payload);
    reader.exactly([0xa3, 0x01]);
    reader.text();
    reader.exactly([0x06]);
    const at = reader.number(0);
    reader.exactly([0x3a, 0x00, 0x01, 0x00, 0x01]);
    const hashes = reader.content(2);
    reader.end();
    if (hashes.length % HASH_BYTES) throw new Unreadable();
    const revoked = new Set();
    for (let from = 0; from < hashes.length; from += HASH_BYTES) {
      revoked.add(hex(hashes.slice(from, from + HASH_BYTES)));
    }
    return { read: read, at: at, revoked: revoked };
  }

  /* Keys and list as the server gives them. A list that no key signed is not believed. */
  function trusted(known) {
    const keys = {};
    for (const name of Object.keys(known.keys)) keys[name] = fromBase64(known.keys[name]);
    const trust = { keys: keys, revoked: new Set(), at: 0 };
    if (known.revoked) {
      try {
        const list = revokedList(fromBase64(known.revoked));
        const key = keys[list.read.keyId];
        if (key && isBy(list.read, key)) {
          trust.revoked = list.revoked;
          trust.at = list.at;
        }
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
      }
    }
    return trust;
  }

  /* {result, issuer, lastDay}: `now` in seconds. */
  function check(text, trust, now) {
    let said, read;
    try {
      const bytes = bytesIn(text);
      if (bytes.length > MOST_BYTES) throw new Unreadable();
      read = message(bytes);
      said = credential(read);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return { result: "unreadable" };
    }
    const key = Object.prototype.hasOwnProperty.call(trust.keys, read.keyId) && trust.keys[read.keyId];
    if (!key) return { result: "unknown-issuer" };
    if (!isBy(read, key)) return { result: "forged" };
    if (trust.revoked.has(hex(nacl.hash(said.id).slice(0, HASH_BYTES)))) return { result: "revoked" };
    if (now >= said.expires) return { result: "expired" };
    return { result: "valid", issuer: said.issuer, lastDay: said.expires - DAY };
  }

  function hex(bytes) {
    return Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
  }

  function fromBase64(text) {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  }

  return { check: check, trusted: trusted };
})();
