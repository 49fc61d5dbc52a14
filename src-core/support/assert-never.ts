/** Makes the compiler prove that every member of a union was handled. */
export function assertNever(value: never): never {
  throw new TypeError(`unhandled value: ${JSON.stringify(value)}`);
}
