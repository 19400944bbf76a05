import { fileURLToPath } from "node:url";
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServiceClientConstructor,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { applyResource } from "./applyResource.js";
import type { BlockSchema } from "./blockSchema.js";
import { deriveSchema } from "./deriveSchema.js";
import { planResource } from "./planResource.js";
import { providerSource } from "./providerSource.js";
import { readDataSource } from "./readDataSource.js";
import { resourceRule } from "./resourceRules.js";
import { fromWire, toWire, type Values, type WireValue } from "./wireValue.js";

/**
 * A mock of the provider `hashicorp/aws` that terraform talks to over a socket in this process. It plans
 * and applies like the real one, out of the schemas of `@cdktf/provider-aws`, but without AWS.
 */
export interface StandInProvider {
  /** what terraform needs to find it, in `TF_REATTACH_PROVIDERS` */
  readonly reattach: string;
  readonly stop: () => void;
}

/**
 * Starts the provider. Terraform must be run asynchronously then: this process answers it.
 *
 * @param types the resource types and `data_` data sources to serve; terraform is slow with all 2,000
 */
export async function startProvider(socket: string, types: readonly string[]): Promise<StandInProvider> {
  const blocks = new Map(types.map((type) => [type, schemaOf(type)]));
  const definition = loadSync(fileURLToPath(new URL("provider.proto", import.meta.url)), { keepCase: true });
  const { tfplugin5 } = loadPackageDefinition(definition);
  const service = (tfplugin5 as unknown as { readonly Provider: ServiceClientConstructor }).Provider.service;
  const server = new Server();
  server.addService(
    service,
    Object.fromEntries(Object.entries(answers(blocks)).map(([name, answer]) => [name, unary(name, answer)])),
  );
  await new Promise<void>((resolve, reject) => {
    const bound = (error: Error | null) => (error === null ? resolve() : reject(error));
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), bound);
  });
  const address = { Network: "unix", String: socket };
  const provider = { Protocol: "grpc", ProtocolVersion: 5, Pid: process.pid, Test: true, Addr: address };
  return {
    reattach: JSON.stringify({ "registry.terraform.io/hashicorp/aws": provider }),
    stop: () => server.forceShutdown(),
  };
}

function schemaOf(type: string): BlockSchema {
  const source = providerSource(type);
  if (source === undefined) throw new Error(`@cdktf/provider-aws has no ${type}`);
  return deriveSchema(source).block;
}

/** The parts of requests that are looked at. */
interface Request {
  readonly type_name: string;
  readonly config?: WireValue;
  readonly prior_state?: WireValue;
  readonly proposed_new_state?: WireValue;
  readonly planned_state?: WireValue;
  readonly current_state?: WireValue;
  readonly raw_state?: { readonly json: Uint8Array };
}

type Answer = (request: Request) => object;

type Callback = (error: null, response: object) => void;

const unary = (name: string, answer: Answer) => (call: { readonly request: Request }, done: Callback) => {
  try {
    done(null, answer(call.request));
  } catch (thrown) {
    done(null, { diagnostics: [problem(`${name} of the mock provider`, String(thrown))] });
  }
};

const problem = (summary: string, detail: string): object => ({ severity: 1, summary, detail });

const answers = (blocks: ReadonlyMap<string, BlockSchema>): Readonly<Record<string, Answer>> => ({
  GetSchema: () => schemas(blocks),
  PrepareProviderConfig: ({ config }) => ({ prepared_config: config }),
  Configure: () => ({}),
  Stop: () => ({}),
  ValidateResourceTypeConfig: ({ type_name, config }) => ({
    diagnostics: invalidJson(type_name, fromWire(config)),
  }),
  ValidateDataSourceConfig: () => ({}),
  UpgradeResourceState: ({ raw_state }) => ({
    upgraded_state: toWire(JSON.parse(Buffer.from(raw_state!.json).toString())),
  }),
  ReadResource: ({ current_state }) => ({ new_state: current_state }),
  PlanResourceChange: (request) => plan(request, blocks.get(request.type_name)!),
  ApplyResourceChange: ({ type_name, planned_state }) => {
    const planned = fromWire(planned_state);
    const state = planned && applyResource(type_name, blocks.get(type_name)!, planned);
    return { new_state: toWire(state), legacy_type_system: true };
  },
  ReadDataSource: ({ type_name, config }) => {
    const state = readDataSource(type_name, fromWire(config) ?? {});
    if (state === undefined) throw new Error(`it does not know the data source ${type_name}`);
    return { state: toWire(state) };
  },
});

/** With the old type system, as the real provider: it may plan defaults for what is not computed. */
function plan({ type_name, config, prior_state, proposed_new_state }: Request, block: BlockSchema): object {
  if (fromWire(proposed_new_state) === null) return { planned_state: toWire(null), legacy_type_system: true };
  const { planned, replacedBy } = planResource(block, resourceRule(type_name), {
    config: fromWire(config) ?? {},
    prior: fromWire(prior_state),
  });
  const requires_replace = replacedBy.map((attribute_name) => ({ steps: [{ attribute_name }] }));
  return { planned_state: toWire(planned), requires_replace, legacy_type_system: true };
}

function invalidJson(type: string, config: Values | null): readonly object[] {
  return (resourceRule(type).json ?? []).flatMap((name) => {
    const text = config?.[name];
    if (typeof text !== "string") return [];
    try {
      JSON.parse(text);
      return [];
    } catch (thrown) {
      return [problem(`"${name}" contains an invalid JSON policy`, String(thrown))];
    }
  });
}

function schemas(blocks: ReadonlyMap<string, BlockSchema>): object {
  const all = [...blocks].map(([type, block]) => [type, { block: wireBlock(block) }] as const);
  const data = all.filter(([type]) => type.startsWith("data_"));
  return {
    provider: { block: { attributes: [{ name: "region", type: Buffer.from('"string"'), optional: true }] } },
    resource_schemas: Object.fromEntries(all.filter(([type]) => !type.startsWith("data_"))),
    data_source_schemas: Object.fromEntries(
      data.map(([type, schema]) => [type.slice("data_".length), schema]),
    ),
  };
}

const nestings = { single: 1, list: 2, set: 3, map: 4 };

const wireBlock = ({ attributes, blocks }: BlockSchema): object => ({
  attributes: [...attributes].map(([name, { type, ...flags }]) => ({
    name,
    type: Buffer.from(JSON.stringify(type)),
    ...flags,
  })),
  block_types: [...blocks].map(([type_name, { nesting, block, required, lone }]) => ({
    type_name,
    block: wireBlock(block),
    nesting: nestings[nesting],
    ...(["list", "set"].includes(nesting) && { min_items: required ? 1 : 0, max_items: lone ? 1 : 0 }),
  })),
});
