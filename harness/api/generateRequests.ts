import fc from "fast-check";
import { requestNear } from "../../generators/requestNear.js";
import type { Request } from "../../policies/language/request.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { type Result, success } from "../../policies/text/diagnostic.js";
import { printAddress } from "../../properties/targetAddress.js";
import { defaultSeed } from "../run/defaultSeed.js";
import { deriveSeed } from "../run/deriveSeed.js";
import { refuseOptions, searchRules } from "../run/refuseOptions.js";
import { servicesOf } from "../run/servicesOf.js";
import { checkableSources, type SourceInputs } from "./sourceInput.js";

export interface GenerateRequestsOptions {
  /** @defaultValue 1 */
  readonly seed?: number;
  /** requests in all; @defaultValue 100 */
  readonly size?: number;
}

/** Requests that are made when no size is given. */
export const defaultRequests = 100;

/**
 * Makes random requests near the policies of one or more sources, near each target in turn.
 *
 * Deterministic in sources, seed and size. Fails for a source that could not be read or holds nothing to check.
 *
 * @throws TypeError for an option that does not exist or cannot have its value
 * @example
 * ```ts
 * import { generateRequests, loadSource } from "planproof";
 *
 * const requests = await generateRequests(await loadSource("managed:AWSBatchFullAccess"), { size: 5 });
 * if (requests.ok) console.log(requests.value.map(({ action }) => action));
 * ```
 */
export async function generateRequests(
  inputs: SourceInputs,
  options: GenerateRequestsOptions = {},
): Promise<Result<readonly Request[]>> {
  refuseOptions("generateRequests", options, { seed: searchRules.seed, size: { minimum: 1 } });
  const { seed = defaultSeed, size = defaultRequests } = options;
  const sources = checkableSources(inputs);
  if (!sources.ok) return sources;
  const targets = sources.value.flatMap((source) => source.targets);
  const reference = await loadServiceReference(servicesOf(targets));
  const draws = targets.map(({ address, principal, policies }) =>
    fc.sample(requestNear(policies, { reference, principal }), {
      seed: deriveSeed(seed, "", printAddress(address)),
      numRuns: Math.ceil(size / targets.length),
    }),
  );
  return success(Array.from({ length: size }, (_, at) => inTurn(draws, at)));
}

/** One request near the first target, one near the second, and so on around. */
const inTurn = (draws: readonly (readonly Request[])[], at: number): Request =>
  draws[at % draws.length]![Math.floor(at / draws.length)]!;
