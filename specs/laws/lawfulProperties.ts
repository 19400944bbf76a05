import { evaluateProperty } from "../../harness/run/evaluateProperty.js";
import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import { passRoleServices } from "../../properties/catalogue/passRoleServices.js";
import { confinement } from "../../properties/confinement.js";
import { containedIn, containment } from "../../properties/containedIn.js";
import { law } from "../../properties/law.js";
import type { Outcome, Property, SearchOptions } from "../../properties/property.js";
import { strictSubset } from "../../properties/strictSubset.js";
import { tagGuard } from "../../properties/tagGuard.js";
import type { Target } from "../../properties/target.js";
import { identitySet } from "../generators/identitySet.js";

const reading = identitySet({ Effect: "Allow", Action: ["s3:*", "sqs:*"], Resource: "*" });
const logs = identitySet({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::logs/*" });

/** Everything that some policies allow the target allows too: a law that requires access. */
const atLeastLogs = law({
  id: "at-least-logs",
  sentence: "the logs can be read",
  appliesTo: () => true,
  requiresAccess: true,
  questions: (target, options) => [containment({ left: logs, within: target.policies, target }, options)],
});

/** What the target allows is less than what others do, asked of the target's own policies. */
const lessThanReading: Property = {
  id: "less-than-reading",
  sentence: "it is strictly less than reading",
  appliesTo: ({ policies, holes }) => policies.identity.length > 0 || holes.length > 0,
  prove: (target, options) =>
    strictSubset({ left: target.policies, within: reading }).prove!(target, options),
  search: (target, options) =>
    strictSubset({ left: target.policies, within: reading }).search(target, options),
};

/** The properties that are built in, and some as users state them. */
export const properties: readonly Property[] = [
  ...builtInProperties,
  tagGuard({ actions: ["s3:*"], key: "aws:ResourceTag/team", id: "team-only" }),
  confinement({ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::logs/*"], id: "puts-logs" }),
  confinement({ actions: ["sqs:*", "ec2:RunInstances"], resources: [], id: "no-queues" }),
  containedIn({ within: reading, id: "within-reading" }),
  containedIn({ of: logs, within: reading, id: "logs-within-reading" }),
  passRoleServices({ services: ["batch.amazonaws.com"], id: "to-batch" }),
  atLeastLogs,
  lessThanReading,
];

/** The outcome of a property; undefined where it says nothing about the target. */
export const verdictOf = (property: Property, target: Target, options: SearchOptions): Outcome | undefined =>
  property.appliesTo(target) ? evaluateProperty(property, target, options) : undefined;
