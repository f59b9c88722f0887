/** `ipBlock` of a Kubernetes NetworkPolicy. Source: kubernetes-policy-semantics 1.1, 1.6. */
import type { IPBlock, Net } from '../../model/resource';
import { printCidr, type Cidr } from '../../net/cidr';
import { tellRefused, tellWidened } from './consequence';
import { adviceOnBlock, hasHostBits, parseBlock } from './read-net';
import { checkFields, fieldName, quoted, tell, textsAt, writtenAt, type Reading, type Written } from './reading';

/** A block that does not parse opens its peer, an exception that does not parse drops those behind it. */
export function readBlock(block: Reading): IPBlock {
  checkFields(block, ['cidr', 'except'], new Map([['excepts', 'Did you mean `except`?']]));
  const written = writtenAt(block, 'cidr');
  const text = written?.text ?? '';
  const cidr = parseBlock(text);
  if (cidr === undefined) {
    tellWidened(block, {
      says: `${fieldName(block, 'cidr')} is ${text === '' ? 'missing' : `${quoted(text)}, no CIDR`}`,
      at: written?.at ?? block.node.at,
      fix: adviceOnBlock(text),
      now: 'the rule takes any peer',
    });
  } else if (written !== undefined) {
    checkHostBits(block, written, cidr);
  }
  return { text, cidr, except: readExceptions(block, cidr) };
}

function readExceptions(block: Reading, outer: Cidr | undefined): readonly Net[] {
  const nets: Net[] = [];
  for (const written of textsAt(block, 'except')) {
    const { text, at } = written;
    const cidr = parseBlock(text);
    if (cidr === undefined) {
      tellWidened(block, {
        says: `${quoted(text)} in \`${block.path}except\` is no CIDR`,
        at,
        fix: adviceOnBlock(text),
        now: 'it and what follows in the list is not excepted',
      });
      break;
    }
    checkHostBits(block, written, cidr);
    if (outer !== undefined && !isInside(cidr, outer)) {
      tellRefused(block, {
        says: `${quoted(text)} in \`${block.path}except\` does not lie inside \`${printCidr(outer)}\``,
        at,
        evaluated: 'as written: what lies outside is taken from nothing',
      });
    }
    nets.push({ text, cidr });
  }
  return nets;
}

/** Smaller than the block and within it. */
const isInside = (cidr: Cidr, outer: Cidr): boolean =>
  cidr.family === outer.family && cidr.length > outer.length && outer.start <= cidr.start && cidr.end <= outer.end;

/** The API takes them, and the block is smaller or elsewhere than its author may think. */
function checkHostBits(block: Reading, { text, at }: Written, cidr: Cidr): void {
  if (!hasHostBits(text, cidr)) return;
  tell(block, {
    code: 'resource/bad-value',
    severity: 'info',
    says: `${quoted(text)} has bits behind its prefix and counts as \`${printCidr(cidr)}\`.`,
    at,
  });
}
