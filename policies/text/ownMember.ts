/** An own property of an object; prototypes are never looked at, so `__proto__` is a key like any other. */
export const ownMember = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
