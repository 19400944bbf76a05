import { type Context, tags } from "../../generators/tags.js";
import { arbitraryLaws } from "./arbitraryLaws.js";

const requestTags = (context: Context) =>
  Object.keys(context)
    .filter((key) => key.startsWith("aws:RequestTag/"))
    .map((key) => key.slice("aws:RequestTag/".length));

describe("tags", () => {
  arbitraryLaws({
    arbitrary: tags(["team", "owner"], { values: ["batch"] }),
    wellFormed: (context) =>
      JSON.stringify(context["aws:TagKeys"] ?? []) === JSON.stringify(requestTags(context)),
    size: (context) => Object.keys(context).length,
    simplest: {},
    reaches: {
      "no tags": (context) => Object.keys(context).length === 0,
      "the value": (context) => context["aws:RequestTag/team"] === "batch",
      "another value": (context) => context["aws:ResourceTag/team"] === "other",
      "the empty value": (context) => context["aws:RequestTag/owner"] === "",
      "another case": (context) => "aws:ResourceTag/Owner" in context,
      "both tags": (context) => requestTags(context).length === 2,
    },
  });
});
