import { basename, resolve } from "node:path";
import { type Diagnostic, type Result, success } from "../../../policies/text/diagnostic.js";
import type { Target } from "../../../properties/target.js";
import { readHcl } from "../configuration/readHcl.js";
import { documentTargets } from "../documentTargets.js";
import { extract } from "../extract.js";
import type { Extraction } from "../extraction.js";
import { readInput } from "../input/readInput.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import type { Input, PolicyInput } from "../resources/input.js";
import { loadCdktfFolder } from "./loadCdktfFolder.js";
import { loadManaged } from "./loadManaged.js";
import { managedDateOf } from "./managedDateOf.js";
import { noteOutdated } from "./noteOutdated.js";
import { isZip, readBinaryPlan } from "./readBinaryPlan.js";
import { exists, type ReadOptions, readSource } from "./readSource.js";
import { repositoryRoot } from "./repositoryPath.js";
import { type SourceContent, selectInPlan, selectInPolicy } from "./selectInPlan.js";
import { documentExtraction, readDocument } from "./singleDocument.js";
import { type Locate, sourceLocator } from "./sourceLocator.js";
import { type SplitSource, splitSource } from "./splitSource.js";

/** A SOURCE of the command line, read and narrowed to what its `#` names. */
export interface LoadedSource extends Omit<SourceContent, "locate"> {
  /** as it was given */
  readonly name: string;
  /** those of the extraction */
  readonly targets: readonly Target[];
  /** those of the extraction */
  readonly policies: readonly ExtractedPolicy[];
  /** its known documents, for properties about documents */
  readonly documents: readonly Target[];
  /** its resources with policies and roles with trust policies, for properties about callers */
  readonly resources: readonly Target[];
  /** the day of the AWS managed policies: `YYYY-MM-DD`, UTC; @defaultValue none, where no target has one */
  readonly managedPoliciesDate?: string;
}

/**
 * Reads a SOURCE: a file or `-` with a plan (JSON or binary), a state, a `cdk.tf.json` or a policy document, a
 * `cdktf.out` folder, or `managed:NAME`, perhaps with `@v7` or `@2021-01-01`; with `#ADDRESS` one principal or policy in a plan, with
 * `#tag-guarded`, `#Sid=X` or `#statement=N` some statements of a policy.
 *
 * Fails, with one diagnostic as a rule, when there is nothing to read, when it is something else, and when the
 * name after `managed:` or `#` is not known. A plan without any IAM policy is read: see `countPolicies`.
 */
export async function loadSource(spec: string, options: ReadOptions = {}): Promise<Result<LoadedSource>> {
  const split = await chooseSplit(spec, options);
  const loaded = split.place.startsWith("managed:")
    ? loadManaged(spec, split, options)
    : await loadFile(spec, split, options);
  if (!loaded.ok) return loaded;
  const { kind, locate } = loaded.value;
  const extraction = locate ? withLocations(loaded.value.extraction, locate) : loaded.value.extraction;
  const { targets, policies } = extraction;
  const isPlan = kind !== "policy" && kind !== "managed";
  const documents = located(documentTargets(extraction, isPlan ? basename(split.place) : spec), locate);
  const { resources = [] } = extraction;
  const source = { name: spec, kind, extraction, targets, policies, documents, resources };
  return success({ ...source, ...managedDateOf(targets, options.given) }, loaded.diagnostics);
}

/** Every target of an extraction with the line where it is written. */
const withLocations = (extraction: Extraction, locate: Locate): Extraction => ({
  ...extraction,
  targets: located(extraction.targets, locate),
  ...(extraction.resources && { resources: located(extraction.resources, locate) }),
  ...(extraction.counted && { counted: located(extraction.counted, locate) }),
  ...(extraction.earlier && {
    earlier: {
      ...extraction.earlier,
      gone: located(extraction.earlier.gone, locate),
      ...(extraction.earlier.goneResources && {
        goneResources: located(extraction.earlier.goneResources, locate),
      }),
    },
  }),
});

const located = (targets: readonly Target[], locate: Locate | undefined): readonly Target[] =>
  targets.map((target) => {
    const location = locate?.(target.address);
    return location === undefined ? target : { ...target, location };
  });

/** A file name may have a `#` in it: the shortest path that exists is meant. */
async function chooseSplit(spec: string, options: ReadOptions): Promise<SplitSource> {
  const splits = splitSource(spec);
  const [shortest] = splits;
  if (splits.length === 1 || /^(?:managed:|-#)/.test(spec)) return shortest!;
  for (const split of splits) if (split.place !== "" && (await exists(split.place, options))) return split;
  return shortest!;
}

async function loadFile(
  spec: string,
  split: SplitSource,
  options: ReadOptions,
): Promise<Result<SourceContent>> {
  const bytes = await readSource(split.place, options);
  if (!bytes.ok) return (await loadCdktfFolder(split, options)) ?? bytes;
  const input = isZip(bytes.value)
    ? await readBinaryPlan(bytes.value, split.place, options)
    : readInput(bytes.value, split.place === "-" ? "stdin" : split.place);
  if (!input.ok) return input;
  const locate = await sourceLocator({ place: split.place, bytes: bytes.value, input: input.value }, options);
  if (!locate.ok) return locate;
  const outdated = await outdatedIn(input.value, options);
  const { input: read, notes } = await readHcl(input.value);
  const loaded =
    read.kind === "policy" ? loadDocument(spec, read, options) : loadPlan(split.place, read, options);
  if (!loaded.ok) return loaded;
  const { kind, extraction } = loaded.value;
  const allNotes = [...input.diagnostics, ...outdated, ...notes, ...extraction.notes];
  const noted = { kind, extraction: { ...extraction, notes: allNotes }, locate: locate.value };
  const { place, selectors } = split;
  return kind === "policy"
    ? selectInPolicy(noted, { source: place }, selectors)
    : selectInPlan(noted, basename(place), selectors);
}

/** Of a binary plan file, which holds the configuration that it was made of. */
async function outdatedIn(
  input: Input,
  { cwd = "", chdir = "" }: ReadOptions,
): Promise<readonly Diagnostic[]> {
  if (input.kind !== "plan" || input.files === undefined) return [];
  const directory = resolve(cwd, chdir);
  return noteOutdated(input.files, { directory, root: repositoryRoot(resolve(cwd)) });
}

function loadDocument(spec: string, input: PolicyInput, { account }: ReadOptions): Result<SourceContent> {
  const read = readDocument(input, spec);
  if (!read.ok) return read;
  return success({ kind: "policy", extraction: documentExtraction(read.value, account) });
}

const loadPlan = (
  place: string,
  input: Exclude<Input, { kind: "policy" }>,
  options: ReadOptions,
): Result<SourceContent> =>
  success({ kind: input.kind, extraction: extract(input, basename(place), options) });
