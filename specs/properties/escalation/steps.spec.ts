import { expect } from "chai";
import type { EscalationStep } from "../../../policies/reference/escalationSteps.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { answerable } from "../../../properties/escalation/answerable.js";
import { attachHops } from "../../../properties/escalation/attachHops.js";
import { changeHops, ownHops } from "../../../properties/escalation/changeHops.js";
import { Graph } from "../../../properties/escalation/graph.js";
import { newHops } from "../../../properties/escalation/newHops.js";
import { takeHops } from "../../../properties/escalation/takeHops.js";
import { stepPlan, stepReference, targetsOf, type Without } from "./stepPlan.js";

/** Whether the role must trust a service or the caller. */
const dependsOnTrust = ({ service, requires, existing = [] }: EscalationStep): boolean =>
  service !== undefined ||
  requires.some(({ action }) => action === "sts:AssumeRole") ||
  existing.some(({ runsAsTarget }) => runsAsTarget);

describe("the steps of escalation", function () {
  this.timeout(60_000);
  let reference: ServiceReference;
  before(async () => {
    reference = await stepReference();
  });

  /** Whether a step is found in its smallest plan. */
  function fires(step: EscalationStep, without?: Without): boolean {
    const [target] = targetsOf(stepPlan(step, without));
    const graph = new Graph(target!.surroundings!.now(), reference);
    const caller = graph.nodes.find(({ address }) => /\.p$/.test(address))!;
    const other = graph.nodes.find(({ address }) => /\.q$/.test(address));
    const hops = [
      ...ownHops(graph, caller),
      ...newHops(graph, caller),
      ...changeHops(graph, caller),
      ...attachHops(graph, caller),
      ...(other === undefined ? [] : takeHops(graph, caller, other)),
    ];
    return hops.some((hop) => hop.step.id === step.id);
  }

  for (const step of answerable) {
    it(`${step.id} leads on, and does not without a requirement, the trust, a tag or under a boundary`, () => {
      expect(fires(step), "with all").to.equal(true);
      for (const action of new Set(step.requires.map((one) => one.action)))
        expect(fires(step, { action }), `without ${action}`).to.equal(false);
      expect(fires(step, { boundary: true }), "under a boundary").to.equal(false);
      if (dependsOnTrust(step)) expect(fires(step, { trust: true }), "without trust").to.equal(false);
      const isTagged = step.requires.some(({ on }) => !/^(?:new |any |\*)/.test(on));
      if (isTagged) expect(fires(step, { tag: true }), "without the tag").to.equal(false);
    });
  }
});
