import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { openSource } from "../../../harness/run/openSource.js";
import { printAddress } from "../../../properties/targetAddress.js";

const fixtures = fileURLToPath(new URL("../../fixtures", import.meta.url));
async function addresses(spec: string, cwd: string) {
  const loaded = await openSource(spec, { cwd });
  return loaded.ok ? loaded.value.targets.map(({ address }) => printAddress(address)) : [];
}

describe("openSource", () => {
  it("gives targets addresses that are sources themselves, from wherever they are named", async () => {
    for (const [spec, cwd] of [
      ["noop.plan.json", `${fixtures}/batch-plan`],
      ["batch-plan/noop.plan.json", fixtures],
      [`./${basename(fixtures)}/batch-plan/noop.plan.json`, dirname(fixtures)],
    ] as const) {
      const all = await addresses(spec, cwd);
      expect(all).to.have.length(3).and.to.include(`${spec}#aws_iam_role.job`);
      for (const address of all) expect(await addresses(address, cwd)).to.deep.equal([address]);
    }
  });

  it("leaves bundled policies their names", async () => {
    expect(await addresses("managed:AWSBatchFullAccess@v7", fixtures)).to.deep.equal([
      "managed:AWSBatchFullAccess@v7",
    ]);
  });
});
