import { expect } from "chai";
import { ask, askJson } from "./ask.js";
import { diffVariants } from "./diffVariants.js";
import { keyVariants } from "./keyVariants.js";

interface Change {
  readonly target: string;
  readonly caller?: { readonly kind: string; readonly name: string };
  readonly action?: string;
  readonly actions?: readonly string[];
  readonly change: string;
}
interface Diffed {
  readonly changes: readonly Change[];
  readonly undecided: readonly object[];
}

describe("the diff of a change of access from both sides", function () {
  this.timeout(30_000);
  for (const { title, plan, lines, changes, says = [] } of [...diffVariants, ...keyVariants]) {
    it(title, async () => {
      const human = await ask(["diff", "-"], { input: plan });
      const [, ...blocks] = human.stdout.trimEnd().split("\n\n");
      const changed = blocks.filter((block) => !block.startsWith("AWS managed policies as of"));
      const headings = changed.map((block) => block.split("\n")[0]!.replaceAll("-#", ""));
      expect(headings).to.deep.equal(lines);
      for (const part of says) expect(human.stdout).to.match(part);
      const { value, exit } = await askJson<Diffed>(["diff", "-"], { input: plan });
      const told = value.changes.map(({ target, caller, change, action, actions = [action!] }) => [
        target.split("#")[1]!,
        ...(caller === undefined ? [] : [caller.kind]),
        change,
        ...actions,
      ]);
      expect([told, value.undecided]).to.deep.equal([changes, []]);
      const isNew = value.changes.some(({ change }) => change !== "removed" && change !== "narrowed");
      expect([exit, human.exit]).to.deep.equal(isNew ? [1, 1] : [0, 0]);
    });
  }
});
