// As much of node:assert/strict as the suites use, for hosts without Node.

export class AssertionError extends Error {}

export function fail(message = "failed"): never {
  throw new AssertionError(message);
}

export function ok(value: unknown, message = `${value} is not true`): asserts value {
  if (!value) fail(message);
}

export function equal(actual: unknown, expected: unknown, message = `${show(actual)} is not ${show(expected)}`): void {
  if (!Object.is(actual, expected)) fail(message);
}

export function notEqual(actual: unknown, unwanted: unknown): void {
  if (Object.is(actual, unwanted)) fail(`${show(actual)} was not to be`);
}

export function deepEqual(actual: unknown, expected: unknown): void {
  equal(show(actual), show(expected));
}

export function match(text: string, pattern: RegExp): void {
  if (!pattern.test(text)) fail(`${show(text)} does not match ${pattern}`);
}

export function doesNotMatch(text: string, pattern: RegExp): void {
  if (pattern.test(text)) fail(`${show(text)} matches ${pattern}`);
}

export async function rejects(promise: PromiseLike<unknown>, pattern: RegExp): Promise<void> {
  const refusal = await promise.then(
    () => undefined,
    (error: unknown) => String(error),
  );
  if (refusal === undefined) fail(`was not refused with ${pattern}`);
  match(refusal, pattern);
}

function show(value: unknown): string {
  return JSON.stringify(value);
}
