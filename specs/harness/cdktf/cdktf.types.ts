import { Aspects } from "cdktf";
import {
  checkedStack,
  type LoadedSource,
  sourceFromStack,
  sourceFromSynth,
} from "../../../harness/cdktf/cdktf.js";
import { check, type Result } from "../../../harness/planproof.js";

const testing = { synth: (stack: { readonly node: { readonly id: string } }) => JSON.stringify(stack.node) };

// Compiled with the rest and never run: what the types of the door accept and refuse.
export async function accepted(): Promise<void> {
  const source: Result<LoadedSource> = sourceFromStack({ node: { id: "jobs" } }, testing);
  sourceFromStack({ node: { id: "jobs" } }, testing, { account: "111122223333", file: "jobs.tf.json" });
  Aspects.of({ node: {} } as never).add(checkedStack({ properties: ["tag-guard"], undecided: "allow" }));
  await check([source, sourceFromSynth("{}")]);
}

export function refused(): void {
  // @ts-expect-error a stack has a node
  sourceFromStack({ id: "jobs" }, testing);
  // @ts-expect-error a misspelled option
  sourceFromStack({ node: { id: "jobs" } }, testing, { acount: "111122223333" });
  // @ts-expect-error the JSON is a string
  sourceFromSynth({ resource: {} });
}
