import type { Policy } from "../../policies/language/policySet.js";
import type { Graph } from "./graph.js";

/** Policies that are tried as the boundary of a new principal. */
export const mostBoundaries = 50;

/** A managed policy of the source as the boundary of a new principal. */
export interface Boundary {
  readonly policy: Policy;
  readonly arn: string;
  readonly address: string;
}

/** The policies of the source that may be a boundary. */
export const boundariesIn = (graph: Graph): readonly Boundary[] =>
  graph
    .resourcesOf("aws_iam_policy")
    .flatMap(({ arn, policy, address }) =>
      arn === undefined || policy === undefined ? [] : [{ arn, policy, address }],
    );
