import { addTemplates, type ModuleSources } from "./addTemplates.js";
import type { Input } from "./input.js";

/**
 * Adds to a plan what its configuration says in HCL and terraform leaves out of the JSON: the texts of
 * templates, locals and the types of variables. A file that cannot be read adds nothing.
 */
export const readHcl = async (input: Input): Promise<Input> => {
  if (input.kind !== "plan" || input.files === undefined || input.plan.configuration === undefined)
    return input;
  const sources = await moduleSources(input.files);
  const configuration = addTemplates(input.plan.configuration, sources);
  return { ...input, plan: { ...input.plan, configuration } };
};

/** The parser gives `\u0024` back as `$`, which may begin an interpolation where there is none. */
const escapedSign = /\\(?:u00|U000000)2[45]/;

/** `tfconfig/m-ci.deploy/main.tf` is a file of the module `ci.deploy`. */
const moduleSources = async (files: ReadonlyMap<string, string>): Promise<ModuleSources> => {
  // loading the parser takes a second, which only a plan with HCL in it is worth
  const { parse } = await import("@cdktf/hcl2json");
  const sources = new Map<string, unknown[]>();
  for (const [path, text] of files) {
    const [, module] = /^tfconfig\/m-([^/]*)\/[^/]+\.tf(?:\.json)?$/.exec(path) ?? [];
    if (module === undefined || escapedSign.test(text)) continue;
    try {
      sources.set(module, [
        ...(sources.get(module) ?? []),
        path.endsWith(".json") ? JSON.parse(text) : await parse(path, text),
      ]);
    } catch {
      // what terraform has planned is HCL; what this parser does not know stays unknown
    }
  }
  return sources;
};
