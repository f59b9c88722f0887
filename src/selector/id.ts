import { sha224 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { printSelector } from './print';
import type { Selector } from './tree';

/**
 * The name Calico gives a selector in its data plane: `s:` and 38 characters, of which IP sets show the first part.
 * Selectors of the same canonical text share one. Source: calico-semantics 6.4.
 */
export const selectorId = (selector: Selector): string =>
  `s:${base64Url(sha224(utf8ToBytes(`s:${printSelector(selector)}`)))}`;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** RFC 4648 section 5, without padding. */
function base64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const characters = Math.min(bytes.length - at, 3) + 1;
    for (let i = 0; i < characters; i += 1) text += alphabet[(bits >> (18 - 6 * i)) & 63] ?? '';
  }
  return text;
}
