/** What plain scalars mean, and where kubectl, which reads an older YAML, sees something else. */

/** A plain scalar as the core schema of YAML 1.2 reads it. */
export function coreValueOf(text: string): string | number | boolean | null {
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    default:
      return numberOf(text) ?? text;
  }
}

const DECIMAL = /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/;
const BASED = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;

function numberOf(text: string): number | undefined {
  const first = text.charCodeAt(0);
  // Only a digit, a sign or a point starts a number: most scalars are words.
  if ((first < 48 || first > 57) && first !== 43 && first !== 45 && first !== 46) return undefined;
  if (DECIMAL.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  if (BASED.test(text)) return Number(text);
  switch (text) {
    case '.inf':
    case '.Inf':
    case '.INF':
    case '+.inf':
    case '+.Inf':
    case '+.INF':
      return Infinity;
    case '-.inf':
    case '-.Inf':
    case '-.INF':
      return -Infinity;
    case '.nan':
    case '.NaN':
    case '.NAN':
      return NaN;
    default:
      return undefined;
  }
}

const MAYBE_1_1 = /^[-+]?[0-9yYnNoO]/;
const WORD_1_1 = /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;
const OCTAL_1_1 = /^[-+]?0[0-7_]*[0-7]$/;
const GROUPED_1_1 = /^[-+]?[1-9][0-9]*(?:_[0-9]+)+$/;
const BINARY_1_1 = /^[-+]?0b[01_]+$/;

/**
 * What kubectl reads where it differs from `coreValueOf`: it decodes YAML 1.1. Base-60 numbers such as `20:25` are
 * texts for both. Source: input-formats 1.3.
 */
export function kubectlValueOf(text: string): string | undefined {
  if (!MAYBE_1_1.test(text)) return undefined;
  const first = text.charCodeAt(0);
  // A number that does not begin with 0, and no more than a number: almost all that come here.
  if (first > 48 && first <= 57 && !text.includes('_')) return undefined;
  if (WORD_1_1.test(text)) return /^(?:yes|on)$/i.test(text) ? 'true' : 'false';
  const digits = text.replaceAll('_', '');
  if (OCTAL_1_1.test(text)) {
    const octal = Number.parseInt(digits, 8);
    return octal === Number(digits) ? undefined : String(octal);
  }
  if (GROUPED_1_1.test(text)) return digits;
  if (BINARY_1_1.test(text)) return String(Number.parseInt(digits.replace('0b', ''), 2));
  return undefined;
}
