import type { Chain, ChainHop } from "../../properties/escalation/chain.js";
import { describeStatement } from "./describeWitness.js";

/** The hops of a chain, a numbered line each, and a line for each request with the statements that allow it. */
export const describeChain = ({ hops }: Chain): readonly string[] =>
  hops.flatMap((hop, at) => [`  ${at + 1}. ${describeHop(hop)}`, ...requestsOf(hop)]);

/** `aws_iam_role.ci -> aws_iam_role.deployer by aws_lambda_function.tool, which runs with it (lambda-003)`. */
function describeHop({ from, to, step, via, if: missing }: ChainHop): string {
  const by = via === undefined ? "" : ` by ${via}, which runs with it`;
  const provided = missing === undefined ? "" : `, if there is ${missing}`;
  return `${from} -> ${to}${by}${provided} (${step})`;
}

const requestsOf = ({ requests }: ChainHop): readonly string[] =>
  requests.map(({ request: { action, resource, context }, statements }) => {
    const keys = Object.entries(context).map(([key, value]) => `${key} = ${[value].flat().join(", ")}`);
    const when = keys.length === 0 ? "" : ` with ${keys.join(", ")}`;
    return `       ${action} on ${resource}${when}, allowed by ${statements.map(describeStatement).join(" and ")}`;
  });
