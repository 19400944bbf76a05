import type { PropertyChoice } from "../run/propertyChoice.js";
import type { ConfigJson } from "./configJson.js";

/** What a configuration holds; in code it may hold your own properties. Paths start from its folder. */
export interface Config extends Omit<ConfigJson, "$schema" | "properties"> {
  /** in addition to those of the preset: names, names with parameters and targets, or properties of your own */
  readonly properties?: readonly PropertyChoice[];
}

/**
 * The configuration itself, for editors to complete and check: `planproof.config.mjs` exports it as its default.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineConfig } from "planproof";
 *
 * const config = defineConfig({ sources: ["plan.json"], trusted: ["o-a1b2c3d4e5"], failOn: "medium" });
 * assert.equal(config.failOn, "medium"); // in planproof.config.mjs: `export default defineConfig({ ... })`
 * ```
 */
export const defineConfig = (config: Config): Config => config;
