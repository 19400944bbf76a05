import { SaxesParser, type SaxesTagPlain } from "saxes";

/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** its own characters, without those of its children */
  readonly content: string;
}

interface Building extends XmlElement {
  readonly children: XmlElement[];
  content: string;
}

/** Reads an XML document; throws for one that is not well-formed. */
export function readXml(text: string): XmlElement {
  const top: Building = { name: "", attributes: {}, children: [], content: "" };
  const open: Building[] = [top];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    const element: Building = { name, attributes, children: [], content: "" };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("text", (characters) => {
    open.at(-1)!.content += characters;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
  return top.children[0]!;
}

/** The elements and attributes of JUnit, of the schema that Jenkins publishes. */
const schema: Readonly<Record<string, { readonly has: readonly string[]; readonly in: readonly string[] }>> =
  {
    testsuites: { has: ["name", "time", "tests", "failures", "errors"], in: [""] },
    testsuite: {
      has: [
        "name",
        "tests",
        "failures",
        "errors",
        "time",
        "skipped",
        "timestamp",
        "hostname",
        "id",
        "package",
        "file",
      ],
      in: ["testsuites", "testsuite"],
    },
    properties: { has: [], in: ["testsuite"] },
    property: { has: ["name", "value"], in: ["properties"] },
    testcase: { has: ["name", "classname", "time", "group", "file"], in: ["testsuite"] },
    skipped: { has: ["type", "message"], in: ["testcase"] },
    failure: { has: ["type", "message"], in: ["testcase"] },
    "system-out": { has: [], in: ["testsuite", "testcase"] },
  };

/** What is not as JUnit has it, a sentence each. */
export function junitFaults(element: XmlElement, parent = ""): readonly string[] {
  const row = schema[element.name];
  if (row === undefined) return [`${element.name} is unknown`];
  const required = element.name.startsWith("test") ? ["name"] : [];
  return [
    ...(row.in.includes(parent) ? [] : [`${element.name} is in ${parent}`]),
    ...Object.keys(element.attributes)
      .filter((name) => !row.has.includes(name))
      .map((name) => `${element.name} has ${name}`),
    ...required.filter((name) => element.attributes[name] === undefined).map((name) => `no ${name}`),
    ...element.children.flatMap((child) => junitFaults(child, element.name)),
  ];
}
