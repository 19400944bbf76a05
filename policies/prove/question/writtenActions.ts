import { policiesIn } from "../../language/policiesIn.js";
import type { Access } from "./access.js";

/** The action patterns of a question and of all its policies, as they are written. */
export function writtenActions(access: Access): readonly string[] {
  if (access.kind === "actions") return [...access.patterns, ...access.except];
  if (access.kind === "matching") return access.statement.action?.patterns ?? [];
  if (access.kind === "not" || access.kind === "as") return writtenActions(access.part);
  if (access.kind !== "of") return access.parts.flatMap(writtenActions);
  return policiesIn(access.policies).flatMap(({ document }) =>
    document.statements.flatMap(({ action }) => action.patterns),
  );
}
