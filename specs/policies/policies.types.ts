import {
  type AccessRelation,
  accessOf,
  authorize,
  Budget,
  type Certificate,
  checkCertificate,
  compile,
  type Decision,
  differencesByAction,
  explain,
  findManagedPolicy,
  loadServiceReference,
  type PolicyDocument,
  type PolicySet,
  parsePolicy,
  printPolicy,
  prove,
  proverFor,
  type Request,
  type Result,
  relate,
  type ServiceReference,
} from "../../policies/policies.js";

const document = '{ "Version": "2012-10-17", "Statement": [] }';

// Compiled with the rest and never run: what the types of the door accept and refuse.
export async function accepted(request: Request, other: PolicySet): Promise<void> {
  const parsed: Result<PolicyDocument> = parsePolicy(document, "identity");
  if (!parsed.ok) parsed.diagnostics[0]?.message satisfies string | undefined;
  if (!parsed.ok) return;
  printPolicy(parsed.value) satisfies string;
  const policies: PolicySet = { identity: [{ source: "job.json", document: parsed.value }] };
  authorize(compile(policies), request) satisfies Decision;
  explain(compile(policies), request).why satisfies readonly string[];
  const containment = prove(policies, other, { universe: "any", budget: new Budget(1_000) });
  if (containment.verdict === "refuted") containment.witness satisfies Request;
  if (containment.verdict === "proved") containment.certificate satisfies Certificate;
  const reference: ServiceReference = await loadServiceReference(["s3"]);
  relate(policies, other, proverFor({ reference, universe: "typed" })) satisfies AccessRelation;
  accessOf(policies);
  differencesByAction(policies, other, { reference });
  findManagedPolicy("ReadOnlyAccess")?.document satisfies PolicyDocument | undefined;
}

export function refused(request: Request, policies: PolicySet, parsed: Result<PolicyDocument>): void {
  // @ts-expect-error a kind of policy that does not exist
  parsePolicy(document, "role");
  // @ts-expect-error a document is a string of JSON
  parsePolicy({ Version: "2012-10-17", Statement: [] }, "identity");
  // @ts-expect-error a document is there only where it could be parsed
  printPolicy(parsed.value);
  // @ts-expect-error policies are compiled first
  authorize(policies, request);
  // @ts-expect-error a request has a resource
  authorize(compile(policies), { principal: "*", action: "s3:GetObject", context: {} });
  // @ts-expect-error a policy has a source
  compile({ identity: [{ document: { version: "2012-10-17", statements: [] } }] });
  // @ts-expect-error a universe that does not exist
  prove(policies, policies, { universe: "all" });
  // @ts-expect-error only a refuted containment has a witness
  prove(policies, policies).witness;
  // @ts-expect-error a misspelled option
  relate(policies, policies, { princpal: "arn:aws:iam::111122223333:role/job" });
  // @ts-expect-error services are a list
  loadServiceReference("s3");
  // @ts-expect-error a verdict is not a certificate
  checkCertificate({ kind: "of", policies }, prove(policies, policies));
}
