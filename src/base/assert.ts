/** Ends a `switch` over a union: a new case breaks the build here, a value from outside breaks the run. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}

/** States what the code relies on. Failing is our mistake, never the input's. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** The value, which the caller knows to be there for the reason given. */
export function present<T>(value: T | undefined, because: string): T {
  if (value === undefined) throw new Error(`Missing: ${because}`);
  return value;
}
