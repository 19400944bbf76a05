import type { Chain, ChainHop } from "./chain.js";
import type { Hop } from "./hopBy.js";

/** A chain as data, with the statements that allow its requests; undefined without hops. */
export function chainOf(hops: readonly Hop[]): Chain | undefined {
  const [first] = hops;
  if (first === undefined) return undefined;
  return { from: first.from.id, to: hops.at(-1)!.to.id, hops: hops.map(hopAsData) };
}

const hopAsData = ({ from, to, step, via, if: missing, taken }: Hop): ChainHop => ({
  from: from.id,
  to: to.id,
  step: step.id,
  ...(via !== undefined && { via }),
  ...(missing !== undefined && { if: missing }),
  requests: taken.map(({ request, asker }) => ({ request, statements: asker.statementsOf(request) })),
});
