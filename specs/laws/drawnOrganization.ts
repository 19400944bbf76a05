import fc from "fast-check";
import { type DrawnResource, drawnControl, drawnPolicy } from "./drawnPolicy.js";
import { later } from "./drawnStatements.js";
import { hasLater, Later, reference } from "./later.js";

const account = "123456789012";

/** An account that is in the plan as a member manages no organization. */
const elsewhere = new Later(["888888888888", "888888888888", "888888888888"]);

const nodes = [account, "999999999999", "ou-1", "r-1"];
const types = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "TAG_POLICY"];

/** What says who is above the account: its parent, or the unit above that, may be known only later. */
const tree: fc.Arbitrary<readonly DrawnResource[]> = fc
  .record({
    parent: fc.oneof(
      fc.constantFrom(...["ou-1", "ou-2", "r-1"]),
      later(fc.constantFrom("ou-1", "ou-2", "r-1")),
    ),
    above: fc.oneof(fc.constantFrom("ou-1", "r-1"), later(fc.constantFrom("ou-1", "r-1"))),
    master: fc.oneof(
      fc.constant(null),
      fc.constant("888888888888"),
      later(fc.constantFrom(account, "888888888888")),
    ),
    shown: fc.boolean(),
  })
  .map(({ parent, above, master, shown }) => [
    ...(shown
      ? [
          { address: "aws_organizations_account.a", after: { id: account, name: "a", parent_id: parent } },
          {
            address: "aws_organizations_organizational_unit.o",
            after: { id: "ou-2", name: "o", parent_id: above },
          },
        ]
      : []),
    ...(master === null
      ? []
      : [
          {
            address: "aws_organizations_organization.o",
            after: {
              id: "o-1",
              feature_set: "ALL",
              master_account_id: shown ? elsewhere : unwritten(master),
            },
          },
        ]),
  ]);

const unwritten = (value: unknown): unknown => (value instanceof Later ? new Later(value.values) : value);

/** An SCP, an RCP or another policy of the organization, attached somewhere, perhaps at a place that is unknown. */
export const drawnOrganization: fc.Arbitrary<readonly DrawnResource[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        control: drawnControl,
        policy: drawnPolicy,
        type: fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...types) },
          { weight: 1, arbitrary: later(fc.constantFrom(...types)) },
        ),
        target: fc.oneof(fc.constantFrom(...nodes), later(fc.constantFrom(...nodes))),
        isNew: fc.boolean(),
        tree,
      })
      .map(({ control, policy, type, target, isNew, tree: above }) => {
        const address = "aws_organizations_policy.s";
        const { value, resources, isSensitive, template } = (type === types[1] ? control : policy)("scp");
        const id = isNew ? new Later(["p-1", "p-1", "p-1"]) : "p-1";
        const after = { id, name: "s", type, content: value };
        return [
          ...above,
          ...resources,
          {
            address,
            after,
            ...(!isNew && !hasLater(after) && { before: after }),
            ...(isSensitive && { sensitive: ["content"] }),
            ...(template !== undefined && {
              written: {
                type: hasLater(type) ? { references: ["local.type"] } : { constant_value: type },
                content: { constant_value: template },
              },
            }),
          },
          {
            address: "aws_organizations_policy_attachment.t",
            after: {
              policy_id: isNew ? new Later(["p-1", "p-1", "p-1"], reference(address, "id")) : "p-1",
              target_id: target,
            },
          },
        ];
      }),
  },
);
