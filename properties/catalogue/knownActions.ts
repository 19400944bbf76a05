import { compileAction } from "../../policies/evaluate/compileAction.js";
import { actionOfOperation } from "../../policies/reference/facts/operationActions.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { nearestNames } from "../../policies/text/nearestNames.js";
import { hasUnknownDocument } from "../knownDocuments.js";
import type { Property } from "../property.js";
import { type Fault, faultIn, refutedBecause } from "../refutedBecause.js";
import { nameStatement, type WrittenStatement, writtenStatements } from "../writtenStatements.js";

/**
 * Every action pattern matches an action that AWS lists: a misspelled one grants or denies nothing, without a word.
 * The answer is of the day of the service reference; a newer action is not in it.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { knownActions } from "planproof/properties";
 *
 * assert.equal(knownActions.severity, "medium");
 * ```
 */
export const knownActions: Property = {
  id: "known-actions",
  sentence: "every action pattern matches an action that AWS lists",
  severity: "medium",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  excepts: "statements",
  remedy: "correct the name of the action, or remove it",
  about: ["principals", "resources"],
  written: "actions",
  appliesTo: (target) => hasUnknownDocument(target, "actions") || writtenStatements(target).length > 0,
  search: (target, { reference }) =>
    refutedBecause(writtenStatements(target).flatMap((one) => unlistedIn(one, reference))),
};

const unlistedIn = (one: WrittenStatement, reference: ServiceReference): readonly Fault[] =>
  one.statement.action.patterns.flatMap((pattern) => {
    const service = pattern.split(":", 1)[0]!.toLowerCase();
    if (!pattern.includes(":") || /[*?]/.test(service) || !reference.covers(service)) return [];
    const names = reference.actionsOf(service).map(({ name }) => name);
    const matches = compileAction({ negated: false, patterns: [pattern] });
    if (names.some((name) => matches(name.toLowerCase()))) return [];
    const day = reference.date === undefined ? "" : ` on ${reference.date}`;
    const asked = actionOfOperation(pattern);
    const [near] = nearestNames(pattern, names);
    const hint =
      asked !== undefined
        ? `; AWS asks for \`${asked}\` in its place`
        : near === undefined
          ? ""
          : `; the nearest is \`${near}\``;
    return [
      faultIn(one, `\`${pattern}\` in ${nameStatement(one)} matches no action that AWS listed${day}${hint}`),
    ];
  });
