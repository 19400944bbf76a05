import { printOperator } from "../language/parseOperator.js";
import type { Condition, Statement } from "../language/policyDocument.js";
import type { Request } from "../language/request.js";
import type { Caller } from "./caller.js";
import { type CompiledStatement, identify } from "./compileLayer.js";
import { grants } from "./compilePrincipal.js";
import { contextValue, keyName } from "./contextValue.js";
import { statementName } from "./statementName.js";

/** Says which element keeps a statement on the right action from applying to the request. */
export function describeMiss(compiled: CompiledStatement, request: Request, caller: Caller): string {
  const { statement } = compiled;
  const where = statementName(identify(compiled));
  if (compiled.principal(caller) === grants.none) return `${where} names other principals`;
  if (!compiled.matchesResource(request)) return `${where} does not cover the resource ${request.resource}`;
  const failing = statement.conditions.filter((_, index) => !compiled.conditions[index]!(request));
  return `${where} needs ${failing.map((condition) => describeCondition(condition, request)).join(" and ")}`;
}

function describeCondition({ operator, key, values }: Condition, request: Request): string {
  const value = contextValue(request, keyName(key));
  const wanted = values.length === 1 ? values[0] : `[${values.join(", ")}]`;
  const has =
    value === undefined
      ? "no value for it"
      : typeof value === "string"
        ? `\`${value}\``
        : `[${value.join(", ")}]`;
  const asked = operator.name === "Null" ? presence.get(values.join().toLowerCase()) : undefined;
  return `${asked?.(key) ?? `${printOperator(operator)} ${key} = ${wanted}`}, and the request has ${has}`;
}

/** What `Null` asks for, in words. */
const presence: ReadonlyMap<string, (key: string) => string> = new Map([
  ["false", (key) => `a value of ${key}`],
  ["true", (key) => `a request without ${key}`],
]);

/** The condition keys of a statement that the request does not carry, as the policy writes them. */
export const keysMissing = ({ conditions }: Statement, request: Request): readonly string[] =>
  conditions.map(({ key }) => key).filter((key) => contextValue(request, keyName(key)) === undefined);
