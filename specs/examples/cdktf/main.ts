import { App, Aspects } from "cdktf";
import { checkedStack } from "planproof/cdktf";
import { RenderStack } from "./renderStack.js";

const account = "111122223333";
const app = new App();
const stack = new RenderStack(app, "render", account);

// the synthesis fails where a property is refuted
Aspects.of(stack).add(checkedStack({ account }));
app.synth();
