import type {} from "chai";
import type { Request } from "../../../policies/language/request.js";
import { serviceReferenceNow } from "../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Result } from "../../../policies/text/diagnostic.js";
import type { Property } from "../../../properties/property.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { allowsBy } from "../../api/allows.js";
import { judgeSides, type SideRelation } from "../../api/isContainedIn.js";
import { type Judgement, unasked } from "../../api/judgement.js";
import { assumableOnlyBy, judgeProperty } from "../../api/satisfies.js";
import { type TargetInput, targetIn } from "../../api/targetOf.js";
import { escapeControls } from "../../report/escapeControls.js";
import { judgeAllowance } from "./judgeAllowance.js";

/** Chai has a type `Property`, too. */
type AskedProperty = string | Property;

declare global {
  namespace Chai {
    interface Assertion {
      /** the resource that the request is for: an ARN, or a pattern; @defaultValue some resource */
      on(resource: string): Assertion;
      /** the keys of the context that the request carries */
      when(context: Request["context"]): Assertion;
      /**
       * A request for the action is allowed; `s3:Get*`: one for some action that the pattern matches. Negated: none is, by
       * proof, regardless of what else the context carries.
       */
      allow(action: string): Assertion;
      /** everything that it allows is allowed by the other, too */
      containedIn(other: TargetInput): Assertion;
      /** the same, and the other allows more */
      strictlyContainedIn(other: TargetInput): Assertion;
      /** both allow the same requests */
      equivalentTo(other: TargetInput): Assertion;
      /** the role can be assumed by these ARNs or patterns, account IDs, services and identity providers alone */
      assumableOnlyBy(...principals: readonly string[]): Assertion;
    }
    interface Satisfy {
      /** @param property `ID`, `ID:PARAMETER=VALUE,VALUE`, or a property that you wrote */
      // biome-ignore lint/style/useShorthandFunctionType: an interface, which adds to the one of chai
      (property: AskedProperty): Assertion;
    }
  }
}

/**
 * Assertions of chai about principals and policies, for `chai.use`. What is undecided, and a target that is not there,
 * fails an assertion and its negation alike. The message of a failure has the decision, the statement that decides and
 * what the request lacks.
 *
 * - `expect(role).on(arn).when(context).to.allow(action)`: without `when` the request carries no key of the context,
 *   and without `on` it is some request on some resource. The negation is always a proof that no request is allowed.
 * - `.to.be.containedIn(other)`, `.strictlyContainedIn(other)`, `.equivalentTo(other)`, over all requests
 * - `.to.be.assumableOnlyBy(principal, ...)` of a role, `.to.satisfy(property)` of anything
 *
 * @example
 * ```ts
 * import * as chai from "chai";
 * import { loadSource } from "planproof";
 * import { planproofChai } from "planproof/chai";
 *
 * const { expect } = chai.use(planproofChai);
 * const policy = await loadSource("managed:AWSBatchFullAccess");
 * expect(policy).to.allow("batch:SubmitJob");
 * expect(policy).not.to.allow("s3:PutObject");
 * expect(policy).on("*").to.allow("batch:DescribeJobs");
 * expect(policy).to.satisfy("no-iam-administration");
 * ```
 */
export function planproofChai(chai: Chai.ChaiStatic, utils: Chai.ChaiUtils): void {
  const { flag } = utils;
  const add = (
    name: string,
    ask: (input: TargetInput, args: readonly unknown[], flags: Flags) => Asked,
  ): void =>
    utils.addMethod(chai.Assertion.prototype, name, function (this: object, ...args: readonly unknown[]) {
      assertJudged(this, args, ask);
    });

  function assertJudged(assertion: object, args: readonly unknown[], ask: Parameters<typeof add>[1]): void {
    const input = flag(assertion, "object") as TargetInput;
    const isNegated = flag(assertion, "negate") === true;
    const [resource, context] = [flag(assertion, "planproof.on"), flag(assertion, "planproof.when")];
    const { expected, judged } = ask(input, args, { resource, context, isNegated });
    const { verdict, lines } = judged.ok ? judged.value : unasked(judged.diagnostics);
    if (verdict === (isNegated ? "refuted" : "holds")) return;
    const said = flag(assertion, "message") as string | undefined;
    const doubt = judged.ok && verdict === "undecided" ? ", which is undecided" : "";
    const title = `expected ${nameOf(input)} ${isNegated ? "not " : ""}${expected}${doubt}`;
    const message = [said === undefined ? title : `${said}: ${title}`, ...lines].join("\n");
    throw new chai.AssertionError(message, undefined, assertJudged);
  }

  for (const name of ["on", "when"]) {
    utils.addMethod(chai.Assertion.prototype, name, function (this: object, given: unknown) {
      flag(this, `planproof.${name}`, given);
    });
  }
  add("allow", (input, [action], flags) => askAllowed(input, String(action), flags));
  for (const [name, relation, expected] of relations) {
    add(name, (input, [other]) => ({
      expected: `${expected} ${nameOf(other as TargetInput)}`,
      judged: judgeSides(referenceNow(), [input, other as TargetInput], relation),
    }));
  }
  add("assumableOnlyBy", (input, principals) => ({
    expected: `to be assumable only by ${principals.join(", ")}`,
    judged: judgeProperty(referenceNow(), input, assumableOnlyBy(principals.map(String))),
  }));
  utils.overwriteMethod(
    chai.Assertion.prototype,
    "satisfy",
    (original: (...args: readonly unknown[]) => void) =>
      function (this: object, ...args: readonly unknown[]) {
        // chai itself has `satisfy` with a function
        if (typeof args[0] === "function") original.apply(this, args as never);
        else assertJudged(this, args, askProperty);
      },
  );
}

interface Flags {
  readonly resource?: string | undefined;
  readonly context?: Request["context"] | undefined;
  readonly isNegated: boolean;
}

interface Asked {
  /** what is expected, to follow the name of the target and `not` */
  readonly expected: string;
  readonly judged: Result<Judgement>;
}

const relations: readonly (readonly [name: string, relation: SideRelation, expected: string])[] = [
  ["containedIn", "contained", "to be contained in"],
  ["strictlyContainedIn", "strictlyContained", "to be strictly contained in"],
  ["equivalentTo", "equivalent", "to be equivalent to"],
];

function askAllowed(input: TargetInput, action: string, { resource, context, isNegated }: Flags): Asked {
  const allowance = allowsBy(referenceNow(), input, {
    action,
    ...(resource !== undefined && { resource }),
    ...(context !== undefined && { context }),
  });
  return {
    expected: `to allow \`${action}\` on ${resource === undefined ? "some resource" : `\`${resource}\``}`,
    judged: allowance.ok ? { ...allowance, value: judgeAllowance(allowance.value, isNegated) } : allowance,
  };
}

const askProperty = (input: TargetInput, [property]: readonly unknown[]): Asked => ({
  expected: `to satisfy \`${typeof property === "string" ? property : (property as Property).id}\``,
  judged: judgeProperty(referenceNow(), input, property as string | Property),
});

function nameOf(input: TargetInput): string {
  const target = targetIn(input);
  return target.ok ? escapeControls(printAddress(target.value.address)) : "an unknown target";
}

/** All services, each read when it is first asked about. */
function referenceNow(): ServiceReference {
  reference ??= serviceReferenceNow();
  return reference;
}
let reference: ServiceReference | undefined;
