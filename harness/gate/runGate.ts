import type { BoundException } from "./bindExceptions.js";

/** What exceptions and a baseline say of the violations of a run. */
export interface RunGate {
  /** those for a property of a target, by its address as reports print it */
  readonly exceptionsFor: (property: string, target: string) => readonly BoundException[];
  /** ids of findings that are known; absent without a baseline */
  readonly baseline?: Pick<ReadonlySet<string>, "has">;
  /** true: each violation is asked about before the change, too */
  readonly isNewOnly: boolean;
}

export const noGate: RunGate = { exceptionsFor: () => [], isNewOnly: false };

/** Exceptions by what they are for. */
export function exceptionsByQuestion(bound: readonly BoundException[]): RunGate["exceptionsFor"] {
  const found = new Map<string, BoundException[]>();
  for (const one of bound) {
    for (const target of one.targets) {
      const key = JSON.stringify([one.exception.property, target]);
      const there = found.get(key) ?? [];
      there.push(one);
      found.set(key, there);
    }
  }
  return (property, target) => found.get(JSON.stringify([property, target])) ?? [];
}
