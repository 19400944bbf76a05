import type { Statement } from "../../policies/language/policyDocument.js";
import type { DecidingStatement } from "../../policies/language/request.js";
import type { CallerKind } from "../../policies/prove/callers/callerClass.js";
import type { Chain } from "../../properties/escalation/chain.js";
import type { Refuted, Witness } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { printAddress, type TargetAddress, withoutSource } from "../../properties/targetAddress.js";
import { findStatement } from "./findStatement.js";
import { shortHash } from "./shortHash.js";
import { statementDigest } from "./statementDigest.js";
import { steppingPart } from "./steppingPart.js";

/** One way in which a target breaks a property: a statement that does, or a chain of steps. */
export interface VerdictFinding {
  /**
   * 12 hexadecimal digits, of the property, the target, the statement and the kind of callers. It is the same for another
   * witness of the same statement, and for a plan file of another name.
   */
  readonly id: string;
  /** what the statement says, see `statementDigest`; of a chain, that of all its statements; absent where none does */
  readonly digest?: string;
  /** the statement; absent for a chain, and where none breaks it */
  readonly statement?: DecidingStatement;
  /** of a resource or a trust policy: the callers that the statement lets in */
  readonly caller?: CallerKind;
  /** true where the baseline has it */
  readonly baseline?: true;
  /** where the gate is `new`: set where the change does not make it */
  readonly since?: "before";
}

/** What a target breaks a property by, without the witnesses. */
export interface Identity {
  /** the finding's where there is one; else of the property, the target and all findings */
  readonly id: string;
  /** of a refuted verdict, each once; absent for all others */
  readonly findings?: readonly VerdictFinding[];
}

/** How a target is named in ids: a source has a part in its name only where there are several. */
export const stableName = (address: TargetAddress, isOnlySource: boolean): string =>
  printAddress(isOnlySource ? withoutSource(address) : address);

/** The id of a verdict about a target, by its stable name; and of each finding where it is refuted. */
export function identifyVerdict(property: string, name: string, ...broken: readonly Broken[]): Identity {
  if (broken.length === 0) return { id: shortHash(property, name) };
  const parts = new Map<string, Part>();
  for (const part of broken.flatMap(({ target, outcome }) => partsOf(target, outcome))) {
    const key = JSON.stringify([part.digest ?? "", part.caller ?? ""]);
    if (!parts.has(key)) parts.set(key, part);
  }
  const findings = [...parts].map(([key, part]) => ({ id: shortHash(property, name, key), ...part }));
  const ids = findings.map(({ id }) => id).sort();
  return { id: ids.length === 1 ? ids[0]! : shortHash(property, name, ...ids), findings };
}

/** How a target breaks a property. */
export interface Broken {
  readonly target: Target;
  readonly outcome: Refuted;
}

type Part = Omit<VerdictFinding, "id">;

function partsOf(target: Target, outcome: Refuted): readonly Part[] {
  const { chain, chains = chain === undefined ? [] : [chain], witness, statements } = outcome;
  // what ends within limits is another finding without them
  const named = (digest: string) =>
    outcome.severity === "note" ? shortHash("within limits", digest) : digest;
  if (chains.length > 0) return chains.map((one) => ({ digest: named(chainDigest(target, one)) }));
  const { witnesses = witness === undefined ? [] : [witness] } = outcome;
  if (witnesses.length > 0) return witnesses.flatMap((one) => partsOfWitness(target, one));
  if (statements === undefined) return [{}];
  return statements.map((statement) => ({ digest: digestIn(target, statement), statement }));
}

function partsOfWitness(target: Target, { statements, caller }: Witness): readonly Part[] {
  const about = caller === undefined ? {} : { caller: caller.kind };
  const named = grantingAmong(target, statements);
  if (named.length === 0) return [about];
  return named.map((statement) => ({ digest: digestIn(target, statement), statement, ...about }));
}

/** The statements that grant a request; those that limit as well do not break a law. */
function grantingAmong(
  target: Target,
  statements: readonly DecidingStatement[],
): readonly DecidingStatement[] {
  const granting = statements.filter((one) => findStatement(target, one) !== undefined);
  return granting.length > 0 ? granting : statements;
}

/** Names a chain by the statements that allow its steps, of each what matters for steps. */
export const chainDigest = (target: Target, chain: Chain): string =>
  shortHash(...chainStatements(target, chain));

/**
 * The names of a chain and of each choice of its statements: with fewer statements than it has, the same principal gets
 * there, too, where one of these is the name of another chain.
 */
export function partsOfChain(target: Target, chain: Chain): readonly string[] {
  const digests = chainStatements(target, chain);
  if (digests.length > mostStatements) return [shortHash(...digests)];
  const isIn = (choice: number, at: number) => Math.floor(choice / 2 ** at) % 2 === 1;
  return Array.from({ length: 2 ** digests.length - 1 }, (_, at) =>
    shortHash(...digests.filter((__, index) => isIn(at + 1, index))),
  );
}

/** No step takes so many requests. */
const mostStatements = 8;

const chainStatements = (target: Target, { hops }: Chain): readonly string[] =>
  [
    ...new Set(
      hops
        .flatMap(({ requests }) => requests)
        .flatMap(({ statements }) => grantingAmong(target, statements))
        .map((one) => digestIn(target, one, steppingPart)),
    ),
  ].sort();

/** @param part of the statement that counts; @defaultValue all of it */
function digestIn(target: Target, named: DecidingStatement, part = (one: Statement) => one): string {
  const statement = findStatement(target, named);
  return statement === undefined ? shortHash(named.source, named.pointer) : statementDigest(part(statement));
}
