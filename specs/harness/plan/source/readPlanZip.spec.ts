import { expect } from "chai";
import { zipSync } from "fflate";
import { readPlanZip } from "../../../../harness/plan/source/readPlanZip.js";
import { fixtureBytes } from "../fixture.js";

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const codeOf = (bytes: Uint8Array): string | undefined => readPlanZip(bytes).diagnostics[0]?.code;

describe("readPlanZip", () => {
  it("reads the configuration of every module, and nothing else", () => {
    const read = readPlanZip(fixtureBytes("plan-samples/create.tfplan"));
    expect(read.ok && [...read.value.files.keys()]).to.deep.equal([
      "tfconfig/m-/main.tf",
      "tfconfig/m-c/main.tf",
      "tfconfig/m-c.inner/main.tf",
      "tfconfig/m-m/main.tf",
      "tfconfig/m-m.inner/main.tf",
      "tfconfig/modules.json",
    ]);
    expect(read.ok && read.value.files.get("tfconfig/m-/main.tf")).to.include('resource "terraform_data"');
  });

  it("refuses a zip that is not a plan", () => {
    expect(codeOf(zipSync({ "plan.json": text("{}") }))).to.equal("not-a-plan");
    expect(codeOf(zipSync({}))).to.equal("not-a-plan");
  });

  it("unpacks no more than the directory says", () => {
    const bytes = zipSync({ tfplan: text(""), "tfconfig/m-/main.tf": new Uint8Array(3_000_000) });
    const directory = Buffer.from(bytes).lastIndexOf("tfconfig/m-/main.tf") - 46;
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(directory + 24, 10, true);
    const read = readPlanZip(bytes);
    expect(read.ok ? read.value.files.get("tfconfig/m-/main.tf")!.length : 0).to.be.lessThan(11);
  });

  it("refuses every cut and most damage with a diagnostic, and never throws", () => {
    const whole = fixtureBytes("batch-plan/create.tfplan");
    for (let end = 4; end < whole.length; end += 97) {
      expect(codeOf(whole.subarray(0, end)), `${end}`).to.equal("broken-zip");
    }
    for (let at = 4; at < whole.length; at += 7) {
      const damaged = whole.slice();
      damaged[at]! ^= 0xff;
      readPlanZip(damaged);
    }
  });
});
