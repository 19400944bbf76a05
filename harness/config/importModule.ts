import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { types } from "node:util";
import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import { isObject } from "../../policies/text/isObject.js";

/** The default export of a configuration in JavaScript or TypeScript, which runs. */
export async function importModule(path: string): Promise<Result<unknown>> {
  const url = pathToFileURL(path).href;
  try {
    return defaultOf(await import(url));
  } catch (thrown) {
    if (!(path.endsWith(".ts") && codeOf(thrown) === "ERR_UNKNOWN_FILE_EXTENSION"))
      return failure(thrownBy(path, thrown));
  }
  const tsx = tsxOf(path);
  if (tsx === undefined) return failure(noTypeScript);
  try {
    const { tsImport } = (await import(tsx)) as {
      readonly tsImport: (url: string, parent: string) => Promise<unknown>;
    };
    return defaultOf(await tsImport(url, url));
  } catch (thrown) {
    return failure(thrownBy(path, thrown));
  }
}

/** The same at once, for what cannot wait: without `await` outside of functions. */
export function requireModule(path: string): Result<unknown> {
  const require = createRequire(path);
  if (path.endsWith(".ts") && !Object.hasOwn(require.extensions, ".ts")) return failure(notAtOnce);
  try {
    return defaultOf(require(path));
  } catch (thrown) {
    return failure(codeOf(thrown) === "ERR_REQUIRE_ASYNC_MODULE" ? notAtOnce : thrownBy(path, thrown));
  }
}

const codeOf = (thrown: unknown): unknown =>
  thrown instanceof Error && "code" in thrown ? thrown.code : undefined;

/** The URL of the tsx that the configuration's repository has. */
function tsxOf(path: string): string | undefined {
  try {
    const manifest = createRequire(path).resolve("tsx/package.json");
    const { exports } = JSON.parse(readFileSync(manifest, "utf8")) as {
      readonly exports: Readonly<Record<string, { readonly import: { readonly default: string } }>>;
    };
    return pathToFileURL(join(dirname(manifest), exports["./esm/api"]!.import.default)).href;
  } catch {
    return undefined;
  }
}

/** A CommonJS module that was TypeScript has its default inside of what counts as the default. */
function defaultOf(module: unknown): Result<unknown> {
  if (!isObject(module) || !(types.isModuleNamespaceObject(module) || module["__esModule"] === true))
    return success(module);
  const { default: inner } = module;
  if (inner === undefined) return failure(noDefault);
  return isObject(inner) && inner["__esModule"] === true ? defaultOf(inner) : success(inner);
}

const noDefault: Diagnostic = {
  code: "config-export",
  severity: "error",
  message: "the configuration has no default export",
  hint: "write `export default { … }`",
};

const noTypeScript: Diagnostic = {
  code: "config-typescript",
  severity: "error",
  message: "a configuration in TypeScript needs Node 22.18 or newer, or tsx in its repository",
  hint: "rename it to planproof.config.mjs and remove its types, or `npm install --save-dev tsx`",
};

const notAtOnce: Diagnostic = {
  code: "config-async",
  severity: "error",
  message: "the configuration cannot be loaded at once, which `describePlanByProperty` needs",
  hint: "use `await describePlan(...)`, or a planproof.config.mjs without `await` outside of functions",
};

/** The place is where the stack first names the configuration. */
function thrownBy(path: string, thrown: unknown): Diagnostic {
  const { message, stack = "" } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const name = path.slice(dirname(path).length + 1).replaceAll(".", "\\.");
  const place = new RegExp(`${name}:(\\d+)(?::(\\d+))?`).exec(stack);
  return {
    code: "config-throws",
    severity: "error",
    message: `it cannot be loaded: ${message.split("\n", 1)[0]}`,
    hint: "mend it, or name another configuration with `--config FILE`",
    ...(place && { position: { line: Number(place[1]), column: Number(place[2] ?? 1), offset: 0 } }),
  };
}
