import { compileGlob, matchGlob } from "../../../policies/language/glob.js";
import { boundsOf, holesOf } from "../../../properties/target.js";
import type { BeforeAndAfter } from "../diff/beforeAndAfter.js";

/**
 * Asks once about resources that differ by their names alone, as the trust policies of most roles do: the names are
 * taken out of the question, and put back into the answer, which must be plain data with names as whole strings.
 */
export function askedAlike<T>(ask: (side: BeforeAndAfter) => T): (side: BeforeAndAfter) => T {
  const known = new Map<string, string>();
  return (side) => {
    const names = namesIn(side);
    // what is unknown is described in sentences with names in them, and a pattern may match one name and not another
    if (holesOf(side.after).length > 0 || hasPatterns(side, names)) return ask(side);
    const quoted = names.map((name) => JSON.stringify(name).slice(1, -1));
    const key = withoutNames(JSON.stringify(side), quoted);
    const answer = known.get(key) ?? withoutNames(JSON.stringify(ask(side)), quoted);
    known.set(key, answer);
    return JSON.parse(withNames(answer, quoted)) as T;
  };
}

/**
 * Whether a policy of the resource has a pattern that is more than `*`, but for one that begins with a name of it: of
 * resources any, of the values of a condition one that a name of it may match.
 */
function hasPatterns({ after }: BeforeAndAfter, names: readonly string[]): boolean {
  const held = boundsOf(after).upper.resources ?? [];
  return held.some(({ arns, policies }) => {
    const isPattern = (text: string) =>
      /[*?$]/.test(text) && text !== "*" && !arns.some((arn) => text.startsWith(`${arn}/`));
    return policies
      .flatMap(({ document }) => document.statements)
      .some(
        ({ resource, conditions }) =>
          resource?.patterns.some(isPattern) ||
          conditions.some(({ values }) =>
            values.some((text) => isPattern(text) && names.some((name) => mayBegin(text, name))),
          ),
      );
  });
}

/** Whether a pattern may match a name, or the name and a path after it. */
function mayBegin(text: string, name: string): boolean {
  const pattern = text.replaceAll(/\$\{[^}]*\}/g, "*").toLowerCase();
  const paths = [...pattern.matchAll(/\//g)].map(({ index }) => pattern.slice(0, index));
  return [pattern, ...paths].some((one) => matchGlob(compileGlob(one), name.toLowerCase()));
}

function namesIn({ target, replay = target, after }: BeforeAndAfter): readonly string[] {
  const held = boundsOf(after).upper.resources ?? [];
  const own = held.flatMap(({ address, arns, policies }) => [
    ...[address, ...arns],
    ...policies.map(({ source }) => source),
  ]);
  return [...new Set([target, replay, ...own])];
}

/** A character that no name has, as it is for private use. */
const mark = "\uE000";

const withoutNames = (json: string, names: readonly string[]): string =>
  names.reduce(
    (so, name, at) => so.replaceAll(`"${name}"`, `"${mark}${at}"`).replaceAll(`"${name}/`, `"${mark}${at}/`),
    json,
  );

const withNames = (json: string, names: readonly string[]): string =>
  names.reduce(
    (so, name, at) =>
      so.replaceAll(`"${mark}${at}"`, () => `"${name}"`).replaceAll(`"${mark}${at}/`, () => `"${name}/`),
    json,
  );
