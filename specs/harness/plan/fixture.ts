import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { extract } from "../../../harness/plan/extract.js";
import type { Extraction } from "../../../harness/plan/extraction.js";
import { readInput } from "../../../harness/plan/input/readInput.js";
import type { Input } from "../../../harness/plan/resources/input.js";
import { printAddress, withoutSource } from "../../../properties/targetAddress.js";

export const fixtures: string = fileURLToPath(new URL("../../fixtures/", import.meta.url));

/** Plans of other projects, which may lie next to the repository; they are never part of it. */
export const collection = new URL("../../../../shared/data/plans/", import.meta.url);

export const fixtureBytes = (path: string): Uint8Array => readFileSync(fixtures + path);

/** The plans of the collection by name; undefined where it is absent. */
export const collectedPlans = (): readonly string[] | undefined =>
  existsSync(collection) ? readdirSync(collection).filter((name) => name.endsWith(".json")) : undefined;

export const collectedBytes = (name: string): Uint8Array => readFileSync(new URL(name, collection));

/** The input in some bytes, which must be readable. */
export function inputOf(bytes: Uint8Array, name = "plan.json"): Input {
  const read = readInput(bytes, name);
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join("; "));
  return read.value;
}

export function extractBytes(bytes: Uint8Array, name = "plan.json"): Extraction {
  const input = inputOf(bytes, name);
  if (input.kind === "policy") throw new Error(`${name} is a policy`);
  return extract(input, name);
}

/** The targets of an extraction with nothing but names. */
export const outline = ({ targets }: Extraction): readonly object[] =>
  targets.map(({ address, policies, before, holes, bounds: { unknown: open } = { unknown: [] } }) => ({
    address: printAddress(withoutSource(address)),
    holds: policies.identity.map(({ source }) => source),
    ...(policies.boundary && { boundary: policies.boundary.source }),
    ...(before && { before: before.policies.identity.map(({ source }) => source) }),
    ...(holes.length > 0 && { holes: holes.map((hole) => hole.address) }),
    ...(open.length > 0 && { open: open.map((hole) => hole.address) }),
  }));
