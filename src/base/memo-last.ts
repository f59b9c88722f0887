/** A function that remembers its last arguments (compared by identity) and what they gave. */
export function memoLast<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | undefined;
  return (...args) => {
    if (
      last !== undefined &&
      last.args.length === args.length &&
      last.args.every((arg, i) => Object.is(arg, args[i]))
    ) {
      return last.result;
    }
    last = { args, result: compute(...args) };
    return last.result;
  };
}
