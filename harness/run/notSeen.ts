import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { printAddress } from "../../properties/targetAddress.js";
import type { PublicAccessBlock } from "../plan/policies/publicAccessBlocks.js";
import type { Source } from "./openSource.js";
import type { BlockedAccess, Verdict } from "./report.js";

/** The code of the note by which reports say that resource policies took part. */
export const notSeenCode = "not-seen";

/**
 * What may grant or deny access in addition to the policies of a plan; of a bucket that is reported as public, also what
 * blocks that. No note for a source that is a policy alone.
 */
export function notSeen(source: Source, verdicts: readonly Verdict[]): readonly Diagnostic[] {
  const { kind } = source;
  return kind === "policy" || kind === "managed" ? [] : [notSeenWith(blockedAccess(source), verdicts)];
}

/** The same note, made of what {@link blockedAccess} says of its source. */
export function notSeenWith(blocked: readonly BlockedAccess[], verdicts: readonly Verdict[]): Diagnostic {
  const broken = new Set(
    verdicts
      .filter(({ property, outcome }) => property === "no-public-access" && outcome.verdict === "refuted")
      .map(({ target }) => target),
  );
  const blocking = blocked.filter(({ target }) => broken.has(target)).map(({ by }) => by);
  const also =
    blocking.length === 0
      ? ""
      : `; S3 Block Public Access is configured by ${blocking.join(", ")}, which is reported as public: it has no effect on a policy that is there without \`restrict_public_buckets\``;
  return {
    code: notSeenCode,
    severity: "warning",
    message: `not seen: policies and S3 Block Public Access outside the source, ACLs, access points, RAM, shared AMIs and snapshots, API Gateway methods without authorization, grants made at run time${also}`,
    hint: "they may allow or deny more",
  };
}

/** What blocks public access to the buckets of a source, regardless of what their policies allow. */
export function blockedAccess({ name, extraction, resources, targets }: Source): readonly BlockedAccess[] {
  const { publicAccessBlocks: blocks = [] } = extraction;
  if (blocks.length === 0) return [];
  return [...resources, ...targets].flatMap(({ address, policies: { resources: held = [] } }) => {
    if (!held.some(({ arns }) => arns.some((arn) => /^arn:[^:]*:s3:::/.test(arn)))) return [];
    const bucket = held[0]!.address;
    return blocks
      .filter((one) => isOn(one, bucket))
      .map((one) => ({
        source: name,
        target: printAddress(address),
        by: `\`${one.address}\` for \`${bucket}\``,
      }));
  });
}

const isOn = ({ buckets }: PublicAccessBlock, bucket: string): boolean =>
  buckets === undefined || buckets.includes(bucket);
