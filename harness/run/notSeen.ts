import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { printAddress } from "../../properties/targetAddress.js";
import type { PublicAccessBlock } from "../plan/policies/publicAccessBlocks.js";
import type { Source } from "./openSource.js";
import type { Verdict } from "./report.js";

/** The code of the note by which reports say that resource policies took part. */
export const notSeenCode = "not-seen";

/**
 * What may grant or deny access in addition to the policies of a plan; of a bucket that is reported as public, also what
 * blocks that. No note for a source that is a policy alone.
 */
export function notSeen(source: Source, verdicts: readonly Verdict[]): readonly Diagnostic[] {
  const { kind, extraction } = source;
  if (kind === "policy" || kind === "managed") return [];
  const blocked = blockedBuckets(source, verdicts);
  const { publicAccessBlocks: blocks = [] } = extraction;
  const blocking = blocked.flatMap((bucket) =>
    blocks.filter((one) => isOn(one, bucket)).map(({ address }) => `\`${address}\` for \`${bucket}\``),
  );
  const also =
    blocking.length === 0
      ? ""
      : `; S3 Block Public Access is configured by ${blocking.join(", ")}, which is reported as public`;
  return [
    {
      code: notSeenCode,
      severity: "warning",
      message: `not seen: policies of resources outside the source, S3 Block Public Access and ACLs, RAM, access points, grants made at run time${also}`,
      hint: "they may allow or deny more",
    },
  ];
}

const isOn = ({ buckets }: PublicAccessBlock, bucket: string): boolean =>
  buckets === undefined || buckets.includes(bucket);

/** Buckets of the source that everyone, or any account, may reach by their policies. */
function blockedBuckets({ resources, targets }: Source, verdicts: readonly Verdict[]): readonly string[] {
  const broken = new Set(
    verdicts
      .filter(({ property, outcome }) => property === "no-public-access" && outcome.verdict === "refuted")
      .map(({ target }) => target),
  );
  return [...resources, ...targets]
    .filter(({ address }) => broken.has(printAddress(address)))
    .flatMap(({ policies: { resources: held = [] } }) =>
      held.some(({ arns }) => arns.some((arn) => /^arn:[^:]*:s3:::/.test(arn))) ? held[0]!.address : [],
    );
}
