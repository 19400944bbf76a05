import assert from "node:assert/strict";
import fc from "fast-check";
import { askedTargets } from "../../../properties/escalation/askedTargets.js";
import { Graph } from "../../../properties/escalation/graph.js";
import { on, role, root } from "./smallPlans.js";
import { arnOf, stepReference, targetsOf } from "./stepPlan.js";

describe("the principals on which a caller may ask something", function () {
  this.timeout(20_000);
  const names = ["a", "b", "c", "ab"];
  const [attach, put] = ["iam:AttachRolePolicy", "iam:PutRolePolicy"];
  const resource = fc.oneof(
    fc.constantFrom(...names, "gone").map((name) => arnOf("role", name)),
    fc.constantFrom("*", arnOf("role", "a*"), arnOf("role", "?"), arnOf("role", "$" + "{aws:username}")),
    fc.constantFrom(arnOf("user", "a"), arnOf("role", "A"), "arn:aws:iam::444455556666:role/a"),
  );
  const statement = fc.record({
    actions: fc.constantFrom([attach], [put], [attach, put], ["iam:*Role*"], ["s3:*"]),
    resources: fc.array(resource, { minLength: 1, maxLength: 3 }),
    isNegated: fc.boolean(),
  });

  it("are those of all on which its policies grant it, in the order of the source", async () => {
    const reference = await stepReference();
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 2 }),
        fc.subarray([attach, put]),
        (some, actions) => {
          const written = some.map(({ actions: named, resources, isNegated }) =>
            isNegated
              ? { Effect: "Allow", Action: named, NotResource: resources }
              : { ...on(named, "*"), Resource: resources },
          );
          const others = Object.assign({}, ...names.map((name) => role(name, root, [])));
          const [target] = targetsOf({ ...others, ...role("ci", root, written) });
          const graph = new Graph(target!.surroundings!.now(), reference);
          const caller = graph.nodes.find(({ address }) => address.endsWith(".ci"))!;
          const asker = graph.askerOf(caller);
          const expected = graph.nodes.filter(
            ({ address, principal }) =>
              address !== caller.address && actions.every((action) => asker.mayAskOn(action, principal)),
          );
          found += expected.length;
          assert.deepEqual(askedTargets(graph, caller, { actions, type: "role" }), expected);
        },
      ),
      { seed: 1, numRuns: 400 },
    );
    assert(found > 50);
  });
});
