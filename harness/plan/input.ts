import type { PlanJson, StateJson } from "./planJson.js";

/** What a file or stdin turned out to hold. */
export type Input =
  | { readonly kind: "plan"; readonly plan: PlanJson }
  | { readonly kind: "state"; readonly state: StateJson }
  | { readonly kind: "policy"; readonly text: string };
