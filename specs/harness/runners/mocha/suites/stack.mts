import { Testing } from "cdktf";
import { sourceFromStack, sourceFromSynth } from "../../../../../harness/cdktf/cdktf.js";
import { describePlan } from "../../../../../harness/runners/mocha/mocha.js";
import { BatchStack } from "../../../cdktf/batchStack.js";

// The suite of a CDKTF repository, run in a child mocha by mocha.spec.ts.
await describePlan(sourceFromStack(new BatchStack(Testing.app(), "batch"), Testing), {
  runs: 300,
  undecided: "allow",
});
await describePlan(sourceFromSynth("{}"));
