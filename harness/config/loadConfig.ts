import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, relative, resolve } from "node:path";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { isObject } from "../../policies/text/isObject.js";
import type { JsonNode } from "../../policies/text/jsonNode.js";
import { parseJson } from "../../policies/text/parseJson.js";
import type { Property } from "../../properties/property.js";
import { chooseProperties } from "../run/chooseProperties.js";
import type { PropertyChoice } from "../run/propertyChoice.js";
import type { Config } from "./config.js";
import { configNames, findConfig } from "./findConfig.js";
import { fromFolder } from "./fromFolder.js";
import { importModule, requireModule } from "./importModule.js";
import schema from "./planproof.config.schema.json" with { type: "json" };
import { type ConfigSchema, type SchemaFault, schemaFaults, type ValuePath } from "./schemaFaults.js";

/** A configuration that has been read and checked. */
export interface LoadedConfig {
  /** its path, as seen from the working directory */
  readonly file: string;
  /** with paths as seen from the working directory */
  readonly config: Config;
  /** where a value of it is written, such as `planproof.config.json:3:13`; of code the file alone */
  readonly placeOf: (key: keyof Config) => string;
}

/** Which configuration is meant. */
export interface ConfigPlace {
  /** the working directory, where the search begins; @defaultValue that of the process */
  readonly cwd?: string;
  /** a path that is named, in place of a search; @defaultValue none */
  readonly file?: string;
}

/**
 * Finds, reads and checks the configuration; undefined where none is found. Fails, with file, line and column where
 * they are known, for one that cannot be read, has a key or value that it may not have, or a property that is unknown.
 */
export async function loadConfig(where: ConfigPlace = {}): Promise<Result<LoadedConfig | undefined>> {
  const found = locate(where);
  if (!found.ok || found.value === undefined) return found as Result<undefined>;
  const place = found.value;
  return isJson(place.path) ? readJsonConfig(place) : finish(place, await importModule(place.path));
}

/** The same at once, for what cannot wait; code in it must not wait either. */
export function loadConfigAtOnce(where: ConfigPlace = {}): Result<LoadedConfig | undefined> {
  const found = locate(where);
  if (!found.ok || found.value === undefined) return found as Result<undefined>;
  const place = found.value;
  return isJson(place.path) ? readJsonConfig(place) : finish(place, requireModule(place.path));
}

interface Located {
  readonly path: string;
  /** as messages call it */
  readonly file: string;
  readonly cwd: string;
}

function locate({ cwd = "", file }: ConfigPlace): Result<Located | undefined> {
  const from = resolve(cwd);
  const found = file === undefined ? findConfig(from) : success(resolve(from, file));
  if (!found.ok)
    return failures(
      found.diagnostics.map((one) =>
        one.source === undefined ? one : { ...one, source: relative(from, one.source) },
      ),
    );
  if (found.value === undefined) return success(undefined);
  const place = { path: found.value, file: file ?? relative(from, found.value), cwd: from };
  const endings = configNames.map((name) => extname(name));
  const fault =
    !endings.includes(extname(place.path)) && extname(place.path) !== ".cjs"
      ? problem(
          `\`${basename(place.path)}\` is not a configuration`,
          `it ends in one of ${endings.join(", ")}`,
        )
      : existsSync(place.path)
        ? undefined
        : problem("the configuration does not exist", "check its path");
  return fault === undefined ? success(place) : failure({ ...fault, source: place.file });
}

const isJson = (path: string): boolean => extname(path) === ".json";

function readJsonConfig(place: Located): Result<LoadedConfig> {
  const text = readText(place);
  if (!text.ok) return text;
  const parsed = parseJson(text.value);
  if (!parsed.ok) return failures(parsed.diagnostics.map((one) => ({ ...one, source: place.file })));
  return finish(place, success(JSON.parse(text.value.replace(/^\uFEFF/, ""))), parsed.value);
}

function readText({ path, file }: Located): Result<string> {
  try {
    return success(readFileSync(path, "utf8"));
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    const message = `the configuration cannot be read (${String(thrown.code)})`;
    return failure({ ...problem(message, "name a file that may be read"), source: file });
  }
}

/** Checks what was read, and makes its paths those of the working directory. */
function finish(place: Located, read: Result<unknown>, node?: JsonNode): Result<LoadedConfig> {
  const { file } = place;
  if (!read.ok) return failures(read.diagnostics.map((one) => ({ ...one, source: file })));
  const at = (path: ValuePath, ofKey = false) => {
    const position = node && positionOf(node, path, ofKey);
    return { source: file, ...(position && { position }) };
  };
  const faults = schemaFaults(withoutOwn(read.value), schema as ConfigSchema);
  if (faults.length > 0)
    return failures(faults.map((one) => ({ ...diagnosticOf(one), ...at(one.path, one.ofKey) })));
  const config = read.value as Config;
  const problems = (config.properties ?? []).flatMap((choice, index) =>
    choiceProblems(choice, config.trusted).map((one) => ({ ...one, ...at(["properties", index]) })),
  );
  if (problems.length > 0) return failures(problems);
  return success({
    file,
    config: fromFolder(config, relative(place.cwd, dirname(place.path))),
    placeOf: (key) => {
      const { position } = at([key]);
      return position === undefined ? file : `${file}:${position.line}:${position.column}`;
    },
  });
}

const problem = (message: string, hint: string): Diagnostic => ({
  code: "config",
  severity: "error",
  message,
  hint,
});

const diagnosticOf = ({ message, hint, ofKey }: SchemaFault): Diagnostic => ({
  ...problem(message, hint),
  ...(ofKey && { code: "unknown-key" }),
});

/** The schema knows the names of properties: of others their ids take their place. */
function withoutOwn(value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value["properties"])) return value;
  return { ...value, properties: value["properties"].map((one) => (isProperty(one) ? one.id : one)) };
}

const isProperty = (value: unknown): value is Property =>
  isObject(value) &&
  typeof value["id"] === "string" &&
  typeof value["sentence"] === "string" &&
  typeof value["search"] === "function" &&
  typeof value["appliesTo"] === "function";

function choiceProblems(choice: PropertyChoice, trusted?: readonly string[]): readonly Diagnostic[] {
  const chosen = chooseProperties([choice], "none", trusted);
  return chosen.ok ? [] : chosen.diagnostics;
}

/** The position of the value at a path, or of its key. */
function positionOf(node: JsonNode, path: ValuePath, ofKey: boolean): JsonNode["position"] {
  const [first, ...rest] = path;
  if (first === undefined) return node.position;
  if (node.type === "array") return positionOf(node.items[Number(first)] ?? node, rest, ofKey);
  if (node.type !== "object") return node.position;
  const member = node.members.find(({ key }) => key.value === first);
  if (member === undefined) return node.position;
  return ofKey && rest.length === 0 ? member.key.position : positionOf(member.value, rest, ofKey);
}
