import assert from "node:assert/strict";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { managedPolicies } from "../../../policies/managed/managedPolicies.js";
import { administratorPolicies } from "../../../policies/reference/administratorPolicies.js";
import { escalationSteps } from "../../../policies/reference/escalationSteps.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { workloadRoles } from "../../../policies/reference/workloadRoles.js";
import { readText } from "../../house/repository.js";

describe("policies/reference/escalationSteps", () => {
  const requirements = escalationSteps.flatMap(({ id, retired = false, requires }) =>
    requires.map((one) => ({ id, retired, ...one })),
  );
  let reference: ServiceReference;
  before(async () => {
    reference = await loadServiceReference([
      ...new Set(requirements.map(({ action }) => action.split(":")[0]!)),
    ]);
  });

  it("has each step once, with its page", () => {
    assert.equal(new Set(escalationSteps.map(({ id }) => id)).size, escalationSteps.length);
    assert.deepEqual(
      escalationSteps.filter(({ page }) => !page.startsWith("https://")).map(({ id }) => id),
      [],
    );
  });

  it("names actions that the service reference lists", () => {
    const unlisted = requirements.filter(
      ({ action, retired }) => !retired && reference.action(action)?.name !== action,
    );
    assert.deepEqual(
      unlisted.map(({ id, action }) => `${id} ${action}`),
      [],
    );
  });

  it("names resource types that the actions support", () => {
    const wrong = requirements.filter(({ action, on, retired }) => {
      const type = /^(?:new|any|[A-Z]) (.*)$/.exec(on)?.[1];
      const types = reference.action(action)?.resourceTypes.map(({ name }) => name) ?? [];
      return !retired && type !== undefined && !types.includes(type);
    });
    assert.deepEqual(
      wrong.map(({ id, action, on }) => `${id} ${action} ${on}`),
      [],
    );
  });

  it("names `*` only for actions that do not need a resource", () => {
    const wrong = requirements.filter(
      ({ action, on, retired }) =>
        !retired && on === "*" && reference.action(action)!.resourceTypes.some(({ required }) => required),
    );
    assert.deepEqual(
      wrong.map(({ id, action }) => `${id} ${action}`),
      [],
    );
  });

  it("names keys that the actions carry", () => {
    const wrong = requirements.flatMap(({ id, action, keys = {}, retired }) => {
      const one = reference.action(action);
      const known = [
        ...(one?.conditionKeys ?? []),
        ...(one?.resourceTypes ?? []).flatMap((type) => type.conditionKeys),
      ];
      const folded = known.map((key) => key.toLowerCase());
      return retired
        ? []
        : Object.keys(keys)
            .filter((key) => !folded.includes(key.toLowerCase()))
            .map((key) => `${id} ${action} ${key}`);
    });
    assert.deepEqual(wrong, []);
  });

  it("marks the steps of services that AWS has ended", () => {
    assert.deepEqual(
      escalationSteps.filter(({ retired }) => retired).map(({ id }) => id),
      ["codestar-001"],
    );
  });

  it("refers only to letters that the step declares", () => {
    const wrong = escalationSteps.filter(({ leftOut, requires, existing = [] }) => {
      if (leftOut !== undefined) return false;
      const used = requires.flatMap(({ on, keys = {} }) =>
        [on, ...Object.values(keys)].flatMap((text) => /^@?([A-Z])(?: |$)/.exec(text)?.[1] ?? []),
      );
      return used.some((letter) => !existing.some(({ as }) => as === letter));
    });
    assert.deepEqual(
      wrong.map(({ id }) => id),
      [],
    );
  });

  it("knows by which attribute each workload of a step names its role", () => {
    const missing = escalationSteps
      .filter(({ leftOut }) => leftOut === undefined)
      .flatMap(({ id, existing = [] }) =>
        existing.filter(({ runsAsTarget }) => runsAsTarget).map(({ type }) => ({ id, type })),
      )
      .filter(({ type }) => !workloadRoles.some((row) => row.type === type && row.runs !== "fixed"));
    assert.deepEqual(missing, []);
  });

  it("says in docs/escalation.md which steps are not asked, and why", () => {
    const page = readText("docs/escalation.md");
    const left = escalationSteps.filter(({ leftOut }) => leftOut !== undefined);
    const missing = left.filter(
      ({ id, leftOut }) =>
        !page.split("\n").some((line) => line.includes(`\`${id}\``) && line.endsWith(`| ${leftOut} |`)),
    );
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
    );
  });

  it("knows which policies of AWS allow their holder to change any role", () => {
    const administering = managedPolicies.filter(({ name, kind, versions }) => {
      const { document } = versions.at(-1)!;
      const own = compile({ identity: [{ source: name, document }] });
      const [principal, resource] = ["a", "b"].map((role) => `arn:aws:iam::111122223333:role/${role}`);
      const request = { principal, resource, resourceAccount: "111122223333", context: {} } as const;
      return (
        kind === "attachable" &&
        ["iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy"].every(
          (action) =>
            authorize(own, { ...request, principal: principal!, resource: resource!, action }) === "allowed",
        )
      );
    });
    assert.deepEqual(administering.map(({ name }) => name).sort(), [...administratorPolicies].sort());
  });

  it("has each attribute of a workload once", () => {
    const rows = workloadRoles.map(({ type, attribute, json = "" }) => `${type}.${attribute} ${json}`);
    assert.deepEqual(rows, [...new Set(rows)]);
  });
});
