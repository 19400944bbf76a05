import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the provider's classes lie; resolved from one of them, since the package's root is never loaded. */
const library = dirname(
  dirname(fileURLToPath(import.meta.resolve("@cdktf/provider-aws/lib/iam-role/index.js"))),
);

/**
 * The TypeScript that a provider module was compiled from, which its source map carries; undefined when the
 * provider does not have the module. The comments and the metadata in it describe the provider's schema.
 *
 * @param type `aws_iam_role`, or `data_aws_iam_policy_document` for a data source
 */
export function providerSource(type: string): string | undefined {
  const folder = join(library, type.replace(/^aws_/, "").replaceAll("_", "-"));
  if (!existsSync(join(folder, "index.js"))) return undefined;
  const structs = join(folder, "index-structs");
  const parts = existsSync(structs) ? readdirSync(structs).filter((name) => name.endsWith(".js")) : [];
  const files = [join(folder, "index.js"), ...parts.map((name) => join(structs, name))];
  return files.map(originalOf).join("\n");
}

/** Every resource type the provider has a module for. */
export const providerTypes = (): readonly string[] =>
  readdirSync(library)
    .filter((name) => !name.startsWith("data-") && existsSync(join(library, name, "index.js")))
    .map((name) => `aws_${name.replaceAll("-", "_")}`);

function originalOf(file: string): string {
  const compiled = readFileSync(file, "utf8");
  const mark = "sourceMappingURL=data:application/json;base64,";
  const at = compiled.lastIndexOf(mark);
  if (at < 0) return "";
  const map = JSON.parse(Buffer.from(compiled.slice(at + mark.length), "base64").toString()) as {
    readonly sourcesContent?: readonly string[];
  };
  return map.sourcesContent?.[0] ?? "";
}
