/** What the API refuses in the metadata of objects that people write by hand. Source: calico-semantics 8.1. */
import type { Meta } from '../../model/resource';
import { checkAnnotations, checkLabels } from './check-labels';
import { tellRefused, type Fault } from './consequence';
import { isPlaceholder, isSubdomain, likelyName, longestName } from './name-forms';
import { before329 } from './regimes';
import { mapAt, quoted, type Reading } from './reading';

/** Policies and tiers have more to keep to than other objects. */
export type NameRule = 'any' | 'policy' | 'global policy' | 'tier';

export function checkWritten(object: Reading, meta: Meta, rule: NameRule): void {
  const fault = faultOfName(shownName(meta, rule), rule);
  if (fault !== undefined) {
    const { says, fix, only } = fault;
    const at = meta.nameAt ?? meta.at;
    tellRefused(object, { says: `\`metadata.name\` ${says}`, at, fix, evaluated: 'as written', only });
  }
  const metadata = mapAt(object, 'metadata');
  if (metadata === undefined) return;
  checkLabels(metadata);
  checkAnnotations(metadata);
}

const longestTier = 63;

function faultOfName(name: string, rule: NameRule): Pick<Fault, 'says' | 'fix' | 'only'> | undefined {
  if (isPlaceholder(name)) return undefined;
  const most = rule === 'tier' ? longestTier : longestName;
  if (name.length > most) return { says: `has ${name.length} characters, and at most ${most} are taken` };
  if (isSubdomain(name)) return rule === 'any' ? undefined : faultOfDots(name, rule);
  return {
    says: `is ${quoted(name)}, and a name has small letters, digits, \`-\` and \`.\` with a letter or digit at both ends`,
    fix: `Write \`${likelyName(name)}\`.`,
  };
}

/** A tier has no dot in its name, a policy at most one, and before there were tiers it had none. */
function faultOfDots(name: string, rule: NameRule): Pick<Fault, 'says' | 'fix' | 'only'> | undefined {
  const dots = name.split('.').length - 1;
  if (dots === 0) return undefined;
  if (rule === 'policy' && /^(?:knp|ossg)\.default\./.test(name)) return undefined;
  const says = `is ${quoted(name)} with ${dots === 1 ? 'a dot' : `${dots} dots`}`;
  const fix = `Write \`${name.replaceAll('.', '-')}\`.`;
  if (rule === 'tier') return { says: `${says}, and the name of a tier has none`, fix };
  if (dots > 1) return { says: `${says}, and the name of a policy has at most one`, fix };
  return { says: `${says}, and before Calico 3.29 the name of a policy has none`, fix, only: before329 };
}

/** The name that clients know, without the prefix under which Calico up to 3.31 stores a policy. */
function shownName({ apiVersion, name, stored }: Meta, rule: NameRule): string {
  if (stored?.name !== undefined) return stored.name;
  const prefixed = apiVersion.startsWith('crd.') && rule.endsWith('policy') && name.startsWith('default.');
  return prefixed ? name.slice('default.'.length) : name;
}
