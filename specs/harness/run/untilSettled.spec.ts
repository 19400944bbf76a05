import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { untilSettled } from "../../../harness/run/untilSettled.js";
import { bundledProgram } from "../bundledProgram.js";

const never = new Promise<never>(() => {});
const options = { what: "it", exit: 4 };

describe("untilSettled", () => {
  it("gives what the work gives", async () => {
    expect(await untilSettled(Promise.resolve(1), options)).to.equal(1);
    const error = new Error("broken");
    expect(await untilSettled(Promise.reject(error), options).catch((thrown) => thrown)).to.equal(error);
  });

  it("rejects at the deadline, and at once where the process has nothing else to do", async () => {
    const thrown = await untilSettled(never, { ...options, deadline: 20 }).catch((error) => error);
    expect(thrown.message).to.equal("it was never finished");
    expect(inProcess(".catch((thrown) => console.log(thrown.message))")).to.deep.equal([
      0,
      "it was never finished\n",
      "",
    ]);
  });

  it("turns an exit in the meantime into that code, with a sentence", () => {
    const [exit, , stderr] = inProcess("; process.exit(0)");
    expect([exit, stderr]).to.deep.equal([4, "planproof: it was never finished, as the process was ended\n"]);
  });

  it("removes its listener", () => {
    expect(process.listeners("beforeExit").map(({ name }) => name)).not.to.include("abandonAll");
  });
});

function inProcess(then: string): readonly unknown[] {
  const program = `import { untilSettled } from "./harness/run/untilSettled.ts";
    untilSettled(new Promise(() => {}), ${JSON.stringify(options)})${then}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, bundledProgram(program), {
    encoding: "utf8",
  });
  return [status, stdout, stderr];
}
