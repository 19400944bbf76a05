import { expect } from "chai";
import { globalServices } from "../../../policies/reference/globalServices.js";
import { holdsNoSlash, slashFreePlaceholders } from "../../../policies/reference/holdsNoSlash.js";
import { isGlobalKey } from "../../../policies/reference/isGlobalKey.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { namesKey } from "../../../policies/reference/namesKey.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";

describe("the tables that complete the service reference", () => {
  let reference: ServiceReference;
  let templates: readonly string[];

  before(async function () {
    this.timeout(60_000);
    reference = await loadServiceReference();
    const all = reference.services.flatMap((service) =>
      reference
        .actionsOf(service)
        .flatMap(({ resourceTypes }) => resourceTypes.flatMap(({ arnTemplates }) => arnTemplates)),
    );
    templates = [...new Set(all)];
  });

  it("name global services that the reference has", () => {
    expect(globalServices.filter((service) => !reference.services.includes(service))).to.deep.equal([]);
  });

  it("name one service with regional resources alone, which AWS's page names", () => {
    const regional = (service: string) => {
      const own = templates.filter((template) => template.split(":")[2] === service);
      return own.length > 0 && own.every((template) => template.split(":")[3] === "${Region}");
    };
    expect(globalServices.filter(regional)).to.deep.equal(["devicefarm"]);
  });

  it("name placeholders that the reference has", () => {
    const used = new Set(templates.flatMap((template) => placeholdersOf(template).map(([name]) => name)));
    const unused = slashFreePlaceholders.filter(([service, name]) => !used.has(`${service} ${name}`));
    expect(unused).to.deep.equal([]);
  });

  it("call nothing free of slashes that follows what may hold one: a match would not be unique", () => {
    const wrong = templates.filter((template) => {
      const free = placeholdersOf(template).map(([, isFree]) => isFree);
      return free.lastIndexOf(true) > free.indexOf(false) && free.includes(false);
    });
    expect(wrong).to.deep.equal([]);
  });

  it("hold one template each", () => {
    expect(templates.filter((template) => template.includes(","))).to.deep.equal([]);
  });

  it("know keys by their name, those of tags by their beginning", () => {
    expect(["aws:RequestTag/a", "iam:passedtoservice", "foo:Bar"].map(reference.knowsKey)).to.deep.equal([
      true,
      true,
      false,
    ]);
    expect(
      ["aws:TagKeys", "dynamodb:LeadingKeys", "aws:SourceIp"].map(reference.isMultivalued),
    ).to.deep.equal([true, true, false]);
    expect(namesKey("aws:requesttag/${tagkey}", "aws:requesttag/")).to.equal(false);
    expect(namesKey("codebuild:e/${name}.value", "codebuild:e/a.type")).to.equal(false);
    expect(
      ["aws:SourceIp", "aws:TagKeys", "ec2:SourceInstanceArn", "ec2:Vpc"].map(isGlobalKey),
    ).to.deep.equal([true, false, true, false]);
  });
});

/** The placeholders of an ARN template's last part, and whether each is free of slashes. */
function placeholdersOf(template: string): readonly (readonly [name: string, isFree: boolean])[] {
  const parts = template.split(":");
  const service = parts[2]!;
  const rest = parts.slice(5).join(":");
  return [...rest.matchAll(/\$\{([^}]*)\}|\*/g)].map(([, name = ""]) => [
    `${service} ${name}`,
    holdsNoSlash(service, name),
  ]);
}
