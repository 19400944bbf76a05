import { describeCorpus } from "planproof/mocha";
import { plan } from "./plan.mjs";

// requests with the decisions that were reviewed; `npm run corpus` accepts what a change decides otherwise
await describeCorpus("corpus.jsonl", { against: plan });
