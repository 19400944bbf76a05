import { differencesByAction } from "../../policies/prove/actions/differencesByAction.js";
import { proverFor } from "../../policies/prove/question/prover.js";
import { relate } from "../../policies/prove/relate.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { tagGuardsKept } from "../../properties/catalogue/tagGuardsKept.js";
import { type Family, families } from "../policies/prove/families.js";
import { searchOptions, targetOf } from "../properties/targets.js";

const sizes = [10, 25, 50, 100, 200] as const;
/** 200 holes would be four million statements, and 10 are past the budget. */
const pigeonholes = [2, 4, 6, 8, 10] as const;
const rounds = 3;

/**
 * How the time of a question grows with its size, for families of policies made to be hard. The sizes take turns
 * in one run, and each figure is the least of its turns; the exponent is that between it and the size before.
 */
export async function growth(): Promise<void> {
  const reference = await loadServiceReference(["s3"]);
  for (const [name, family] of Object.entries(families)) {
    const own = name === "php" ? pigeonholes : sizes;
    const ask = name === "vars" ? askTagGuard : askRelation;
    const turns = Array.from({ length: rounds }, () => own.map((size) => ask(family, size, reference)));
    const least = own.map((_, at) => Math.min(...turns.map((turn) => turn[at]!.milliseconds)));
    const columns = own.map((size, at) => {
      const before = least[at - 1];
      const exponent =
        before === undefined ? undefined : Math.log(least[at]! / before) / Math.log(size / own[at - 1]!);
      const grown = exponent === undefined ? "" : ` (n^${exponent.toFixed(1)})`;
      return `${size}: ${least[at]!.toFixed(0)} ms${grown} ${turns[0]![at]!.answer}`;
    });
    console.log(`${name.padEnd(6)} ${columns.join("  ")}`);
  }
}

interface Asked {
  readonly answer: string;
  readonly milliseconds: number;
}

/** The tag-guard law of the left side, as `check` asks it. */
function askTagGuard(family: Family, size: number, reference: ServiceReference): Asked {
  const target = targetOf(family(size).left);
  return timed(() => tagGuardsKept.prove!(target, { ...searchOptions, reference }).verdict);
}

/** The relation, and the actions in which the sides differ, as `compare` asks them. */
function askRelation(family: Family, size: number, reference: ServiceReference): Asked {
  const { left, right } = family(size);
  return timed(() => {
    const { relation } = relate(left, right, proverFor({ reference }));
    if (relation !== "undecided") differencesByAction(left, right, { reference });
    return relation;
  });
}

/** Processor time, as other work of the machine must not count. */
function timed(ask: () => string): Asked {
  const before = process.cpuUsage();
  const answer = ask();
  const { user, system } = process.cpuUsage(before);
  return { answer, milliseconds: (user + system) / 1_000 };
}
