import { type EscalationStep, escalationSteps } from "../../policies/reference/escalationSteps.js";
import {
  boundaryVariants,
  boundedVariants,
  documentVariants,
  loginVariants,
  profileVariants,
  trustVariants,
} from "./loginVariants.js";

/** The steps that a source can answer. */
export const answerable: readonly EscalationStep[] = escalationSteps.filter(
  ({ leftOut, retired = false, leadsTo }) => leftOut === undefined && !retired && leadsTo !== "other",
);

const isOfTarget = ({ leadsTo }: EscalationStep): boolean => leadsTo === "role" || leadsTo === "user";

/** Steps by which a managed policy of the source is attached. */
export const attachSteps = answerable.filter(({ gives }) => gives === "attached").flatMap(loginVariants);

const changing = answerable.filter(({ gives }) => gives !== "attached");

/** Steps by which the caller changes what it holds. */
export const ownSteps = changing.filter(({ leadsTo }) => leadsTo === "self");

/** Steps by which the caller makes a new principal. */
export const newSteps = changing
  .filter(({ leadsTo }) => leadsTo === "newRole" || leadsTo === "newUser")
  .flatMap(loginVariants);

/** The same with a boundary that allows everything, which the caller makes or rewrites. */
export const newBoundedSteps = newSteps.flatMap(boundaryVariants);

const changingOthers = changing.filter((step) => isOfTarget(step) && step.gives !== "theirs");

/** Steps by which the caller gives another principal any permission, or those of a group, ends the boundary of that one, and becomes it. */
export const unlimitedSteps = boundedVariants(changingOthers).flatMap(loginVariants);

/** Steps by which the caller changes what another principal holds, and becomes that one. */
export const changeSteps = [
  ...changingOthers.flatMap(trustVariants).flatMap(loginVariants),
  ...unlimitedSteps,
];

const becoming = answerable.filter((step) => isOfTarget(step) && step.gives === "theirs");

/** Steps by which the caller passes a role to a service. */
export const passSteps = becoming
  .filter(({ service }) => service !== undefined)
  .flatMap((step) => [step, ...profileVariants(step)]);

/** Steps by which the caller uses what runs with a role already. */
export const workloadSteps = becoming
  .filter(
    ({ service, existing = [] }) =>
      service === undefined && existing.some(({ runsAsTarget }) => runsAsTarget),
  )
  .flatMap(documentVariants);

const taking = becoming
  .filter(({ service }) => service === undefined)
  .filter((step) => !workloadSteps.includes(step));
const assumes = ({ requires }: EscalationStep): boolean =>
  requires.some(({ action }) => action === "sts:AssumeRole");

/** Steps by which the caller assumes another role. */
export const assumeSteps = taking.filter(assumes);

/** Steps by which the caller becomes another principal otherwise. */
export const takeSteps = taking.filter((step) => !assumes(step));

/** Steps by which the caller changes a role that it assumes then, without the assuming: it may run code with the role instead. */
const runningInstead = (steps: readonly EscalationStep[]): readonly EscalationStep[] =>
  steps
    .filter((step) => step.leadsTo === "role" && assumes(step))
    .map((step) => ({
      ...step,
      requires: step.requires.filter(({ action }) => action !== "sts:AssumeRole"),
    }));

const unlimitedRunSteps = runningInstead(unlimitedSteps);

/** Of those that change what a role holds. */
export const changeRunSteps = [
  ...runningInstead(changeSteps.filter((step) => !unlimitedSteps.includes(step))),
  ...unlimitedRunSteps,
];

/** Whether a step gives something and ends the boundary. */
export const isUnlimiting = (step: EscalationStep): boolean =>
  unlimitedSteps.includes(step) || unlimitedRunSteps.includes(step);

/** Of those that attach a managed policy. */
export const attachRunSteps = runningInstead(attachSteps);

/** All of these. */
export const allAttachSteps = [...attachSteps, ...attachRunSteps];

/** The actions that they require, in lower case; objects of S3 alone make no principal another one. */
export const stepActions: readonly string[] = [
  ...new Set(answerable.flatMap(({ requires }) => requires.map(({ action }) => action.toLowerCase()))),
].filter((action) => !action.startsWith("s3:"));

/** The services of all actions that they require. */
export const stepServices: readonly string[] = [
  ...new Set(answerable.flatMap(({ requires }) => requires.map(({ action }) => action.split(":", 1)[0]!))),
];
