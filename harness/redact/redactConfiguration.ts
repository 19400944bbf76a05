import { isObject } from "../../policies/text/isObject.js";
import { ownMember } from "../../policies/text/ownMember.js";
import type {
  ConfigurationJson,
  ConfigurationResource,
  ModuleCall,
  ModuleJson,
} from "../plan/resources/planJson.js";
import { redactExpression, unread } from "./redactExpression.js";
import { redactProviders } from "./redactProviders.js";
import type { ReferencedNames } from "./referencedNames.js";
import type { HasSecret } from "./secretTexts.js";

/** What is sensitive in a plan, for its configuration. */
export interface Secrets {
  /** whether some instance of a resource has something sensitive in an attribute */
  readonly isMarked: (
    resource: { readonly type: string; readonly name: string },
    attribute: string,
  ) => boolean;
  readonly hasSecret: HasSecret;
  /** called with the place of a constant of a policy that is left out */
  readonly onLoss: (place: string) => void;
}

/** What is written, without what planproof does not read and without constants that are not of policies. */
export function redactConfiguration(
  json: ConfigurationJson,
  names: ReferencedNames,
  secrets: Secrets,
): ConfigurationJson {
  const redactModule = (module: ModuleJson, isRoot: boolean): ModuleJson => ({
    ...(module.resources && {
      resources: module.resources.map((one) => redactResource(one, names, secrets)),
    }),
    ...(!isRoot && module.outputs && { outputs: outputsOf(module, names) }),
    ...(isObject(module["variables"]) && { variables: variablesOf(module["variables"]) }),
    ...(module.module_calls && {
      module_calls: mapped(module.module_calls, (call) => ({
        ...redactCall(call, names),
        ...(call.module && { module: redactModule(call.module, false) }),
      })),
    }),
  });
  const providers = json["provider_config"];
  return {
    ...(isObject(providers) && { provider_config: redactProviders(providers, secrets.hasSecret) }),
    ...(json.root_module && { root_module: redactModule(json.root_module, true) }),
  };
}

const mapped = <One, Made>(
  record: Readonly<Record<string, One>>,
  make: (one: One) => Made,
): Record<string, Made> => Object.fromEntries(Object.entries(record).map(([name, one]) => [name, make(one)]));

/** How often a block is repeated, and by what. */
const repeated = (block: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    ["count_expression", "for_each_expression"]
      .filter((name) => block[name] !== undefined)
      .map((name) => [name, redactExpression(block[name], unread)]),
  );

function redactResource(
  resource: ConfigurationResource,
  names: ReferencedNames,
  { isMarked, hasSecret, onLoss }: Secrets,
): ConfigurationResource {
  const { mode, type, name, provider_config_key: provider, expressions } = resource;
  const address = resource["address"];
  const { members } = names.readOf(resource);
  const kept = Object.entries(expressions ?? {}).filter(([attribute]) => members.has(attribute));
  const hides = (attribute: string) => (text: string) => {
    const isHidden = isMarked(resource, attribute) || hasSecret(text);
    if (isHidden) onLoss(`${type}.${name}.${attribute}`);
    return isHidden;
  };
  return {
    ...(typeof address === "string" && { address }),
    ...{ mode, type, name },
    ...(provider !== undefined && { provider_config_key: provider }),
    ...(expressions && {
      expressions: Object.fromEntries(
        kept.map(([attribute, expression]) => [
          attribute,
          redactExpression(expression, members.get(attribute)!, hides(attribute)),
        ]),
      ),
    }),
    ...repeated(resource),
  };
}

function redactCall(call: ModuleCall, names: ReferencedNames): ModuleCall {
  const kept = Object.entries(call.expressions ?? {}).filter(([name]) => names.keepsVariable(name));
  return {
    ...(call.expressions && {
      expressions: Object.fromEntries(kept.map(([name, one]) => [name, redactExpression(one, unread)])),
    }),
    ...repeated(call),
  };
}

const outputsOf = ({ outputs }: ModuleJson, names: ReferencedNames) =>
  Object.fromEntries(
    Object.entries(outputs ?? {})
      .filter(([name]) => names.keepsOutput(name))
      .map(([name, output]) => [
        name,
        { ...flags(output), expression: redactExpression(output.expression, unread) },
      ]),
  );

/** All that are declared are still declared, for only these are shown. */
const variablesOf = (declared: Readonly<Record<string, unknown>>) => mapped(declared, flags);

const flags = (declared: unknown): object =>
  Object.fromEntries(
    ["sensitive", "ephemeral"]
      .filter((name) => ownMember(declared, name) === true)
      .map((name) => [name, true]),
  );
