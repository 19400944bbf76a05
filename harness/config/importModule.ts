import { readFileSync } from "node:fs";
import { createRequire, register } from "node:module";
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
  // `tsImport` would load planproof a second time, for the configuration alone, whose properties would not be ours
  const registered: (() => unknown)[] = [];
  try {
    for (const api of tsx) registered.push(((await import(api)) as TsxApi).register());
    register(asModule, { data: url });
    return defaultOf(await import(`${url}?tsx`));
  } catch (thrown) {
    return failure(thrownBy(path, thrown));
  } finally {
    for (const unregister of registered) await unregister();
  }
}

/**
 * Hooks by which a file is an ES module although its package.json says otherwise: CommonJS would load planproof a
 * second time. Source: https://nodejs.org/api/module.html#customization-hooks
 */
const asModule = `data:text/javascript,${encodeURIComponent(`
let own;
export const initialize = (url) => { own = url; };
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  return found.url.split("?")[0] === own ? { ...found, format: "module" } : found;
}
export const load = (url, context, next) =>
  next(url, url.split("?")[0] === own ? { ...context, format: "module" } : context);
`)}`;

interface TsxApi {
  readonly register: () => () => unknown;
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

/** The URLs of what the tsx of the configuration's repository has for CommonJS and for ES modules. */
function tsxOf(path: string): readonly string[] | undefined {
  try {
    const manifest = createRequire(path).resolve("tsx/package.json");
    const { exports } = JSON.parse(readFileSync(manifest, "utf8")) as {
      readonly exports: Readonly<Record<string, { readonly import: { readonly default: string } }>>;
    };
    return ["./cjs/api", "./esm/api"].map(
      (api) => pathToFileURL(join(dirname(manifest), exports[api]!.import.default)).href,
    );
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
