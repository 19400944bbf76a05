import type { Hole } from "../../../properties/hole.js";
import { knownAfterApply } from "../resources/knownAfterApply.js";

/** An attribute that links two resources, where the other resource is known only after apply. */
export interface UnknownLink {
  /** the resource and the attribute, `aws_iam_role_policy.deploy.role` */
  readonly address: string;
  /** the references it depends on */
  readonly refersTo: readonly string[];
}

/** @param link what is unknown, as an indirect question, and how to make it known */
export const linkHole = (
  { address, refersTo }: UnknownLink,
  { question, remedy }: { readonly question: string; readonly remedy: string },
): Hole => ({
  address,
  reason: knownAfterApply(question, refersTo),
  refersTo,
  remedy,
  part: "link",
  afterApply: true,
});
