import { expect, test } from 'vitest';
import { coreValueOf, kubectlValueOf } from '../scalars';
import { bytesOf } from './scan';
import { isOlder } from './yaml-skip';
import { isPlainText } from './yaml-walk';

/** All texts of up to four characters that mean something in a number, and some that do not. */
function* texts(): Generator<string> {
  let some = [...'-+.0189_abefnoxyEN/:'];
  const letters = some;
  for (let length = 1; length < 4; length += 1) {
    yield* some;
    some = some.flatMap((text) => letters.map((letter) => text + letter));
  }
  yield* some;
}

const words = ['true', 'False', 'null', 'yes', 'Off', 'nothing', '10.0.0.1', '10.0.0.0/8', '12e5', '1_000_000', '0x1F'];

test('what is looked at in short is what all of the text says', () => {
  const wrong = [...texts(), ...words].filter((text) => {
    // Behind it stands what may follow a value.
    const bytes = bytesOf(`${text}\n10`);
    const older = kubectlValueOf(text) !== undefined;
    const plain = typeof coreValueOf(text) === 'string' && !older;
    return isOlder(bytes, 0, text.length) !== older || isPlainText(bytes, 0, text.length) !== plain;
  });
  expect(wrong).toEqual([]);
});
