import type { PolicyKind } from "../policies/language/policyDocument.js";
import type { DocumentJson, GeneratedStatement } from "./documentJson.js";
import { shrinkCondition } from "./shrinkCondition.js";

/**
 * Simpler policy documents, best first: one of its statements alone; without a condition; with fewer values in a list;
 * with the plainest version, effect, principal, action and resource. No element comes in that was not there.
 */
export function* shrinkDocument(document: DocumentJson, kind: PolicyKind): Iterable<DocumentJson> {
  const statements = [document.Statement].flat() as readonly GeneratedStatement[];
  const alone = statements.length > 2 ? statements : [];
  for (const one of alone) yield { ...document, Statement: [one] };
  if (statements.length > 1)
    for (const [at] of statements.entries()) yield { ...document, Statement: statements.toSpliced(at, 1) };
  if (!Array.isArray(document.Statement)) yield { ...document, Statement: statements };
  for (const [at, statement] of statements.entries()) {
    for (const simple of shrinkStatement(statement, kind))
      yield { ...document, Statement: statements.with(at, simple) };
  }
  const { Version, ...rest } = document;
  if (Version !== "2012-10-17") yield { Version: "2012-10-17", ...rest };
}

/** The same for one statement. */
export function* shrinkStatement(
  statement: GeneratedStatement,
  kind: PolicyKind,
): Iterable<GeneratedStatement> {
  const { Sid, ...unnamed } = statement;
  if (Sid !== undefined) yield unnamed;
  const { Condition, ...unconditional } = statement;
  if (Condition !== undefined) yield unconditional;
  for (const simple of shrinkCondition(Condition)) yield { ...statement, Condition: simple };
  if (statement["Effect"] === "Deny" && kind !== "rcp") yield { ...statement, Effect: "Allow" };
  for (const name of ["Action", "Resource", "Principal"])
    yield* simplerElement(statement, name, plainest(kind, name));
}

/** `NotAction` is harder to read than `Action`, a list than its elements, and these than the plainest value. */
function* simplerElement(
  statement: GeneratedStatement,
  name: string,
  plain: unknown,
): Iterable<GeneratedStatement> {
  for (const written of [name, `Not${name}`]) {
    const value = statement[written];
    if (value === undefined || JSON.stringify([written, value]) === JSON.stringify([name, plain])) continue;
    const replaced = (by: string, simple: unknown) =>
      Object.fromEntries(
        Object.entries(statement).map(([key, old]) => (key === written ? [by, simple] : [key, old])),
      );
    yield replaced(name, plain);
    for (const one of Array.isArray(value) ? value : []) yield replaced(written, one);
    if (written !== name) {
      yield replaced(name, value);
      if (JSON.stringify(value) !== JSON.stringify(plain)) yield replaced(written, plain);
    }
  }
}

function plainest(kind: PolicyKind, name: string): unknown {
  if (name === "Principal") return "*";
  if (name === "Resource") return "*";
  return kind === "trust" ? "sts:AssumeRole" : "s3:GetObject";
}
