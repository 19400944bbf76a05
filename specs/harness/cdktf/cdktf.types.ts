import { type LoadedSource, sourceFromStack, sourceFromSynth } from "../../../harness/cdktf/cdktf.js";
import { check, type Result } from "../../../harness/planproof.js";

const testing = { synth: (stack: { readonly node: { readonly id: string } }) => JSON.stringify(stack.node) };

// Compiled with the rest and never run: what the types of the door accept and refuse.
export async function accepted(): Promise<void> {
  const source: Result<LoadedSource> = sourceFromStack({ node: { id: "jobs" } }, testing);
  await check([source, sourceFromSynth("{}")]);
}

export function refused(): void {
  // @ts-expect-error a stack has a node
  sourceFromStack({ id: "jobs" }, testing);
  // @ts-expect-error the JSON is a string
  sourceFromSynth({ resource: {} });
}
