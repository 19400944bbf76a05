import { policiesIn } from "../../language/policiesIn.js";
import type { Access } from "./access.js";

/** The action patterns of a question and of all its policies, as they are written. */
export function writtenActions(access: Access): readonly string[] {
  const found: string[] = [];
  collect(access, found);
  return found;
}

/** Each pattern is copied once: a question is nested, and is asked for each of hundreds of witnesses. */
function collect(access: Access, found: string[]): void {
  const add = (patterns: readonly string[] = []) => {
    for (const pattern of patterns) found.push(pattern);
  };
  if (access.kind === "actions") {
    add(access.patterns);
    add(access.except);
  } else if (access.kind === "matching") add(access.statement.action?.patterns);
  else if (access.kind === "not" || access.kind === "as" || access.kind === "asking")
    collect(access.part, found);
  else if (access.kind !== "of") for (const part of access.parts) collect(part, found);
  else
    for (const { document } of policiesIn(access.policies))
      for (const { action } of document.statements) add(action.patterns);
}
