import { basename } from "node:path";
import type { Target } from "../../properties/target.js";
import { printAddress, withoutSource } from "../../properties/targetAddress.js";
import { splitSource } from "../plan/source/splitSource.js";
import type { Source } from "../run/openSource.js";

/** A target by the name that a corpus gives it. */
export interface CorpusTarget {
  readonly name: string;
  readonly target: Target;
}

/**
 * The targets of some sources with their names in a corpus: the address without its source, so that the plan of the
 * next change has the same names. A policy alone has the name of its file, or that of the AWS managed policy without
 * the version. Where two targets would have one name, the source comes before it.
 */
export function corpusTargets(sources: readonly Pick<Source, "name" | "targets">[]): readonly CorpusTarget[] {
  const named = sources.flatMap(({ name, targets }) =>
    targets.map((target) => ({ target, short: shortName(target, name), long: longName(target) })),
  );
  const times = new Map<string, number>();
  for (const { short } of named) times.set(short, (times.get(short) ?? 0) + 1);
  return named.map(({ target, short, long }) => ({ target, name: times.get(short) === 1 ? short : long }));
}

function shortName({ address }: Target, spec: string): string {
  const isPlace = splitSource(spec).some(({ place }) => place === address.source);
  const name = isPlace ? printAddress(withoutSource(address)) : printAddress(address);
  const { resource } = address;
  if (isPlace && resource !== undefined) return name;
  return [
    sourceName(address.source).replace(/^(managed:[^@]*)@.*$/, "$1"),
    ...(name === "" ? [] : [name]),
  ].join("#");
}

const longName = ({ address }: Target): string =>
  printAddress({ ...address, source: sourceName(address.source) });

/** A corpus names no folder of the machine that it was made on. */
const sourceName = (source: string): string => (source.startsWith("managed:") ? source : basename(source));
