import { basename, join, resolve } from "node:path";
import { type Diagnostic, failure, type Result, success } from "../../../policies/text/diagnostic.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import { extract } from "../extract.js";
import type { Extraction } from "../extraction.js";
import { readInput } from "../input/readInput.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import { addressIn } from "./addressIn.js";
import { narrowToAddress } from "./narrowToAddress.js";
import { readInside } from "./readInside.js";
import type { ReadOptions } from "./readSource.js";
import { type SourceContent, selectInPlan } from "./selectInPlan.js";
import { type Locate, sourceLocator } from "./sourceLocator.js";
import type { SplitSource } from "./splitSource.js";

/**
 * Loads the folder that `cdktf synth` writes, usually `cdktf.out`; undefined for any other folder.
 *
 * One stack is as if its `cdk.tf.json` had been given. Of several the targets are distinguished by the path of
 * their stack, and an address must be in one of them only.
 *
 * Source: https://developer.hashicorp.com/terraform/cdktf/cli-reference/commands#synth
 */
export async function loadCdktfFolder(
  { place, selectors }: SplitSource,
  options: ReadOptions,
): Promise<Result<SourceContent> | undefined> {
  const folder = resolve(options.cwd ?? "", place);
  const named = await stackPaths(folder, place);
  if (named === undefined) return undefined;
  if (!named.ok) return named;
  const paths = named.value;
  if (paths.length === 0) return failure(noStacks(place));
  const stacks: Stack[] = [];
  for (const path of paths) {
    const shown = join(place, path);
    const bytes = await readInside(folder, path, shown);
    if (!bytes.ok) return bytes;
    const name = paths.length === 1 ? basename(place) : shown;
    const stack = await loadStack(bytes.value, { path: shown, name }, options);
    if (!stack.ok) return stack;
    stacks.push(stack.value);
  }
  const selected = selectInStacks(stacks, { place, selectors });
  const locators = new Map(stacks.map(({ name, locate }) => [name, locate]));
  const locate: Locate = (address) => locators.get(address.source)?.(address);
  return selected.ok ? success({ ...selected.value, locate }, selected.diagnostics) : selected;
}

interface Stack {
  readonly path: string;
  /** the source in the addresses of its targets */
  readonly name: string;
  readonly extraction: Extraction;
  readonly locate: Locate;
}

/** The synthesized files that `manifest.json` names, from the folder; undefined without a manifest. */
async function stackPaths(folder: string, place: string): Promise<Result<readonly string[]> | undefined> {
  const manifest = await readInside(folder, "manifest.json", join(place, "manifest.json"));
  if (!manifest.ok) return refusals.has(manifest.diagnostics[0]!.code) ? manifest : undefined;
  const stacks = ownMember(parse(manifest.value), "stacks");
  if (typeof stacks !== "object" || stacks === null) return undefined;
  return success(
    Object.values(stacks).flatMap((stack: unknown) => {
      const path = ownMember(stack, "synthesizedStackPath");
      return typeof path === "string" ? [path] : [];
    }),
  );
}

/** A folder with such a manifest is meant for one of CDKTF, which is not to be read. */
const refusals: ReadonlySet<string> = new Set(["outside-folder", "not-a-file"]);

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

async function loadStack(
  bytes: Uint8Array,
  { path, name }: { readonly path: string; readonly name: string },
  options: ReadOptions,
): Promise<Result<Stack>> {
  const input = readInput(bytes, path);
  if (!input.ok) return input;
  if (input.value.kind !== "cdktf") return failure(noConfiguration(path));
  const extraction = extract(input.value, name, options);
  const locate = await sourceLocator({ place: path, bytes, input: input.value }, options);
  if (!locate.ok) return locate;
  const notes = [...input.diagnostics, ...extraction.notes];
  return success({ path, name, extraction: { ...extraction, notes }, locate: locate.value });
}

function selectInStacks(stacks: readonly Stack[], { place, selectors }: SplitSource): Result<SourceContent> {
  const [address] = selectors;
  const merged = { kind: "cdktf", extraction: merge(stacks) } as const;
  if (address === undefined || stacks.length === 1) return selectInPlan(merged, basename(place), selectors);
  const having = stacks.filter(
    ({ path, extraction }) => narrowToAddress(extraction, addressIn(path, address)).ok,
  );
  if (having.length > 1) return failure(inSeveralStacks(address, having));
  const [stack] = having;
  return stack === undefined
    ? selectInPlan(merged, basename(place), selectors)
    : selectInPlan({ kind: "cdktf", extraction: stack.extraction }, stack.path, selectors);
}

/** All of what is found in several stacks; each has its own public access blocks and account. */
function merge(stacks: readonly Stack[]): Extraction {
  const extractions = stacks.map(({ extraction }) => extraction);
  const [only, ...others] = extractions;
  if (only !== undefined && others.length === 0) return only;
  const all = <Item>(list: (extraction: Extraction) => readonly Item[] | undefined): readonly Item[] =>
    extractions.flatMap((extraction) => list(extraction) ?? []);
  const named = (list: (extraction: Extraction) => readonly ExtractedPolicy[] | undefined) =>
    stacks.flatMap(({ name, extraction }) =>
      (list(extraction) ?? []).map((one) => ({ ...one, stack: name })),
    );
  const accounts = new Set(extractions.map(({ account }) => account));
  const [account] = accounts;
  return {
    policies: named(({ policies }) => policies),
    implied: named(({ implied }) => implied),
    read: named(({ read }) => read),
    principals: all(({ principals }) => principals),
    targets: all(({ targets }) => targets),
    resources: all(({ resources }) => resources),
    counted: all(({ counted }) => counted),
    publicAccessBlocks: all(({ publicAccessBlocks }) => publicAccessBlocks),
    ...(account !== undefined && accounts.size === 1 && { account }),
    notes: all(({ notes }) => notes),
  };
}

const noStacks = (place: string): Diagnostic => ({
  code: "no-stacks",
  severity: "error",
  message: `\`${place}\` is a folder of CDKTF without any stack`,
  hint: "run `cdktf synth`, and check that the app makes a stack",
});

const noConfiguration = (path: string): Diagnostic => ({
  code: "no-configuration",
  severity: "error",
  message: `\`${path}\` is named as a stack of CDKTF, but holds something else`,
  hint: "run `cdktf synth` again",
});

const inSeveralStacks = (address: string, stacks: readonly Stack[]): Diagnostic => ({
  code: "ambiguous-address",
  severity: "error",
  message: `\`${address}\` is in several stacks`,
  hint: `name one of them: ${stacks.map(({ path }) => `\`${path}#${address}\``).join(", ")}`,
});
