import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { jsonNesting } from "../../../policies/text/jsonNesting.js";
import { hclExcess, hclLimits, mostTokens } from "../hcl/hclLimits.js";
import { type ParsedHcl, parseHcl } from "../hcl/parseHcl.js";
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
  const { sources, unread } = await moduleSources(input.files);
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
): Promise<{ readonly sources: ModuleSources; readonly unread: readonly UnreadFile[] }> {
  const sources = new Map<string, unknown[]>();
  const overridden = new Set<string>();
  const unread: UnreadFile[] = [];
  const read = reader();
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

/** Reads files one after the other, each content once: several instances of one module have the same files. */
function reader(): (text: string, isJson: boolean) => Promise<Content> {
  const known = new Map<string, Content>();
  let remaining = mostTokens;
  return async (text, isJson) => {
    if (isJson) return readJsonSyntax(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const content = await readNative(text, remaining);
    if ("tokens" in content) remaining -= content.tokens;
    known.set(text, content);
    return content;
  };
}

async function readNative(
  text: string,
  remaining: number,
): Promise<(Content & { readonly tokens: number }) | Pick<UnreadFile, "is">> {
  // the parser gives `\u0024` back as `$`, which may begin an interpolation that was not written
  if (/\\(?:u00|U000000)2[45]/.test(text)) return { is: "with an escaped `$` or `%`" };
  const excess = hclExcess(text);
  if ("is" in excess) return excess;
  const { tokens } = excess;
  if (tokens > remaining)
    return { is: `beyond the ${mostTokens.toLocaleString("en-US")} tokens of one plan` };
  const parsed: ParsedHcl = await parseHcl(text);
  return { ...(parsed.ok ? { value: parsed.value } : { is: notParsed }), tokens };
}

/** What terraform has planned is HCL; what the parser does not know stays unknown. */
const notParsed = "not understood by the HCL parser";

function readJsonSyntax(text: string): Content {
  if (jsonNesting(text) > hclLimits.depth) return { is: `nested deeper than ${hclLimits.depth} levels` };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { is: notParsed };
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
