/** The forms that Kubernetes gives to names and labels. Source: calico-semantics 8.1. */

/** Labels of small letters, digits and dashes, joined by dots, as in DNS. */
export const isSubdomain = (text: string): boolean =>
  text.split('.').every((label) => /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(label));

export const longestName = 253;
const longestPart = 63;

/** `app`, `example.com/app`: the key of a label or an annotation. */
export function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  const prefix = slash === -1 ? undefined : text.slice(0, slash);
  if (prefix !== undefined && (prefix.length > longestName || !isSubdomain(prefix))) return false;
  const name = text.slice(slash + 1);
  return name !== '' && isLabelValue(name);
}

export const isLabelValue = (text: string): boolean =>
  text.length <= longestPart && /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(text);

/** What a template left in place of a name; that is told as such. */
export const isPlaceholder = (text: string): boolean => /[<>{}$]/.test(text);

/** The name that an author most likely would have been given. */
export const likelyName = (name: string): string =>
  name
    .toLowerCase()
    .split('.')
    .map((label) => label.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, ''))
    .filter((label) => label !== '')
    .join('.');
