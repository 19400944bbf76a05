import type { PlanJson, StateJson } from "./planJson.js";

/** What a file or stdin turned out to hold. */
export type Input =
  | {
      readonly kind: "plan";
      readonly plan: PlanJson;
      /** the configuration by path, where the plan came as a binary plan file; it may hold secrets */
      readonly files?: ReadonlyMap<string, string>;
      /** the size of that file in bytes */
      readonly zipBytes?: number;
    }
  /** terraform configuration in JSON, in the form of a plan; what was there before is unknown unless it is given */
  | { readonly kind: "cdktf"; readonly plan: PlanJson; readonly before?: PlanJson }
  | { readonly kind: "state"; readonly state: StateJson }
  | PolicyInput;

/** A policy document, as it was written and as a value. */
export interface PolicyInput {
  readonly kind: "policy";
  readonly text: string;
  readonly json: unknown;
}
