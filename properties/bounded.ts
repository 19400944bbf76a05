import type { Hole } from "./hole.js";

/**
 * A value that is partly unknown, bounded from both sides: regardless of the unknown parts, it allows at
 * most what `upper` allows and at least what `lower` allows.
 */
export interface Bounded<T> {
  readonly upper: T;
  readonly lower: T;
  /** what the two depend on; empty where they are the same */
  readonly unknown: readonly Hole[];
}

/** A value that is fully known. */
export const exactly = <T>(value: T): Bounded<T> => ({ upper: value, lower: value, unknown: [] });

/** The value, where it is fully known. */
export const exactValue = <T>({ upper, unknown }: Bounded<T>): T | undefined =>
  unknown.length === 0 ? upper : undefined;

/** The same calculation on both sides. */
export const mapBounds = <T, Made>(
  { upper, lower, unknown }: Bounded<T>,
  make: (value: T) => Made,
): Bounded<Made> => ({ upper: make(upper), lower: make(lower), unknown });

/** Several values as one. */
export const allBounds = <T>(values: readonly Bounded<T>[]): Bounded<readonly T[]> => ({
  upper: values.map(({ upper }) => upper),
  lower: values.map(({ lower }) => lower),
  unknown: values.flatMap(({ unknown }) => unknown),
});
