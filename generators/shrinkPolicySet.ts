import { parsePolicy } from "../policies/language/parsePolicy.js";
import type { PolicySet } from "../policies/language/policySet.js";
import { printPolicy } from "../policies/language/printPolicy.js";
import type { DocumentJson } from "./documentJson.js";
import { placesIn } from "./mutants/policySetMutants.js";
import { shrinkDocument } from "./shrinkDocument.js";

/** Simpler policy sets, best first: without a layer, with one identity policy, with a simpler document. */
export function* shrinkPolicySet(set: PolicySet): Iterable<PolicySet> {
  for (const layer of ["boundary", "session", "resource", "resources", "endpoint", "scps", "rcps"] as const) {
    if (set[layer] === undefined) continue;
    const { [layer]: _, ...rest } = set;
    yield rest;
  }
  if (set.identity.length > 1) for (const one of set.identity) yield { ...set, identity: [one] };
  for (const { policy, kind, put } of placesIn(set)) {
    const json = JSON.parse(printPolicy(policy.document, 0)) as DocumentJson;
    for (const simple of shrinkDocument(json, kind)) {
      const document = parsePolicy(JSON.stringify(simple), kind, { keeper: "aws" });
      if (document.ok) yield put({ source: policy.source, document: document.value });
    }
  }
}
