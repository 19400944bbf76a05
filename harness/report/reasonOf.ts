import type { Hole } from "../../properties/hole.js";
import type {
  Outcome,
  PartialAnswer,
  Refuted,
  Undecided,
  UndecidedByGap,
} from "../../properties/property.js";
import { describeNewer } from "./describeNewer.js";

/** Why a verdict is what it is, as a lower-case sentence; undefined where it holds of every request. */
export function reasonOf(outcome: Outcome): string | undefined {
  if (outcome.verdict === "holds")
    return outcome.contradicted ? "only requests that AWS never sends break it" : undefined;
  return outcome.verdict === "refuted" ? whyRefuted(outcome) : whyUndecided(outcome);
}

/** The unknown values that {@link reasonOf} names, with what would resolve each. */
export function namedHoles(outcome: Outcome): readonly Hole[] {
  if (outcome.verdict !== "undecided" || outcome.kind !== "holes") return [];
  const { holes, partial } = outcome;
  return [...holes.slice(0, 1), ...("outcome" in partial ? namedHoles(partial.outcome!) : [])];
}

function whyRefuted({ reason, universe, newer }: Refuted): string {
  if (newer !== undefined) return `${reason}; ${describeNewer(newer)}`;
  return universe === "any"
    ? `${reason}; AWS never sends this request, according to its service reference`
    : reason;
}

function whyUndecided(outcome: Undecided): string {
  const { cause, known, remedy } = reasonParts(outcome);
  return [cause, ...known, ...(remedy === undefined ? [] : [remedy])].join("; ");
}

/** Why a verdict is undecided, in the parts that {@link reasonOf} joins. */
export interface ReasonParts {
  /** what is unknown, or could not be proved */
  readonly cause: string;
  /** what can be said nevertheless */
  readonly known: readonly string[];
  /** what would resolve it; @defaultValue nothing */
  readonly remedy?: string;
}

/** The parts of why a verdict is undecided: those of one cause belong together. */
export function reasonParts(outcome: Undecided): ReasonParts {
  if (outcome.kind !== "holes") return { cause: describeGap(outcome), known: [] };
  const { holes, partial } = outcome;
  const before = partial.of === "before" ? "before the change " : "";
  const [hole] = holes;
  return {
    cause: `${before}${describeHoles(holes)}`,
    known: whatIsKnown(partial),
    ...(hole !== undefined && { remedy: hole.remedy }),
  };
}

const describeGap = ({ gap, scopeName }: UndecidedByGap): string =>
  scopeName === undefined ? gap : `${gap}, at whether any ${scopeName} breaks it`;

/** The first of some unknown values, and how many there are. */
export function describeHoles([hole, ...others]: readonly Hole[]): string {
  if (hole === undefined) return "a part of it is unknown";
  const more = others.length === 0 ? "" : ` (and ${others.length} more like this)`;
  return `\`${hole.address}\` is unknown: ${hole.reason}${more}`;
}

function whatIsKnown(partial: PartialAnswer): readonly string[] {
  if (partial.of === "before") return [];
  if (partial.of === "either") return ["both more and less access can violate this property"];
  const { of, outcome } = partial;
  const why = outcome === undefined ? undefined : reasonOf(outcome);
  if (of === "worst") return [`it may be violated after apply${why === undefined ? "" : `: ${why}`}`];
  if (outcome === undefined) return ["the property does not apply to the known policies"];
  if (outcome.verdict === "holds") return ["the known policies do not violate it"];
  if (outcome.verdict === "undecided") return [`the known policies are undecided: ${why}`];
  return [`the known policies already violate it: ${why}`];
}
