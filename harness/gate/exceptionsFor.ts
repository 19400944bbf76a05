import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import type { Property, Witness } from "../../properties/property.js";
import { callerName } from "./coversCaller.js";
import type { Exception } from "./exception.js";
import type { VerdictFinding } from "./identifyVerdict.js";

/** What an exception is made of: a refuted verdict of a report. */
export interface ExceptedVerdict {
  readonly id: string;
  readonly property: string;
  /** the address, without the source where there is one */
  readonly target: string;
  readonly findings?: readonly VerdictFinding[];
  readonly witnesses: readonly Witness[];
}

/** Who says that it is intended. */
export type Given = Pick<Exception, "reason" | "owner" | "until">;

/**
 * The exceptions for a verdict, or for one finding of it: each is for one statement and one class of callers, or for one
 * chain, so that none is wider than what was found. What the baseline has needs none, and where some is new what was so
 * before needs none either.
 *
 * @param id of the verdict, or of a finding
 */
export function exceptionsFor(verdict: ExceptedVerdict, id: string, given: Given): readonly Exception[] {
  const { property, target, findings = [], witnesses } = verdict;
  const left = findings.filter(({ baseline }) => baseline !== true);
  const fresh = left.filter(({ since }) => since !== "before");
  const wanted =
    id === verdict.id ? (fresh.length > 0 ? fresh : left) : findings.filter((one) => one.id === id);
  const isNamed = namesStatements(builtInProperties.find((one) => one.id === property));
  return wanted.map(({ digest, statement, caller }) => {
    const shown = witnesses.find(
      (one) =>
        one.caller?.kind === caller &&
        one.statements.some(
          (other) => other.source === statement?.source && other.pointer === statement.pointer,
        ),
    );
    return {
      property,
      target,
      ...(isNamed && digest !== undefined && { statement: digest }),
      ...(shown?.caller && { caller: callerName(shown.caller) }),
      ...given,
    };
  });
}

/** A property of one's own is taken to be about requests, as most are. */
const namesStatements = (property: Property | undefined): boolean =>
  property === undefined || property.excepts !== undefined;
