import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { jsonNesting } from "../../../policies/text/jsonNesting.js";
import { hclExcess, hclLimits, mostTokens, notUnderstood, refusalTokens } from "../hcl/hclLimits.js";
import { groupBy } from "../resources/groupBy.js";
import type { Input } from "../resources/input.js";
import { addHclExpressions, type ModuleSources } from "./addHclExpressions.js";

/** A plan with what its HCL adds to it. */
export interface PlanWithHcl {
  readonly input: Input;
  /** the files that add nothing */
  readonly notes: readonly Diagnostic[];
}

/**
 * Adds to a plan what its configuration says in HCL and terraform leaves out of the JSON: the strings of
 * templates, locals and the types of variables. A file that is too large or cannot be parsed adds nothing, and a
 * note says so.
 */
export async function readHcl(input: Input): Promise<PlanWithHcl> {
  if (input.kind !== "plan" || input.files === undefined || input.plan.configuration === undefined)
    return { input, notes: [] };
  const most = mostTokens(input.zipBytes ?? Number.POSITIVE_INFINITY);
  const { sources, unread } = await moduleSources(input.files, most);
  const configuration = addHclExpressions(input.plan.configuration, sources);
  return { input: { ...input, plan: { ...input.plan, configuration } }, notes: notesOn(unread) };
}

interface UnreadFile {
  readonly path: string;
  /** why, as the rest of a sentence */
  readonly is: string;
}

/** `tfconfig/m-ci.deploy/main.tf` is a file of the module `ci.deploy`. */
async function moduleSources(
  files: ReadonlyMap<string, string>,
  most: number,
): Promise<{ readonly sources: ModuleSources; readonly unread: readonly UnreadFile[] }> {
  const sources = new Map<string, unknown[]>();
  const overridden = new Set<string>();
  const unread: UnreadFile[] = [];
  const read = reader(most);
  for (const [path, text] of files) {
    const [, module, name = ""] = /^tfconfig\/m-([^/]*)\/([^/]+\.tf(?:\.json)?)$/.exec(path) ?? [];
    if (module === undefined) continue;
    const content = await read(text, path.endsWith(".json"));
    if ("value" in content) sources.set(module, [...(sources.get(module) ?? []), content.value]);
    else {
      unread.push({ path, is: content.is });
      if (/(?:^|_)override\.tf(?:\.json)?$/.test(name)) overridden.add(module);
    }
  }
  // what an unread file overrides is not what the other files say
  for (const module of overridden) sources.delete(module);
  return { sources, unread };
}

type Content = { readonly value: unknown } | Pick<UnreadFile, "is">;

/**
 * Reads files one after the other, each content once: several instances of one module have the same files. It
 * reads none after the first that is beyond the most tokens, so that no zip has it measure without end.
 */
function reader(most: number): (text: string, isJson: boolean) => Promise<Content> {
  const known = new Map<string, Content>();
  const beyond = { is: `beyond the ${most.toLocaleString("en-US")} tokens of a plan file of this size` };
  let remaining = most;
  const readNative = async (text: string): Promise<Content> => {
    if (remaining < 0) return beyond;
    // the parser gives `\u0024` back as `$`, which may begin an interpolation that was not written
    if (/\\(?:u00|U000000)2[45]/.test(text)) return { is: "with an escaped `$` or `%`" };
    const excess = hclExcess(text);
    remaining -= "is" in excess ? refusalTokens.measured : excess.tokens;
    if ("is" in excess) return excess;
    if (remaining < 0) return beyond;
    // only a binary plan has HCL, and only its reader starts a thread
    const { parseHcl } = await import("../hcl/parseHcl.js");
    const parsed = await parseHcl(text);
    if (parsed.ok) return { value: parsed.value };
    remaining -= refusalTokens.parsed;
    return { is: notUnderstood };
  };
  const readJson = (text: string): Content => {
    remaining -= Math.ceil(text.length / hclLimits.jsonPerToken);
    return remaining < 0 ? beyond : readJsonSyntax(text);
  };
  return async (text, isJson) => {
    const content = known.get(text) ?? (isJson ? readJson(text) : await readNative(text));
    known.set(text, content);
    return content;
  };
}

function readJsonSyntax(text: string): Content {
  if (jsonNesting(text) > hclLimits.depth) return { is: `nested deeper than ${hclLimits.depth} levels` };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { is: notUnderstood };
  }
}

/** How many names a note lists. */
const mostNames = 5;

const notesOn = (unread: readonly UnreadFile[]): readonly Diagnostic[] =>
  [...groupBy(unread, ({ is }) => is)].map(([is, files]) => {
    const names = files.slice(0, mostNames).map(({ path }) => `\`${path}\``);
    const more = files.length > mostNames ? ` and ${files.length - mostNames} more` : "";
    return {
      code: "hcl-not-read",
      severity: "warning",
      message: `${names.join(", ")}${more} in the plan file ${files.length === 1 ? "is" : "are"} ${is}, so what is written there and known only after apply stays unknown`,
      hint: "split the file, or move its policies into a separate file",
    };
  });
