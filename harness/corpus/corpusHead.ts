import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import { policyJson } from "../../policies/language/printPolicy.js";
import type { Shard } from "../run/shards/shard.js";
import { bundledName, rowPolicies } from "./rowPolicies.js";

/** What the head of a corpus says of a target. */
export interface HeadTarget {
  readonly name: string;
  /** who makes the requests of its cases */
  readonly principal: string;
  readonly policies: PolicySet;
}

/** Which part of a corpus a file has; `digest` names the whole: source, seed and size. */
export interface CorpusShard extends Shard {
  readonly digest: string;
}

/** The version of the form of a corpus file. */
export const corpusVersion = 1;

/**
 * The rows before the cases of a corpus: its version, one for each document, once, and one for each target, with the
 * names of its documents. So a change of one policy is a change of one row.
 */
export function corpusHead(targets: readonly HeadTarget[], shard?: CorpusShard): readonly object[] {
  const documents = new Documents();
  const rows = targets.map(({ name, principal, policies }) => ({
    target: name,
    principal,
    policies: rowPolicies(policies, (policy) => documents.nameOf(policy)),
  }));
  return [{ corpus: corpusVersion, ...(shard && { shard }) }, ...documents.rows(), ...rows];
}

/** The first digits of the SHA-256 of a document's JSON. */
export const documentDigest = (json: string): string =>
  createHash("sha256").update(json).digest("hex").slice(0, 16);

/** Documents by name; two that differ never have the same. */
class Documents {
  readonly #json = new Map<string, string>();

  nameOf(policy: Policy): string {
    const bundled = bundledName(policy);
    if (bundled !== undefined) return bundled;
    const json = JSON.stringify(policyJson(policy.document));
    const plain = /^[^#]*[/\\]/.test(policy.source) ? basename(policy.source) : policy.source;
    const known = this.#json.get(plain);
    const name = known === undefined || known === json ? plain : `${plain}#${documentDigest(json)}`;
    this.#json.set(name, json);
    return name;
  }

  rows(): readonly object[] {
    return [...this.#json]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([document, json]) => ({
        document,
        digest: documentDigest(json),
        policy: JSON.parse(json) as object,
      }));
  }
}
