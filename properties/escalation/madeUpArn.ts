import { exampleRegion } from "../../policies/reference/exampleAccount.js";

/** The region of an ARN; empty where it has none. */
export const regionIn = (arn: string): string => arn.split(":")[3] ?? "";

/** An ARN pattern with a region in the place of one that is unknown. */
export const withRegion = (arn: string, region: string): string =>
  arn
    .split(":")
    .map((part, at) => (at === 3 ? part.replace(/^\*$/, region) : part))
    .join(":");

/** A name that no policy is written for, so that what allows it allows any name. */
const anyName = "planproof-any-name";

/** An ARN that a pattern matches, with a name that no policy is written for. */
export const madeUpArn = (pattern: string): string => withMadeUpName(withRegion(pattern, exampleRegion));

/** The same, the region left as it is. */
export const withMadeUpName = (pattern: string): string =>
  pattern
    .split(":")
    .map((part, at) => (at < 5 ? part : part.replace(/[*?]+/g, anyName)))
    .join(":");
