import { isObject } from "../../policies/text/isObject.js";
import { ownMember } from "../../policies/text/ownMember.js";
import type { ConfigurationJson, ModuleJson } from "../plan/resources/planJson.js";
import type { ReferencedNames } from "./referencedNames.js";

/** Whether some instance of a resource has something sensitive in an attribute. */
export type IsSecret = (
  resource: { readonly type: string; readonly name: string },
  attribute: string,
) => boolean;

const pick = <T>(members: Readonly<Record<string, T>> | undefined, isKept: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(members ?? {}).filter(([name]) => isKept(name)));

/** What is written, without what planproof does not read and without constants in sensitive attributes. */
export function redactConfiguration(
  json: ConfigurationJson,
  names: ReferencedNames,
  isSecret: IsSecret,
): ConfigurationJson {
  const redactModule = (module: ModuleJson, isRoot: boolean): ModuleJson => ({
    ...(module.resources && {
      resources: module.resources.map(({ provisioners: _, depends_on: __, expressions, ...resource }) => {
        const kept = pick(expressions, (name) => names.keeps(resource, name));
        const shown = Object.entries(kept).map(([name, one]) => [
          name,
          isSecret(resource, name) ? withoutConstants(one) : one,
        ]);
        return { ...resource, ...(expressions && { expressions: Object.fromEntries(shown) }) };
      }),
    }),
    ...(!isRoot && module.outputs && { outputs: outputsOf(module, names) }),
    ...(isObject(module["variables"]) && { variables: variablesOf(module["variables"], names) }),
    ...(module.module_calls && {
      module_calls: Object.fromEntries(
        Object.entries(module.module_calls).map(([name, { module: inner, expressions, ...call }]) => {
          const variables = ownMember(inner, "variables");
          const kept = Object.entries(pick(expressions, names.keepsVariable)).map(([variable, one]) => [
            variable,
            isHidden(ownMember(variables, variable)) ? withoutConstants(one) : one,
          ]);
          return [
            name,
            {
              ...call,
              ...(expressions && { expressions: Object.fromEntries(kept) }),
              ...(inner && { module: redactModule(inner, false) }),
            },
          ];
        }),
      ),
    }),
  });
  const providers = json["provider_config"];
  return {
    ...(isObject(providers) && { provider_config: redactProviders(providers) }),
    ...(json.root_module && { root_module: redactModule(json.root_module, true) }),
  };
}

const isHidden = (declared: unknown): boolean =>
  ownMember(declared, "sensitive") === true || ownMember(declared, "ephemeral") === true;

const outputsOf = ({ outputs }: ModuleJson, names: ReferencedNames) =>
  Object.fromEntries(
    Object.entries(pick(outputs, names.keepsOutput)).map(([name, { description: _, ...output }]) => [
      name,
      isHidden(output) ? { ...output, expression: withoutConstants(output.expression) } : output,
    ]),
  );

/** All that are declared are still declared, for only these are shown. */
const variablesOf = (declared: Readonly<Record<string, unknown>>, names: ReferencedNames) =>
  Object.fromEntries(
    Object.entries(declared).map(([name, one]) => {
      const { default: initial, description: _, ...rest } = isObject(one) ? one : {};
      const isShown = initial !== undefined && names.keepsVariable(name) && !isHidden(one);
      return [name, { ...rest, ...(isShown && { default: initial }) }];
    }),
  );

/** How a provider logs in, without keys: two with equal ones remain alike. */
const login = new Set([
  "region",
  "assume_role",
  "assume_role_with_web_identity",
  "allowed_account_ids",
  "profile",
]);

const redactProviders = (providers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(providers).map(([key, one]) => {
      const { expressions, ...rest } = isObject(one) ? one : {};
      const kept = isObject(expressions) && pick(expressions, (name) => login.has(name));
      return [key, { ...rest, ...(kept && { expressions: kept }) }];
    }),
  );

function withoutConstants(expression: unknown): unknown {
  if (Array.isArray(expression)) return expression.map(withoutConstants);
  if (!isObject(expression)) return expression;
  return Object.fromEntries(
    Object.entries(expression).flatMap(([key, inner]) =>
      key === "constant_value" ? [] : [[key, key === "references" ? inner : withoutConstants(inner)]],
    ),
  );
}
