import { actionOperators } from "./actionOperators.js";
import { conditionOperators } from "./conditionOperators.js";
import { layerOperators } from "./layerOperators.js";
import type { MutationOperator } from "./mutationOperator.js";
import { principalOperators } from "./principalOperators.js";
import { resourceOperators } from "./resourceOperators.js";
import { statementOperators } from "./statementOperators.js";
import { valueOperators } from "./valueOperators.js";

/** The operators that change one statement, in the order in which mutants are made. */
export const editOperators: readonly MutationOperator[] = [
  ...statementOperators,
  ...principalOperators,
  ...actionOperators,
  ...resourceOperators,
  ...conditionOperators,
  ...valueOperators,
];

/** What is known of an operator without applying it. */
export interface OperatorDescription {
  readonly name: string;
  readonly part: "document" | "layer" | MutationOperator["part"];
  readonly slip: string;
  readonly adds: boolean;
}

const document = [
  {
    name: "version",
    part: "document",
    slip: "the version of the policy language is the other one",
    adds: false,
  },
  { name: "statement-drop", part: "document", slip: "a statement is deleted", adds: false },
] as const;

/**
 * Every mutation operator: its name, the part of a policy that it changes, the mistake that it represents, and
 * whether it adds something of which the original gives no hint.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mutationOperators } from "planproof/generators";
 *
 * const names = mutationOperators.map(({ name }) => name);
 * assert(names.includes("condition-drop"));
 * ```
 */
export const mutationOperators: readonly OperatorDescription[] = [
  ...document,
  ...editOperators.map(({ name, part, slip, adds = false }) => ({ name, part, slip, adds })),
  ...layerOperators.map(({ name, slip }) => ({ name, part: "layer" as const, slip, adds: false })),
];
